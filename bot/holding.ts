import type { Db } from '../prisma/database.ts'
import { owners, type OwnedTable } from '../prisma/owners.ts'
import type { Work } from './action.ts'
import type { Message, Text } from './text.ts'

/** Something a person may read of what is held about her: its name, and each part with what it is called. */
export interface Record {
  title: Text
  facts: [label: Text, value: Text][]
}

/**
 * One kind of thing that is held about people: what she is shown of it, and what becomes of it when she has everything erased. Every table
 * of prisma/owners.ts is in exactly one; a test insists.
 */
export interface Holding {
  /** the first is the one whose rows are counted for her */
  tables: readonly [OwnedTable, ...OwnedTable[]]
  title: Message
  /** columns that nobody reads: they let somebody in, or are bytes that are handed over otherwise */
  hidden?: readonly string[]
  /** columns by which a row is hers, where not all of its owners are meant: who helps with a record does not take it home */
  hers?: Partial<{ [T in OwnedTable]: readonly string[] }>
  /** Columns that are emptied: the row stays without its person, as it is not about her alone. She is told `why`. */
  stays?: { columns: Partial<{ [T in OwnedTable]: readonly string[] }>; why: Message }
  /** what others were told of it, which is taken back: `contest:12` stands for all messages whose key is this or begins with it and a colon */
  said?(db: Db, personId: number): Promise<string[]>
  /** What else follows from its being erased: a seat is free, a card is struck out. The rows it leaves go afterwards. */
  release?(work: Work, personId: number): Promise<void>
  /** What she reads of it, in the words it was asked in; unless it is said, the columns of its rows. */
  reads?(db: Db, personId: number): Promise<Record[]>
}

export type Row = { [column: string]: unknown }

interface Rows {
  count(about: { where: Row }): Promise<number>
  findMany(about: { where: Row }): Promise<Row[]>
  updateMany(about: { where: Row; data: Row }): Promise<unknown>
  deleteMany(about: { where: Row }): Promise<unknown>
}

/** What every table of Prisma's client has in common, with columns known by name only. */
export const rowsIn = (db: Db, table: OwnedTable): Rows =>
  db[`${table.charAt(0).toLowerCase()}${table.slice(1)}` as Uncapitalize<OwnedTable>]

const ofPerson = (columns: readonly string[], personId: number): Row => ({ OR: columns.map((column) => ({ [column]: personId })) })

const hersIn = ({ hers }: Holding, table: OwnedTable): readonly string[] => hers?.[table] ?? owners[table]

/** How many there are of a person. */
export const countHeld = (db: Db, holding: Holding, personId: number): Promise<number> =>
  rowsIn(db, holding.tables[0]).count({ where: ofPerson(hersIn(holding, holding.tables[0]), personId) })

/** All that is held of a person in one table, without what nobody reads. */
export async function rowsHeld(db: Db, holding: Holding, table: OwnedTable, personId: number): Promise<Row[]> {
  const rows = await rowsIn(db, table).findMany({ where: ofPerson(hersIn(holding, table), personId) })
  const hidden = new Set(holding.hidden)
  return rows.map((row) => Object.fromEntries(Object.entries(row).filter(([column]) => !hidden.has(column))))
}
