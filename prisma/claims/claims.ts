import type { Job, Posting } from '../generated/sqlite/client.ts'
import type { Db } from '../transaction.ts'

export interface Claim {
  now: Date
  /** until when what is claimed is ours; after that somebody else may claim it again */
  leaseUntil: Date
  limit: number
}

/** Takes work to do out of the tables in which it waits, so that only one worker does it. Call it in a transaction of its own. */
export interface Claims {
  /** Jobs that are due, or whose worker did not come back before the end of its lease. */
  jobs(db: Db, claim: Claim): Promise<Job[]>
  /**
   * Postings that are due, or whose worker did not come back, by id. The order of a lane is kept: none is taken while an earlier
   * one of its lane waits for its time, or while any of its lane is being sent. Several of a lane may be taken at once, to be
   * delivered one by one.
   * On PostgreSQL, nothing when another process is claiming at this very moment: ask again at the next tick.
   */
  postings(db: Db, claim: Claim): Promise<Posting[]>
  /**
   * Notes that a delivery is being done, in the transaction of its work; false when it was noted before. It is inserted without
   * being looked for first: on PostgreSQL, to look for what is not there makes all who do it at once start again.
   */
  delivery(db: Db, delivery: { key: string; personId: number; now: Date }): Promise<boolean>
}

/** The order in which jobs are done; an UPDATE returns rows in no order. */
export function byDueTime(one: Job, other: Job): number {
  return one.dueAt.getTime() - other.dueAt.getTime() || one.id - other.id
}

/** The order in which postings are delivered. */
export function byId(one: Posting, other: Posting): number {
  return one.id - other.id
}
