// What a database really contains, in words that can be compared. Only for tests.
import type BetterSqlite3 from 'better-sqlite3'
import type pg from 'pg'

/** What Prisma's schema does not describe: its own table of migrations, and full-text search, which is written by hand. */
const beside = /^(_prisma_migrations|search_|sqlite_)/

/** One line for each column, index and foreign key of an SQLite database, sorted. */
export function describeSqlite(connection: BetterSqlite3.Database): string[] {
  const tables = connection.prepare(`SELECT name FROM sqlite_schema WHERE type = 'table'`).pluck().all() as string[]
  const queries = [
    `SELECT format('column %s %s notnull=%d default=%s key=%d', name, type, "notnull", dflt_value, pk) FROM pragma_table_info(?)`,
    `SELECT format('index %s unique=%d partial=%d (%s)', name, "unique", partial,
       (SELECT group_concat(name, ', ' ORDER BY seqno) FROM pragma_index_info(list.name))) FROM pragma_index_list(?) AS list`,
    `SELECT format('reference %s → %s.%s delete=%s update=%s', "from", "table", "to", on_delete, on_update)
     FROM pragma_foreign_key_list(?)`,
  ]
  const describe = (table: string): string[] =>
    queries.flatMap((query) => connection.prepare(query).pluck().all(table) as string[]).map((line) => `${table}: ${line}`)
  return tables.filter((table) => !beside.test(table)).flatMap(describe).sort()
}

/** One line for each column, index and constraint of a PostgreSQL database, sorted. */
export async function describePostgresql(connection: pg.Client): Promise<string[]> {
  const { rows } = await connection.query<{ name: string; line: string }>(`
    SELECT table_name AS name, format('column %s.%s %s(%s) nullable=%s default=%s', table_name, column_name, data_type,
      datetime_precision, is_nullable, column_default) AS line
    FROM information_schema.columns WHERE table_schema = 'public'
    UNION ALL
    SELECT tablename, indexdef FROM pg_indexes WHERE schemaname = 'public'
    UNION ALL
    SELECT conrelid::regclass::text, format('%s %s %s', conrelid::regclass, conname, pg_get_constraintdef(oid))
    FROM pg_constraint WHERE connamespace = 'public'::regnamespace`)
  return rows.filter(({ name }) => !beside.test(name.replaceAll('"', ''))).map(({ line }) => line).sort()
}
