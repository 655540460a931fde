import { readdirSync, readFileSync } from 'node:fs'
import { fold } from './fold.ts'
import { stemOf } from './forms.ts'
import { wordsOf } from './phrases.ts'
import { Vocabulary } from './vocabulary.ts'

/** A place in a text where a meaning stands: from a word on, so many words. */
export interface Found {
  meaning: number
  at: number
  length: number
}

/** Most of the many nodes are ends. */
interface Node {
  next?: Map<string, Node>
  meanings?: number[]
}

const longestTerm = 6

/** Lines of text, each of which says which words mean the same: `fiscaliste, avocat fiscaliste = tax advisor`. After # is a remark. */
export class Meanings {
  readonly #root: Node = {}
  readonly #lines: string[] = []
  readonly #owners: (number | undefined)[] = []
  readonly #words = new Set<string>()
  readonly #stems = new Set<string>()
  readonly #first: number
  #vocabulary: Vocabulary | undefined

  /** @param base meanings to begin with, to which no more are added */
  constructor(private readonly base?: Meanings) {
    this.#first = base?.size ?? 0
  }

  /** Takes one line, of a community or of the repository; a term that says nothing is left out. */
  add(line: string, owner?: number): void {
    const meaning = this.size
    this.#lines.push(line)
    this.#owners.push(owner)
    for (const term of line.split(/[,=]/)) this.#addTerm(wordsOf(term, longestTerm), meaning)
  }

  get size(): number {
    return this.#first + this.#lines.length
  }

  /** The line of a meaning, as it was written. */
  line(meaning: number): string {
    return (meaning < this.#first ? this.base?.line(meaning) : this.#lines[meaning - this.#first]) ?? ''
  }

  /** Every word of its terms, folded: as they are written, and as they are looked for. */
  wordsOf(meaning: number): string[] {
    return this.line(meaning).split(/[,=]/).flatMap((term) => [...fold(term), ...wordsOf(term, longestTerm)])
  }

  /** The community whose meaning it is; undefined where it is everybody's. */
  owner(meaning: number): number | undefined {
    return meaning < this.#first ? this.base?.owner(meaning) : this.#owners[meaning - this.#first]
  }

  /** Whether any term has a word of this stem. */
  hasStem(stem: string): boolean {
    return this.#stems.has(stem) || this.base?.hasStem(stem) === true
  }

  /** Every word of a term, folded. To be asked for once all lines are added. */
  get vocabulary(): Vocabulary {
    if (!this.#vocabulary) {
      this.#vocabulary = new Vocabulary(this.base?.vocabulary)
      for (const word of this.#words) this.#vocabulary.add(word)
    }
    return this.#vocabulary
  }

  #addTerm(words: string[], meaning: number): void {
    if (words.length === 0) return
    let at = this.#root
    for (const word of words) {
      this.#words.add(word)
      const stem = stemOf(word)
      this.#stems.add(stem)
      const nodes = (at.next ??= new Map<string, Node>())
      let next = nodes.get(stem)
      if (!next) nodes.set(stem, (next = {}))
      at = next
    }
    at.meanings ??= []
    if (!at.meanings.includes(meaning)) at.meanings.push(meaning)
  }

  /** Every meaning in a row of words; each may be given in several stems, such as what it may have been meant to be. */
  in(words: readonly (readonly string[])[]): Found[] {
    const found: Found[] = this.base?.in(words) ?? []
    for (let at = 0; at < words.length; at++) {
      let reached = [this.#root]
      for (let length = 1; reached.length > 0 && at + length <= words.length && length <= longestTerm; length++) {
        reached = reached.flatMap((one) => (words[at + length - 1] ?? []).flatMap((stem) => one.next?.get(stem) ?? []))
        for (const { meanings = [] } of reached) for (const meaning of meanings) found.push({ meaning, at, length })
      }
    }
    return found
  }
}

/** The meanings of a text of lines. */
export function readMeanings(texts: string[]): Meanings {
  const meanings = new Meanings()
  for (const line of texts.flatMap((text) => text.split('\n'))) {
    const said = line.replace(/#.*/, '').trim()
    if (/[\p{L}\p{N}]/u.test(said)) meanings.add(said)
  }
  return meanings
}

const folder = new URL('./meanings/', import.meta.url)
let ours: Meanings | undefined

/** Those that are written in the folder `meanings`, read once. */
export function ourMeanings(): Meanings {
  ours ??= readMeanings(readdirSync(folder).filter((name) => name.endsWith('.txt')).sort().map((name) => readFileSync(new URL(name, folder), 'utf8')))
  return ours
}
