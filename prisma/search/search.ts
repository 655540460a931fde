import type { Db } from '../transaction.ts'
import type { Meanings } from './meanings.ts'

/** What can be found: the text of a thing, by weight, and exact tokens such as `lang_fr` or `open`. */
export interface SearchDocument {
  kind: string
  /** the id of the thing among those of its kind */
  ref: number
  strong: string
  medium: string
  weak: string
  tags: string[]
}

interface Wanted {
  kind: string
  /** all of them must be there */
  tags?: string[]
  limit: number
  offset: number
}

/** Any of the words may match, as a whole word or (from two letters on) as the beginning of one. None: whatever has the tags. */
export interface WordQuery extends Wanted {
  words: string[]
}

/** A need in somebody's own words, of which each meaning is looked for: other forms, other words for it, the other language. */
export interface NeedQuery extends Wanted {
  need: string
  /** by how much more some fit than they say themselves, as a share of it: 0.3 of three tenths */
  lifts?: ReadonlyMap<number, number>
}

export type SearchQuery = WordQuery | NeedQuery

export interface SearchHit {
  ref: number
  /** Higher is better. Comparable within one answer only. */
  score: number
}

/** Why a phrase was found for a need. */
export interface Reason {
  /** which of the phrases, from 0 on */
  phrase: number
  /** the words of the need that it stands for, as they were said */
  words: string[]
  /** it has these very words, in one form or another; else it means them */
  isSame: boolean
}

/** Several communities may share a database; each finds its own. */
export const communityTag = (communityId: number): string => `community_${communityId}`

/** Full-text search. */
export interface Search {
  /** Reads what there is to be found, so that the first search need not wait for it: a quarter of a millisecond a document. */
  prepare(): Promise<void>
  /** Makes a document findable, instead of the one of the same kind and ref if there is one. */
  put(db: Db, document: SearchDocument): Promise<void>
  /** Makes it unfindable; harmless when it is not there. */
  remove(db: Db, kind: string, ref: number): Promise<void>
  /**
   * The best hits first: more words and rarer ones before fewer and commoner, strong text before medium before weak, whole words
   * before beginnings, and equals by ref so that pages neither repeat nor skip one. `total` counts all, whatever the limit.
   */
  find(db: Db, query: SearchQuery): Promise<{ total: number; hits: SearchHit[] }>
  /** Which phrases of each of some things fit a need, and to which of its words; in the order of the phrases. `kind` tells among which documents they are. */
  reasons(db: Db, kind: string, need: string, things: string[][]): Promise<Reason[][]>
  /** What words mean in a community: to everybody, and by the lines of its own. */
  meanings(community: number): Promise<Meanings>
}
