import type { Sought } from './need.ts'
import { spanRoom, type Shelf } from './shelf.ts'
import { Table } from './table.ts'

/** Figures that were found by measuring; docs/search.md says what they bring. */
export const tuning = {
  /** the part of a score that does not depend on how much of the need one phrase has */
  alone: 0.35,
  /** a phrase none of whose words is so sure is neither a find nor a reason: what is only near confirms what else a phrase says */
  sure: 0.5,
  /** by where a phrase stands: strong, medium, weak */
  fields: [1, 0.75, 0.72],
  /** how much what a second phrase says of a word adds to what the best one says */
  confirmed: 0.07,
  /** what a document loses for each time that it has so many phrases more */
  stuffed: 0.08,
  phrases: 10,
}

/** At most so many documents are ranked, and so many times one is looked at: those of the phrases that fit best, which come first. */
const mostRanked = 10_000
const mostLooks = 40_000

/** Documents and how well each fits, in no order; of use until the next of them is made. */
export interface Ranking {
  count: number
  documents: Uint32Array
  scores: Float32Array
}

const phraseTable = new Table()
const documentTable = new Table()
let scores = new Float32Array(1024)
let strengths = new Float32Array(1024)
let order = new Uint32Array(1024)
let documentScores = new Float32Array(1024)

/** How like each phrase is to each word, and then how much of the phrase says it. */
function findPhrases(shelf: Shelf, sought: Sought[]): Table {
  const width = sought.length
  const table = phraseTable.emptied(width * 2, shelf.phraseCount)
  sought.forEach(({ ways }, index) => {
    for (const way of ways) {
      const list = shelf.phrasesBy(way)
      if (!list) continue
      const { items, length } = list
      const isMeaning = way.by === 'meaning'
      for (let at = 0; at < length; at++) {
        const item = items[at] as number
        const phrase = isMeaning ? Math.floor(item / spanRoom) : item
        const cell = table.row(phrase) + index
        if (way.likeness > (table.values[cell] as number)) {
          table.values[cell] = way.likeness
          table.values[cell + width] = isMeaning ? (item % spanRoom) / way.length : 1
        }
      }
    }
  })
  return table
}

/**
 * How well each of the phrases fits, and how much of the need it answers. In company, it matters how much of the need a phrase has, and
 * how much else it says; words that are looked for as they are stand alone.
 */
function weighPhrases(shelf: Shelf, { things, count, values }: Table, sought: Sought[], inCompany: boolean): void {
  const width = sought.length
  const weights = Float32Array.from(sought, ({ weight }) => weight)
  const all = weights.reduce((sum, weight) => sum + weight, 0)
  if (scores.length < count) [scores, strengths, order] = [new Float32Array(count * 2), new Float32Array(count * 2), new Uint32Array(count * 2)]
  const lengths = shelf.lengths.items
  const fieldOf = shelf.fieldOf.items
  for (let at = 0; at < count; at++) {
    const phrase = things[at] as number
    let covered = 0
    let share = 0
    let surest = 0
    for (let word = 0, cell = at * width * 2; word < width; word++, cell++) {
      const value = values[cell] as number
      if (value > surest) surest = value
      covered += (weights[word] as number) * value
      share += Math.sqrt(value) * (values[cell + width] as number)
    }
    const precision = Math.min(1, share / Math.max(1, lengths[phrase] as number))
    const field = tuning.fields[fieldOf[phrase] as number] as number
    const fits = inCompany ? field * (tuning.alone + (1 - tuning.alone) * (covered / all)) * precision : field
    scores[at] = surest < tuning.sure ? 0 : fits
    strengths[at] = (scores[at] as number) * covered
  }
}

/** Strengths are told apart in so many steps. */
const steps = 256

/** Puts the phrases into the order in which their documents are looked at: the strongest first where not all of them can be. */
function putInOrder(count: number, isAll: boolean): void {
  if (isAll) {
    for (let at = 0; at < count; at++) order[at] = at
    return
  }
  let most = 0
  for (let at = 0; at < count; at++) most = Math.max(most, strengths[at] as number)
  const step = (at: number): number => steps - 1 - Math.floor(((strengths[at] as number) / most) * (steps - 1))
  const places = new Uint32Array(steps + 1)
  for (let at = 0; at < count; at++) places[step(at) + 1] = (places[step(at) + 1] as number) + 1
  for (let one = 1; one <= steps; one++) places[one] = (places[one] as number) + (places[one - 1] as number)
  for (let at = 0; at < count; at++) {
    const one = step(at)
    order[places[one] as number] = at
    places[one] = (places[one] as number) + 1
  }
}

/** The documents that fit what is sought. `accepts` leaves out what is not wanted. */
export function rank(shelf: Shelf, sought: Sought[], accepts: (document: number) => boolean, inCompany: boolean): Ranking {
  const width = sought.length
  const all = sought.reduce((sum, { weight }) => sum + weight, 0)
  const best = documentTable.emptied(width * 2, shelf.refs.length)
  if (width > 0 && all > 0) {
    const phrases = findPhrases(shelf, sought)
    weighPhrases(shelf, phrases, sought, inCompany)
    putInOrder(phrases.count, documentsSought(shelf, sought) <= mostRanked)
    for (let next = 0, looks = 0; next < phrases.count && looks < mostLooks; next++) looks += giveToDocuments(shelf, phrases, order[next] as number, best, accepts)
  }
  if (documentScores.length < best.count) documentScores = new Float32Array(best.count * 2)
  for (let at = 0; at < best.count; at++) {
    let sum = 0
    for (let word = 0, cell = at * width * 2; word < width; word++, cell++) sum += ((best.values[cell] as number) + tuning.confirmed * (best.values[cell + width] as number)) * (sought[word] as Sought).weight
    documentScores[at] = sum / all / (1 + tuning.stuffed * Math.max(0, shelf.phraseCounts.at(best.things[at] as number) / tuning.phrases - 1))
  }
  return { count: best.count, documents: best.things, scores: documentScores }
}

/** At most so many documents have what is sought. */
const documentsSought = (shelf: Shelf, sought: Sought[]): number => sought.reduce((sum, { ways }) => sum + ways.reduce((some, way) => some + shelf.documentsBy(way), 0), 0)

/** Each document of a phrase has the best that any of its phrases says of each word, and the second best. Returns how many documents it has. */
function giveToDocuments(shelf: Shelf, phrases: Table, at: number, best: Table, accepts: (document: number) => boolean): number {
  const width = best.width / 2
  const phrase = phrases.things[at] as number
  const fits = scores[at] as number
  if (fits === 0) return 0
  const from = at * width * 2
  const documents = shelf.documentCount(phrase)
  for (let index = 0; index < documents; index++) {
    const document = shelf.documentAt(phrase, index)
    if (!best.has(document) && (best.count >= mostRanked || !shelf.alive[document] || !accepts(document))) continue
    const row = best.row(document)
    for (let word = 0; word < width; word++) {
      const value = (phrases.values[from + word] as number) * fits
      const cell = row + word
      const most = best.values[cell] as number
      if (value > most) best.values[cell] = value
      best.values[cell + width] = Math.max(best.values[cell + width] as number, Math.min(value, most))
    }
  }
  return documents
}

/** Which words of a need each phrase stands for, and how surely. */
export function wordsFound(shelf: Shelf, sought: Sought[]): { phrase: number; found: { said: string; likeness: number }[] }[] {
  const { things, count, values } = findPhrases(shelf, sought)
  return Array.from(things.subarray(0, count), (phrase, at) => ({
    phrase,
    found: sought.flatMap(({ said }, word) => {
      const sure = values[at * sought.length * 2 + word] as number
      return sure > 0 ? [{ said, likeness: sure }] : []
    }),
  }))
}
