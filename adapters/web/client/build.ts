import { createHash } from 'node:crypto'
import { mkdir, readFile, readdir, rename, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import * as esbuild from 'esbuild'

const sources = fileURLToPath(new URL('.', import.meta.url))
const output = fileURLToPath(new URL('../public/build/', import.meta.url))
const stamp = join(output, 'sources.sha256')

/** Bundles and minifies the browser's script and style into adapters/web/public/build/. Does nothing when no source has changed since. */
export async function build(): Promise<void> {
  const now = await fingerprint()
  if (await readFile(stamp, 'utf8').catch(() => '') === now) return
  await mkdir(output, { recursive: true })
  const { outputFiles } = await esbuild.build({
    entryPoints: ['main.ts', 'style.css', 'poster.css'].map((name) => join(sources, name)),
    outdir: output,
    write: false,
    bundle: true,
    minify: true,
    format: 'esm',
    target: ['chrome111', 'firefox119', 'safari16.4'],
    external: ['/static/*'],
    logLevel: 'warning',
  })
  for (const { path, contents } of outputFiles) await replace(path, contents)
  await replace(stamp, now)
}

/** Whole at any moment, as other processes may be building or reading the same files. */
async function replace(path: string, contents: Uint8Array | string): Promise<void> {
  const temporary = `${path}.${process.pid}`
  await writeFile(temporary, contents)
  await rename(temporary, path)
}

/** A digest of everything the bundle is made of, this file and esbuild's version included. */
async function fingerprint(): Promise<string> {
  const hash = createHash('sha256').update(esbuild.version)
  const names = (await readdir(sources)).filter((name) => /\.(ts|css)$/.test(name) && !name.endsWith('.test.ts')).sort()
  for (const name of names) hash.update(`\n${name}\n`).update(await readFile(join(sources, name)))
  return hash.digest('hex')
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) await build()
