// What tests need of a database. Not part of the program.
import { copyFileSync, existsSync, mkdtempSync, renameSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, describe } from 'vitest'
import { openDatabase } from './database.ts'
import { testKeys } from './testing-keys.ts'
import type { Database } from './database.ts'
import { dropIdleDatabases, migratedDatabase, serverAddress, serverAnswers } from './testing-postgresql.ts'
import type { TemporaryDatabase } from './testing-postgresql.ts'
import { templateName } from './testing-template.ts'
import type { Provider } from './twin.ts'

export { testKeys } from './testing-keys.ts'

const postgresqlAnswers = await serverAnswers()

/**
 * Describes the same tests once on SQLite and once on PostgreSQL (skipped where no server answers at TEST_DATABASE_URL).
 * `open` gives a database which is up to date and empty; it is closed and thrown away after the test. A database that is opened in
 * beforeAll for several tests is kept to the end of them with `keep` = 'all'.
 */
export function eachDatabase(name: string, tests: (open: () => Promise<Database>) => void, keep: 'each' | 'all' = 'each'): void {
  describe(`${name} · SQLite`, () => tests(opener('sqlite', keep)))
  const missing = postgresqlAnswers ? '' : `: skipped, no server answers at ${serverAddress}`
  describe.skipIf(!postgresqlAnswers)(`${name} · PostgreSQL${missing}`, () => tests(opener('postgresql', keep)))
  afterAll(dropIdleDatabases)
}

function opener(provider: Provider, keep: 'each' | 'all'): () => Promise<Database> {
  const opened: { database: Database; drop: () => Promise<void> }[] = []
  const after = keep === 'each' ? afterEach : afterAll
  after(async () => {
    for (const { database, drop } of opened.splice(0)) {
      await database.close()
      await drop()
    }
  })
  return async () => {
    const { url, drop } = await temporaryDatabase(provider)
    const database = await openDatabase(url, testKeys)
    // Where there is no room in memory for the file: a test outlives no power cut, so that nothing has to wait for the disk.
    if (provider === 'sqlite') await database.client.$executeRawUnsafe('PRAGMA synchronous = OFF')
    opened.push({ database, drop })
    return database
  }
}

/** A migrated, empty database for whoever opens it himself. */
export function temporaryDatabase(provider: Provider): Promise<TemporaryDatabase> {
  return provider === 'sqlite' ? copiedFile() : migratedDatabase()
}

let template: Promise<string> | undefined

/** A file in a folder of its own, copied from one that is migrated. */
async function copiedFile(): Promise<TemporaryDatabase> {
  template ??= migratedFile()
  const folder = mkdtempSync(join(tmpdir(), 'entraide-'))
  copyFileSync(await template, join(folder, 'test.db'))
  return { url: `file:${join(folder, 'test.db')}`, drop: async () => rmSync(folder, { recursive: true, force: true }) }
}

/** It stays where it is, for the next process and the next run, and gets its name only once it is complete. */
async function migratedFile(): Promise<string> {
  const path = join(tmpdir(), `${templateName('sqlite')}.db`)
  if (existsSync(path)) return path
  const folder = mkdtempSync(join(tmpdir(), 'entraide-template-'))
  const made = join(folder, 'template.db')
  await (await openDatabase(`file:${made}`, testKeys)).close()
  renameSync(made, path)
  rmSync(folder, { recursive: true, force: true })
  return path
}
