import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { deserialize, serialize } from 'node:v8'
import { Meanings, readMeanings, type KeptMeanings } from './meanings.ts'

const here = new URL('./', import.meta.url)
const folder = new URL('meanings/', here)
const generated = new URL('../generated/', here)

/** What decides, beside the lines, what is made of them: the rules, and the libraries that they use. */
const rules = ['fold.ts', 'forms.ts', 'kin.ts', 'meanings.ts', 'our-meanings.ts', 'phrases.ts', 'term-table.ts', 'translations.ts', '../../package-lock.json']

let ours: Meanings | undefined

/** Those that are written in the folder `meanings`, read once: as they were kept when the project was set up, or made anew, which takes seconds. */
export function ourMeanings(): Meanings {
  ours ??= readKept() ?? writtenMeanings()
  return ours
}

/** Those that are written in the folder `meanings`, made anew from its lines. */
export const writtenMeanings = (): Meanings => readMeanings(readTexts())

function readKept(): Meanings | undefined {
  const files = keptFiles(readTexts())
  if (!existsSync(files.rest)) return undefined
  const rest = deserialize(readFileSync(files.rest)) as Omit<KeptMeanings, 'terms'>
  return Meanings.of({ ...rest, terms: wholeNumbers(readFileSync(files.terms)) })
}

/** Keeps what is made of the folder `meanings`, unless it is kept already; what was kept of other lines goes. */
export function keepMeanings(): void {
  const texts = readTexts()
  const files = keptFiles(texts)
  if (existsSync(files.rest)) return
  mkdirSync(generated, { recursive: true })
  const { terms, ...rest } = readMeanings(texts).kept()
  write(files.terms, new Uint8Array(terms.buffer, terms.byteOffset, terms.byteLength))
  // the last, since who finds it expects the other
  write(files.rest, serialize(rest))
  const current = Object.values(files).map(({ href }) => href)
  for (const name of readdirSync(generated)) {
    const file = new URL(name, generated)
    if (name.startsWith(prefix) && !current.includes(file.href)) rmSync(file)
  }
}

/** Writes the whole file or nothing: another process may be reading it. */
function write(file: URL, bytes: Uint8Array): void {
  const unfinished = new URL(`unfinished.${process.pid}`, generated)
  writeFileSync(unfinished, bytes)
  renameSync(unfinished, file)
}

const readTexts = (): string[] => readdirSync(folder).filter((name) => name.endsWith('.txt')).sort().map((name) => readFileSync(new URL(name, folder), 'utf8'))

const prefix = 'meanings-'

/** Where what is made of these lines, by these rules and this Node, is kept: the terms by themselves, as they are in memory, since they are most of it. */
function keptFiles(texts: string[]): { rest: URL; terms: URL } {
  const hash = createHash('sha256')
  for (const text of [process.version, ...rules.map((file) => readFileSync(new URL(file, here), 'utf8')), ...texts]) hash.update(text)
  const name = `${prefix}${hash.digest('hex').slice(0, 16)}`
  return { rest: new URL(name, generated), terms: new URL(`${name}-terms`, generated) }
}

const wholeNumbers = ({ buffer, byteOffset, byteLength }: Buffer): Uint32Array => new Uint32Array(buffer, byteOffset, byteLength / Uint32Array.BYTES_PER_ELEMENT)
