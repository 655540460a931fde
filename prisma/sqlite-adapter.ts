import { PrismaBetterSqlite3 } from '@prisma/adapter-better-sqlite3'
import type { SqlDriverAdapter, SqlDriverAdapterFactory, SqlQuery, SqlResultSet, Transaction } from '@prisma/driver-adapter-utils'
import { setImmediate } from 'node:timers/promises'
import { Turn } from './turn.ts'

type IsolationLevel = Parameters<SqlDriverAdapter['startTransaction']>[0]

/** What every connection to the file is set to; SQLite forgets it when the connection closes. What is deleted is overwritten (`secure_delete`). */
export const connectionSettings = 'PRAGMA busy_timeout = 5000; PRAGMA synchronous = FULL; PRAGMA foreign_keys = ON; PRAGMA secure_delete = ON;'

/**
 * Prisma's adapter for better-sqlite3 on two connections. Prisma's own has one, on which a query outside of a transaction slips
 * into the transaction that happens to be open: it sees what may be rolled back, and what it writes is rolled back with it.
 * Here what writes takes turns on one connection, and what only reads has the other (WAL: it waits for nobody).
 */
export function sqliteAdapter(path: string): SqlDriverAdapterFactory {
  // milliseconds, so that raw SQL compares moments as the numbers that they are
  const factory = new PrismaBetterSqlite3({ url: path }, { timestampFormat: 'unixepoch-ms' })
  return {
    provider: factory.provider,
    adapterName: factory.adapterName,
    async connect() {
      const writer = await factory.connect()
      await writer.executeScript(connectionSettings)
      const reader = await factory.connect()
      await reader.executeScript(`${connectionSettings} PRAGMA query_only = ON;`)
      return new TwoConnections(writer, reader)
    },
  }
}

class TwoConnections implements SqlDriverAdapter {
  readonly provider = 'sqlite'
  readonly adapterName: string
  readonly #writing = new Turn()

  constructor(
    private readonly writer: SqlDriverAdapter,
    private readonly reader: SqlDriverAdapter,
  ) {
    this.adapterName = writer.adapterName
  }

  queryRaw(query: SqlQuery): Promise<SqlResultSet> {
    if (/^\s*select\b/i.test(query.sql)) return this.reader.queryRaw(query)
    return this.#writing.run(() => this.writer.queryRaw(query))
  }

  executeRaw(query: SqlQuery): Promise<number> {
    return this.#writing.run(() => this.writer.executeRaw(query))
  }

  executeScript(script: string): Promise<void> {
    return this.#writing.run(() => this.writer.executeScript(script))
  }

  async startTransaction(isolationLevel?: IsolationLevel): Promise<Transaction> {
    const end = await this.#writing.take()
    // SQLite answers at once, so a loop of transactions would never let timers and sockets have their turn
    await setImmediate()
    try {
      return endingTurn(await this.writer.startTransaction(isolationLevel), end)
    } catch (error) {
      end()
      throw error
    }
  }

  async dispose(): Promise<void> {
    await this.reader.dispose()
    await this.writer.dispose()
  }
}

/** The transaction, which ends its turn when it is over. */
function endingTurn(transaction: Transaction, end: () => void): Transaction {
  const commit = transaction.commit.bind(transaction)
  const rollback = transaction.rollback.bind(transaction)
  transaction.commit = () => commit().finally(end)
  transaction.rollback = async () => {
    // Prisma also comes here when COMMIT itself failed, and then SQLite is still in the transaction; usually it no longer is
    await transaction.executeRaw({ sql: 'ROLLBACK', args: [], argTypes: [] }).catch(() => {})
    await rollback().finally(end)
  }
  return transaction
}
