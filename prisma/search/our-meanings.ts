import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { deserialize, serialize } from 'node:v8'
import { Meanings, readMeanings, type KeptMeanings } from './meanings.ts'

const here = new URL('./', import.meta.url)
const folder = new URL('meanings/', here)
const generated = new URL('../generated/', here)

/** What decides, beside the lines, what is made of them. */
const rules = ['fold.ts', 'forms.ts', 'kin.ts', 'meanings.ts', 'phrases.ts', 'term-table.ts', 'translations.ts']

let ours: Meanings | undefined

/** Those that are written in the folder `meanings`, read once: as they were kept when the project was set up, or made anew, which takes seconds. */
export function ourMeanings(): Meanings {
  if (!ours) {
    const texts = readTexts()
    ours = readKept(keptFile(texts)) ?? readMeanings(texts)
  }
  return ours
}

/** Keeps what is made of the folder `meanings`, unless it is kept already. */
export function keepMeanings(): void {
  const texts = readTexts()
  const file = keptFile(texts)
  if (existsSync(file)) return
  mkdirSync(generated, { recursive: true })
  // another process may be reading it
  const unfinished = new URL(`unfinished.${process.pid}`, generated)
  writeFileSync(unfinished, serialize(readMeanings(texts).kept()))
  for (const name of readdirSync(generated)) if (name.startsWith(prefix)) rmSync(new URL(name, generated))
  renameSync(unfinished, file)
}

const readTexts = (): string[] => readdirSync(folder).filter((name) => name.endsWith('.txt')).sort().map((name) => readFileSync(new URL(name, folder), 'utf8'))

function readKept(file: URL): Meanings | undefined {
  return existsSync(file) ? Meanings.of(deserialize(readFileSync(file)) as KeptMeanings) : undefined
}

const prefix = 'meanings-'

/** Where what is made of these lines, by these rules and this Node, is kept. */
function keptFile(texts: string[]): URL {
  const hash = createHash('sha256')
  for (const text of [process.version, ...rules.map((file) => readFileSync(new URL(file, here), 'utf8')), ...texts]) hash.update(text)
  return new URL(`${prefix}${hash.digest('hex').slice(0, 16)}`, generated)
}
