import BetterSqlite3 from 'better-sqlite3'
import pg from 'pg'

/** A statement as the driver received it. */
export interface Statement {
  sql: string
  values: unknown[]
}

type Sqlite = BetterSqlite3.Database
type Prepared = BetterSqlite3.Statement<unknown[]>

/** Everything that reaches a driver while `work` runs: what the bare measurement executes again. */
export async function recorded(work: () => Promise<unknown>): Promise<Statement[]> {
  const statements: Statement[] = []
  const sqlite: Sqlite = BetterSqlite3.prototype
  const postgresql = pg.Client.prototype as unknown as { query(first: unknown, ...others: unknown[]): unknown }
  const { prepare } = sqlite
  const { query } = postgresql
  sqlite.prepare = function (this: Sqlite, sql: string) {
    const statement: Prepared = prepare.call(this, sql)
    const bind = statement.bind.bind<Prepared['bind']>(statement)
    // Prisma's adapter binds every statement once and then executes it; BEGIN it executes without.
    if (/^BEGIN/i.test(sql)) statements.push({ sql, values: [] })
    statement.bind = (...values: unknown[]) => {
      statements.push({ sql, values: values.flat() })
      return bind(...values)
    }
    return statement
  } as typeof sqlite.prepare
  postgresql.query = function (first, ...others) {
    // the text and its values may also be given one after the other
    if (typeof first === 'string') statements.push({ sql: first, values: Array.isArray(others[0]) ? others[0] : [] })
    else if (typeof first === 'object' && first && 'text' in first)
      statements.push({ sql: String(first.text), values: 'values' in first && Array.isArray(first.values) ? first.values : [] })
    return query.call(this, first, ...others)
  }
  try {
    await work()
  } finally {
    sqlite.prepare = prepare
    postgresql.query = query
  }
  return statements
}

/** Executes statements bare on the driver. `valueFor` makes the values that must be new each time. */
export interface BareDriver {
  execute(statements: Statement[], valueFor: (value: unknown) => unknown): Promise<void>
  close(): Promise<void>
}

/** SQLite's driver on a file, with the settings of the program. */
function bareSqlite(url: string): BareDriver {
  const database = new BetterSqlite3(url.replace(/^file:/, ''))
  database.pragma('synchronous = FULL')
  database.pragma('busy_timeout = 5000')
  const prepared = new Map<string, Prepared>()
  const one = ({ sql, values }: Statement, valueFor: (value: unknown) => unknown) => {
    const statement = prepared.get(sql) ?? database.prepare<unknown[]>(sql)
    prepared.set(sql, statement)
    const bound = values.map(valueFor)
    if (statement.reader) statement.all(...bound)
    else statement.run(...bound)
  }
  return {
    execute(statements, valueFor) {
      for (const statement of statements) one(statement, valueFor)
      return Promise.resolve()
    },
    close() {
      database.close()
      return Promise.resolve()
    },
  }
}

async function barePostgresql(url: string): Promise<BareDriver> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  const names = new Map<string, string>()
  return {
    async execute(statements, valueFor) {
      for (const { sql, values } of statements) {
        if (!names.has(sql)) names.set(sql, `s${names.size}`)
        await client.query({ name: names.get(sql), text: sql, values: values.map(valueFor) })
      }
    },
    close: () => client.end(),
  }
}

/** A driver on the database at `url`, without Prisma and without the engine. */
export const bareDriver = async (url: string): Promise<BareDriver> => (url.startsWith('file:') ? bareSqlite(url) : barePostgresql(url))
