import { PrismaPg } from '@prisma/adapter-pg'
import pg from 'pg'
import { codeOf, DatabaseError, messageOf } from './errors.ts'
import { PrismaClient } from './generated/postgresql/client.ts'
import { postgresqlMigrations } from './migrate-postgresql.ts'
import { migrate } from './migrate.ts'
import { migrationsFolder, readMigrations } from './migrations.ts'
import { transactionLimits } from './transaction.ts'

const patience = 10_000

/** Brings the database that the URL names up to date and connects. */
export async function openPostgresql(url: string): Promise<PrismaClient> {
  try {
    await prepare(url)
    const adapter = new PrismaPg({ connectionString: url, application_name: 'entraide', connectionTimeoutMillis: patience })
    const client = new PrismaClient({ adapter, transactionOptions: transactionLimits, errorFormat: 'minimal' })
    await client.$connect()
    return client
  } catch (error) {
    throw advice(url, error)
  }
}

async function prepare(url: string): Promise<void> {
  const connection = new pg.Client({ connectionString: url, application_name: 'entraide', connectionTimeoutMillis: patience })
  try {
    await connection.connect()
    await migrate(await postgresqlMigrations(connection), readMigrations(migrationsFolder('postgresql')))
  } finally {
    await connection.end()
  }
}

function advice(url: string, error: unknown): Error {
  if (error instanceof DatabaseError) return error
  const { place, user, name } = partsOf(url)
  const say = (message: string): DatabaseError => new DatabaseError(message, { cause: error })
  switch (codeOf(error)) {
    case '28P01':
    case '28000':
      return say(`PostgreSQL at ${place} refused the user ${user}: correct the name and the password in DATABASE_URL.`)
    case '3D000':
      return say(`PostgreSQL at ${place} has no database ${name}: create it (createdb ${name}), or correct DATABASE_URL.`)
    case '42501':
      return say(`The user ${user} may not make tables in ${name}: make it the owner of the database, or correct DATABASE_URL.`)
    case '53300':
      return say(`PostgreSQL at ${place} has no connection left: raise its max_connections, or stop what uses them.`)
  }
  if (/^(ECONN|ENOTFOUND|EAI_|EHOST|ENET|ETIMEDOUT|57P03)/.test(codeOf(error)) || /timeout/i.test(messageOf(error))) {
    return say(`PostgreSQL does not answer at ${place}: start it, or correct the address in DATABASE_URL.`)
  }
  return say(`The database ${name} at ${place} cannot be opened (${messageOf(error)}): check DATABASE_URL.`)
}

/** What may be shown of a URL: never its password. */
function partsOf(url: string): { place: string; user: string; name: string } {
  if (!URL.canParse(url)) return { place: 'an address that cannot be read', user: 'of DATABASE_URL', name: 'of DATABASE_URL' }
  const { hostname, port, username, pathname } = new URL(url)
  return { place: `${hostname || 'localhost'}:${port || 5432}`, user: decodeURIComponent(username), name: pathname.slice(1) }
}
