import { expect, it } from 'vitest'
import { eachDatabase } from '../../prisma/testing.ts'
import { openStage } from '../../test/stage.ts'
import { settings } from '../settings/index.ts'
import { workshops } from './index.ts'
import { publishes } from './testing.ts'

eachDatabase('reminders of workshops', (open) => {
  /** Tuesday 1 December at 18:30 in Paris, seen from Monday 23 November at 10:00. */
  const opened = async (reminders = '1 week, 1 day, 1 hour', about: Record<string, string> = {}) => {
    const stage = await openStage({ database: await open(), capabilities: [workshops, settings], locale: 'en' })
    const olga = await stage.person('Olga', { roles: ['member', 'organiser'] })
    await publishes(olga, { seats: '5', ...about }, { reminders })
    return { stage, olga, ada: await stage.person('Ada'), ines: await stage.person('Inès', { locale: 'fr', timeZone: 'America/Montreal' }) }
  }
  type Stage = Awaited<ReturnType<typeof opened>>['stage']
  const remindersOf = (person: { messages: string[] }) => person.messages.filter((said) => /Soon:|Bientôt/.test(said))
  const until = (stage: Stage, at: string) => stage.passes({ minutes: Math.round((new Date(at).getTime() - stage.clock.now().getTime()) / 60_000) })
  const missed = (stage: Stage) => stage.database.client.posting.count({ where: { status: 'missed' } })

  it('come a week, a day and an hour before, in her language and time zone, and once to the channel', async () => {
    const { stage, ada, ines } = await opened()
    for (const person of [ada, ines]) await person.types('/workshop join 1')
    await until(stage, '2026-11-24T17:29:00Z')
    expect(remindersOf(ada)).toEqual([])
    await stage.passes({ minutes: 1 })
    ada.sees('Soon: A first online shop', '18:30', 'https://meet.example/shop')
    ines.sees('Bientôt', '12:30')
    expect(stage.channel('workshops').messages).toHaveLength(1)
    await until(stage, '2026-11-30T17:30:00Z')
    expect([remindersOf(ada).length, remindersOf(ines).length]).toEqual([2, 2])
    expect(stage.channel('workshops').messages).toHaveLength(2)
    stage.channel('workshops').sees('Seats: 3 of 5 left')
    await stage.passes({ days: 3 })
    expect([remindersOf(ada).length, remindersOf(ines).length, await missed(stage)]).toEqual([3, 3, 0])
    expect(stage.channel('workshops').messages).toHaveLength(2)
  })

  it('come at the last time only of a workshop that was moved three times, and not at all of a cancelled one', async () => {
    const { stage, olga, ada } = await opened('1 hour')
    await ada.types('/workshop join 1')
    for (const when of ['3 December 18:30', '25 November 12:00', '2 December 19:00']) {
      await olga.types('/workshop edit 1')
      await olga.fills({ when })
    }
    await until(stage, '2026-12-02T16:59:00Z')
    expect(remindersOf(ada)).toEqual([])
    await stage.passes({ minutes: 1 })
    expect(remindersOf(ada)).toEqual([expect.stringContaining('19:00')])
    await olga.types('/workshop edit 1')
    await olga.fills({ when: '4 December 19:00' })
    await olga.types('/workshop cancel 1 No heating.')
    await stage.passes({ days: 4 })
    expect(remindersOf(ada)).toHaveLength(1)
  })

  it('do not come to who has left or only waits, and to who joins late only those still ahead', async () => {
    const { stage, ada, ines } = await opened(undefined, { seats: '1' })
    await ada.types('/workshop join 1')
    await ines.types('/workshop join 1')
    await until(stage, '2026-11-27T10:00:00Z')
    await ada.types('/workshop leave 1')
    await until(stage, '2026-11-27T14:00:00Z')
    await ines.presses('Prendre la place')
    await stage.passes({ days: 6 })
    expect([remindersOf(ada).length, remindersOf(ines).length, await missed(stage)]).toEqual([1, 2, 0])
  })

  it('are as each person chooses, at once, for what she is registered to', async () => {
    const { stage, olga, ada, ines } = await opened()
    for (const person of [ada, ines]) await person.types('/workshop join 1')
    await ada.types('/workshop reminders')
    expect(ada.form?.values).toMatchObject({ reminders: '1 week, 1 day, 1 hour' })
    await ada.fills({ reminders: 'soon' })
    ada.sees('Write up to five times')
    await ada.fills({ reminders: '2 days and 30 min' })
    ada.sees('2 days, 30 minutes')
    await ines.types('/atelier rappels')
    await ines.fills({ reminders: 'aucun' })
    await until(stage, '2026-11-29T17:30:00Z')
    expect([remindersOf(ada).length, remindersOf(ines).length]).toEqual([1, 0])
    // the usual ones are no longer hers
    await olga.types('/workshop settings')
    await olga.fills({ reminders: '3 hours' })
    await stage.passes({ days: 3 })
    expect([remindersOf(ada).length, remindersOf(ines).length]).toEqual([2, 0])
  })

  it('follow the organisers, who change when, and never come twice', async () => {
    const { stage, olga, ada } = await opened()
    await ada.types('/workshop join 1')
    await until(stage, '2026-11-25T10:00:00Z')
    for (const reminders of ['none', '1 week, 2 days', '8 days, 1 week, 2 hours']) {
      await olga.types('/workshop settings')
      await olga.fills({ reminders })
    }
    await stage.passes({ days: 9 })
    expect(remindersOf(ada)).toHaveLength(2)
  })

  it('come just before a night that they would fall into, unless the workshop is in that night', async () => {
    const { stage, ada } = await opened('1 day, 1 hour', { when: '1 December 8:30' })
    // 08:30 in Paris is 02:30 in Montreal, and 16:30 in Tokyo
    const sam = await stage.person('Sam', { timeZone: 'America/Montreal' })
    for (const person of [ada, sam]) await person.types('/workshop join 1')
    await until(stage, '2026-11-30T07:30:00Z')
    // a day before is 08:30 for Ada; it was 20:59 the evening before for Sam
    expect([remindersOf(ada).length, remindersOf(sam).length]).toEqual([1, 1])
    await until(stage, '2026-11-30T19:58:00Z')
    expect(remindersOf(ada)).toHaveLength(1)
    await stage.passes({ minutes: 1 })
    expect([remindersOf(ada).length, remindersOf(sam).length]).toEqual([2, 1])
    await until(stage, '2026-12-01T06:30:00Z')
    expect(remindersOf(sam)).toHaveLength(2)
  })

  it('that are still useful come after an outage, the most urgent first; the others are missed, and organisers see how many', async () => {
    const { stage, olga, ada, ines } = await opened(undefined, { when: '4 December 18:30', title: 'Later' })
    await publishes(olga, { seats: '5', title: 'Sooner' }, { reminders: '1 week, 1 day, 1 hour' })
    for (const person of [ada, ines]) for (const number of [1, 2]) await person.types(`/workshop join ${number}`)
    // until the day before the sooner, at 20:00 in Paris
    await stage.isAwayFor({ days: 7, hours: 10 })
    await stage.settle()
    const said = stage.database.client.posting.findMany({ where: { OR: [':reminder:', ':coming:'].map((part) => ({ key: { contains: part } })) }, orderBy: { id: 'asc' } })
    expect((await said).map(({ about, status }) => `${about} ${status}`)).toEqual([
      'Sooner missed', 'Sooner sent', 'Sooner missed', 'Sooner sent', 'Later missed', 'Later missed',
    ])
    expect([remindersOf(ada).length, remindersOf(ines).length]).toEqual([1, 1])
    await olga.types('/settings undelivered')
    olga.sees('came too late to be of use', /Later\n.*2 messages/, /Sooner\n.*2 messages/)
    await stage.isAwayFor({ days: 30 })
    await stage.settle()
    await stage.settle()
    expect([remindersOf(ada).length, remindersOf(ines).length, await missed(stage)]).toEqual([1, 1, expect.any(Number)])
  })

  it('are missed when the platform comes back too late', async () => {
    const { stage, ada } = await opened('1 hour')
    await ada.types('/workshop join 1')
    await until(stage, '2026-12-01T16:29:00Z')
    stage.adapter.refuse = () => ({ kind: 'later', at: new Date(stage.clock.now().getTime() + 300_000) })
    await stage.passes({ minutes: 45 })
    stage.adapter.refuse = undefined
    await stage.passes({ hours: 1 })
    expect([remindersOf(ada).length, await missed(stage)]).toEqual([0, 1])
  })
})
