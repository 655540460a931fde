import BetterSqlite3 from 'better-sqlite3'
import { mkdirSync } from 'node:fs'
import { dirname, resolve } from 'node:path'
import { codeOf, DatabaseError, messageOf } from './errors.ts'
import { PrismaClient } from './generated/sqlite/client.ts'
import { sqliteMigrations } from './migrate-sqlite.ts'
import { migrate } from './migrate.ts'
import { migrationsFolder, readMigrations } from './migrations.ts'
import { connectionSettings, sqliteAdapter } from './sqlite-adapter.ts'
import { keepTrue } from './search/feed-sqlite.ts'
import { transactionLimits } from './transaction.ts'

/** The path of the file that a `file:` URL names, from the current folder. */
export function sqlitePath(url: string): string {
  return resolve(url.replace(/^file:(\/\/)?/, '').replace(/\?.*$/, ''))
}

/** Opens the file (made when missing, with its folder), brings it up to date and connects. */
export async function openSqlite(url: string): Promise<PrismaClient> {
  const path = sqlitePath(url)
  try {
    mkdirSync(dirname(path), { recursive: true })
    await prepare(path)
    const client = new PrismaClient({ adapter: sqliteAdapter(path), transactionOptions: transactionLimits, errorFormat: 'minimal' })
    await client.$connect()
    return client
  } catch (error) {
    throw advice(path, error)
  }
}

async function prepare(path: string): Promise<void> {
  const connection = new BetterSqlite3(path)
  try {
    connection.exec(connectionSettings)
    // kept in the file: those who open it later need not ask
    connection.pragma('journal_mode = WAL')
    await migrate(sqliteMigrations(connection), readMigrations(migrationsFolder('sqlite')))
    keepTrue(connection)
  } finally {
    connection.close()
  }
}

function advice(path: string, error: unknown): Error {
  if (error instanceof DatabaseError) return error
  const say = (message: string): DatabaseError => new DatabaseError(message, { cause: error })
  const code = codeOf(error)
  if (code === 'SQLITE_NOTADB' || code === 'SQLITE_CORRUPT') {
    return say(`${path} is not an SQLite database, or is damaged: move it away, restore a backup, or correct DATABASE_URL.`)
  }
  if (code.startsWith('SQLITE_BUSY')) {
    return say(`${path} is kept busy by another program: stop it, or wait until it is done, then start again.`)
  }
  if (code === 'SQLITE_FULL' || code === 'ENOSPC') return say(`The disk of ${path} is full: free some space, then start again.`)
  if (/^(EACCES|EPERM|EROFS|ENOTDIR|EEXIST|ENOENT|SQLITE_CANTOPEN|SQLITE_READONLY)/.test(code)) {
    return say(`${path} cannot be written: let this user write in ${dirname(path)}, or correct DATABASE_URL.`)
  }
  return say(`${path} cannot be opened (${messageOf(error)}): check DATABASE_URL.`)
}
