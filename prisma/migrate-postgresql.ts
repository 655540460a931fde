import { randomUUID } from 'node:crypto'
import type pg from 'pg'
import type { AppliedMigration, MigrationTarget } from './migrate.ts'
import type { Migration } from './migrations.ts'

// as Prisma's schema engine makes it
const table = `CREATE TABLE IF NOT EXISTS "_prisma_migrations" (
    id                      VARCHAR(36) PRIMARY KEY NOT NULL,
    checksum                VARCHAR(64) NOT NULL,
    finished_at             TIMESTAMPTZ,
    migration_name          VARCHAR(255) NOT NULL,
    logs                    TEXT,
    rolled_back_at          TIMESTAMPTZ,
    started_at              TIMESTAMPTZ NOT NULL DEFAULT now(),
    applied_steps_count     INTEGER NOT NULL DEFAULT 0
)`

/** The advisory lock that Prisma's own tools take, so that neither migrates under the other's feet. */
const lock = 72707369

interface Row {
  migration_name: string
  checksum: string
  finished_at: Date | null
}

/**
 * Migrations on one PostgreSQL connection. Waits until no other process migrates; the lock goes when the connection is closed.
 */
export async function postgresqlMigrations(connection: pg.Client): Promise<MigrationTarget> {
  await connection.query('SELECT pg_advisory_lock($1)', [lock])
  return {
    applied: () => readApplied(connection),
    apply: (migration) => applyOne(connection, migration),
  }
}

async function readApplied(connection: pg.Client): Promise<AppliedMigration[]> {
  const known = await connection.query<{ found: boolean }>(`SELECT to_regclass('"_prisma_migrations"') IS NOT NULL AS found`)
  // asked first because IF NOT EXISTS writes a notice to the server's log at each start
  if (!known.rows[0]?.found) await connection.query(table)
  const { rows } = await connection.query<Row>(
    'SELECT migration_name, checksum, finished_at FROM "_prisma_migrations" WHERE rolled_back_at IS NULL ORDER BY started_at',
  )
  return rows.map((row) => ({ name: row.migration_name, checksum: row.checksum, finished: row.finished_at !== null }))
}

async function applyOne(connection: pg.Client, migration: Migration): Promise<void> {
  const started = new Date()
  await connection.query('BEGIN')
  try {
    await connection.query(migration.sql)
    await connection.query(
      `INSERT INTO "_prisma_migrations" (id, checksum, finished_at, migration_name, started_at, applied_steps_count)
       VALUES ($1, $2, now(), $3, $4, 1)`,
      [randomUUID(), migration.checksum, migration.name, started],
    )
    await connection.query('COMMIT')
  } catch (error) {
    await connection.query('ROLLBACK')
    throw error
  }
}
