import { describe, expect, it } from 'vitest'
import { eachDatabase } from '../../prisma/testing.ts'
import { openStage } from '../../test/stage.ts'
import { workshops } from './index.ts'
import { continued } from './rules.ts'
import { publishes } from './testing.ts'

eachDatabase('one date of a series', (open) => {
  /** Four Tuesdays at 18:30; Ada has a seat of the second, Noor of the third. */
  const opened = async () => {
    const stage = await openStage({ database: await open(), capabilities: [workshops], locale: 'en' })
    const olga = await stage.person('Olga', { roles: ['member', 'organiser'] })
    const [ada, noor] = [await stage.person('Ada'), await stage.person('Noor', { locale: 'fr' })]
    await publishes(olga, { when: 'every Tuesday at 18:30 from 1 December until 22 December' })
    const rows = () => stage.database.client.workshopDate.findMany({ orderBy: { slot: 'asc' } })
    const starts = async () => (await rows()).filter(({ status }) => status === 'planned').map((date) => date.starts)
    const ids = (await rows()).map(({ id }) => id)
    const calls = (verb: string, nth: number, more = {}) => ({ call: { action: `workshops.${verb}`, input: { number: 1, date: ids[nth - 1] ?? 0, ...more } } })
    await ada.sends({ call: { action: 'workshop join', input: { number: 1, date: ids[1] } } })
    await noor.sends({ call: { action: 'workshop join', input: { number: 1, date: ids[2] } } })
    return { stage, olga, ada, noor, rows, starts, calls }
  }

  /** Opens the form that changes the second date. */
  const opens = async ({ olga, calls }: Awaited<ReturnType<typeof opened>>) => {
    await olga.types('/workshop dates 1')
    expect(olga.labels().filter((label) => label === 'Move')).toHaveLength(4)
    await olga.sends(calls('move', 2))
  }

  it('is moved alone, to another hour of another place; those of this date are told once, cards and lists are true', async () => {
    const at = await opened()
    const { stage, olga, ada, noor, rows } = at
    await opens(at)
    expect(olga.form?.values).toEqual(expect.objectContaining({ when: '2026-12-08 18:30', minutes: 90, seats: 2, timeZone: 'Europe/Paris' }))
    await olga.fills({ when: '10 December 12:00 to 14:00', timeZone: 'New York', seats: '5' })
    olga.sees('Only this date is changed')
    ada.sees('Changed: A first online shop', /10 December 2026 at 18:00/, /8 December 2026 at 18:30/, 'your seat is kept')
    expect(ada.messages).toHaveLength(1)
    expect(noor.messages).toEqual([])
    stage.channel('workshops').sees(/1 December 2026 at 18:30[^]*10 December 2026 at 18:00[^]*15 December 2026 at 18:30/, '4 of 5 left', '2 hours')
    await ada.types('/workshop list --mine yes')
    ada.sees(/10 December 2026 at 18:00/)
    expect((await rows())[1]).toMatchObject({ slot: '2026-12-08T18:30', starts: '2026-12-10T12:00', timeZone: 'America/New_York', minutes: 120, seats: 5, sequence: 1 })
  })

  it('is dropped with a reason; those of this date are told why, once; the last one is not', async () => {
    const { stage, olga, ada, noor, starts, calls } = await opened()
    await olga.sends(calls('drop', 3))
    await olga.fills({ reason: 'The room is closed that day.' })
    olga.sees('One date less')
    noor.sees('Il n’y aura pas d’atelier', 'The room is closed that day.')
    expect(noor.messages).toHaveLength(1)
    expect(ada.messages).toEqual([])
    expect(stage.channel('workshops').messages.join()).not.toMatch(/15 December/)
    await ada.types('/workshop dates 1')
    ada.sees(/15 December 2026 at 18:30[^]*cancelled: The room is closed that day/)
    ada.seesNot('Drop')
    await noor.sends({ call: { action: 'workshop join', input: { number: 1, date: 3 } } })
    noor.sees('est annulé')
    await olga.sends(calls('drop', 3, { reason: 'again' }))
    olga.sees('is cancelled')
    for (const nth of [1, 2]) await olga.sends(calls('drop', nth, { reason: 'Holidays.' }))
    await olga.sends(calls('drop', 4, { reason: 'Holidays.' }))
    olga.sees('This is the last date to come')
    expect(await starts()).toEqual(['2026-12-22T18:30'])
  })

  it('stays as it was set when the series changes later, and its people stay with it', async () => {
    const at = await opened()
    const { olga, ada, noor, rows, starts, calls } = at
    await opens(at)
    await olga.fills({ when: '10 December 12:00', seats: '5' })
    await olga.sends(calls('drop', 4, { reason: 'Holidays.' }))
    await olga.types('/workshop edit 1')
    await olga.fills({ when: 'every Tuesday at 19:00 from 1 December until 29 December', minutes: '60', seats: '3' })
    expect(await starts()).toEqual(['2026-12-01T19:00', '2026-12-10T12:00', '2026-12-15T19:00', '2026-12-29T19:00'])
    expect((await rows()).map(({ slot, seats, minutes, taken }) => [slot.slice(5), seats, minutes, taken])).toEqual([
      ['12-01T19:00', 3, 60, 0], ['12-08T19:00', 5, 60, 1], ['12-15T19:00', 3, 60, 1], ['12-22T19:00', 3, 60, 0], ['12-29T19:00', 3, 60, 0],
    ])
    noor.sees('votre place est gardée', /15 décembre 2026/)
    ada.sees(/10 December 2026 at 12:00/)
  })

  it('that the series lost comes back with it', async () => {
    const { olga, noor, starts } = await opened()
    for (const until of ['8', '22']) {
      await olga.types('/workshop edit 1')
      await olga.fills({ when: `every Tuesday at 18:30 from 1 December until ${until} December` })
    }
    expect(await starts()).toHaveLength(4)
    await noor.types('/atelier lister --mine yes')
    noor.sees(/15 décembre 2026/)
  })

  it('moves with a series that goes to another day, and none is made of what is over', async () => {
    const { stage, olga, ada, starts } = await opened()
    await stage.passes({ days: 10 })
    await olga.types('/workshop edit 1')
    await olga.fills({ when: 'every Wednesday at 18:30 from 9 December until 23 December' })
    expect(await starts()).toEqual(['2026-12-01T18:30', '2026-12-09T18:30', '2026-12-16T18:30', '2026-12-23T18:30'])
    ada.sees('your seat is kept', /9 December 2026 at 18:30/)
    await olga.types('/workshop edit 1')
    await olga.fills({ minutes: '45' })
    expect(await starts()).toHaveLength(4)
    await olga.types('/workshop dates 1')
    await olga.presses('Past dates')
    olga.sees(/1 December 2026/, 'over')
  })

  it('is not moved to where it cannot be', async () => {
    const at = await opened()
    const { olga, ada, calls, starts } = at
    const before = await starts()
    for (const [wrong, said] of [
      [{ when: 'yesterday 18:30' }, 'This is over already'], [{ when: 'every Monday at 18:30' }, 'This is a series'], [{ when: '1 December 2036 18:30' }, 'more than two years ahead'],
      [{ timeZone: 'Mars' }, 'no time zone of this name'], [{ seats: '0' }, 'Please give 1 or more'],
    ] as const) {
      await opens(at)
      await olga.fills(wrong)
      olga.sees(said)
    }
    await ada.sends(calls('move', 2))
    ada.sees('Only the organisers')
    expect(await starts()).toEqual(before)
    await publishes(olga)
    await olga.sends({ call: { action: 'workshops.drop', input: { number: 2, date: 5, reason: 'no' } } })
    olga.sees('This workshop has one date')
  })
})

eachDatabase('/workshop duplicate', (open) => {
  it('makes a draft of all but the dates', async () => {
    const stage = await openStage({ database: await open(), capabilities: [workshops], locale: 'en' })
    const olga = await stage.person('Olga', { roles: ['member', 'organiser'] })
    const tess = await stage.person('Tess', { roles: ['member', 'organiser'] })
    await publishes(olga, { guests: 'Ada Lovelace', timeZone: 'New York', acceptHours: '6' })
    await tess.types('/workshop show 1')
    await tess.presses('Another like it')
    expect(tess.form?.values).toMatchObject({ title: 'A first online shop', guests: 'Ada Lovelace', timeZone: 'America/New_York', acceptHours: 6, place: 'https://meet.example/shop' })
    expect(tess.form?.values.when).toBeUndefined()
    await tess.fills({ title: 'A second shop' })
    expect(tess.form?.problems).toHaveProperty('when')
    await tess.fills({ when: '15 December 18:30' })
    tess.sees('Preview: A second shop', /15 December 2026/)
    await tess.presses('Publish')
    stage.channel('workshops').sees('A first online shop', 'A second shop')
    expect(await stage.database.client.workshopDate.count()).toBe(2)
  })
})

describe('what becomes of the dates of a series', () => {
  it.each([
    ['stay on their days', ['2026-12-01T18:30', '2026-12-08T18:30'], ['2026-12-08T19:00', '2026-12-15T19:00'], [['2026-12-08T18:30', '2026-12-08T19:00']]],
    ['all move by a day', ['2026-12-01T18:30', '2026-12-08T18:30'], ['2026-12-02T18:30', '2026-12-09T18:30'], [['2026-12-01T18:30', '2026-12-02T18:30'], ['2026-12-08T18:30', '2026-12-09T18:30']]],
    ['are others, and more', ['2026-12-01T18:30'], ['2026-12-02T18:30', '2026-12-09T18:30'], []],
  ])('they %s', (_, before, after, expected) => {
    expect([...continued(before, after)]).toEqual(expected)
  })
})
