import type { Prisma } from './generated/sqlite/client.ts'

/**
 * Every column that is encrypted at rest, with what it holds: `/// @sealed` of schema.prisma, for programs. What is in one can neither be
 * searched for nor put in order, and a table with one is related to no other, as only what is read or written by itself is sealed.
 */
export const sealed = {
  StoredFile: { id: 'id', columns: { name: 'text', bytes: 'bytes' } },
  Delivery: { id: 'key', columns: { reply: 'json' } },
  Posting: { id: 'id', columns: { view: 'json' } },
  Inbox: { id: 'key', columns: { payload: 'json' } },
  Ticket: { id: 'id', columns: { input: 'json' } },
  WebMessage: { id: 'id', columns: { text: 'text', view: 'json' } },
  Answer: { id: 'id', columns: { given: 'json' } },
  Handover: { id: 'applicationId', columns: { secret: 'text' } },
  RelayContact: { id: 'relayId', columns: { contact: 'text' } },
  CalendarFeed: { id: 'digest', columns: { secret: 'text' } },
  Submission: { id: 'applicationId', columns: { content: 'json' } },
} as const satisfies Partial<Record<Prisma.ModelName, SealedTable>>

export type SealedKind = 'text' | 'json' | 'bytes'

/** Of one table, by column. */
export type SealedColumns = Readonly<Record<string, SealedKind>>

export interface SealedTable {
  /** the column that names a row */
  id: string
  columns: SealedColumns
}

/** Every table with something sealed, by name. */
export const sealedTables: Readonly<Record<string, SealedTable>> = sealed

/** What Prisma's client calls the rows of a table. */
export const delegateOf = (table: string): string => `${table.charAt(0).toLowerCase()}${table.slice(1)}`
