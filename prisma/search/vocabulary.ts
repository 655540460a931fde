import { distance } from 'fastest-levenshtein'
import { Chains } from './chains.ts'
import { rootOf, stemOf } from './forms.ts'
import { Growing } from './growing.ts'

/** A word that may be meant by another, and how surely: 1 is the very same. */
export interface Likely {
  word: number
  likeness: number
}

/** How like a word that was said are its other forms. */
const likeness = { same: 1, stem: 0.97, typo: 0.86, twoTypos: 0.62, root: 0.66, beginning: 0.7, joined: 0.55 }

const mostLikely = 48
const mostRemembered = 4000

const sizeOfGram = 2
/** Pairs of letters of a word, its ends marked, each as a number. */
function gramsOf(word: string): number[] {
  const marked = `^${word}$`
  const grams = new Set<number>()
  for (let at = 0; at + sizeOfGram <= marked.length; at++) grams.add(marked.charCodeAt(at) * 0x10000 + marked.charCodeAt(at + 1))
  return [...grams]
}

const beginning = (word: string): string => word.slice(0, 2)

/** Every word that is known, each with a number, and which of them a word may stand for: its own, and those of another that grows no more. */
export class Vocabulary {
  readonly #words: string[] = []
  readonly #numbers = new Map<string, number>()
  readonly #stems = new Chains()
  readonly #roots = new Chains()
  readonly #beginnings = new Chains()
  readonly #grams = new Map<number, Growing>()
  readonly #stemOf: string[] = []
  readonly #remembered = new Map<string, Likely[]>()
  readonly #first: number
  #shared = new Uint8Array(1024)

  /** @param base words that are known to begin with, by the numbers they have there */
  constructor(private readonly base?: Vocabulary) {
    this.#first = base?.size ?? 0
  }

  get size(): number {
    return this.#first + this.#words.length
  }

  /** Its own words, in the order in which they were added. */
  get words(): readonly string[] {
    return this.#words
  }

  word(number: number): string {
    return (number < this.#first ? this.base?.word(number) : this.#words[number - this.#first]) ?? ''
  }

  stem(number: number): string {
    return (number < this.#first ? this.base?.stem(number) : this.#stemOf[number - this.#first]) ?? ''
  }

  /** The number of a word, if it is known. */
  numberOf(word: string): number | undefined {
    return this.base?.numberOf(word) ?? this.#numbers.get(word)
  }

  /** What was found likely may be so no more. */
  forget(): void {
    this.#remembered.clear()
  }

  /** The number of a word, which is known from now on. */
  add(word: string): number {
    const known = this.numberOf(word)
    if (known !== undefined) return known
    const number = this.size
    this.#words.push(word)
    this.#numbers.set(word, number)
    const stem = stemOf(word)
    this.#stemOf.push(stem)
    this.#stems.add(stem)
    this.#roots.add(rootOf(word))
    this.#beginnings.add(beginning(word))
    if (word.length > 3)
      for (const gram of gramsOf(word)) {
        let list = this.#grams.get(gram)
        if (!list) this.#grams.set(gram, (list = new Growing()))
        list.push(number - this.#first)
      }
    return number
  }

  /** Words that begin so. */
  beginningWith(start: string): number[] {
    const own = this.#own(this.#beginnings, beginning(start)).filter((number) => this.word(number).startsWith(start))
    return this.base ? [...this.base.beginningWith(start), ...own] : own
  }

  #own(chains: Chains, key: string): number[] {
    return chains.of(key).map((index) => this.#first + index)
  }

  /** Words of this stem. */
  withStem(stem: string): number[] {
    return [...(this.base ? this.base.withStem(stem) : []), ...this.#own(this.#stems, stem)]
  }

  #withRoot(root: string): number[] {
    return [...(this.base ? this.base.#withRoot(root) : []), ...this.#own(this.#roots, root)]
  }

  /** What a word may stand for, the likeliest first: itself, its forms, what it is a beginning or a misspelling of. */
  likely(word: string, isUsed: (number: number) => boolean): Likely[] {
    const known = this.#remembered.get(word)
    if (known) return known
    const found = this.#find(word, isUsed)
    if (this.#remembered.size >= mostRemembered) this.#remembered.clear()
    this.#remembered.set(word, found)
    return found
  }

  #find(word: string, isUsed: (number: number) => boolean): Likely[] {
    const best = new Map<number, number>()
    const offer = (number: number, value: number) => {
      if (value > (best.get(number) ?? 0)) best.set(number, value)
    }
    const itself = this.numberOf(word)
    if (itself !== undefined) offer(itself, likeness.same)
    const stem = stemOf(word)
    for (const number of this.withStem(stem)) offer(number, likeness.stem)
    // a word that anything has, or that is spelt as one of the list of meanings
    const isSpelt = best.size > 0
    const isKnown = isSpelt && [...best.keys()].some(isUsed)
    for (const number of this.#withRoot(rootOf(word))) offer(number, word.length < 5 ? likeness.stem : likeness.root)
    if (word.length >= 3) this.#offerBeginnings(word, stem, isKnown, offer)
    if (word.length >= 4) this.#offerMisspelt(word, isSpelt, offer)
    return [...best].map(([number, value]) => ({ word: number, likeness: value })).sort((one, other) => other.likeness - one.likeness || compare(this.word(one.word), this.word(other.word))).slice(0, mostLikely)
  }

  #offerBeginnings(word: string, stem: string, isKnown: boolean, offer: (number: number, value: number) => void): void {
    const start = isKnown && stem.length >= 4 ? stem : word
    for (const number of this.beginningWith(start)) {
      const share = word.length / Math.max(word.length, this.word(number).length)
      offer(number, (likeness.beginning + 0.3 * share) * (isKnown ? 0.75 : 1))
    }
    // a whole word may be the head of the one that was said: rédacteur of rédactrice-conceptrice, account of accountancy
    if (word.length < 7) return
    const head = word.slice(0, Math.max(5, Math.ceil(word.length * 0.7)))
    for (const number of this.beginningWith(head)) {
      const length = Math.max(word.length, this.word(number).length)
      if (length - word.length < 5) offer(number, likeness.joined * (head.length / length + 0.3))
    }
  }

  #offerMisspelt(word: string, isSpelt: boolean, offer: (number: number, value: number) => void): void {
    for (const { number, edits } of this.#near(word)) {
      const value = edits === 1 ? likeness.typo : likeness.twoTypos
      offer(number, value * (isSpelt ? 0.7 : 1) * (word.length < 5 ? 0.85 : 1))
    }
  }

  /** Words of about the same letters: one edit away, or two where the word is long. */
  #near(word: string): { number: number; edits: number }[] {
    const grams = gramsOf(word)
    const most = word.length >= 8 ? 2 : 1
    const needed = Math.max(1, grams.length - (most * 2 + 1))
    if (this.#shared.length < this.#words.length) this.#shared = new Uint8Array(this.#words.length * 2)
    const shared = this.#shared
    const touched: number[] = []
    for (const gram of grams) {
      const list = this.#grams.get(gram)
      if (!list) continue
      const { items, length } = list
      for (let at = 0; at < length; at++) {
        const index = items[at] as number
        const count = (shared[index] as number) + 1
        shared[index] = count
        if (count === 1) touched.push(index)
      }
    }
    const near = this.base ? this.base.#near(word) : []
    for (const index of touched) {
      const enough = (shared[index] as number) >= needed
      shared[index] = 0
      if (!enough) continue
      const other = this.#words[index] as string
      if (Math.abs(other.length - word.length) > most) continue
      const edits = editsBetween(word, other)
      if (edits > 0 && edits <= most) near.push({ number: this.#first + index, edits })
    }
    return near
  }
}

/** How many letters are wrong, two that changed places being one. */
function editsBetween(one: string, other: string): number {
  const edits = distance(one, other)
  return edits === 2 && one.length === other.length && isSwapped(one, other) ? 1 : edits
}

function isSwapped(one: string, other: string): boolean {
  let at = 0
  while (one[at] === other[at]) at++
  return one[at] === other[at + 1] && one[at + 1] === other[at] && one.slice(at + 2) === other.slice(at + 2)
}

/** Two processes find words in other orders, and have to agree. */
const compare = (one: string, other: string): number => (one < other ? -1 : one > other ? 1 : 0)
