// npm run backup: copies the SQLite database, also while the assistant runs, to data/backups.
import BetterSqlite3 from 'better-sqlite3'
import { mkdirSync, renameSync, rmSync, statSync } from 'node:fs'
import { dirname, join, relative } from 'node:path'
import { fileURLToPath } from 'node:url'
import { loadEnvFile, readConfig } from '../bot/config.ts'
import { sqlitePath } from '../prisma/sqlite.ts'

/** Copies the database at `url` to a file beside it, which is named after the time, and checks the copy. Returns what it did. */
export async function backUp(url: string, now = new Date()): Promise<string> {
  if (!url.startsWith('file:')) return postgresqlAdvice(url, now)
  const source = sqlitePath(url)
  const target = join(dirname(source), 'backups', `${timestamp(now)}.db`)
  // the copy has everything that the database has, so nobody else reads it either
  mkdirSync(dirname(target), { recursive: true, mode: 0o700 })
  // under another name until it is complete and checked
  const unfinished = `${target}.unfinished`
  try {
    await copy(source, unfinished)
    const people = check(unfinished)
    renameSync(unfinished, target)
    const megabytes = (statSync(target).size / 1e6).toFixed(1)
    return `Backed up to ${relative('.', target)}: ${megabytes} MB, ${people} people, checked.`
  } finally {
    rmSync(unfinished, { force: true })
  }
}

async function copy(source: string, target: string): Promise<void> {
  const connection = new BetterSqlite3(source, { fileMustExist: true })
  try {
    // All that remains at once: a copy in small steps starts again each time that the assistant writes something.
    await connection.backup(target, { progress: ({ remainingPages }) => Math.max(remainingPages, 1) })
  } finally {
    connection.close()
  }
}

/** Throws unless the copy is sound; returns how many people are in it. */
function check(path: string): number {
  const connection = new BetterSqlite3(path)
  try {
    // one file, without a log beside it
    connection.pragma('journal_mode = DELETE')
    const result: unknown = connection.pragma('integrity_check', { simple: true })
    if (result !== 'ok') throw new Error(`the copy is damaged: ${String(result)}`)
    return connection.prepare('SELECT count(*) FROM "Person"').pluck().get() as number
  } finally {
    connection.close()
  }
}

function postgresqlAdvice(url: string, now: Date): string {
  const address = new URL(url)
  address.password = ''
  const file = `data/backups/${timestamp(now)}.dump`
  return `PostgreSQL is backed up by its own tool: mkdir -p data/backups && pg_dump --format=custom --file=${file} '${address.href}'`
}

function timestamp(now: Date): string {
  return now.toISOString().slice(0, 19).replaceAll(':', '-')
}

async function main(): Promise<void> {
  loadEnvFile()
  const { databaseUrl } = readConfig(process.env)
  try {
    console.log(await backUp(databaseUrl))
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error)
    console.error(`No backup was made of ${databaseUrl}: ${reason}. Check DATABASE_URL, and that the disk is not full.`)
    process.exitCode = 1
  }
}

if (process.argv[1] === fileURLToPath(import.meta.url)) await main()
