import { Prisma } from '../generated/sqlite/client.ts'
import type { Claim } from './claims.ts'

// The statements are the same on both databases but for the locking, which SQLite neither has nor needs.
// MATERIALIZED: what is claimed is chosen once, not once per row that is updated.

/** Claims jobs. `locking` ends each SELECT of rows that will be updated. */
export function claimJobs({ now, leaseUntil, limit }: Claim, locking: Prisma.Sql): Prisma.Sql {
  return Prisma.sql`
    WITH claimable AS MATERIALIZED (
      SELECT * FROM (
        SELECT id, "dueAt" FROM "Job" WHERE status = 'waiting' AND "dueAt" <= ${now} ORDER BY "dueAt", id LIMIT ${limit} ${locking}
      ) AS due
      UNION ALL
      SELECT * FROM (
        SELECT id, "dueAt" FROM "Job" WHERE status = 'running' AND "leaseUntil" <= ${now} ORDER BY "dueAt", id LIMIT ${limit} ${locking}
      ) AS abandoned
    )
    UPDATE "Job" SET status = 'running', attempts = attempts + 1, "leaseUntil" = ${leaseUntil}
    WHERE id IN (SELECT id FROM claimable ORDER BY "dueAt", id LIMIT ${limit}) RETURNING *`
}

/**
 * Claims postings: finds lanes where something is due and nothing is being sent, then takes of each what comes before the first that
 * is not due. Every step reads an index, and no more of a lane than may be claimed.
 */
export function claimPostings({ now, leaseUntil, limit }: Claim): Prisma.Sql {
  const busy = Prisma.sql`(SELECT lane FROM "Posting" WHERE status = 'sending' AND "leaseUntil" > ${now})`
  const firstIsDue = Prisma.sql`
    (SELECT f."dueAt" FROM "Posting" AS f WHERE f.lane = p.lane AND f.status = 'waiting' ORDER BY f.id LIMIT 1) <= ${now}`
  return Prisma.sql`
    WITH free AS MATERIALIZED (
      SELECT lane FROM (
        SELECT lane FROM "Posting" AS p
        WHERE status = 'waiting' AND "dueAt" <= ${now} AND lane NOT IN ${busy} AND ${firstIsDue} ORDER BY "dueAt", id LIMIT ${limit}
      ) AS due
      UNION
      SELECT lane FROM "Posting" WHERE status = 'sending' AND "leaseUntil" <= ${now} AND lane NOT IN ${busy}
    ),
    reach AS MATERIALIZED (
      SELECT lane, coalesce(
        (SELECT w.id FROM "Posting" AS w WHERE w.lane = free.lane AND w.status = 'waiting' ORDER BY w.id LIMIT 1 OFFSET ${limit}),
        2147483647) AS last
      FROM free
    ),
    line AS MATERIALIZED (
      SELECT p.id, max(CASE WHEN p.status = 'waiting' AND p."dueAt" > ${now} THEN 1 ELSE 0 END)
        OVER (PARTITION BY p.lane ORDER BY p.id) AS blocked
      FROM reach JOIN "Posting" AS p ON p.lane = reach.lane AND p.status IN ('waiting', 'sending') AND p.id <= reach.last
    )
    UPDATE "Posting" SET status = 'sending', attempts = attempts + 1, "leaseUntil" = ${leaseUntil}
    WHERE id IN (SELECT id FROM line WHERE blocked = 0 ORDER BY id LIMIT ${limit}) AND status IN ('waiting', 'sending') RETURNING *`
}

/** Notes a delivery unless it is noted already; its answer is written when there is one. */
export const claimDelivery = ({ key, personId, now }: { key: string; personId: number; now: Date }): Prisma.Sql => Prisma.sql`
  INSERT INTO "Delivery" (key, "personId", reply, "createdAt") VALUES (${key}, ${personId}, 'null', ${now}) ON CONFLICT DO NOTHING`
