import { setTimeout as sleep } from 'node:timers/promises'
import { describe, expect, it } from 'vitest'
import type { Incoming } from '../../bot/adapter.ts'
import type { AccountRef } from '../../bot/person.ts'
import { eachDatabase } from '../../prisma/testing.ts'
import { openStage } from '../stage.ts'
import type { Stage } from '../stage.ts'
import { ledger } from './ledger.ts'

const from = (stage: Stage, name: string): AccountRef => ({ spaceId: stage.spaceIds[0] ?? 0, externalId: name.toLowerCase(), name })
const delivery = (stage: Stage, key: string, what: Incoming['what'], name = 'Ada'): Incoming => ({ key, from: from(stage, name), channel: null, what })
const write = (entry: number): Incoming['what'] => ({ call: { action: 'ledger write', input: { entry } } })

/** Everything of the database that an action of the ledger leaves. */
async function traces({ database: { client } }: Stage) {
  const [entries, postings, jobs, deliveries] = [await client.audit.count(), await client.posting.count(), await client.job.count(), await client.delivery.count()]
  return { entries, postings, jobs, deliveries }
}

/** What stands on the platform, a message each. */
const standing = (stage: Stage) => [...stage.adapter.delivered.values()].map(({ text }) => text).sort()

/** A question that can be taken once. */
async function somethingToTake(stage: Stage): Promise<number> {
  const asker = await stage.person('Asker')
  const { id } = await stage.database.client.question.create({
    data: { communityId: stage.communityId, askerId: asker.id, text: '?', status: 'open', createdAt: stage.clock.now() },
  })
  return id
}

eachDatabase('the same delivery three times', (open) => {
  it('one after the other changes and says everything once, and is answered alike', async () => {
    const stage = await openStage({ database: await open(), capabilities: [ledger] })
    const replies = []
    for (let time = 0; time < 3; time++) {
      replies.push(await stage.engine.run(delivery(stage, 'same', write(1))))
      await stage.settle()
    }
    expect(replies[0]).toMatchObject({ kind: 'view', view: { tone: 'good' } })
    expect(replies.slice(1)).toEqual([replies[0], replies[0]])
    expect(await traces(stage)).toEqual({ entries: 1, postings: 3, jobs: 0, deliveries: 1 })
    expect(standing(stage)).toEqual(['Private 1', 'Public 1', 'Reminder of 1'])
    expect(stage.adapter.attempts).toHaveLength(3)
  })

  it('at the same instant, too, and from somebody we have never met', async () => {
    const stage = await openStage({ database: await open(), capabilities: [ledger] })
    const replies = await Promise.all(Array.from({ length: 3 }, () => stage.engine.run(delivery(stage, 'same', write(1)))))
    await stage.settle()
    expect(replies[0]).toMatchObject({ kind: 'view', view: { tone: 'good' } })
    expect(replies.slice(1)).toEqual([replies[0], replies[0]])
    expect(await traces(stage)).toEqual({ entries: 1, postings: 3, jobs: 0, deliveries: 1 })
    expect(await stage.database.client.person.count()).toBe(1)
    expect(stage.adapter.attempts).toHaveLength(3)
    expect(stage.logged.filter((line) => line.includes('"error"'))).toEqual([])
  })

  it('among many others, thirty deliveries three times each', async () => {
    const stage = await openStage({ database: await open(), capabilities: [ledger] })
    const numbers = Array.from({ length: 30 }, (_, index) => index + 1)
    const all = [...numbers, ...numbers, ...numbers].map((entry) => stage.engine.run(delivery(stage, `key-${entry}`, write(entry), `Ada ${entry % 7}`)))
    const replies = await Promise.all(all)
    await stage.settle()
    for (const [index, reply] of replies.entries()) expect(reply).toEqual(replies[index % 30])
    expect(await traces(stage)).toEqual({ entries: 30, postings: 90, jobs: 0, deliveries: 30 })
    expect(stage.adapter.attempts).toHaveLength(90)
    expect(await stage.database.client.person.count()).toBe(7)
  })

  it('is known by its account as well: another one with the same key is another delivery', async () => {
    const stage = await openStage({ database: await open(), capabilities: [ledger] })
    await stage.engine.run(delivery(stage, 'same', write(1), 'Ada'))
    await stage.engine.run(delivery(stage, 'same', write(2), 'Bea'))
    expect(await traces(stage)).toMatchObject({ entries: 2, deliveries: 2 })
  })

  it('that only brought the form back is looked at again once it is corrected', async () => {
    const stage = await openStage({ database: await open(), capabilities: [ledger] })
    const submitted = (entry: string): Incoming['what'] => ({ call: { action: 'ledger write', input: { entry } }, submitted: true })
    expect(await stage.engine.run(delivery(stage, 'same', submitted('x')))).toMatchObject({ kind: 'form', form: { values: { entry: 'x' } } })
    expect(await stage.engine.run(delivery(stage, 'same', submitted('1')))).toMatchObject({ kind: 'view', view: { tone: 'good' } })
    expect(await traces(stage)).toMatchObject({ entries: 1, deliveries: 1 })
  })
})

eachDatabase('many people at once', (open) => {
  it('are all served, while their messages are delivered', async () => {
    const stage = await openStage({ database: await open(), capabilities: [ledger] })
    const numbers = Array.from({ length: 200 }, (_, index) => index)
    const left = [...numbers]
    const tellings: string[] = []
    const sender = async () => {
      for (let entry = left.shift(); entry !== undefined; entry = left.shift()) {
        tellings.push(JSON.stringify(await stage.engine.run(delivery(stage, `key-${entry}`, write(entry), `Ada ${entry % 10}`))))
        stage.worker.nudge()
      }
    }
    await Promise.all(Array.from({ length: 20 }, sender))
    await stage.settle()
    expect(tellings.filter((one) => !one.includes('ledger.done'))).toEqual([])
    expect(await traces(stage)).toEqual({ entries: 200, postings: 600, jobs: 0, deliveries: 200 })
    expect(stage.adapter.attempts).toHaveLength(600)
    expect(stage.logged.filter((line) => line.includes('"error"'))).toEqual([])
  })
})

eachDatabase('two double clicks', (open) => {
  it('at the same instant: one does it, the other is told', async () => {
    const stage = await openStage({ database: await open(), capabilities: [ledger] })
    const entry = await somethingToTake(stage)
    const take = (key: string, name: string) => stage.engine.run(delivery(stage, key, { call: { action: 'ledger take', input: { entry } } }, name))
    const replies = await Promise.all([take('a', 'Ada'), take('b', 'Ada'), take('c', 'Bea'), take('d', 'Bea')])
    await stage.settle()
    const told = replies.map((reply) => JSON.stringify(reply))
    expect(told.filter((one) => one.includes('Yours'))).toHaveLength(1)
    expect(told.filter((one) => one.includes('ledger.taken'))).toHaveLength(3)
    const { text } = await stage.database.client.question.findUniqueOrThrow({ where: { id: entry } })
    expect(standing(stage)).toEqual([`Taken by ${text}`])
    expect(await stage.database.client.audit.count()).toBe(1)
    expect(stage.logged.filter((line) => line.includes('"error"'))).toEqual([])
  })
})

eachDatabase('a handler that throws', (open) => {
  it('leaves no trace but one line of log, with the reference that the person sees', async () => {
    const stage = await openStage({ database: await open(), capabilities: [ledger] })
    const ada = await stage.person('Ada')
    await ada.types('/ledger break 1')
    expect(await traces(stage)).toEqual({ entries: 0, postings: 0, jobs: 0, deliveries: 0 })
    const [, reference] = /: ([\w-]{8})\.$/.exec(ada.answer) ?? []
    expect(stage.logged).toHaveLength(1)
    expect(JSON.parse(stage.logged[0] ?? '')).toMatchObject({ level: 'error', reference, action: 'ledger break' })
    expect(ada.answer).toContain('nothing was changed')
    expect(ada.answer).not.toContain('secret plan')
    expect(stage.adapter.attempts).toEqual([])
  })

  it('is tried again by the next delivery with the same key, and does it then', async () => {
    const stage = await openStage({ database: await open(), capabilities: [ledger] })
    await stage.engine.run(delivery(stage, 'same', { call: { action: 'ledger break', input: { entry: 1 } } }))
    expect(await stage.engine.run(delivery(stage, 'same', write(1)))).toMatchObject({ view: { tone: 'good' } })
    expect(await traces(stage)).toMatchObject({ entries: 1, deliveries: 1 })
  })

  it('a refusal after it has written leaves nothing at all, not even a line of log', async () => {
    const stage = await openStage({ database: await open(), capabilities: [ledger] })
    const ada = await stage.person('Ada')
    await ada.types('/ledger refuse 1')
    ada.sees('Entry 1 is refused.')
    expect(await traces(stage)).toEqual({ entries: 0, postings: 0, jobs: 0, deliveries: 0 })
    expect(stage.logged).toEqual([])
  })
})

eachDatabase('authority', (open) => {
  it('is checked when a form opens and when it is sent, not when its button was drawn', async () => {
    const stage = await openStage({ database: await open(), capabilities: [ledger] })
    const ada = await stage.person('Ada', { roles: ['organiser'] })
    await ada.types('/ledger write 1')
    await ada.presses('Write')
    expect(ada.form?.values).toEqual({ entry: 1 })
    await stage.database.client.role.deleteMany({ where: { personId: ada.id } })
    await ada.fills({ entry: '2' })
    ada.sees('Only the organisers')
    await ada.types('/ledger write 3')
    await ada.presses('Write')
    expect(ada.form).toBeUndefined()
    ada.sees('Only the organisers')
    await ada.types('/ledger rule 4')
    ada.sees('Only the organisers')
    await ada.sends({ call: { action: 'ledger.rule', input: { entry: 5 } }, submitted: true })
    ada.sees('Only the organisers')
    expect((await stage.database.client.audit.findMany()).map(({ subject }) => subject)).toEqual(['entry:1', 'entry:3'])
    expect(stage.logged).toEqual([])
  })

  it('is what the platform vouches for at this moment, too', async () => {
    const stage = await openStage({ database: await open(), capabilities: [ledger] })
    const rule = (key: string, roles: AccountRef['roles']) => {
      const incoming = delivery(stage, key, { call: { action: 'ledger rule', input: { entry: 1 } } })
      return stage.engine.run({ ...incoming, from: { ...incoming.from, roles } })
    }
    expect(JSON.stringify(await rule('a', ['organiser']))).toContain('ruled')
    expect(JSON.stringify(await rule('b', ['member']))).toContain('bot.organisersOnly')
  })
})

describe('authority taken away', () => {
  eachDatabase('while an action waits for its turn', (open) => {
    it('is missing when the action runs', async () => {
      const stage = await openStage({ database: await open(), capabilities: [ledger] })
      const ada = await stage.person('Ada', { roles: ['organiser'] })
      const { externalId } = await stage.database.client.account.findFirstOrThrow({ where: { personId: ada.id } })
      let begun = (): void => undefined
      let finish = (): void => undefined
      const removing = new Promise<void>((resolve) => (begun = resolve))
      const finished = new Promise<void>((resolve) => (finish = resolve))
      const removal = stage.database.transaction(async (db) => {
        await db.role.deleteMany({ where: { personId: ada.id } })
        begun()
        await finished
      })
      await removing
      const incoming = delivery(stage, 'rule', { call: { action: 'ledger rule', input: { entry: 1 } } })
      const running = stage.engine.run({ ...incoming, from: { ...incoming.from, externalId } })
      // long enough for whatever is looked up before its turn
      await Promise.race([running, sleep(100)])
      finish()
      await removal
      // PostgreSQL may let it come before the removal, which then has not begun for it
      if (stage.database.provider === 'sqlite') expect(JSON.stringify(await running)).toContain('bot.organisersOnly')
      else expect(await running).toBeDefined()
    })
  })
})
