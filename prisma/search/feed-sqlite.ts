import type BetterSqlite3 from 'better-sqlite3'
import type { PrismaClient } from '../generated/sqlite/client.ts'
import { changeOf, storable, type Feed, type FeedRow } from './feed.ts'

/** What is gone is remembered for so many changes. */
const remembered = 10_000n

const next = `(SELECT 1 + max(coalesce((SELECT max("version") FROM "search_text"), 0), coalesce((SELECT max("version") FROM "search_gone"), 0)))`

/**
 * Whatever is deleted, by whatever way (such as somebody who erases herself), takes its text out of search. SQLite forgets the triggers
 * of a table that a migration makes anew, so they are made at each start.
 */
export function keepTrue(connection: BetterSqlite3.Database): void {
  connection.exec(`
    CREATE TRIGGER IF NOT EXISTS "search_forgets_text" BEFORE DELETE ON "search_text" BEGIN
      INSERT OR REPLACE INTO "search_gone" ("kind", "ref", "version") VALUES (OLD."kind", OLD."ref", ${next});
    END;
    CREATE TRIGGER IF NOT EXISTS "search_forgets_profile" AFTER DELETE ON "Profile" BEGIN
      DELETE FROM "search_text" WHERE "ref" = OLD."personId" AND ("kind" GLOB 'experts_expert_*' OR "kind" GLOB 'experts_name_*');
    END;
    CREATE TRIGGER IF NOT EXISTS "search_forgets_opportunity" AFTER DELETE ON "Opportunity" BEGIN
      DELETE FROM "search_text" WHERE "ref" = OLD."id" AND "kind" = OLD."kind";
    END;
    CREATE TRIGGER IF NOT EXISTS "search_forgets_workshop" AFTER DELETE ON "Workshop" BEGIN
      DELETE FROM "search_text" WHERE "ref" = OLD."id" AND "kind" = 'workshop';
    END;
    CREATE TRIGGER IF NOT EXISTS "search_forgets_question" AFTER DELETE ON "Question" BEGIN
      DELETE FROM "search_text" WHERE "ref" = OLD."id" AND "kind" GLOB 'experts_answer_*';
    END;
    CREATE TRIGGER IF NOT EXISTS "search_forgets_answer" AFTER DELETE ON "Request" WHEN OLD."status" = 'answered' BEGIN
      DELETE FROM "search_text" WHERE "ref" = OLD."questionId" AND "kind" GLOB 'experts_answer_*';
    END;`)
}

/** The documents in SQLite: the one who writes numbers what changes, in order. */
export function sqliteFeed(client: PrismaClient): Feed {
  return {
    async put(db, { kind, ref, strong, medium, weak, tags }) {
      await db.$executeRawUnsafe(
        `INSERT OR REPLACE INTO "search_text" ("kind", "ref", "strong", "medium", "weak", "tags", "version") VALUES (?, CAST(? AS INTEGER), ?, ?, ?, ?, ${next})`,
        kind, ref, storable(strong), storable(medium), storable(weak), JSON.stringify(tags),
      )
    },

    async remove(db, kind, ref) {
      await db.$executeRaw`DELETE FROM "search_text" WHERE "kind" = ${kind} AND "ref" = CAST(${ref} AS INTEGER)`
      await db.$executeRaw`DELETE FROM "search_gone" WHERE "version" < (SELECT max("version") FROM "search_gone") - ${remembered}`
    },

    position: () => positionOf(client),

    async page({ kind, ref }, most) {
      const rows = await client.$queryRaw<FeedRow[]>`
        SELECT * FROM "search_text" WHERE ("kind", "ref") > (${kind}, CAST(${ref} AS INTEGER)) ORDER BY "kind", "ref" LIMIT ${most}`
      return rows.map(changeOf)
    },

    async since(position) {
      const rows = await client.$queryRaw<FeedRow[]>`
        SELECT "kind", "ref", NULL AS "strong", NULL AS "medium", NULL AS "weak", NULL AS "tags", "version" FROM "search_gone" WHERE "version" > ${position}
        UNION ALL SELECT "kind", "ref", "strong", "medium", "weak", "tags", "version" FROM "search_text" WHERE "version" > ${position}`
      const changes = rows.map(changeOf)
      const last = changes.reduce((most, { version }) => (BigInt(version) > most ? BigInt(version) : most), position)
      return { changes, position: last, isTooOld: last - position > remembered }
    },

    close: async () => {},
  }
}

async function positionOf(client: PrismaClient): Promise<bigint> {
  const [row] = await client.$queryRaw<{ position: number | bigint }[]>`
    SELECT max(coalesce((SELECT max("version") FROM "search_text"), 0), coalesce((SELECT max("version") FROM "search_gone"), 0)) AS "position"`
  return BigInt(row?.position ?? 0)
}
