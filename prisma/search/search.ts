import type { Db } from '../transaction.ts'

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

export interface SearchQuery {
  kind: string
  /** Any of them may match, as a whole word or (from two letters on) as the beginning of one. None: whatever has the tags. */
  words: string[]
  /** all of them must be there */
  tags?: string[]
  limit: number
  offset: number
}

export interface SearchHit {
  ref: number
  /** Higher is better. Comparable within one answer only. */
  score: number
}

/** Several communities may share a database; each finds its own. */
export const communityTag = (communityId: number): string => `community_${communityId}`

/** Full-text search. */
export interface Search {
  /** Makes a document findable, instead of the one of the same kind and ref if there is one. */
  put(db: Db, document: SearchDocument): Promise<void>
  /** Makes it unfindable; harmless when it is not there. */
  remove(db: Db, kind: string, ref: number): Promise<void>
  /**
   * The best hits first: more words and rarer ones before fewer and commoner, strong text before medium before weak, whole words
   * before beginnings, and equals by ref so that pages neither repeat nor skip one. `total` counts all, whatever the limit.
   */
  find(db: Db, query: SearchQuery): Promise<{ total: number; hits: SearchHit[] }>
}
