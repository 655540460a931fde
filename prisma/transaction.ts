import { setTimeout as sleep } from 'node:timers/promises'
import type { Prisma, PrismaClient } from './generated/sqlite/client.ts'
import type { Provider } from './twin.ts'

/** How long, in milliseconds, a transaction waits for its turn and then may last. */
export const transactionLimits = { maxWait: 10_000, timeout: 20_000 }

const attempts = 10

/** The database inside of a transaction: what a handler works with. */
export type Db = Prisma.TransactionClient

/**
 * Does `work` as one serializable transaction: it is as if transactions came one after the other. When two of them cannot both be
 * (PostgreSQL tells the later one), `work` is done again from the start, so it must do nothing but read and write this database.
 */
export const inTransaction = <T>(client: PrismaClient, work: (db: Db) => Promise<T>): Promise<T> => retried(client, work, 'Serializable')

/**
 * Does `work` as a transaction that only claims rows. On PostgreSQL it is not serializable: it looks at all that is due, so every
 * handler that writes something due would cross it and be told to start again. Locks keep claims apart.
 */
export const inClaim = <T>(client: PrismaClient, provider: Provider, work: (db: Db) => Promise<T>): Promise<T> =>
  retried(client, work, provider === 'postgresql' ? readCommitted : 'Serializable')

// The type is SQLite's, which has one level only.
const readCommitted = 'ReadCommitted' as Prisma.TransactionIsolationLevel

async function retried<T>(client: PrismaClient, work: (db: Db) => Promise<T>, isolationLevel: Prisma.TransactionIsolationLevel): Promise<T> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await client.$transaction(work, { isolationLevel })
    } catch (error) {
      if (attempt === attempts || !isConflict(error)) throw error
      // random, so that those who met do not meet again
      await sleep(Math.random() * Math.min(5 * 2 ** attempt, 250))
    }
  }
}

const conflictCodes = new Set(['P2034', '40001', '40P01', 'SQLITE_BUSY', 'SQLITE_BUSY_SNAPSHOT', 'TransactionWriteConflict'])

/** Whether an error, or what caused it, is the database asking to try again. Prisma wraps it differently on each of its ways. */
function isConflict(error: unknown): boolean {
  if (typeof error !== 'object' || error === null) return false
  const marks: Record<string, unknown> = { ...error }
  if ([marks['code'], marks['originalCode'], marks['kind']].some((mark) => conflictCodes.has(String(mark)))) return true
  return [marks['cause'], marks['meta'], marks['driverAdapterError']].some(isConflict)
}
