import type { Db } from '../transaction.ts'
import type { SearchDocument } from './search.ts'

/** What became of a document: as it is now, or gone. */
export type Change = { kind: string; ref: number; version: number } & ({ document: SearchDocument } | { document?: undefined })

/** How far somebody has read of what changes. */
export type Position = bigint

export interface Changes {
  changes: Change[]
  position: Position
  /** the position is so old that what is gone since is no longer known: all is to be read again */
  isTooOld: boolean
}

/**
 * The documents of search as the database keeps them. What is read here is what was committed, whoever asks in whatever transaction: an
 * index in memory is never made of what may be rolled back.
 */
export interface Feed {
  put(db: Db, document: SearchDocument): Promise<void>
  remove(db: Db, kind: string, ref: number): Promise<void>
  /** From where on everything has to be read that is not yet there to be read. */
  position(): Promise<Position>
  /** Documents in the order of kind and ref, so many after this one. */
  page(after: { kind: string; ref: number }, most: number): Promise<Change[]>
  /** What changed since, and perhaps some of what changed before. */
  since(position: Position): Promise<Changes>
  close(): Promise<void>
}

/** A row of either database. */
export interface FeedRow {
  kind: string | null
  ref: number | bigint
  strong: string | null
  medium: string | null
  weak: string | null
  tags: string | null
  version: number | bigint | string
}

/** What a row says; one without a text is of a document that is gone. */
export function changeOf({ kind, ref, strong, medium, weak, tags, version }: FeedRow): Change {
  const which = { kind: kind ?? '', ref: Number(ref), version: Number(version) }
  if (strong === null) return which
  return { ...which, document: { kind: which.kind, ref: which.ref, strong, medium: medium ?? '', weak: weak ?? '', tags: JSON.parse(tags ?? '[]') as string[] } }
}

/** PostgreSQL takes neither the character nought nor half a pair of them. */
export const storable = (text: string): string => text.replaceAll('\u0000', ' ').toWellFormed()
