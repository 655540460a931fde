import { setTimeout as sleep } from 'node:timers/promises'
import type { Prisma, PrismaClient } from './generated/sqlite/client.ts'
import type { Provider } from './twin.ts'

/** How long, in milliseconds, a transaction waits for its turn and then may last. */
export const transactionLimits = { maxWait: 10_000, timeout: 20_000 }

/** Those who press at the same instant cross each other again and again where the machine is busy: 25 attempts take three seconds of waiting. */
const attempts = 25

/** A transaction that came to no end in its time is begun so many times: on a machine that is merely busy, the next one gets through. */
const attemptsInTime = 3

/** The database inside of a transaction: what a handler works with. */
export type Db = Prisma.TransactionClient

/**
 * Does `work` as one serializable transaction: it is as if transactions came one after the other. When two of them cannot both be
 * (PostgreSQL tells the later one), or one did not get its turn or its end in time, `work` is done again from the start, so it must do
 * nothing but read and write this database.
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
      if (attempt >= attemptsFor(error)) throw error
      // random, so that those who met do not meet again
      await sleep(Math.random() * Math.min(5 * 2 ** attempt, 250))
    }
  }
}

/** How often a transaction that failed so is worth beginning in all. */
function attemptsFor(error: unknown): number {
  if (isMarked(error, conflictCodes)) return attempts
  return isMarked(error, timeCodes) ? attemptsInTime : 1
}

const conflictCodes = new Set(['P2034', '40001', '40P01', 'SQLITE_BUSY', 'SQLITE_BUSY_SNAPSHOT', 'TransactionWriteConflict'])

/** Not begun in time, or not ended, and then rolled back: nothing of it is there. */
const timeCodes = new Set(['P2028'])

/** Whether an error, or what caused it, has one of these codes. Prisma wraps it differently on each of its ways. */
function isMarked(error: unknown, codes: ReadonlySet<string>): boolean {
  if (typeof error !== 'object' || error === null) return false
  const marks: Record<string, unknown> = { ...error }
  if ([marks['code'], marks['originalCode'], marks['kind']].some((mark) => codes.has(String(mark)))) return true
  return [marks['cause'], marks['meta'], marks['driverAdapterError']].some((inner) => isMarked(inner, codes))
}
