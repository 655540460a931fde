import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setImmediate } from 'node:timers/promises'
import { afterEach, beforeEach, describe, expect, it, onTestFinished } from 'vitest'
import { openDatabase, type Database, type Db } from './database.ts'
import { PrismaClient } from './generated/sqlite/client.ts'
import { sqliteAdapter } from './sqlite-adapter.ts'
import { sqlitePath } from './sqlite.ts'
import { testKeys } from './testing-keys.ts'
import { eachDatabase, temporaryDatabase } from './testing.ts'
import { inTransaction } from './transaction.ts'

const community = { name: '0', locale: 'fr', timeZone: 'Europe/Paris' }

async function addOne(database: Database, id: number): Promise<void> {
  await database.transaction(async (db) => {
    const { name } = await db.community.findUniqueOrThrow({ where: { id } })
    await db.community.update({ where: { id }, data: { name: String(Number(name) + 1) } })
  })
}

eachDatabase('transactions', (open) => {
  it('are as if they came one after the other', async () => {
    const database = await open()
    const { id } = await database.client.community.create({ data: community })
    const count = database.provider === 'sqlite' ? 200 : 20
    await Promise.all(Array.from({ length: count }, () => addOne(database, id)))
    const { name } = await database.client.community.findUniqueOrThrow({ where: { id } })
    expect(name).toBe(String(count))
  })

  it('that each read what the other writes do not both succeed on what they saw', async () => {
    const database = await open()
    // each adds a community only if it sees less than three: only three may come out of eight
    const addIfFew = (): Promise<unknown> =>
      database.transaction(async (db) => {
        if ((await db.community.count()) < 3) await db.community.create({ data: community })
      })
    await Promise.all(Array.from({ length: 8 }, addIfFew))
    expect(await database.client.community.count()).toBe(3)
  })

  it('leave nothing behind when they fail', async () => {
    const database = await open()
    const failing = database.transaction(async (db) => {
      await db.community.create({ data: community })
      throw new Error('no')
    })
    await expect(failing).rejects.toThrow('no')
    expect(await database.client.community.count()).toBe(0)
    await database.transaction((db) => db.community.create({ data: community }))
    expect(await database.client.community.count()).toBe(1)
  })

  it('are not seen from outside before they end, nor do they take in what is written beside them', async () => {
    const database = await open()
    let beside: Promise<unknown> = Promise.resolve()
    const failing = database.transaction(async (db) => {
      await db.community.create({ data: community })
      expect(await database.client.community.count()).toBe(0)
      beside = database.client.community.create({ data: { ...community, name: 'beside' } }).then((row) => row)
      throw new Error('rolled back')
    })
    await expect(failing).rejects.toThrow('rolled back')
    await beside
    expect(await database.client.community.findMany({ select: { name: true } })).toEqual([{ name: 'beside' }])
  })
})

describe('a transaction that does not come to its end in time', () => {
  const impatient = async () => {
    const { url, drop } = await temporaryDatabase('sqlite')
    const client = new PrismaClient({ adapter: sqliteAdapter(sqlitePath(url)), transactionOptions: { maxWait: 10_000, timeout: 500 } })
    onTestFinished(async () => {
      await client.$disconnect()
      await drop()
    })
    return client
  }
  const lasts = async (db: Db): Promise<never> => {
    for (;;) await setImmediate(await db.community.count())
  }

  it('is done again from the start, once', async () => {
    const client = await impatient()
    let begun = 0
    await inTransaction(client, async (db) => {
      await db.community.create({ data: community })
      if (++begun === 1) await lasts(db)
    })
    expect([begun, await client.community.count()]).toEqual([2, 1])
  })

  it('is given up when it never does, and leaves nothing behind', async () => {
    const client = await impatient()
    let begun = 0
    const endless = inTransaction(client, async (db) => {
      begun++
      await db.community.create({ data: community })
      await lasts(db)
    })
    await expect(endless).rejects.toMatchObject({ code: 'P2028' })
    expect([begun, await client.community.count()]).toEqual([3, 0])
  })
})

eachDatabase('values', (open) => {
  it('come back as they were, and moments compare as moments in raw SQL', async () => {
    const { client } = await open()
    const moment = new Date('2026-03-01T09:30:00.123Z')
    const { id } = await client.job.create({ data: { key: 'k', name: 'n', input: { a: [1, 'é', null] }, status: 'waiting', dueAt: moment } })
    expect(await client.job.findUnique({ where: { id } })).toMatchObject({ dueAt: moment, input: { a: [1, 'é', null] }, leaseUntil: null })
    const at = (date: Date): Promise<{ id: number }[]> => client.$queryRaw`SELECT id FROM "Job" WHERE "dueAt" <= ${date}`
    expect(await at(new Date(moment.getTime() - 1))).toEqual([])
    expect(await at(moment)).toEqual([{ id }])
  })

  it('are kept to the foreign keys', async () => {
    const { client } = await open()
    await expect(client.role.create({ data: { personId: 999, role: 'juror' } })).rejects.toMatchObject({ code: 'P2003' })
  })
})

describe('opening', () => {
  let folder: string
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'entraide-open-'))
  })
  afterEach(() => rmSync(folder, { recursive: true }))

  it('makes the folder and sets the connection', async () => {
    const database = await openDatabase(`file:${join(folder, 'a', 'b.db')}`, testKeys)
    const pragma = async (name: string): Promise<unknown> =>
      Object.values((await database.client.$queryRawUnsafe<Record<string, unknown>[]>(`PRAGMA ${name}`))[0] ?? {})[0]
    expect(await pragma('journal_mode')).toBe('wal')
    expect(Number(await pragma('synchronous'))).toBe(2)
    expect(Number(await pragma('foreign_keys'))).toBe(1)
    expect(Number(await pragma('busy_timeout'))).toBe(5000)
    await database.close()
  })

  it('says what to do when it cannot', async () => {
    writeFileSync(join(folder, 'text.db'), 'This is a letter to somebody, and no database at all. '.repeat(100))
    const refusal = (url: string): Promise<void> => expect(openDatabase(url, testKeys)).rejects.toMatchObject({ name: 'DatabaseError' })
    await refusal(`file:${join(folder, 'text.db')}`)
    await expect(openDatabase(`file:${join(folder, 'text.db')}`, testKeys)).rejects.toThrow(/is not an SQLite database.*restore a backup/)
    await expect(openDatabase(`file:${join(folder, 'text.db', 'x.db')}`, testKeys)).rejects.toThrow(/cannot be written: let this user write in/)
    await expect(openDatabase('mysql://somewhere', testKeys)).rejects.toThrow(/must begin with file:/)
    await expect(openDatabase('postgresql://u:secret@127.0.0.1:1/x', testKeys)).rejects.toThrow(
      'PostgreSQL does not answer at 127.0.0.1:1: start it, or correct the address in DATABASE_URL.',
    )
  })
})
