import { Prisma } from '../generated/sqlite/client.ts'
import type { Job, Posting } from '../generated/sqlite/client.ts'
import { byDueTime, byId } from './claims.ts'
import type { Claims } from './claims.ts'
import { claimDelivery, claimJobs, claimPostings } from './statements.ts'

/** Claims on SQLite, where one transaction at a time writes. */
export const sqliteClaims: Claims = {
  jobs: async (db, claim) => (await db.$queryRaw<Job[]>(claimJobs(claim, Prisma.empty))).sort(byDueTime),
  postings: async (db, claim) => (await db.$queryRaw<Posting[]>(claimPostings(claim))).sort(byId),
  delivery: async (db, delivery) => (await db.$executeRaw(claimDelivery(delivery))) === 1,
}
