import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { isQuiet, usualQuiet } from '../../bot/quiet.ts'
import { eachDatabase } from '../../prisma/testing.ts'
import { openStage } from '../../test/stage.ts'
import { workshops } from './index.ts'
import { answerBy } from './rules.ts'
import { publishes } from './testing.ts'

eachDatabase('a freed seat', (open) => {
  /** One seat, which Ada has; the others wait, in this order. It is ten in the morning in Paris. */
  const fullStage = async (others: [name: string, timeZone?: string][], about: Record<string, string> = {}) => {
    const stage = await openStage({ database: await open(), capabilities: [workshops], locale: 'en' })
    const olga = await stage.person('Olga', { roles: ['member', 'organiser'] })
    const ada = await stage.person('Ada')
    await publishes(olga, { seats: '1', acceptHours: '4', ...about })
    await ada.types('/workshop join 1')
    const waiting = []
    for (const [name, timeZone] of others) {
      const person = await stage.person(name, { timeZone })
      await person.types('/workshop join 1')
      waiting.push(person)
    }
    const seats = async () => {
      const [date] = await stage.database.client.workshopDate.findMany({ include: { registrations: { where: { status: { in: ['registered', 'offered'] } } } } })
      expect(date?.taken).toBe(date?.registrations.length)
      return date?.taken
    }
    return { stage, ada, waiting, seats }
  }

  it('is offered in order, kept until it is taken, and nobody overtakes', async () => {
    const { stage, ada, waiting: [ines, noor], seats } = await fullStage([['Inès'], ['Noor']])
    await ada.types('/workshop leave 1')
    ines?.sees('A seat for you: A first online shop', /until Monday,? 23 November 2026 at 14:00/)
    expect(noor?.messages).toEqual([])
    await ada.types('/workshop join 1')
    ada.sees('You are number 2')
    await ines?.presses('Take the seat')
    ines?.sees('You have a seat', 'https://meet.example/shop', 'You took the seat that was kept for you')
    expect(ines?.messages).toHaveLength(1)
    await ines?.sends({ call: { action: 'workshops.accept', input: { number: 1, date: 1 } } })
    ines?.sees('You have a seat')
    expect(await seats()).toBe(1)
    await stage.passes({ hours: 5 })
    expect(await seats()).toBe(1)
    expect(noor?.messages).toEqual([])
  })

  it('that is declined, or not answered in time, goes to the next, once', async () => {
    const { stage, ada, waiting: [ines, noor, leila], seats } = await fullStage([['Inès'], ['Noor'], ['Leïla']])
    await ada.types('/workshop leave 1')
    await ines?.presses('No, thank you')
    ines?.sees('went to the next')
    await ines?.sends({ call: { action: 'workshops.accept', input: { number: 1, date: 1 } } })
    ines?.sees('No seat at “A first online shop” is kept for you')
    noor?.sees('A seat for you')
    await stage.passes({ hours: 4, minutes: 1 })
    noor?.sees('The time to take the seat at “A first online shop” is over')
    leila?.sees('A seat for you')
    expect([ines, noor, leila].map((one) => one?.messages.length)).toEqual([1, 1, 1])
    await leila?.types('/workshop join 1')
    leila?.sees('You have a seat')
    expect(await seats()).toBe(1)
  })

  it('wakes nobody: she is told in the morning, and her night is no time to answer', async () => {
    // 10:00 in Paris is 01:00 in Los Angeles
    const { stage, ada, waiting: [mei] } = await fullStage([['Mei', 'America/Los_Angeles']])
    await ada.types('/workshop leave 1')
    expect(mei?.messages).toEqual([])
    await stage.passes({ hours: 6, minutes: 59 })
    expect(mei?.messages).toEqual([])
    await stage.passes({ minutes: 1 })
    mei?.sees('A seat for you', /until Monday,? 23 November 2026 at 12:00/)
  })

  it('in the last hours is for who presses first', async () => {
    const { stage, ada, waiting: [ines, noor], seats } = await fullStage([['Inès'], ['Noor']], { when: '23 November 12:30' })
    await ada.types('/workshop leave 1')
    expect([ines, noor].flatMap((one) => one?.messages)).toEqual([])
    stage.channel('workshops').sees('1 seat is free: who presses first has it')
    await noor?.presses('Join')
    noor?.sees('You have a seat')
    await ines?.presses('Join the waiting list')
    ines?.sees('already, as number 1')
    expect(await seats()).toBe(1)
  })

  it('of five thousand who wait costs as little as of five', { timeout: 60_000 }, async () => {
    const { stage, ada, waiting: [ines] } = await fullStage([['Inès']])
    const { client } = stage.database
    const people = await client.person.createManyAndReturn({ data: Array.from({ length: 5000 }, (_, n) => ({ communityId: stage.communityId, name: `Member ${n}` })), select: { id: true } })
    await client.registration.createMany({ data: people.map(({ id: personId }, n) => ({ dateId: 1, personId, status: 'waiting', rank: n + 2, createdAt: stage.clock.now() })) })
    await client.workshopDate.update({ where: { id: 1 }, data: { lastRank: 5001 } })
    const noor = await stage.person('Noor')
    await noor.types('/workshop join 1')
    noor.sees('You are number 5,002')
    await noor.types('/workshop list')
    noor.sees('full, 5,002 people wait', 'number 5,002 in the waiting list')
    const [postings, jobs] = [await client.posting.count(), await client.job.count()]
    await ada.types('/workshop leave 1')
    ines?.sees('A seat for you')
    // one offer, and the card that was there
    expect(await client.posting.count()).toBe(postings + 1)
    expect(await client.job.count()).toBe(jobs + 1)
  })
})

describe('the time to answer', () => {
  const hours = { timeZone: 'Europe/Paris', ...usualQuiet }
  it.each([
    ['in the day', '2026-11-23T09:00:00Z', 4, '2026-11-23T13:00:00.000Z'],
    ['over a night', '2026-11-23T18:00:00Z', 4, '2026-11-24T09:00:00.000Z'],
    ['until offers end', '2026-11-23T18:00:00Z', 90, '2026-11-25T12:00:00.000Z'],
  ])('%s', (_, told, acceptHours, until) => {
    expect(answerBy(new Date(told), acceptHours, hours, new Date('2026-11-25T12:00:00Z')).toISOString()).toBe(until)
  })

  it('never ends in somebody’s night, but with the offers themselves', () => {
    const end = new Date('2026-12-30T00:00:00Z')
    const told = fc.date({ min: new Date('2026-11-01T00:00:00Z'), max: new Date('2026-12-01T00:00:00Z'), noInvalidDate: true })
    fc.assert(fc.property(told, fc.integer({ min: 1, max: 96 }), (at, acceptHours) => {
      const until = answerBy(at, acceptHours, hours, end)
      expect(until.getTime()).toBeGreaterThanOrEqual(at.getTime() + acceptHours * 3_600_000)
      expect(isQuiet(until, hours)).toBe(false)
    }))
  })
})
