import { DatabaseError, messageOf } from './errors.ts'
import type { Migration } from './migrations.ts'

/** A row of Prisma's own table of migrations, `_prisma_migrations`. */
export interface AppliedMigration {
  name: string
  checksum: string
  finished: boolean
}

/** What the runner needs from one database. */
export interface MigrationTarget {
  /** what is applied, oldest first; makes the table of migrations when it is missing */
  applied(): Promise<AppliedMigration[]>
  /** runs the migration and records it, both or neither; does nothing when another process has just done it */
  apply(migration: Migration): Promise<void>
}

/**
 * Applies the migrations that a database does not have yet, and returns their names. Refuses a database whose history is not the
 * beginning of ours: it was made by another version of the program, and guessing would destroy it.
 */
export async function migrate(target: MigrationTarget, migrations: Migration[]): Promise<string[]> {
  const applied = await target.applied()
  for (const row of applied) check(row, migrations)
  const names = new Set(applied.map((row) => row.name))
  const pending = migrations.filter((migration) => !names.has(migration.name))
  for (const migration of pending) await applyOne(target, migration)
  return pending.map((migration) => migration.name)
}

function check(row: AppliedMigration, migrations: Migration[]): void {
  const known = migrations.find((migration) => migration.name === row.name)
  if (!known) {
    throw new DatabaseError(
      `The database was made by a newer version of Entraide (it has the migration ${row.name}): ` +
        'update the program, or point DATABASE_URL to another database.',
    )
  }
  if (known.checksum !== row.checksum) {
    throw new DatabaseError(
      `The database was made by another version of Entraide (its migration ${row.name} is not ours): ` +
        'start the version that made it, or point DATABASE_URL to another database.',
    )
  }
  if (!row.finished) {
    throw new DatabaseError(
      `The migration ${row.name} was left half done by another tool: restore the last backup, or finish it with "prisma migrate resolve".`,
    )
  }
}

async function applyOne(target: MigrationTarget, migration: Migration): Promise<void> {
  try {
    await target.apply(migration)
  } catch (cause) {
    throw new DatabaseError(
      `The migration ${migration.name} failed and changed nothing (${messageOf(cause)}): ` +
        'check that DATABASE_URL is a database of Entraide, then report this.',
      { cause },
    )
  }
}
