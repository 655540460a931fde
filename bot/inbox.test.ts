import { expect, it, onTestFinished } from 'vitest'
import { z } from 'zod'
import { eachDatabase } from '../prisma/testing.ts'
import type { Database } from '../prisma/database.ts'
import { leaseMs, mostAttempts, retryAt } from './due.ts'
import { createInbox, type Arrival } from './inbox.ts'
import { createLog } from './log.ts'

const deadline = { timeout: 20_000, interval: 20 }
const saying = z.object({ text: z.string() })
type Saying = z.infer<typeof saying>

/** A process on a database, with what it has worked off; `work` may be given to fail or to take its time. */
function processOn(database: Database, clock: { now(): Date }, work: (arrival: Arrival<Saying>) => Promise<void> = () => Promise.resolve()) {
  const done: string[] = []
  const log = createLog({ level: 'info', pretty: false, write: () => undefined })
  const inbox = createInbox<Saying>({
    database, platform: 'test', schema: saying, clock, log,
    async work(arrival) {
      await work(arrival)
      done.push(arrival.payload.text)
    },
  })
  const take = (text: string, lane = 'ada') => inbox.take({ key: text, lane, payload: { text } })
  return { inbox, take, done }
}

function openClock() {
  let now = new Date('2026-11-23T09:00:00Z')
  return { now: () => now, passes: (ms: number) => void (now = new Date(now.getTime() + ms)) }
}

/** Something that others wait for. */
function gate() {
  let open = (): void => undefined
  const opened = new Promise<void>((resolve) => (open = resolve))
  return { opened, open: () => open() }
}

eachDatabase('the inbox', (open) => {
  it('does the same delivery once, in whichever process it comes again', async () => {
    const database = await open()
    const clock = openClock()
    const [one, other] = [processOn(database, clock), processOn(database, clock)]
    const taken = await Promise.all([one.take('hello'), other.take('hello'), one.take('hello'), other.take('hello')])
    expect(taken.filter(Boolean)).toHaveLength(1)
    await Promise.all([one.inbox.stop(), other.inbox.stop()])
    expect([...one.done, ...other.done]).toEqual(['hello'])
    expect(await processOn(database, clock).take('hello')).toBe(false)
    expect(await database.client.inbox.findMany()).toMatchObject([{ key: 'hello', payload: {}, doneAt: clock.now() }])
  })

  it('keeps the order of a lane, and lets no lane wait for another', async () => {
    const database = await open()
    const slow = gate()
    const { inbox, take, done } = processOn(database, openClock(), ({ payload }) => (payload.text === 'a0' ? slow.opened : Promise.resolve()))
    await Promise.all([...['a0', 'a1', 'a2', 'a3'].map((text) => take(text, 'a')), ...['b0', 'b1'].map((text) => take(text, 'b'))])
    await expect.poll(() => done, deadline).toEqual(['b0', 'b1'])
    slow.open()
    await inbox.stop()
    expect(done).toEqual(['b0', 'b1', 'a0', 'a1', 'a2', 'a3'])
  })

  it('takes up what failed when it is time, and what came after it only then', async () => {
    const database = await open()
    const clock = openClock()
    let isDown = true
    const { inbox, take, done } = processOn(database, clock, () => (isDown ? Promise.reject(new Error('down')) : Promise.resolve()))
    onTestFinished(() => inbox.stop())
    await Promise.all([take('first'), take('second'), take('third')])
    const failed = { key: 'first', attempts: 1, leaseUntil: new Date('2026-11-23T09:00:01.000Z'), doneAt: null }
    await expect.poll(() => database.client.inbox.findMany({ orderBy: { createdAt: 'asc' } }), deadline).toMatchObject([failed, { attempts: 0 }, { attempts: 0 }])
    isDown = false
    await inbox.takeUp()
    expect(done).toEqual([])
    clock.passes(2000)
    await inbox.takeUp()
    await expect.poll(() => done, deadline).toEqual(['first', 'second', 'third'])
  })

  it('leaves what fails ten times, and its lane goes on', async () => {
    const database = await open()
    const clock = openClock()
    const { inbox, take, done } = processOn(database, clock, ({ payload }) => (payload.text === 'poison' ? Promise.reject(new Error('no')) : Promise.resolve()))
    onTestFinished(() => inbox.stop())
    await Promise.all([take('poison'), take('water')])
    for (let attempts = 1; attempts <= mostAttempts; attempts++) {
      const waits = { attempts, leaseUntil: retryAt(clock.now(), attempts) }
      await expect.poll(() => database.client.inbox.findFirst({ where: { key: 'poison' } }), deadline).toMatchObject(waits)
      expect(done).toEqual([])
      clock.passes(600_000)
      await inbox.takeUp()
    }
    await expect.poll(() => done, deadline).toEqual(['water'])
    const left = () => database.client.inbox.findMany({ where: { doneAt: null } })
    await expect.poll(left, deadline).toMatchObject([{ key: 'poison', payload: { text: 'poison' } }])
  })

  it('takes up what a process that died was doing, and not what one that lives is doing', async () => {
    const database = await open()
    const clock = openClock()
    const dead = processOn(database, clock, () => new Promise(() => undefined))
    await dead.take('last words', 'a')
    const slow = gate()
    const living = processOn(database, clock, () => slow.opened)
    await living.take('patience', 'b')
    const heir = processOn(database, clock)
    await heir.inbox.takeUp()
    clock.passes(leaseMs / 2)
    await living.inbox.takeUp()
    clock.passes(leaseMs / 2 + 1)
    await heir.inbox.takeUp()
    await expect.poll(() => heir.done, deadline).toEqual(['last words'])
    slow.open()
    await Promise.all([living.inbox.stop(), heir.inbox.stop()])
    expect([living.done, heir.done]).toEqual([['patience'], ['last words']])
  })

  it('waits for another process to do what came before', async () => {
    const database = await open()
    const clock = openClock()
    const slow = gate()
    const [one, other] = [processOn(database, clock, () => slow.opened), processOn(database, clock)]
    await one.take('first')
    clock.passes(5)
    await other.take('second')
    await expect.poll(() => database.client.inbox.count({ where: { key: 'second', leaseUntil: null } }), deadline).toBe(1)
    expect(other.done).toEqual([])
    slow.open()
    await expect.poll(() => other.done, deadline).toEqual(['second'])
    expect(one.done).toEqual(['first'])
    await Promise.all([one.inbox.stop(), other.inbox.stop()])
  })

  it('forgets what is done after a day, and leaves what it cannot read', async () => {
    const database = await open()
    const clock = openClock()
    await database.client.inbox.create({ data: { key: 'strange', platform: 'test', lane: 'ada', payload: { texte: 1 }, createdAt: clock.now() } })
    const { inbox, take, done } = processOn(database, clock)
    clock.passes(1)
    await take('hello')
    await inbox.takeUp()
    await inbox.takeUp()
    await expect.poll(() => done, deadline).toEqual(['hello'])
    await expect.poll(() => database.client.inbox.count({ where: { doneAt: null } }), deadline).toBe(1)
    clock.passes(86_400_001)
    await inbox.takeUp()
    expect(await database.client.inbox.findMany()).toMatchObject([{ key: 'strange', doneAt: null }])
    clock.passes(30 * 86_400_000)
    await inbox.takeUp()
    expect(await database.client.inbox.count()).toBe(0)
    await inbox.stop()
  })
})
