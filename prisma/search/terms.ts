import { createHash } from 'node:crypto'
import { fold } from './fold.ts'
import type { SearchQuery } from './search.ts'

const mostWords = 32
const longestToken = 200

/** One word that is looked for, as both databases look for it. */
export interface Term {
  word: string
  /** a single letter would be the beginning of half the dictionary: it is looked for as a whole word only */
  asBeginning: boolean
}

/**
 * What a query looks for. The words pass through `fold` again, so that whatever comes in, only letters and digits reach a database.
 * Null when words were asked and nothing is left of them: then nothing can be found.
 */
export function termsOf(query: SearchQuery): Term[] | null {
  const words = [...new Set(query.words.slice(0, mostWords).flatMap(fold))].slice(0, mostWords)
  if (words.length === 0 && query.words.length > 0) return null
  return words.map((word) => ({ word, asBeginning: Array.from(word).length > 1 }))
}

/**
 * A tag as one token that both databases leave as it is: what is not a small letter, a digit, `_` or `-` is written by its number,
 * and one that is longer than a database takes, by its digest.
 */
export function tagToken(tag: string): string {
  const token = tag.replace(/[^a-z0-9_-]/gu, (character) => `~${character.codePointAt(0)?.toString(36)}~`)
  return token.length <= longestToken ? token : `~~${createHash('sha256').update(token).digest('hex')}`
}
