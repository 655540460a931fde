import BetterSqlite3 from 'better-sqlite3'
import pg from 'pg'
import { describe, expect, it } from 'vitest'
import { postgresqlMigrations } from './migrate-postgresql.ts'
import { sqliteMigrations } from './migrate-sqlite.ts'
import { migrate, type MigrationTarget } from './migrate.ts'
import { migrationsFolder, readMigrations } from './migrations.ts'
import { emptyDatabase, serverAnswers } from './testing-postgresql.ts'
import type { Provider } from './twin.ts'

const step = 'questions_and_requests'

interface Old {
  target: MigrationTarget
  run(sql: string): Promise<Record<string, unknown>[]>
  end(): Promise<void>
}

const open: Record<Provider, () => Promise<Old>> = {
  sqlite: async () => {
    const connection = new BetterSqlite3(':memory:')
    const run = (sql: string) => (/^select/i.test(sql) ? (connection.prepare(sql).all() as Record<string, unknown>[]) : (connection.exec(sql), []))
    return { target: sqliteMigrations(connection), run: async (sql) => run(sql), end: async () => void connection.close() }
  },
  postgresql: async () => {
    const { url, drop } = await emptyDatabase()
    const connection = new pg.Client({ connectionString: url })
    await connection.connect()
    const end = async () => {
      await connection.end()
      await drop()
    }
    return { target: await postgresqlMigrations(connection), run: async (sql) => (await connection.query<Record<string, unknown>>(sql)).rows, end }
  },
}

const answers = await serverAnswers()

describe.each(Object.keys(open) as Provider[])('questions of before on %s', (provider) => {
  it.skipIf(provider === 'postgresql' && !answers)('each become a question with one request', async () => {
    const { target, run, end } = await open[provider]()
    const all = readMigrations(migrationsFolder(provider))
    const index = all.findIndex(({ name }) => name.endsWith(step))
    await migrate(target, all.slice(0, index))
    const at = provider === 'sqlite' ? '1700000000000' : `'2023-11-14 22:13:20'`
    await run(`INSERT INTO "Community" ("name", "locale", "timeZone", "createdAt") VALUES ('C', 'fr', 'Europe/Paris', ${at})`)
    for (const name of ['Ada', 'Claire']) await run(`INSERT INTO "Person" ("communityId", "name", "createdAt") VALUES (1, '${name}', ${at})`)
    for (const [index, status] of ['asked', 'postponed', 'declined', 'answered', 'thanked'].entries())
      await run(
        `INSERT INTO "Question" ("askerId", "expertId", "text", "status", "answer", "createdAt", "closedAt")
         VALUES (1, 2, 'question ${status}', '${status}', '${index > 2 ? 'Yes.' : ''}', ${at}, ${index > 1 ? at : 'NULL'})`,
      )
    await run(`INSERT INTO "Job" ("key", "name", "input", "status", "dueAt", "attempts") VALUES ('question:2:reminder', 'experts.remind', '{}', 'waiting', ${at}, 0)`)
    await run(`INSERT INTO "Posting" ("key", "lane", "personId", "view", "status", "dueAt", "createdAt") VALUES ('question:1:expert', 'person:2', 2, '{}', 'sent', ${at}, ${at})`)
    await run(`INSERT INTO "Profile" ("personId", "headline", "published", "updatedAt") VALUES (2, 'Accountant', ${provider === 'sqlite' ? 1 : true}, ${at})`)

    await migrate(target, all.slice(0, index + 1))
    const moved = await run(
      `SELECT q."text", q."status" AS question, q."communityId", r."status" AS request, r."source", r."expertId", r."answer", r."declinedAt" IS NULL AS willing
       FROM "Question" q JOIN "Request" r ON r."questionId" = q."id" ORDER BY q."id"`,
    )
    const common = { communityId: 1, source: 'chosen', expertId: 2 }
    expect(moved.map(({ willing, ...row }) => ({ ...row, willing: Boolean(willing) }))).toEqual([
      { ...common, text: 'question asked', question: 'open', request: 'asked', answer: '', willing: true },
      { ...common, text: 'question postponed', question: 'open', request: 'asked', answer: '', willing: true },
      { ...common, text: 'question declined', question: 'withdrawn', request: 'passed', answer: '', willing: false },
      { ...common, text: 'question answered', question: 'answered', request: 'answered', answer: 'Yes.', willing: true },
      { ...common, text: 'question thanked', question: 'thanked', request: 'answered', answer: 'Yes.', willing: true },
    ])
    expect((await run(`SELECT "key", "name" FROM "Job" ORDER BY "key"`)).map(({ key, name }) => [key, name])).toEqual([
      ['request:1:pass', 'experts.pass'],
      ['request:2:pass', 'experts.pass'],
      ['skills:2', 'experts.skills'],
    ])
    expect(await run(`SELECT "key" FROM "Posting"`)).toEqual([{ key: 'request:1:expert' }])
    await run(`INSERT INTO "Question" ("communityId", "askerId", "text", "status", "createdAt") VALUES (1, 1, 'new', 'open', ${at})`)
    await run(`INSERT INTO "Request" ("questionId", "expertId", "source", "status", "createdAt", "passAt") VALUES (6, 2, 'found', 'asked', ${at}, ${at})`)
    expect((await run(`SELECT "id" FROM "Request" WHERE "questionId" = 6`))[0]?.['id']).toBe(6)
    await end()
  })
})
