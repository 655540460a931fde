import { createHash } from 'node:crypto'
import { fold } from './fold.ts'

const mostWords = 32
const longestToken = 200

/** One word that is looked for, as it is looked for. */
export interface Term {
  word: string
  /** a single letter would be the beginning of half the dictionary: it is looked for as a whole word only */
  asBeginning: boolean
}

/** What is looked for by these words. They pass through `fold` again, so that whatever comes in is compared as documents are. */
export const termsOf = (words: readonly string[]): Term[] => termsOfFolded(words.slice(0, mostWords).flatMap(fold))

/** The same of words that are folded already. */
export const termsOfFolded = (words: string[]): Term[] =>
  [...new Set(words)].slice(0, mostWords).map((word) => ({ word, asBeginning: word.length > 2 || Array.from(word).length > 1 }))

/**
 * A tag as one token: what is not a small letter, a digit, `_` or `-` is written by its number, and one that is very long, by its digest.
 */
export function tagToken(tag: string): string {
  const token = tag.replace(/[^a-z0-9_-]/gu, (character) => `~${character.codePointAt(0)?.toString(36)}~`)
  return token.length <= longestToken ? token : `~~${createHash('sha256').update(token).digest('hex')}`
}
