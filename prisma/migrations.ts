import { createHash } from 'node:crypto'
import { existsSync, readFileSync, readdirSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { Provider } from './twin.ts'

/** One step of the database's history, as it is kept in prisma/migrations/<provider>/<name>/migration.sql. */
export interface Migration {
  name: string
  sql: string
  /** as Prisma's own tools compute it: sha256 of the file, in hexadecimal */
  checksum: string
}

/** Where the migrations of a provider are kept. */
export function migrationsFolder(provider: Provider): string {
  return join(dirname(fileURLToPath(import.meta.url)), 'migrations', provider)
}

/** The migrations of a folder, oldest first: their names begin with the time at which they were made. */
export function readMigrations(folder: string): Migration[] {
  return migrationNames(folder).map((name) => {
    const sql = readFileSync(join(folder, name, 'migration.sql'), 'utf8')
    return { name, sql, checksum: createHash('sha256').update(sql).digest('hex') }
  })
}

/**
 * The schema that the migrations of a folder lead to: the copy kept beside the last migration that changed it (hand-written
 * migrations, such as the full-text tables, have none). Null when there is none yet.
 */
export function schemaAfter(folder: string): string | null {
  const copies = migrationNames(folder).map((name) => join(folder, name, 'schema.prisma')).filter((path) => existsSync(path))
  const last = copies.at(-1)
  return last === undefined ? null : readFileSync(last, 'utf8')
}

function migrationNames(folder: string): string[] {
  if (!existsSync(folder)) return []
  return readdirSync(folder).filter((name) => existsSync(join(folder, name, 'migration.sql'))).sort()
}
