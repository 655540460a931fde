import { fold } from './fold.ts'
import { Growing } from './growing.ts'
import type { Meanings } from './meanings.ts'
import { phrasesOf, wordsOf } from './phrases.ts'
import type { SearchDocument } from './search.ts'
import type { Way } from './need.ts'
import { tagToken } from './terms.ts'
import type { Vocabulary } from './vocabulary.ts'

/** How much a phrase counts by where it stands. */
export const fields = { strong: 0, medium: 1, weak: 2 } as const
export type Field = (typeof fields)[keyof typeof fields]

/** A longer phrase is cut into pieces of so many words. */
const longestPhrase = 14
/** More phrases than these of one document are not read. */
const mostPhrases = 200
/** nor more words of a phrase */
const mostWords = 400
/** Only phrases that short are likely to be said by several. */
const longestShared = 8

/** Where a meaning stands in a phrase: the number of the phrase times this, plus how many of its words say it. */
export const spanRoom = 8

/**
 * The documents of one kind, as an index in memory: words and meanings lead to phrases, phrases to documents. A phrase that many have,
 * such as a skill, is there once. Nothing is ever changed in it but at its ends: a document that changes is a new one, and the old is dead.
 */
export class Shelf {
  readonly byWord = new Map<number, Growing>()
  readonly byMeaning = new Map<number, Growing>()
  /** how many words a phrase has, and where it stands */
  readonly lengths = new Growing(64)
  readonly fieldOf = new Growing(64)
  /** the documents of a phrase; a number where there is one */
  readonly #documentsOf: (Growing | number)[] = []
  readonly refs: number[] = []
  readonly alive: boolean[] = []
  readonly phraseCounts = new Growing(64)
  readonly #tags: string[][] = []
  readonly #byTag = new Map<string, Growing>()
  readonly #tagLists = new Map<string, string[]>()
  readonly #shared = new Map<string, number>()
  /** of words and, below nought, of meanings; until a document changes */
  readonly #counts = new Map<number, number>()
  readonly #byRef = new Map<number, number>()
  dead = 0

  constructor(
    readonly vocabulary: Vocabulary,
    readonly meanings: Meanings,
  ) {}

  /** How many documents there are. */
  get size(): number {
    return this.#byRef.size
  }

  get phraseCount(): number {
    return this.#documentsOf.length
  }

  /** The phrases that a way leads to; see `spanRoom` for those of a meaning. */
  phrasesBy({ by, number }: Pick<Way, 'by' | 'number'>): Growing | undefined {
    return (by === 'meaning' ? this.byMeaning : this.byWord).get(number)
  }

  /** How many documents a way leads to, those twice that have two of its phrases. */
  documentsBy(way: Pick<Way, 'by' | 'number'>): number {
    const list = this.phrasesBy(way)
    if (!list) return 0
    const key = way.by === 'meaning' ? -1 - way.number : way.number
    const known = this.#counts.get(key)
    if (known !== undefined) return known
    let count = 0
    for (let at = 0; at < list.length; at++) count += this.documentCount(way.by === 'meaning' ? Math.floor(list.at(at) / spanRoom) : list.at(at))
    this.#counts.set(key, count)
    return count
  }

  /** How many documents have a phrase, those included that are dead. */
  documentCount(phrase: number): number {
    const documents = this.#documentsOf[phrase]
    return typeof documents === 'object' ? documents.length : 1
  }

  documentAt(phrase: number, index: number): number {
    const documents = this.#documentsOf[phrase]
    return typeof documents === 'object' ? documents.at(index) : (documents ?? 0)
  }

  documentOf(ref: number): number | undefined {
    return this.#byRef.get(ref)
  }

  put(document: Omit<SearchDocument, 'kind'>): void {
    this.remove(document.ref)
    const number = this.refs.length
    this.refs.push(document.ref)
    this.alive.push(true)
    this.#byRef.set(document.ref, number)
    const tags = this.#tagsOf(document.tags)
    this.#tags.push(tags)
    for (const tag of tags) this.#tagged(tag).push(number)
    let count = 0
    for (const field of ['strong', 'medium', 'weak'] as const)
      for (const phrase of phrasesIn(document[field]).slice(0, mostPhrases)) {
        count++
        this.#putPhrase(phrase, fields[field], number)
      }
    this.vocabulary.forget()
    this.#counts.clear()
    this.phraseCounts.push(count)
  }

  remove(ref: number): void {
    const number = this.#byRef.get(ref)
    if (number === undefined) return
    this.alive[number] = false
    this.#byRef.delete(ref)
    this.dead++
  }

  /** Says of a document whether it has all of the tags; those that have the same are looked at once. */
  taggedBy(tags: readonly string[]): (document: number) => boolean {
    const known = new Map<readonly string[], boolean>()
    return (document) => {
      const own = this.#tags[document] ?? []
      const before = known.get(own)
      if (before !== undefined) return before
      const has = tags.every((tag) => own.includes(tag))
      known.set(own, has)
      return has
    }
  }

  /** The documents that have all of the tags, by their refs, in order. */
  tagged(tags: readonly string[]): number[] {
    const [first] = tags
    const refs: number[] = []
    if (first === undefined) refs.push(...this.#byRef.keys())
    else {
      const list = this.#byTag.get(first)
      const isWanted = this.taggedBy(tags)
      for (let at = 0; list && at < list.length; at++) {
        const document = list.at(at)
        if (this.alive[document] && isWanted(document)) refs.push(this.refs[document] ?? 0)
      }
    }
    return refs.sort((one, other) => one - other)
  }

  #tagsOf(tags: readonly string[]): string[] {
    const tokens = [...new Set(tags.map(tagToken))]
    const key = tokens.join(' ')
    const known = this.#tagLists.get(key)
    if (known) return known
    this.#tagLists.set(key, tokens)
    return tokens
  }

  #tagged(tag: string): Growing {
    let list = this.#byTag.get(tag)
    if (!list) this.#byTag.set(tag, (list = new Growing()))
    return list
  }

  #putPhrase({ telling, others }: Phrase, field: Field, document: number): void {
    const numbers = telling.map((word) => this.vocabulary.add(word))
    const key = field === fields.weak || numbers.length > longestShared ? undefined : `${field} ${[...telling, '', ...others].join(' ')}`
    const known = key === undefined ? undefined : this.#shared.get(key)
    if (known !== undefined) return this.#giveTo(known, document)
    const phrase = this.#documentsOf.length
    if (key !== undefined) this.#shared.set(key, phrase)
    this.#documentsOf.push(document)
    this.fieldOf.push(field)
    const stems = numbers.map((number) => this.vocabulary.stem(number))
    this.lengths.push(new Set(stems).size)
    for (const number of new Set([...numbers, ...others.map((word) => this.vocabulary.add(word))])) at(this.byWord, number).push(phrase)
    const longest = new Map<number, number>()
    for (const { meaning, length } of this.meanings.in(stems.map((stem) => [stem]))) longest.set(meaning, Math.max(length, longest.get(meaning) ?? 0))
    for (const [meaning, length] of longest) at(this.byMeaning, meaning).push(phrase * spanRoom + length)
  }

  #giveTo(phrase: number, document: number): void {
    const documents = this.#documentsOf[phrase]
    if (documents === document) return
    if (typeof documents === 'object') {
      if (documents.at(documents.length - 1) !== document) documents.push(document)
      return
    }
    const several = new Growing()
    if (documents !== undefined) several.push(documents)
    several.push(document)
    this.#documentsOf[phrase] = several
  }
}

function at(lists: Map<number, Growing>, number: number): Growing {
  let list = lists.get(number)
  if (!list) lists.set(number, (list = new Growing()))
  return list
}

/** The words of a phrase that say something, and those by which it is found all the same. */
interface Phrase {
  telling: string[]
  others: string[]
}

/** Phrases as they are indexed, long ones in pieces. */
function phrasesIn(text: string): Phrase[] {
  return phrasesOf(text).flatMap((phrase) => {
    const telling = wordsOf(phrase, mostWords)
    const known = new Set(telling)
    const others = [...new Set(fold(phrase))].filter((word) => !known.has(word)).slice(0, mostWords)
    if (telling.length <= longestPhrase) return telling.length + others.length > 0 ? [{ telling, others }] : []
    const pieces: Phrase[] = []
    for (let at = 0; at < telling.length; at += longestPhrase) pieces.push({ telling: telling.slice(at, at + longestPhrase), others: at === 0 ? others : [] })
    return pieces
  })
}
