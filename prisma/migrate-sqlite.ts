import type BetterSqlite3 from 'better-sqlite3'
import { randomUUID } from 'node:crypto'
import type { AppliedMigration, MigrationTarget } from './migrate.ts'
import type { Migration } from './migrations.ts'

// as Prisma's schema engine makes it
const table = `CREATE TABLE IF NOT EXISTS "_prisma_migrations" (
    "id"                    TEXT PRIMARY KEY NOT NULL,
    "checksum"              TEXT NOT NULL,
    "finished_at"           DATETIME,
    "migration_name"        TEXT NOT NULL,
    "logs"                  TEXT,
    "rolled_back_at"        DATETIME,
    "started_at"            DATETIME NOT NULL DEFAULT current_timestamp,
    "applied_steps_count"   INTEGER UNSIGNED NOT NULL DEFAULT 0
)`

interface Row {
  migration_name: string
  checksum: string
  finished_at: number | null
}

/** Migrations on one SQLite connection, which is the runner's own: foreign keys are off on it afterwards. */
export function sqliteMigrations(connection: BetterSqlite3.Database): MigrationTarget {
  // Altering a table in SQLite is making another and dropping the old one, and dropping it would cascade to what refers to it.
  // The setting is ignored inside a transaction, so it is made here.
  connection.pragma('foreign_keys = OFF')
  return {
    async applied() {
      return readApplied(connection)
    },
    async apply(migration) {
      connection.transaction(() => applyOnce(connection, migration)).immediate()
    },
  }
}

function readApplied(connection: BetterSqlite3.Database): AppliedMigration[] {
  const known = connection.prepare(`SELECT 1 FROM sqlite_schema WHERE name = '_prisma_migrations'`).get()
  if (!known) connection.exec(table)
  const rows = connection
    .prepare('SELECT migration_name, checksum, finished_at FROM "_prisma_migrations" WHERE rolled_back_at IS NULL ORDER BY started_at')
    .all() as Row[]
  return rows.map((row) => ({ name: row.migration_name, checksum: row.checksum, finished: row.finished_at !== null }))
}

function applyOnce(connection: BetterSqlite3.Database, migration: Migration): void {
  // another process may have applied it between our reading and our turn to write
  const done = connection.prepare('SELECT 1 FROM "_prisma_migrations" WHERE migration_name = ? AND rolled_back_at IS NULL')
  if (done.get(migration.name)) return
  const started = Date.now()
  connection.exec(migration.sql)
  const orphans = connection.pragma('foreign_key_check') as unknown[]
  if (orphans.length > 0) throw new Error(`it leaves ${orphans.length} rows that refer to nothing`)
  connection
    .prepare(
      `INSERT INTO "_prisma_migrations" (id, checksum, finished_at, migration_name, started_at, applied_steps_count)
       VALUES (?, ?, ?, ?, ?, 1)`,
    )
    .run(randomUUID(), migration.checksum, Date.now(), migration.name, started)
}
