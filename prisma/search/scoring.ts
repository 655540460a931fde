import type { Sought } from './need.ts'
import { spanRoom, type Shelf } from './shelf.ts'

/** Figures that were found by measuring; docs/search.md says what they bring. */
export const tuning = {
  /** the part of a score that does not depend on how much of the need one phrase has, and of the phrase the need */
  alone: 0.35,
  loose: 0.4,
  /** by where a phrase stands: strong, medium, weak */
  fields: [1, 0.75, 0.62],
  /** what a document loses for each time that it has so many phrases more */
  stuffed: 0.03,
  phrases: 10,
}

/** At most so many documents are ranked: those of the phrases that fit best. */
const mostRanked = 30_000

/** How much the company of a word counts; that of words which are looked for as they are does not. */
export type Company = Pick<typeof tuning, 'alone' | 'loose'>
export const noCompany: Company = { alone: 1, loose: 1 }

export interface Hit {
  document: number
  score: number
}

/** Rows of one number for each word of a need, one row for each thing that has any of them. */
class Table {
  readonly things: number[] = []
  values: Float32Array
  #rows: Int32Array

  constructor(
    private readonly width: number,
    among: number,
  ) {
    this.values = new Float32Array(1024 * width)
    this.#rows = new Int32Array(among)
  }

  /** Where the row of a thing begins; -1 where there is none. */
  known(thing: number): number {
    return ((this.#rows[thing] as number) - 1) * this.width
  }

  row(thing: number): number {
    const known = this.#rows[thing] as number
    if (known > 0) return (known - 1) * this.width
    const row = this.things.push(thing)
    this.#rows[thing] = row
    if (row * this.width > this.values.length) {
      const more = new Float32Array(this.values.length * 2)
      more.set(this.values)
      this.values = more
    }
    return (row - 1) * this.width
  }
}

interface Phrases {
  likeness: Table
  scores: Float32Array
}

/** How well each phrase fits, and to which of the words. */
function phrasesFor(shelf: Shelf, sought: Sought[], all: number, { alone, loose }: Company): Phrases {
  const width = sought.length
  // how like each word is, and then how much of a phrase says it
  const likeness = new Table(width * 2, shelf.phraseCount)
  sought.forEach(({ ways }, index) => {
    for (const way of ways) {
      const list = shelf.phrasesBy(way)
      if (!list) continue
      const { items, length } = list
      const isMeaning = way.by === 'meaning'
      for (let at = 0; at < length; at++) {
        const item = items[at] as number
        const phrase = isMeaning ? Math.floor(item / spanRoom) : item
        const cell = likeness.row(phrase) + index
        if (way.likeness > (likeness.values[cell] as number)) {
          likeness.values[cell] = way.likeness
          likeness.values[cell + width] = isMeaning ? (item % spanRoom) / way.length : 1
        }
      }
    }
  })
  const scores = new Float32Array(likeness.things.length)
  likeness.things.forEach((phrase, at) => {
    let covered = 0
    let share = 0
    for (let word = 0, cell = at * width * 2; word < width; word++, cell++) {
      const value = likeness.values[cell] as number
      covered += (sought[word] as Sought).weight * value
      share += value * (likeness.values[cell + width] as number)
    }
    const precision = Math.min(1, share / Math.max(1, shelf.lengths.at(phrase)))
    const field = tuning.fields[shelf.fieldOf.at(phrase)] ?? 0
    scores[at] = field * (alone + (1 - alone) * (covered / all)) * (loose + (1 - loose) * precision)
  })
  return { likeness, scores }
}

/** The phrases in the order in which their documents are looked at: the best first where not all of them can be. */
function inOrder(shelf: Shelf, { likeness, scores }: Phrases, sought: Sought[]): Uint32Array | number[] {
  const width = sought.length
  const order = Uint32Array.from(likeness.things, (_, at) => at)
  const most = likeness.things.reduce((sum, phrase) => sum + shelf.documentCount(phrase), 0)
  if (most <= mostRanked) return order
  const strength = Float32Array.from(order, (at) => {
    let sum = 0
    for (let word = 0, cell = at * width * 2; word < width; word++, cell++) sum += (likeness.values[cell] as number) * (sought[word] as Sought).weight
    return sum * (scores[at] as number)
  })
  return order.sort((one, other) => (strength[other] as number) - (strength[one] as number) || (likeness.things[one] as number) - (likeness.things[other] as number))
}

/** The documents that fit what is sought, in no order. `accepts` leaves out what is not wanted. */
export function score(shelf: Shelf, sought: Sought[], accepts: (document: number) => boolean, company: Company = tuning): Hit[] {
  const width = sought.length
  const all = sought.reduce((sum, { weight }) => sum + weight, 0)
  if (width === 0 || all === 0) return []
  const phrases = phrasesFor(shelf, sought, all, company)
  const best = new Table(width, shelf.refs.length)
  for (const at of inOrder(shelf, phrases, sought)) {
    const phrase = phrases.likeness.things[at] as number
    const fits = phrases.scores[at] as number
    for (let index = 0, count = shelf.documentCount(phrase); index < count; index++) {
      const document = shelf.documentAt(phrase, index)
      if (!shelf.alive[document]) continue
      if (best.known(document) < 0 && (best.things.length >= mostRanked || !accepts(document))) continue
      const row = best.row(document)
      for (let word = 0, cell = at * width * 2; word < width; word++, cell++) {
        const value = (phrases.likeness.values[cell] as number) * fits
        if (value > (best.values[row + word] as number)) best.values[row + word] = value
      }
    }
  }
  return best.things.map((document, at) => {
    let sum = 0
    for (let word = 0, cell = at * width; word < width; word++, cell++) sum += (best.values[cell] as number) * (sought[word] as Sought).weight
    return { document, score: sum / all / (1 + tuning.stuffed * Math.max(0, shelf.phraseCounts.at(document) / tuning.phrases - 1)) }
  })
}

/** Which words of a need each phrase stands for, and how surely. */
export function wordsFound(shelf: Shelf, sought: Sought[]): { phrase: number; found: { said: string; likeness: number }[] }[] {
  const { likeness } = phrasesFor(shelf, sought, 1, noCompany)
  return likeness.things.map((phrase, at) => ({
    phrase,
    found: sought.flatMap(({ said }, word) => {
      const sure = likeness.values[at * sought.length * 2 + word] as number
      return sure > 0 ? [{ said, likeness: sure }] : []
    }),
  }))
}
