import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { action, anyone, ask, capability, catalogue, list, text, view } from '../../commands/kit.ts'
import { openStage } from '../stage.ts'
import { openDatabase, openPlain } from '../../prisma/database.ts'
import { rotateKeys } from '../../prisma/rotate-keys.ts'
import { sqlitePath } from '../../prisma/sqlite.ts'
import { eachDatabase, temporaryDatabase } from '../../prisma/testing.ts'
import { testKeys } from '../../prisma/testing-keys.ts'

const secret = 'a bakery by night in Vaulx-en-Velin'
const now = new Date('2026-11-23T09:00:00Z')

const m = catalogue('repeats', { en: { repeat: 'Repeat' }, fr: { repeat: 'Répéter' } })

/** Repeats what it is told: in its answer, in a private message, and behind *More*. */
const repeats = capability({
  name: 'repeats',
  messages: m,
  actions: [
    action({
      name: 'repeat', title: m.repeat, description: m.repeat, can: anyone, input: { words: ask.text({ label: m.repeat, max: 100 }) },
      async run({ who, tell }, { words }) {
        await tell({ person: who.id }, view({}, text(words)), { key: `repeat:${who.id}` })
        return view({}, list(Array.from({ length: 200 }, (_, index) => ({ title: `${index} ${words}` }))))
      },
    }),
  ],
})

const newKeys = { secretKey: 'another key, which nobody else knows' }

/** A database with each kind of sealed thing in it. */
async function filled(url: string) {
  const database = await openDatabase(url, testKeys)
  const { client } = database
  await client.storedFile.create({ data: { id: 'file', ownerId: 1, name: `${secret}.txt`, type: 'text/plain', size: 3, bytes: new Uint8Array(Buffer.from(secret)), createdAt: now } })
  await client.webMessage.createMany({ data: [{ key: 'a', spaceId: 1, channel: '', text: secret, sequence: 1, createdAt: now }, { key: 'b', spaceId: 1, channel: '', view: { title: secret, blocks: [] }, sequence: 2, createdAt: now }] })
  await client.inbox.create({ data: { key: 'i', platform: 'p', lane: 'l', payload: { secret }, createdAt: now } })
  await client.relayContact.create({ data: { relayId: 1, contact: secret } })
  await client.ticket.upsert({ where: { id: 't' }, create: { id: 't', action: 'a', input: { secret }, expiresAt: now }, update: {} })
  return database
}

const holds = async ({ client }: Awaited<ReturnType<typeof filled>>) => {
  const file = await client.storedFile.findFirstOrThrow()
  expect([file.name, Buffer.from(file.bytes).toString()]).toEqual([`${secret}.txt`, secret])
  expect(await client.webMessage.findMany({ select: { text: true, view: true }, orderBy: { id: 'asc' } })).toEqual([{ text: secret, view: null }, { text: null, view: { title: secret, blocks: [] } }])
  expect((await client.relayContact.findFirstOrThrow()).contact).toBe(secret)
  expect((await client.inbox.findUniqueOrThrow({ where: { key: 'i' } })).payload).toEqual({ secret })
  expect((await client.ticket.updateManyAndReturn({ data: { expiresAt: now } }))[0]?.input).toEqual({ secret })
}

eachDatabase('what somebody tells in private', (open) => {
  it('is read as she told it, and cannot be read in the database', async () => {
    const stage = await openStage({ database: await open(), capabilities: [repeats] })
    const ada = await stage.person('Ada')
    await ada.types(`/repeat ${secret}`)
    ada.sees(`0 ${secret}`)
    expect(ada.messages.join()).toContain(secret)
    // what the client reads is what it wrote; what is kept is not
    expect(await stage.database.client.posting.count()).toBe(1)
    expect(JSON.stringify(await stage.database.client.posting.findMany())).toContain(secret)
    const kept = await Promise.all(['Posting', 'Delivery', 'Ticket'].map((table) => stage.database.client.$queryRawUnsafe<object[]>(`SELECT * FROM "${table}"`)))
    for (const rows of kept) expect(rows.length).toBeGreaterThan(0)
    expect(JSON.stringify(kept, (_, value: unknown) => (typeof value === 'bigint' ? Number(value) : value))).not.toContain('bakery')
  })
})

describe.each(['sqlite', 'postgresql'] as const)('a key of %s', (provider) => {
  it('is changed: afterwards the new one reads everything, and the former one is refused', async () => {
    const { url, drop } = await temporaryDatabase(provider)
    try {
      const database = await filled(url)
      await holds(database)
      await database.close()
      const client = await openPlain(url)
      await expect(rotateKeys(client, { former: { secretKey: 'not the key with which it is encrypted' }, now: newKeys }, [])).rejects.toThrow('FORMER_SECRET_KEY is not the key')
      // broken off in the middle, it goes on
      const failing = { ...client, platformState: client.platformState, storedFile: client.storedFile, delivery: { findMany: () => Promise.reject(new Error('the disk is full')) } }
      await expect(rotateKeys(failing as never, { former: testKeys, now: newKeys }, [])).rejects.toThrow('the disk is full')
      for (const keys of [testKeys, newKeys]) await expect(openDatabase(url, keys)).rejects.toThrow('run npm run rotate-keys again')
      // the file was done before
      expect(await rotateKeys(client, { former: testKeys, now: newKeys }, [])).toBe(5)
      expect(await rotateKeys(client, { former: testKeys, now: newKeys }, [])).toBe(0)
      await client.$disconnect()
      await expect(openDatabase(url, testKeys)).rejects.toThrow('SECRET_KEY is not the one with which this database is encrypted')
      const after = await openDatabase(url, newKeys)
      await holds(after)
      await after.close()
    } finally {
      await drop()
    }
  })
})

it('the file of the database shows nothing of it', async () => {
  const { url, drop } = await temporaryDatabase('sqlite')
  await (await filled(url)).close()
  const bytes = readFileSync(sqlitePath(url))
  expect(bytes.includes('PlatformState')).toBe(true)
  expect(bytes.includes('bakery')).toBe(false)
  await drop()
})
