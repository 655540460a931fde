import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { openDatabase, type Database } from '../prisma/database.ts'
import { testKeys } from '../prisma/testing-keys.ts'

const server = process.env.TEST_DATABASE_URL ?? 'postgresql://postgres@127.0.0.1:5432/postgres'

/** A database made for a measurement and thrown away after it. */
export interface BenchDatabase {
  url: string
  database: Database
  drop(): Promise<void>
}

async function sqlite(): Promise<BenchDatabase> {
  const folder = mkdtempSync(join(tmpdir(), 'entraide-bench-'))
  const url = `file:${join(folder, 'bench.db')}`
  const database = await openDatabase(url, testKeys)
  const drop = async () => {
    await database.close()
    rmSync(folder, { recursive: true })
  }
  return { url, database, drop }
}

async function administer(statement: string): Promise<void> {
  const client = new pg.Client({ connectionString: server })
  await client.connect()
  await client.query(statement).finally(() => client.end())
}

async function postgresql(): Promise<BenchDatabase> {
  const name = `entraide_bench_${process.pid}_${Date.now()}`
  await administer(`CREATE DATABASE ${name}`)
  const url = Object.assign(new URL(server), { pathname: `/${name}` }).href
  const database = await openDatabase(url, testKeys)
  const drop = async () => {
    await database.close()
    await administer(`DROP DATABASE ${name} WITH (FORCE)`)
  }
  return { url, database, drop }
}

const answers = () => administer('SELECT 1').then(() => true, () => false)

/** SQLite, and PostgreSQL where a server answers; where none does, that is said. */
export async function benchDatabases(): Promise<(() => Promise<BenchDatabase>)[]> {
  if (await answers()) return [sqlite, postgresql]
  console.log('No PostgreSQL answers (TEST_DATABASE_URL, or 127.0.0.1:5432): its figures are left out.')
  return [sqlite]
}
