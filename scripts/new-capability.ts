import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { Script } from 'node:vm'
import type { Capability } from '../commands/kit.ts'

const templateFolder = join(import.meta.dirname, 'capability-template')

/** Names that things of the project already have, wherever a name is read. */
const reserved = new Set(['bot', 'kit', 'index', 'messages', 'capability', 'capabilities', 'sample'])

/** Why a capability cannot have this name, in a sentence; undefined when it can. `taken` are the words that commands begin with. */
export function nameProblem(name: string, taken: ReadonlySet<string>): string | undefined {
  if (!/^[a-z][a-z0-9]{1,19}$/.test(name))
    return `"${name}" cannot be a name: take one word of 2 to 20 lower-case letters and digits that begins with a letter, such as lunch.`
  if (reserved.has(name) || !canBeAConstant(name)) return `"${name}" has a meaning of its own in this project or in TypeScript: take another word.`
  if (taken.has(name)) return `"${name}" is taken: see commands/index.ts and what /help lists, and take another word.`
  return undefined
}

function canBeAConstant(name: string): boolean {
  try {
    new Script(`'use strict'; async () => { const ${name} = 0 }`)
    return true
  } catch {
    return false
  }
}

/** What the names of capabilities and the first words of their commands leave no room for. */
export const takenBy = (capabilities: Capability[]): Set<string> =>
  new Set(capabilities.flatMap(({ name, actions }) => [
    name,
    ...actions.flatMap(({ name: typed, french = typed }) => [typed, french]).map((typed) => typed.split(/[ .]/)[0] ?? typed),
  ]))

/** A file of the template under its new name. */
const renamed = (text: string, name: string): string =>
  text
    .replaceAll('../../commands/kit.ts', '../kit.ts')
    .replaceAll('sample', name)
    .replaceAll('Sample', `${name[0]?.toUpperCase()}${name.slice(1)}`)

/** The list of capabilities with one more at its end. @throws Error when it no longer looks like one */
export function withCapability(list: string, name: string): string {
  const imports = [...list.matchAll(/^import .* from '\.\/\w+\/index\.ts'\n/gm)]
  const last = imports.at(-1)
  const end = list.lastIndexOf('\n]')
  if (!last || end < last.index) throw new Error('commands/index.ts does not look like a list of capabilities any more')
  const afterImports = last.index + last[0].length
  return `${list.slice(0, afterImports)}import { ${name} } from './${name}/index.ts'\n${list.slice(afterImports, end)}\n  ${name},${list.slice(end)}`
}

/** Makes commands/NAME of the project in `root`. */
export async function addCapability(root: string, name: string): Promise<{ folder: string } | { problem: string }> {
  const { capabilities } = (await import('../commands/index.ts')) as { capabilities: Capability[] }
  const folder = join(root, 'commands', name)
  const problem = nameProblem(name, takenBy(capabilities)) ?? (existsSync(folder) ? `commands/${name} is already there: take another word.` : undefined)
  if (problem) return { problem }
  const listFile = join(root, 'commands', 'index.ts')
  const list = withCapability(readFileSync(listFile, 'utf8'), name)
  mkdirSync(folder)
  for (const file of readdirSync(templateFolder))
    writeFileSync(join(folder, file), renamed(readFileSync(join(templateFolder, file), 'utf8'), name))
  writeFileSync(listFile, list)
  return { folder }
}
