import { stemOf } from './forms.ts'
import { wordsNeeded } from './request.ts'
import type { Shelf } from './shelf.ts'
import type { Term } from './terms.ts'
import type { Likely } from './vocabulary.ts'

/** What a word of a need is found by: the phrases with a word, with another that may stand for it, or with a meaning, and how surely they mean it. */
export interface Way {
  by: 'word' | 'akin' | 'meaning'
  number: number
  likeness: number
  /** how many words of the need it stands for */
  length: number
}

/** A word of a need. */
export interface Sought {
  said: string
  ways: Way[]
  /** the rarer, the more it tells */
  weight: number
}

/** More words of a need than these are not looked for: the rarest are. */
const mostSought = 16

/** Figures that were found by measuring; docs/search.md says what they bring. */
export const likeness = {
  /** another word of the same meaning, and the same where the word was taken for a misspelt one */
  meaning: 0.78,
  corrected: 0.56,
  /** from here on a likely word may lend its meaning; a short word has too many neighbours for what is taken for a slip to lend it: shoe is not shop */
  lends: 0.7,
  lendsToShort: 0.9,
  beginning: 0.65,
  /** two words that are written as one elsewhere */
  joined: 0.95,
  /** words that translate each other and words that are translated alike, however weakly; what their strength adds, and to how much */
  akin: { translation: 0.4, alike: 0.2, byStrength: 0.5, most: 0.7 },
}

/** Words of fewer letters than these are short. */
const shortWord = 6

/** Less than in proportion, so that one rare word does not decide alone. */
const rarity = 0.65

/** At least so likely words make a word less rare. */
const alike = 0.6

/** The words of a need that say something, folded, each with the stem that its forms share; one word of each stem. */
export function stemsNeeded(need: string): Map<string, string> {
  return new Map(wordsNeeded(need).map((word) => [stemOf(word), word]))
}

/** A need as its words are looked for: in their forms, corrected, completed, and by other words that mean the same. */
export function needed(shelf: Shelf, words: string[]): Sought[] {
  const { vocabulary, meanings } = shelf
  const isUsed = (number: number) => shelf.byWord.has(number)
  const likely = words.map((word) => vocabulary.likely(word, isUsed))
  const sought = words.map((said, index): Sought => ({ said, ways: (likely[index] ?? []).map(wayOf), weight: 0 }))
  for (let at = 0; at + 1 < words.length; at++) {
    const together = vocabulary.numberOf(`${words[at]}${words[at + 1]}`)
    if (together !== undefined) for (const one of sought.slice(at, at + 2)) one.ways.push({ by: 'word', number: together, likeness: likeness.joined, length: 2 })
  }
  const meant = words.map((word, index) => stemsMeant(word, likely[index] ?? [], shelf))
  const found = meanings.in(meant)
  for (const { meaning, at, length } of found) {
    // said twice in other words (insurance claims), one of them alone is not what is meant
    if (found.some((other) => other.meaning === meaning && (other.at >= at + length || at >= other.at + other.length))) continue
    const isSaid = words.slice(at, at + length).every((word) => meanings.hasStem(stemOf(word)))
    const way = { by: 'meaning' as const, number: meaning, likeness: isSaid ? likeness.meaning : likeness.corrected, length }
    for (const one of sought.slice(at, at + length)) one.ways.push(way)
  }
  meant.forEach((stems, index) => sought[index]?.ways.push(...akinWays(stems, shelf)))
  return weighed(shelf, sought, rarity)
}

/** The words that may stand for one without meaning quite the same. */
function akinWays(stems: string[], { vocabulary, meanings }: Shelf): Way[] {
  const known = stems.find((stem) => meanings.hasStem(stem))
  if (known === undefined) return []
  const { translation, alike, byStrength, most } = likeness.akin
  return meanings.akinTo(known).flatMap(({ stem, strength, isTranslation }) => {
    const sure = Math.min(most, (isTranslation ? translation : alike) + byStrength * strength)
    return vocabulary.withStem(stem).map((number): Way => ({ by: 'akin', number, likeness: sure, length: 1 }))
  })
}

/** Words that are looked for as they are, as whole words or as beginnings. */
export function literal(shelf: Shelf, terms: Term[]): Sought[] {
  const sought = terms.map(({ word, asBeginning }): Sought => {
    const beginnings = asBeginning ? shelf.vocabulary.beginningWith(word) : []
    const whole = shelf.vocabulary.numberOf(word)
    const ways = beginnings.filter((number) => number !== whole).map((number) => wayOf({ word: number, likeness: likeness.beginning }))
    return { said: word, ways: whole === undefined ? ways : [wayOf({ word: whole, likeness: 1 }), ...ways], weight: 0 }
  })
  return weighed(shelf, sought, 1)
}

const wayOf = ({ word, likeness }: Likely): Way => ({ by: 'word', number: word, likeness, length: 1 })

/** The stems that a word may have been meant by, its own first. */
function stemsMeant(said: string, likely: Likely[], { vocabulary }: Shelf): string[] {
  const meant = new Set([stemOf(said)])
  const lends = said.length < shortWord ? likeness.lendsToShort : likeness.lends
  for (const { word, likeness: sure } of likely) if (sure >= lends) meant.add(vocabulary.stem(word))
  return [...meant].slice(0, 4)
}

/** Whether anything has this word, or means it. */
export const isFindable = (shelf: Shelf, { ways }: Sought): boolean => ways.some((way) => shelf.phrasesBy(way) !== undefined)

function weighed(shelf: Shelf, sought: Sought[], power: number): Sought[] {
  for (const one of sought) {
    let documents = 0
    for (const way of one.ways) if (way.likeness >= alike || way.likeness === likeness.beginning) documents += shelf.documentsBy(way) * way.likeness
    one.weight = Math.log(1 + (shelf.size + 1) / (documents + 1)) ** power
  }
  if (sought.length <= mostSought) return sought
  return sought.filter((one) => isFindable(shelf, one)).sort((one, other) => other.weight - one.weight).slice(0, mostSought)
}
