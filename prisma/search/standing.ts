import { fold } from './fold.ts'
import { stemOf } from './forms.ts'
import type { Meanings } from './meanings.ts'
import { phrasesOf, wordsOf } from './phrases.ts'
import { wordsNeeded } from './request.ts'
import type { SearchDocument } from './search.ts'
import { termsOfFolded, type Term } from './terms.ts'

/**
 * A query that is kept and compared with each new document, instead of a document with queries. A word fits as a whole word, as the
 * beginning of one, in another form, or by what it means, where the document says so in its strong or medium text. Other than in `find`,
 * where the best of many are wanted, all of the words have to fit.
 */
export interface Standing {
  words: string
  /** words of the place alone */
  place: string
  /** all of them must be there */
  tags: readonly string[]
}

/** Where a new document is from, beside what is searched of it. */
export type Arrival = Pick<SearchDocument, 'strong' | 'medium' | 'weak' | 'tags'> & { place: string }

/** Words that say nothing about what is looked for, folded. */
const small = new Set(
  `a an the and or of in on at to for from with by is are am be my me i our we your you any some all
  un une le la les l de du des d et ou en au aux a pour par avec sur dans chez je j mon ma mes nous notre nos vous votre vos ce cet cette ces
  qui que qu quoi tout tous toute toutes`.split(/\s+/),
)

/** Letters of a word that a new document is looked up by: more would find fewer that fit, and need more of them to be looked up. */
const anchorLength = 6

/** The words of a text that are worth looking for; none where it holds only small ones, or no letter and no digit. */
export const tellingTerms = (text: string): Term[] => termsOfFolded(fold(text).filter((word) => !small.has(word)))

/** What two words begin with. */
function shared(word: string, other: string): string {
  let length = 0
  while (length < word.length && word[length] === other[length]) length++
  return word.slice(0, length)
}

const beginning = (word: string, length: number): string => Array.from(word).slice(0, length).join('')

/**
 * The one of its conditions by which a new document finds a standing query: its longest word, else a tag, else nothing. Every document
 * that fits has it among its `anchorsIn`, so that one look into an index finds all that may fit.
 */
export function anchorOf({ words, place, tags }: Standing): string {
  const needed = new Set(wordsNeeded(words))
  const terms = tellingTerms(words)
  // a word that asks and says nothing need not be there where the others are meant
  const told = terms.some(({ word }) => needed.has(word)) ? terms.filter(({ word }) => needed.has(word)) : terms
  const [longest] = [...told, ...tellingTerms(place)].map(({ word }) => shared(word, stemOf(word))).sort((one, other) => other.length - one.length)
  return longest !== undefined ? beginning(longest, anchorLength) : tags[0] !== undefined ? `#${tags[0]}` : ''
}

/** Everything by which standing queries may find this document, where words have these meanings. */
export function anchorsIn({ strong, medium, weak, place, tags }: Arrival, meanings: Meanings): string[] {
  const anchors = new Set(['', ...tags.map((tag) => `#${tag}`)])
  const words = fold([strong, medium, weak, place].join(' '))
  const meant = [...meaningsIn({ strong, medium }, meanings)].flatMap((meaning) => meanings.wordsOf(meaning))
  for (const word of new Set([...words, ...words.map(stemOf), ...meant, ...meant.map(stemOf)])) {
    const letters = Array.from(word)
    // a single letter is the beginning of nothing else
    if (letters.length === 1) anchors.add(word)
    for (let length = 2; length <= Math.min(letters.length, anchorLength); length++) anchors.add(letters.slice(0, length).join(''))
  }
  return [...anchors]
}

/** Says of each standing query whether a document fits it, where words have these meanings; the document is read once. */
export function fitting(arrival: Arrival, meanings: Meanings): (standing: Standing) => boolean {
  const everywhere = vocabulary([arrival.strong, arrival.medium, arrival.weak])
  const there = vocabulary([arrival.place])
  const tags = new Set(arrival.tags)
  const stems = new Set(everywhere.map(stemOf))
  const said = meaningsIn(arrival, meanings)
  const isSaid = (term: Term) => has(everywhere, term) || stems.has(stemOf(term.word))
  const isAbout = onceEach((words) => tellingTerms(words).every(isSaid) || isMeant(words, isSaid, said, meanings))
  const isThere = onceEach((place) => tellingTerms(place).every((term) => has(there, term)))
  return (standing) => standing.tags.every((tag) => tags.has(tag)) && isAbout(standing.words) && isThere(standing.place)
}

/** What a document says in its strong and medium text, whatever words it takes. */
const meaningsIn = ({ strong, medium }: Pick<Arrival, 'strong' | 'medium'>, meanings: Meanings): Set<number> =>
  new Set(phrasesOf(`${strong}\n${medium}`).flatMap((phrase) => meanings.in(wordsOf(phrase).map((word) => [stemOf(word)])).map(({ meaning }) => meaning)))

/** Whether each word is said, or is of a term that means what is said. */
function isMeant(words: string, isSaid: (term: Term) => boolean, said: ReadonlySet<number>, meanings: Meanings): boolean {
  const wanted = wordsNeeded(words)
  const covered = new Set<number>()
  for (const { meaning, at, length } of meanings.in(wanted.map((word) => [stemOf(word)])))
    if (said.has(meaning)) for (let index = at; index < at + length; index++) covered.add(index)
  return wanted.length > 0 && wanted.every((word, index) => covered.has(index) || termsOfFolded([word]).every(isSaid))
}

/** The same, and what many look for alike is read once. */
function onceEach(read: (text: string) => boolean): (text: string) => boolean {
  const known = new Map<string, boolean>()
  return (text) => {
    const before = known.get(text)
    if (before !== undefined) return before
    const result = read(text)
    known.set(text, result)
    return result
  }
}

/** The words of texts, each once, in order. */
const vocabulary = (texts: string[]): string[] => [...new Set(texts.flatMap(fold))].sort()

function has(words: string[], { word, asBeginning }: Term): boolean {
  let [low, high] = [0, words.length]
  while (low < high) {
    const middle = (low + high) >> 1
    if ((words[middle] ?? '') < word) low = middle + 1
    else high = middle
  }
  const found = words[low] ?? ''
  return asBeginning ? found.startsWith(word) : found === word
}
