import { join } from 'node:path'
import { setFlagsFromString } from 'node:v8'
import { installDependencies } from './dependencies.mjs'
import { root } from './root.mjs'
import { setUp } from './setup.mjs'
import { importTypeScript } from './typescript.mjs'

/**
 * Sets the project up, then runs one of its TypeScript files as if Node had been given it.
 *
 * @param {string[]} argv the file, from the project's folder, and its arguments; none to set up only
 */
export async function run([file, ...parameters]) {
  process.chdir(root)
  // Prisma's query compiler is WebAssembly whose plans are kept: to optimise it takes 50 MB and, measured, makes nothing quicker.
  setFlagsFromString('--liftoff-only')
  installDependencies()
  await setUp()
  if (file === undefined) return
  process.argv = [process.execPath, join(root, file), ...parameters]
  await importTypeScript(file)
}
