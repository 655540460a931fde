import type { Db } from '../prisma/database.ts'
import { owners, type OwnedTable } from '../prisma/owners.ts'
import type { Work } from './action.ts'

/**
 * Tables about people in which a row needs more than another owner when two people turn out to be one: both may have what one can have
 * only once, or something else follows from it. The rows of every other table are simply given to the one who stays.
 */
export interface Belongings {
  tables: readonly OwnedTable[]
  /** Brings together what the two have. Afterwards no row of these tables names the one who goes. */
  merge(work: Work, people: { goes: number; stays: number }): Promise<void>
}

const tables = Object.keys(owners) as OwnedTable[]

/** What anybody leaves behind who only looks in; what is in the other tables, somebody was given or made. */
const passing: readonly OwnedTable[] = ['Person', 'FormerPerson', 'Account', 'Delivery', 'Posting', 'LinkCode', 'LinkTry', 'Ticket', 'WebMessage']

interface Rows {
  count(about: { where: Record<string, number> }): Promise<number>
  updateMany(about: { where: Record<string, number>; data: Record<string, number> }): Promise<unknown>
}

/** What every table of Prisma's client has in common, with columns known by name only. */
const rowsOf = (db: Db, table: OwnedTable): Rows =>
  db[`${table.charAt(0).toLowerCase()}${table.slice(1)}` as Uncapitalize<OwnedTable>]

async function countIn(db: Db, table: OwnedTable, personId: number): Promise<number> {
  let count = 0
  for (const column of owners[table]) count += await rowsOf(db, table).count({ where: { [column]: personId } })
  return count
}

/** Gives all the rows of a table that are one person's to another. */
export async function give(db: Db, table: OwnedTable, { goes, stays }: { goes: number; stays: number }): Promise<void> {
  for (const column of owners[table]) await rowsOf(db, table).updateMany({ where: { [column]: goes }, data: { [column]: stays } })
}

/** Whether somebody was given or made anything here. */
export async function hasAnything(db: Db, personId: number): Promise<boolean> {
  for (const table of tables) if (!passing.includes(table) && (await countIn(db, table, personId)) > 0) return true
  return false
}

/** The tables without a rule of their own. */
export const plainTables = (rules: Belongings[]): OwnedTable[] => {
  const ruled = new Set(rules.flatMap((rule) => rule.tables))
  return tables.filter((table) => table !== 'Person' && !ruled.has(table))
}

/** @throws Error when something is still there that would disappear with its person */
export async function assertNothingLeft(db: Db, personId: number): Promise<void> {
  for (const table of tables) {
    const count = table === 'Person' ? 0 : await countIn(db, table, personId)
    if (count > 0) throw new Error(`${count} rows of ${table} still belong to person ${personId}`)
  }
}
