import { accessSync, constants, existsSync, statfsSync } from 'node:fs'
import { tmpdir } from 'node:os'
import pg from 'pg'

/** What some tests need beside Node: the address or the path to use, or why it is left out. */
export interface TestService {
  found?: string
  leftOut?: string
}

const usualDatabase = 'postgresql://postgres@127.0.0.1:5432/postgres'
const usualBrowsers = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome']

/** The PostgreSQL server of TEST_DATABASE_URL, or else the one of this machine. */
export async function findPostgres(): Promise<TestService> {
  const found = process.env.TEST_DATABASE_URL || usualDatabase
  const client = new pg.Client({ connectionString: found, connectionTimeoutMillis: 10_000 })
  try {
    await client.connect()
    await client.query('select 1')
    return { found }
  } catch (error) {
    const why = error instanceof Error ? error.message || error.name : String(error)
    return { leftOut: `the tests on PostgreSQL are left out: ${withoutPassword(found)} does not answer (${why}). Set TEST_DATABASE_URL to a server.` }
  } finally {
    await client.end().catch(() => undefined)
  }
}

/** The browser of CHROMIUM_PATH, or else one that is installed. */
export function findChromium(): TestService {
  const found = (process.env.CHROMIUM_PATH ? [process.env.CHROMIUM_PATH] : usualBrowsers).find(existsSync)
  return found ? { found } : { leftOut: 'the tests in a browser are left out: there is no Chromium here. Install one, or set CHROMIUM_PATH.' }
}

const memoryFolder = '/dev/shm'
const neededBytes = 2 * 1024 ** 3

/** Where tests put their files: in memory where there is room (containers often give 64 MB), since nothing of a test outlives a power cut. */
export function findTemporaryFolder(): string {
  try {
    accessSync(memoryFolder, constants.W_OK)
    const { bavail, bsize } = statfsSync(memoryFolder)
    return bavail * bsize >= neededBytes ? memoryFolder : tmpdir()
  } catch {
    return tmpdir()
  }
}

function withoutPassword(url: string): string {
  return url.replace(/:[^:@/]*@/, '@')
}
