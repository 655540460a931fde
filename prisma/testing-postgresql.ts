// Databases for tests on a PostgreSQL server. Not part of the program.
import { randomBytes } from 'node:crypto'
import pg from 'pg'
import { openDatabase } from './database.ts'
import { testKeys } from './testing-keys.ts'
import { templateName } from './testing-template.ts'

// empty where the runner of tests has found none
const server = process.env['TEST_DATABASE_URL'] ?? 'postgresql://postgres@127.0.0.1:5432/postgres'

/** Where tests look for the server, without its password. */
export const serverAddress = server ? new URL(server).host : 'TEST_DATABASE_URL'

/** A database that exists until it is dropped. */
export interface TemporaryDatabase {
  url: string
  drop: () => Promise<void>
}

/** Whether a server is there to make databases on. */
export async function serverAnswers(): Promise<boolean> {
  if (!server) return false
  try {
    await administer('SELECT 1')
    return true
  } catch {
    return false
  }
}

/** An empty database without any table. */
export async function emptyDatabase(): Promise<TemporaryDatabase> {
  const name = newName()
  await administer(`CREATE DATABASE ${name} TEMPLATE template0`)
  return temporary(name)
}

let template: Promise<string> | undefined
const idle: TemporaryDatabase[] = []

/**
 * A migrated, empty database. To make and drop one costs a second on a busy server and to empty it a few milliseconds, so `drop`
 * empties it for the next test; `dropIdleDatabases` ends them.
 */
export async function migratedDatabase(): Promise<TemporaryDatabase> {
  const made = idle.pop() ?? (await copyTemplate())
  return {
    url: made.url,
    drop: async () => {
      await empty(made.url)
      idle.push(made)
    },
  }
}

/** To be called after the last test. */
export async function dropIdleDatabases(): Promise<void> {
  for (const database of idle.splice(0)) await database.drop()
}

async function copyTemplate(): Promise<TemporaryDatabase> {
  template ??= findOrMakeTemplate()
  const name = newName()
  await administer(`CREATE DATABASE ${name} TEMPLATE ${await template}`)
  // A test kills processes of ours and never the server, so that nothing has to wait for its disk.
  await administer(`ALTER DATABASE ${name} SET synchronous_commit = off`)
  return temporary(name)
}

/** Deletes every row, in any order (as a replica does, for which foreign keys are not checked), and numbers from 1 again. */
async function empty(url: string): Promise<void> {
  await administer(
    `DO $$ DECLARE name text; BEGIN
      SET LOCAL session_replication_role = 'replica';
      FOR name IN SELECT tablename FROM pg_tables WHERE schemaname = 'public' AND tablename <> '_prisma_migrations' LOOP
        EXECUTE format('DELETE FROM %I', name);
      END LOOP;
      FOR name IN SELECT sequencename FROM pg_sequences WHERE schemaname = 'public' LOOP
        PERFORM setval(format('%I', name), 1, false);
      END LOOP;
    END $$`,
    url,
  )
}

/**
 * The template is named after the migrations and what they contain, and stays on the server, for the next process and the next run.
 * It gets its name only once it is complete.
 */
async function findOrMakeTemplate(): Promise<string> {
  const name = templateName('postgresql')
  if (await exists(name)) return name
  const { url, drop } = await emptyDatabase()
  try {
    await (await openDatabase(url, testKeys)).close()
    await administer(`ALTER DATABASE ${new URL(url).pathname.slice(1)} RENAME TO ${name}`)
  } catch (error) {
    await drop()
    // another process was quicker
    if (!(await exists(name))) throw error
  }
  return name
}

async function exists(name: string): Promise<boolean> {
  return (await administer(`SELECT 1 FROM pg_database WHERE datname = '${name}'`)).rowCount === 1
}

function newName(): string {
  return `entraide_test_${randomBytes(8).toString('hex')}`
}

function temporary(name: string): TemporaryDatabase {
  const url = new URL(server)
  url.pathname = `/${name}`
  return {
    url: url.href,
    drop: async () => {
      await administer(`DROP DATABASE IF EXISTS ${name} WITH (FORCE)`)
    },
  }
}

/** One statement on a connection of its own: a test that is killed leaves none behind. */
async function administer(sql: string, url = server): Promise<pg.QueryResult> {
  const connection = new pg.Client({ connectionString: url, connectionTimeoutMillis: 20_000 })
  await connection.connect()
  try {
    return await connection.query(sql)
  } finally {
    await connection.end()
  }
}
