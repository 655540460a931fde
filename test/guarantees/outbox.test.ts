import { expect, it } from 'vitest'
import type { Delivered, Outgoing } from '../../bot/adapter.ts'
import { mostAttempts } from '../../bot/due.ts'
import { createLog } from '../../bot/log.ts'
import { createWorker } from '../../bot/worker.ts'
import { openDatabase } from '../../prisma/database.ts'
import { testKeys } from '../../prisma/testing-keys.ts'
import { eachDatabase, temporaryDatabase } from '../../prisma/testing.ts'
import { openStage } from '../stage.ts'
import type { Stage } from '../stage.ts'
import { onDelivery, tell, wordsOf } from './telling.ts'

const silent = createLog({ level: 'silent' })
const standing = (stage: Stage) => [...stage.adapter.delivered.values()].map(({ text }) => text)
const attempts = (stage: Stage) => stage.adapter.attempts.map(wordsOf)
const statuses = async ({ database }: Stage) => (await database.client.posting.findMany({ orderBy: { id: 'asc' } })).map(({ status }) => status)
const timedOut = () => {
  throw new Error('timed out')
}

/** Another account of a person, in the second space, not seen for a while. */
async function secondAccount(stage: Stage, personId: number): Promise<void> {
  const seenAt = new Date('2026-01-01T00:00:00Z')
  await stage.database.client.account.create({ data: { personId, spaceId: stage.spaceIds[1] ?? 0, externalId: `second-${personId}`, seenAt } })
}

const refusing = (reason: Extract<Delivered, { kind: 'refused' }>['reason']): Delivered => ({ kind: 'refused', reason, detail: `it is ${reason}` })

eachDatabase('a message that changes', (open) => {
  it('before it is delivered is delivered once, as it is then', async () => {
    const stage = await openStage({ database: await open(), capabilities: [] })
    for (const words of ['one', 'two', 'three']) await tell(stage, { channel: 'jobs' }, words, 'card')
    await stage.settle()
    expect(attempts(stage)).toEqual(['three'])
  })

  it('afterwards is changed where it stands, with its last words only', async () => {
    const stage = await openStage({ database: await open(), capabilities: [], spaces: 2 })
    await tell(stage, { channel: 'jobs' }, 'one', 'card')
    await stage.settle()
    for (const words of ['two', 'three', 'three']) await tell(stage, { channel: 'jobs' }, words, 'card')
    await stage.settle()
    expect(attempts(stage)).toEqual(['one', 'one', 'three', 'three'])
    expect(stage.adapter.attempts.map(({ messageId }) => messageId !== null)).toEqual([false, false, true, true])
    expect(standing(stage)).toEqual(['three', 'three'])
    await tell(stage, { channel: 'jobs' }, 'three', 'card')
    await stage.settle()
    expect(attempts(stage)).toHaveLength(4)
  })

  it('while it is being delivered is delivered again, as it is then', async () => {
    const stage = await openStage({ database: await open(), capabilities: [] })
    onDelivery(stage, async (message) => {
      if (wordsOf(message) === 'one') await tell(stage, { channel: 'jobs' }, 'two', 'card')
    })
    await tell(stage, { channel: 'jobs' }, 'one', 'card')
    await stage.settle()
    expect(attempts(stage)).toEqual(['one', 'two'])
    expect(stage.adapter.attempts[1]).toMatchObject({ messageId: expect.any(String) as string, inDoubt: false })
    expect(await statuses(stage)).toEqual(['sent'])
  })

  it('while it is refused for good is tried as it is then', async () => {
    const stage = await openStage({ database: await open(), capabilities: [] })
    onDelivery(stage, async (message) => {
      if (wordsOf(message) === 'bad') await tell(stage, { channel: 'jobs' }, 'good', 'card')
    })
    stage.adapter.refuse = (message) => (wordsOf(message) === 'bad' ? refusing('invalid') : undefined)
    await tell(stage, { channel: 'jobs' }, 'bad', 'card')
    await stage.settle()
    expect(standing(stage)).toEqual(['good'])
    expect(await statuses(stage)).toEqual(['sent'])
  })

  it('while nobody knows whether it arrived is still in doubt', async () => {
    const stage = await openStage({ database: await open(), capabilities: [] })
    stage.adapter.refuse = timedOut
    await tell(stage, { channel: 'jobs' }, 'one', 'card')
    await stage.settle()
    stage.adapter.refuse = undefined
    await tell(stage, { channel: 'jobs' }, 'two', 'card')
    await stage.settle()
    expect(stage.adapter.attempts.map(({ inDoubt }) => inDoubt)).toEqual([false, true])
  })

  it('is one person’s: its key cannot be used to tell it to another', async () => {
    const stage = await openStage({ database: await open(), capabilities: [] })
    const [ada, bea] = [await stage.person('Ada'), await stage.person('Bea')]
    await tell(stage, { person: ada.id }, 'for Ada', 'card')
    await expect(tell(stage, { person: bea.id }, 'for Bea', 'card')).rejects.toThrow('card')
    await stage.settle()
    expect([ada.messages, bea.messages]).toEqual([['for Ada'], []])
  })
})

eachDatabase('a person who cannot be reached', (open) => {
  it('at the account she used last is reached at another, for a week', async () => {
    const stage = await openStage({ database: await open(), capabilities: [], spaces: 2 })
    const ada = await stage.person('Ada')
    await secondAccount(stage, ada.id)
    stage.adapter.refuse = ({ to }) => ('externalId' in to && to.externalId.startsWith('ada') ? refusing('closed') : undefined)
    await tell(stage, { person: ada.id }, 'one', 'one')
    await stage.settle()
    await tell(stage, { person: ada.id }, 'two', 'two')
    await stage.settle()
    expect(attempts(stage)).toEqual(['one', 'one', 'two'])
    expect(standing(stage)).toEqual(['one', 'two'])
    stage.adapter.refuse = undefined
    await stage.passes({ days: 8 })
    await tell(stage, { person: ada.id }, 'three', 'three')
    await stage.settle()
    expect(ada.messages).toEqual(['three'])
  })

  it('anywhere: the organisers are told once, the messages are kept, and arrive once they are put back', async () => {
    const stage = await openStage({ database: await open(), capabilities: [], spaces: 2 })
    const [ada, olga] = [await stage.person('Ada'), await stage.person('Olga', { roles: ['organiser'] })]
    await secondAccount(stage, ada.id)
    stage.adapter.refuse = ({ to }) => ('personId' in to && to.personId === ada.id ? refusing('closed') : undefined)
    await tell(stage, { person: ada.id }, 'one', 'one')
    await tell(stage, { person: ada.id }, 'two', 'two')
    await stage.settle()
    expect(await statuses(stage)).toEqual(['failed', 'failed', 'sent'])
    expect(olga.messages).toEqual([expect.stringContaining('Ada')])
    stage.adapter.refuse = undefined
    await stage.database.client.account.updateMany({ data: { closedUntil: null } })
    await stage.database.client.posting.updateMany({ where: { status: 'failed' }, data: { status: 'waiting', attempts: 0 } })
    await stage.settle()
    expect(ada.messages).toEqual(['one', 'two'])
    expect(await statuses(stage)).toEqual(['sent', 'sent', 'sent'])
  })

  it('when what she has seen already changes is no alarm', async () => {
    const stage = await openStage({ database: await open(), capabilities: [] })
    const [ada, olga] = [await stage.person('Ada'), await stage.person('Olga', { roles: ['organiser'] })]
    await tell(stage, { person: ada.id }, 'one', 'one')
    await stage.settle()
    stage.adapter.refuse = () => refusing('gone')
    await tell(stage, { person: ada.id }, 'two', 'one')
    await stage.settle()
    expect(olga.messages).toEqual([])
    expect(await statuses(stage)).toEqual(['failed'])
  })
})

eachDatabase('a platform', (open) => {
  it('that asks to wait is obeyed, its lane too, and this counts as no attempt', async () => {
    const stage = await openStage({ database: await open(), capabilities: [] })
    const until = new Date(stage.clock.now().getTime() + 30 * 60_000)
    stage.adapter.refuse = (message) => (wordsOf(message) === 'one' && stage.clock.now() < until ? { kind: 'later', at: new Date(stage.clock.now().getTime() + 60_000) } : undefined)
    await tell(stage, { channel: 'jobs' }, 'one', 'one')
    await tell(stage, { channel: 'jobs' }, 'two', 'two')
    await tell(stage, { channel: 'deals' }, 'other', 'other')
    await stage.settle()
    expect(standing(stage)).toEqual(['other'])
    for (let minute = 0; minute < 2 * mostAttempts; minute++) await stage.passes({ minutes: 1 })
    expect(attempts(stage).filter((words) => words === 'one').length).toBeGreaterThan(mostAttempts)
    await stage.passes({ minutes: 15 })
    expect(standing(stage)).toEqual(['other', 'one', 'two'])
    expect(stage.adapter.attempts.some(({ inDoubt }) => inDoubt)).toBe(false)
  })

  it('that does not answer is tried again, later and later; in the end the message is kept, and arrives once it is put back', async () => {
    const stage = await openStage({ database: await open(), capabilities: [] })
    stage.adapter.refuse = timedOut
    await tell(stage, { channel: 'jobs' }, 'one', 'one')
    await stage.settle()
    for (let minute = 0; minute < 30; minute++) await stage.passes({ minutes: 1 })
    expect(stage.adapter.attempts).toHaveLength(mostAttempts)
    expect(stage.adapter.attempts.map(({ inDoubt }) => inDoubt)).toEqual([false, ...Array<boolean>(mostAttempts - 1).fill(true)])
    expect(await stage.database.client.posting.findFirst()).toMatchObject({ status: 'failed', error: 'timed out' })
    stage.adapter.refuse = undefined
    await stage.database.client.posting.updateMany({ data: { status: 'waiting', attempts: 0 } })
    await stage.settle()
    expect(standing(stage)).toEqual(['one'])
    expect(stage.adapter.attempts.at(-1)).toMatchObject({ inDoubt: true })
    expect(new Set(stage.adapter.attempts.map(({ key }) => key)).size).toBe(1)
  })

  it('that is not connected loses nothing', async () => {
    const stage = await openStage({ database: await open(), capabilities: [], spaces: 2 })
    const elsewhere = { where: { id: stage.spaceIds[1] ?? 0 } }
    await stage.database.client.space.update({ ...elsewhere, data: { platform: 'elsewhere' } })
    const ada = await stage.person('Ada', { space: 1 })
    await tell(stage, { channel: 'jobs' }, 'card', 'card')
    await tell(stage, { person: ada.id }, 'private', 'private')
    await stage.passes({ minutes: 2 })
    expect(await statuses(stage)).toEqual(['sent', 'waiting', 'waiting'])
    await stage.database.client.space.update({ ...elsewhere, data: { platform: 'stage' } })
    await stage.passes({ minutes: 10 })
    expect(await statuses(stage)).toEqual(['sent', 'sent', 'sent'])
  })
})

eachDatabase('the messages of one place', (open) => {
  it('arrive in order, whatever fails in between', async () => {
    const stage = await openStage({ database: await open(), capabilities: [] })
    const failures = new Map([['2', 3], ['5', 1], ['6', 2]])
    stage.adapter.refuse = (message) => {
      const words = wordsOf(message)
      const left = failures.get(words) ?? 0
      failures.set(words, left - 1)
      return words === '4' ? refusing('invalid') : left > 0 ? timedOut() : undefined
    }
    for (let number = 1; number <= 8; number++) await tell(stage, { channel: 'jobs' }, `${number}`, `${number}`)
    for (let minute = 0; minute < 5; minute++) await stage.passes({ minutes: 1 })
    expect(standing(stage)).toEqual(['1', '2', '3', '5', '6', '7', '8'])
    expect(await statuses(stage)).toEqual(['sent', 'sent', 'sent', 'failed', 'sent', 'sent', 'sent', 'sent'])
    const firstTries = stage.adapter.attempts.filter(({ inDoubt }) => !inDoubt).map(wordsOf)
    expect(firstTries).toEqual(['1', '2', '3', '4', '5', '6', '7', '8'])
  })

  it('delay no other place when they are slow', async () => {
    const stage = await openStage({ database: await open(), capabilities: [] })
    let answer = (): void => undefined
    const slow = new Promise<void>((resolve) => (answer = resolve))
    onDelivery(stage, async (message) => {
      if (wordsOf(message) === 'slow') await slow
    })
    await tell(stage, { channel: 'jobs' }, 'slow', 'slow')
    const settled = stage.settle()
    await expect.poll(() => statuses(stage)).toEqual(['sending'])
    await tell(stage, { channel: 'deals' }, 'quick', 'quick')
    await tell(stage, { channel: 'jobs' }, 'behind', 'behind')
    stage.worker.nudge()
    await expect.poll(() => standing(stage)).toEqual(['quick'])
    answer()
    await settled
    expect(standing(stage)).toEqual(['quick', 'slow', 'behind'])
  })

  it('are nobody else’s while they are being delivered, however long it takes', async () => {
    const { url, drop } = await temporaryDatabase((await open()).provider)
    const stage = await openStage({ database: await openDatabase(url, testKeys), capabilities: [], now: '2026-11-23T09:00:00Z' })
    let now = stage.clock.now().getTime()
    const clock = { now: () => new Date(now) }
    const parts = { database: stage.database, engine: stage.engine, adapters: new Map([['stage', stage.adapter]]), clock, log: silent, publicUrl: '' }
    const [worker, other] = [createWorker(parts), createWorker(parts)]
    onDelivery(stage, async () => {
      now += 25_000
      await other.drain()
    })
    for (let number = 1; number <= 8; number++) await tell(stage, { channel: 'jobs' }, `${number}`, `${number}`)
    await worker.drain()
    expect(attempts(stage)).toEqual(['1', '2', '3', '4', '5', '6', '7', '8'])
    await Promise.all([worker.stop(), other.stop(), stage.worker.stop()])
    await stage.database.close()
    await drop()
  })
})

eachDatabase('several workers', (open) => {
  it('deliver each message once, and each lane in order', async () => {
    const { url, drop } = await temporaryDatabase((await open()).provider)
    const stage = await openStage({ database: await openDatabase(url, testKeys), capabilities: [] })
    // SQLite is for one process: its workers share what it has opened
    const second = stage.database.provider === 'sqlite' ? stage.database : await openDatabase(url, testKeys)
    const parts = { engine: stage.engine, adapters: new Map([['stage', stage.adapter]]), clock: stage.clock, log: silent, publicUrl: '' }
    const workers = [stage.database, second, second].map((database) => createWorker({ ...parts, database }))
    const now = stage.clock.now()
    const channels = Array.from({ length: 20 }, (_, index) => `channel-${index}`)
    await stage.database.client.posting.createMany({
      data: Array.from({ length: 400 }, (_, index) => {
        const channel = channels[index % channels.length] ?? ''
        return { key: `${index}`, lane: channel, spaceId: stage.spaceIds[0] ?? 0, channel, view: { blocks: [{ kind: 'text', text: `${index}` }] }, status: 'waiting', dueAt: now, createdAt: now }
      }),
    })
    await expect.poll(async () => {
      await Promise.all(workers.map((worker) => worker.drain()))
      return stage.database.client.posting.count({ where: { status: { not: 'sent' } } })
    }, { timeout: 100_000 }).toBe(0)
    expect(stage.adapter.attempts).toHaveLength(400)
    for (const channel of channels) {
      const numbers = stage.adapter.attempts.filter(({ to }) => 'channel' in to && to.channel === channel).map((message: Outgoing) => Number(message.key))
      expect(numbers).toEqual(numbers.toSorted((one, other) => one - other))
    }
    await Promise.all(workers.map((worker) => worker.stop()))
    await stage.worker.stop()
    if (second !== stage.database) await second.close()
    await stage.database.close()
    await drop()
  })
})
