import pg from 'pg'
import { changeOf, storable, type Feed, type FeedRow } from './feed.ts'

/** What is gone is remembered for so many transactions of the server. */
const remembered = 1_000_000

interface PositionRow extends FeedRow {
  lowest: string | null
}

/**
 * The documents in PostgreSQL: each carries the number of the transaction that wrote it. Transactions do not commit in the order of their
 * numbers, so what is read again each time begins at the lowest that may still have been under way: nothing is missed, and nobody waits
 * for anybody. It is read on a connection of its own, for a handler may hold the last one of the client's while it waits for an answer.
 */
export function postgresqlFeed(url: string): Feed {
  const pool = new pg.Pool({ connectionString: url, application_name: 'entraide search', max: 1, idleTimeoutMillis: 60_000, allowExitOnIdle: true })
  // a connection that the server ends while nobody uses it is opened again by the next query
  pool.on('error', () => {})
  return {
    async put(db, { kind, ref, strong, medium, weak, tags }) {
      await db.$executeRaw`
        INSERT INTO search_text (kind, ref, strong, medium, weak, tags, version)
        VALUES (${storable(kind)}, ${ref}::int, ${storable(strong)}, ${storable(medium)}, ${storable(weak)}, ${JSON.stringify(tags)}, pg_current_xact_id()::text::bigint)
        ON CONFLICT (kind, ref) DO UPDATE SET
          strong = excluded.strong, medium = excluded.medium, weak = excluded.weak, tags = excluded.tags, version = excluded.version`
    },

    async remove(db, kind, ref) {
      await db.$executeRaw`DELETE FROM search_text WHERE kind = ${kind} AND ref = ${ref}::int`
      await db.$executeRaw`DELETE FROM search_gone WHERE version < pg_current_xact_id()::text::bigint - ${remembered}::bigint`
    },

    async position() {
      const { rows } = await pool.query<{ lowest: string }>('SELECT pg_snapshot_xmin(pg_current_snapshot())::text AS lowest')
      return BigInt(rows[0]?.lowest ?? 0)
    },

    async page({ kind, ref }, most) {
      const { rows } = await pool.query<FeedRow>('SELECT * FROM search_text WHERE (kind, ref) > ($1, $2) ORDER BY kind, ref LIMIT $3', [kind, ref, most])
      return rows.map(changeOf)
    },

    async since(position) {
      // Numbers beyond this snapshot are of the server that the data was once copied from.
      const { rows } = await pool.query<PositionRow>(
        `WITH now AS (SELECT pg_snapshot_xmin(pg_current_snapshot())::text AS lowest, pg_snapshot_xmax(pg_current_snapshot())::text::bigint AS beyond)
         SELECT NULL AS lowest, kind, ref, NULL AS strong, NULL AS medium, NULL AS weak, NULL AS tags, version FROM search_gone WHERE version >= $1 AND version < (SELECT beyond FROM now)
         UNION ALL SELECT NULL, kind, ref, strong, medium, weak, tags, version FROM search_text WHERE version >= $1 AND version < (SELECT beyond FROM now)
         UNION ALL SELECT lowest, NULL, 0, NULL, NULL, NULL, NULL, 0 FROM now`,
        [position.toString()],
      )
      const lowest = BigInt(rows.find((row) => row.lowest !== null)?.lowest ?? position)
      const changes = rows.filter((row) => row.kind !== null).map(changeOf)
      return { changes, position: lowest, isTooOld: lowest - position > BigInt(remembered) }
    },

    close: async () => {
      if (!pool.ended) await pool.end()
    },
  }
}
