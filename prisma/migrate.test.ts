import BetterSqlite3 from 'better-sqlite3'
import pg from 'pg'
import { describe, expect, it } from 'vitest'
import { openDatabase } from './database.ts'
import { testKeys } from './testing-keys.ts'
import { postgresqlMigrations } from './migrate-postgresql.ts'
import { sqliteMigrations } from './migrate-sqlite.ts'
import { migrate } from './migrate.ts'
import type { MigrationTarget } from './migrate.ts'
import type { Migration } from './migrations.ts'
import { sqlitePath } from './sqlite.ts'
import { emptyDatabase, serverAnswers } from './testing-postgresql.ts'
import { temporaryDatabase } from './testing.ts'

const step = (name: string, sql: string): Migration => ({ name, sql, checksum: `checksum of ${sql}`.slice(0, 64) })
const animals = step('1_animals', 'CREATE TABLE animal (id INTEGER PRIMARY KEY, name TEXT)')
const legs = step('2_legs', 'ALTER TABLE animal ADD COLUMN legs INTEGER; UPDATE animal SET legs = 4;')
const broken = step('3_broken', 'ALTER TABLE animal ADD COLUMN tail INTEGER; INSERT INTO nowhere VALUES (1);')

interface Bench {
  target: MigrationTarget
  run: (sql: string) => Promise<unknown[]>
  end: () => Promise<void>
}

const benches: Record<string, () => Promise<Bench>> = {
  SQLite: async () => {
    const connection = new BetterSqlite3(':memory:')
    return {
      target: sqliteMigrations(connection),
      run: async (sql) => (/^select/i.test(sql) ? connection.prepare(sql).all() : [connection.exec(sql)]),
      end: async () => void connection.close(),
    }
  },
  PostgreSQL: async () => {
    const { url, drop } = await emptyDatabase()
    const connection = new pg.Client({ connectionString: url })
    await connection.connect()
    return {
      target: await postgresqlMigrations(connection),
      run: async (sql) => (await connection.query<object>(sql)).rows,
      end: async () => {
        await connection.end()
        await drop()
      },
    }
  },
}
const answers = await serverAnswers()

describe.each(Object.keys(benches))('migrations on %s', (name) => {
  const on = async (work: (bench: Bench) => Promise<void>): Promise<void> => {
    const bench = await benches[name]?.()
    if (!bench) return
    await work(bench).finally(bench.end)
  }
  const test = it.skipIf(name === 'PostgreSQL' && !answers)

  test('are applied in order, once', () =>
    on(async ({ target, run }) => {
      expect(await migrate(target, [animals])).toEqual(['1_animals'])
      await run(`INSERT INTO animal (id, name) VALUES (1, 'cat')`)
      expect(await migrate(target, [animals, legs])).toEqual(['2_legs'])
      expect(await migrate(target, [animals, legs])).toEqual([])
      expect(await run('SELECT legs FROM animal')).toEqual([{ legs: 4 }])
      expect(await target.applied()).toEqual([
        { name: '1_animals', checksum: animals.checksum, finished: true },
        { name: '2_legs', checksum: legs.checksum, finished: true },
      ])
    }))

  test('are applied whole or not at all', () =>
    on(async ({ target, run }) => {
      await expect(migrate(target, [animals, broken])).rejects.toThrow(/migration 3_broken failed and changed nothing \(.*nowhere/)
      expect(await migrate(target, [animals])).toEqual([])
      await run(`INSERT INTO animal (id, name) VALUES (1, 'cat')`)
      expect(await run('SELECT * FROM animal')).toEqual([{ id: 1, name: 'cat' }])
    }))

  test('refuse a history that is not ours', () =>
    on(async ({ target, run }) => {
      await migrate(target, [animals, legs])
      await expect(migrate(target, [animals])).rejects.toThrow(/made by a newer version of Entraide \(it has the migration 2_legs\)/)
      const changed = { ...legs, checksum: 'other' }
      await expect(migrate(target, [animals, changed])).rejects.toThrow(/made by another version of Entraide/)
      await run(`UPDATE _prisma_migrations SET finished_at = NULL WHERE migration_name = '2_legs'`)
      await expect(migrate(target, [animals, legs])).rejects.toMatchObject({ name: 'DatabaseError', message: /left half done/ })
    }))
})

it('a table that is made anew on SQLite keeps what refers to it', async () => {
  const connection = new BetterSqlite3(':memory:')
  const target = sqliteMigrations(connection)
  const first = step('1', 'CREATE TABLE a (id INTEGER PRIMARY KEY); CREATE TABLE b (a INTEGER REFERENCES a (id) ON DELETE CASCADE)')
  // as Prisma writes it
  const again = 'CREATE TABLE new_a (id INTEGER PRIMARY KEY, x TEXT); INSERT INTO new_a (id) SELECT id FROM a; DROP TABLE a; ALTER TABLE new_a RENAME TO a;'
  const second = step('2', `PRAGMA defer_foreign_keys=ON; PRAGMA foreign_keys=OFF; ${again} PRAGMA foreign_keys=ON; PRAGMA defer_foreign_keys=OFF;`)
  const third = step('3', 'DELETE FROM a')
  await migrate(target, [first])
  connection.exec('INSERT INTO a VALUES (1); INSERT INTO b VALUES (1)')
  await migrate(target, [first, second])
  expect(connection.prepare('SELECT count(*) AS n FROM b').get()).toEqual({ n: 1 })
  await expect(migrate(target, [first, second, third])).rejects.toThrow('it leaves 1 rows that refer to nothing')
})

describe('processes that start together', () => {
  const open = async (url: string): Promise<void> => (await openDatabase(url, testKeys)).close()

  it('migrate a new SQLite file once', async () => {
    const { url, drop } = await temporaryDatabase('sqlite')
    await Promise.all(Array.from({ length: 4 }, () => open(`${url}.new`)))
    const connection = new BetterSqlite3(sqlitePath(`${url}.new`))
    expect(connection.prepare('SELECT count(*) > 0 AND count(*) = count(DISTINCT migration_name) AS once FROM _prisma_migrations').get()).toEqual({ once: 1 })
    connection.close()
    await drop()
  })

  it.skipIf(!answers)('migrate a new PostgreSQL database once', async () => {
    const { url, drop } = await emptyDatabase()
    await Promise.all(Array.from({ length: 4 }, () => open(url)))
    await open(url)
    await drop()
  })
})
