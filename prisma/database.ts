import type { Claims } from './claims/claims.ts'
import { postgresqlClaims } from './claims/postgresql.ts'
import { sqliteClaims } from './claims/sqlite.ts'
import { DatabaseError } from './errors.ts'
import type { PrismaClient } from './generated/sqlite/client.ts'
import type { Feed } from './search/feed.ts'
import { postgresqlFeed } from './search/feed-postgresql.ts'
import { sqliteFeed } from './search/feed-sqlite.ts'
import { MemorySearch } from './search/memory.ts'
import type { Search, SearchDocument } from './search/search.ts'
import { databaseVault, openRows, proveKey, sealing, type Keys } from './sealing.ts'
import { inClaim, inTransaction } from './transaction.ts'
import type { Db } from './transaction.ts'
import type { Provider } from './twin.ts'

export type { Claims, Db, Search, SearchDocument }
export { DatabaseError } from './errors.ts'
export type { Keys } from './sealing.ts'

/** An open database. */
export interface Database {
  provider: Provider
  /** for what only reads; a write that stands alone is a transaction of its own */
  client: PrismaClient
  /** see `inTransaction`; inside, write with `db` and never with `client` */
  transaction<T>(work: (db: Db) => Promise<T>): Promise<T>
  /** for `claims.jobs` and `claims.postings` alone; see `inClaim` */
  claiming<T>(work: (db: Db) => Promise<T>): Promise<T>
  claims: Claims
  search: Search
  close(): Promise<void>
}

/**
 * Opens `file:./data/entraide.db` (SQLite) or `postgresql://user:password@host/name`, and brings it up to date first.
 * What is sealed in it is read and written in plain words; see sealed.ts. Throws a DatabaseError, which says what to do.
 */
export async function openDatabase(url: string, keys: Keys): Promise<Database> {
  const plain = await openPlain(url)
  const vault = databaseVault(keys)
  try {
    await proveKey(plain, vault)
  } catch (error) {
    await plain.$disconnect()
    throw error
  }
  const [provider, claims] = url.startsWith('file:') ? (['sqlite', sqliteClaims] as const) : (['postgresql', postgresqlClaims] as const)
  // The claims are SQL of their own, which the client does not see through.
  const opened: Claims = { ...claims, postings: async (db, claim) => openRows(vault, 'Posting', await claims.postings(db, claim)) }
  const feed = provider === 'sqlite' ? sqliteFeed(plain) : postgresqlFeed(url)
  return database(provider, sealing(plain, vault), feed, opened)
}

/** The client of a database, brought up to date, to which what is sealed is what is kept. Throws a DatabaseError, which says what to do. */
export async function openPlain(url: string): Promise<PrismaClient> {
  // each client costs a tenth of a second to load, so only the one that is used is
  if (url.startsWith('file:')) return (await import('./sqlite.ts')).openSqlite(url)
  if (!/^postgres(ql)?:\/\//.test(url)) throw new DatabaseError('DATABASE_URL must begin with file: (SQLite) or postgresql:// (PostgreSQL): correct it.')
  // The two clients are generated from one schema and differ only in what Prisma offers on PostgreSQL alone (`mode:
  // 'insensitive'`, skipDuplicates…). The narrower type keeps the rest of the code from leaning on it.
  return (await (await import('./postgresql.ts')).openPostgresql(url)) as unknown as PrismaClient
}

function database(provider: Provider, client: PrismaClient, feed: Feed, claims: Claims): Database {
  return {
    provider,
    client,
    search: new MemorySearch(feed, client),
    claims,
    transaction: (work) => inTransaction(client, work),
    claiming: (work) => inClaim(client, provider, work),
    close: async () => {
      await feed.close()
      await client.$disconnect()
    },
  }
}
