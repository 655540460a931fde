import { Prisma } from '../generated/sqlite/client.ts'
import type { Job, Posting } from '../generated/sqlite/client.ts'
import { byDueTime, byId } from './claims.ts'
import type { Claims } from './claims.ts'
import { claimDelivery, claimJobs, claimPostings } from './statements.ts'

/** Any number, as long as it is ours alone. */
const postingsLock = 1_347_374_150

/** Claims on PostgreSQL, where several processes claim at once. */
export const postgresqlClaims: Claims = {
  async jobs(db, claim) {
    return (await db.$queryRaw<Job[]>(claimJobs(claim, Prisma.sql`FOR UPDATE SKIP LOCKED`))).sort(byDueTime)
  },

  async postings(db, claim) {
    // One claims at a time, or two could each see a whole lane free and take a part of it. Nobody waits for the lock: whoever did
    // would have looked at the lanes as they were before, and be told to start again.
    const [lock] = await db.$queryRaw<{ free: boolean }[]>`SELECT pg_try_advisory_xact_lock(${postingsLock}::bigint) AS free`
    if (!lock?.free) return []
    return (await db.$queryRaw<Posting[]>(claimPostings(claim))).sort(byId)
  },

  delivery: async (db, delivery) => (await db.$executeRaw(claimDelivery(delivery))) === 1,
}
