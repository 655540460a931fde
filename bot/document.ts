import type { Work } from './action.ts'
import type { Words } from './words.ts'

/** What is given at an address to whoever knows its secret: a calendar, a certificate. */
export interface Document {
  /** its media type: `text/calendar; charset=utf-8` */
  type: string
  /** how the file is called */
  name: string
  /** pieces that are made while they are sent are not kept before they are */
  body: string | AsyncIterable<Uint8Array>
  /** since when it is as it is, in whole seconds, where that is known: of two states that follow each other the second is later */
  changedAt?: Date
  /** how long it may be kept before it is asked for again, in seconds */
  freshFor: number
}

/** What a document is made from: it reads, and writes nothing but what it noted of itself. */
export type DocumentWork = Pick<Work, 'db' | 'search' | 'community' | 'now' | 'publicUrl' | 'holdings'> & { words: Words }

/**
 * Documents at `/<place>/<secret>`, for whoever knows the secret: no session, no cookie. A secret is long and random, is kept as a digest
 * only (`digestOf`), and can be taken back. Undefined where there is none, or no longer.
 */
export interface Documents {
  /** the first part of the address, a word of small letters */
  place: string
  find(work: DocumentWork, secret: string): Promise<Document | undefined>
}
