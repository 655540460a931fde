import { fold } from './fold.ts'
import { stemOf } from './forms.ts'
import { Kin } from './kin.ts'
import { wordsOf } from './phrases.ts'
import { longestTerm, TermTable } from './term-table.ts'
import { learnTranslations, type TermPair } from './translations.ts'
import { Vocabulary } from './vocabulary.ts'

/** A place in a text where a meaning stands: from a word on, so many words. */
export interface Found {
  meaning: number
  at: number
  length: number
}

/** All that there is to keep of meanings, so as not to read their lines again. */
export interface KeptMeanings {
  lines: readonly string[]
  words: readonly string[]
  stems: readonly string[]
  terms: Uint32Array
  kin: Pick<Kin, 'starts' | 'others' | 'strengths'>
}

/** Lines of text, each of which says which words mean the same: `fiscaliste, avocat fiscaliste = tax advisor`. After # is a remark. */
export class Meanings {
  readonly #lines: string[] = []
  readonly #owners: (number | undefined)[] = []
  readonly #stems = new Map<string, number>()
  readonly #stemOf: string[] = []
  readonly #first: number
  #terms = new TermTable()
  #kin: Kin | undefined

  /** Every word of a term, folded. */
  readonly vocabulary: Vocabulary

  /** @param base meanings to begin with, to which no more are added */
  constructor(private readonly base?: Meanings) {
    this.#first = base?.size ?? 0
    this.vocabulary = new Vocabulary(base?.vocabulary)
  }

  static of({ lines, words, stems, terms, kin }: KeptMeanings): Meanings {
    const meanings = new Meanings()
    for (const line of lines) meanings.#lines.push(line)
    for (const word of words) meanings.vocabulary.add(word)
    for (const stem of stems) meanings.#numberOf(stem)
    meanings.#terms = new TermTable(terms)
    meanings.#kin = Kin.of(kin)
    return meanings
  }

  /** What `of` takes. */
  kept(): KeptMeanings {
    const { starts, others, strengths } = this.#learned()
    return { lines: this.#lines, words: this.vocabulary.words, stems: this.#stemOf, terms: this.#terms.cells, kin: { starts, others, strengths } }
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

  #addTerm(words: string[], meaning: number): void {
    if (words.length === 0) return
    for (const word of words) this.vocabulary.add(word)
    const stems = words.map((word) => this.#numberOf(stemOf(word)))
    this.#terms.add(stems, meaning)
  }

  /** The number of a stem, from 1 on, which is known from now on. */
  #numberOf(stem: string): number {
    let number = this.#stems.get(stem)
    if (number === undefined) {
      this.#stemOf.push(stem)
      this.#stems.set(stem, (number = this.#stemOf.length))
    }
    return number
  }

  /** The stems that may stand for one, as the lines of the repository teach: its translations, and what is translated alike. */
  akinTo(stem: string): { stem: string; strength: number; isTranslation: boolean }[] {
    if (this.base) return this.base.akinTo(stem)
    const number = this.#stems.get(stem)
    if (number === undefined) return []
    return this.#learned().akinTo(number).map((one) => ({ ...one, stem: this.#stemOf[one.stem - 1] ?? '' }))
  }

  #learned(): Kin {
    this.#kin ??= Kin.from(learnTranslations(this.#lines.flatMap((line) => this.#pairsOf(line))), this.#stemOf.length)
    return this.#kin
  }

  #pairsOf(line: string): TermPair[] {
    const [french = [], english = []] = line.split('=').map((side) => side.split(',').map((term) => [...new Set(wordsOf(term, longestTerm).filter((word) => !isNumber(word)).map((word) => this.#numberOf(stemOf(word))))]))
    return french.flatMap((one) => english.map((other): TermPair => [one, other]))
  }

  /** Every meaning in a row of words; each may be given in several stems, such as what it may have been meant to be. */
  in(words: readonly (readonly string[])[]): Found[] {
    const found: Found[] = this.base?.in(words) ?? []
    const stems = words.map((some) => some.flatMap((stem) => this.#stems.get(stem) ?? []))
    for (let at = 0; at < stems.length; at++) {
      let reached = [this.#terms.all]
      for (let length = 1; reached.length > 0 && at + length <= stems.length && length <= longestTerm; length++) {
        const next = stems[at + length - 1] ?? []
        reached = reached.flatMap((rows) => next.map((stem) => this.#terms.having(rows, length - 1, stem)).filter(({ from, to }) => from < to))
        for (const meaning of new Set(reached.flatMap((rows) => this.#terms.ending(rows, length)))) found.push({ meaning, at, length })
      }
    }
    return found
  }
}

const isNumber = (word: string): boolean => /^\d+$/.test(word)

/** The meanings of a text of lines. */
export function readMeanings(texts: string[]): Meanings {
  const meanings = new Meanings()
  for (const line of texts.flatMap((text) => text.split('\n'))) {
    const said = line.replace(/#.*/, '').trim()
    if (/[\p{L}\p{N}]/u.test(said)) meanings.add(said)
  }
  return meanings
}
