import { expect, it } from 'vitest'
import { eachDatabase } from '../../prisma/testing.ts'
import { openStage } from '../../test/stage.ts'
import { workshops } from './index.ts'
import { publishes } from './testing.ts'

eachDatabase('still coming?', (open) => {
  /** Tuesday 1 December at 18:30 in Paris, seen from Monday 23 November at 10:00. */
  const opened = async (about: Record<string, string> = {}) => {
    const stage = await openStage({ database: await open(), capabilities: [workshops], locale: 'en' })
    const olga = await stage.person('Olga', { roles: ['member', 'organiser'] })
    const [ada, ines] = [await stage.person('Ada'), await stage.person('Inès', { locale: 'fr' })]
    await publishes(olga, about)
    return { stage, olga, ada, ines }
  }

  it('is asked once the day before, and answered with one tap; organisers see how many come', async () => {
    const { stage, olga, ada, ines } = await opened()
    for (const person of [ada, ines]) await person.types('/workshop join 1')
    await stage.passes({ days: 7, hours: 8, minutes: 29 })
    expect(ada.messages).toEqual([])
    await stage.passes({ minutes: 1 })
    ada.sees('Still coming? A first online shop', 'https://meet.example/shop')
    ines.sees('Vous venez toujours')
    await ada.presses('Yes, I come')
    ada.sees('Thank you. See you on', 'You come to “A first online shop”')
    expect(ada.labels()).not.toContain('Yes, I come')
    await olga.types('/workshop show 1')
    olga.sees('1 of 2 have said yes')
    await ada.types('/workshop show 1')
    expect(ada.answer).not.toContain('have said yes')
    await stage.passes({ hours: 20 })
    expect(ada.messages).toHaveLength(1)
    expect(ines.messages).toHaveLength(1)
  })

  it('gives the seat to the next, and is not asked of who joins later', async () => {
    const { stage, ada, ines } = await opened({ seats: '1', acceptHours: '2' })
    const noor = await stage.person('Noor')
    await ada.types('/workshop join 1')
    await ines.types('/workshop join 1')
    await stage.passes({ days: 7, hours: 8, minutes: 30 })
    await ada.presses('No, I give my seat')
    ada.sees('You have left', 'You gave your seat at “A first online shop” back')
    ines.sees('Une place pour vous')
    await ines.presses('Non, merci')
    await noor.types('/workshop join 1')
    await stage.passes({ hours: 23 })
    expect(noor.messages).toEqual([])
    expect(ines.messages).toHaveLength(1)
  })

  it('wakes nobody, and is not asked when nobody else could be offered the seat any more', async () => {
    const { stage } = await opened()
    // 18:30 in Paris is 02:30 in Tokyo, and 09:30 in Los Angeles
    const [mei, sam] = [await stage.person('Mei', { timeZone: 'Asia/Tokyo' }), await stage.person('Sam', { timeZone: 'America/Los_Angeles' })]
    for (const person of [mei, sam]) await person.types('/workshop join 1')
    await stage.passes({ days: 7, hours: 8, minutes: 30 })
    sam.sees('Still coming?')
    expect(mei.messages).toEqual([])
    await stage.passes({ hours: 5, minutes: 30 })
    mei.sees('Still coming?')
  })

  it('follows the date: what was said of another time is asked again, of a cancelled one not at all', async () => {
    const { stage, olga, ada } = await opened()
    await ada.types('/workshop join 1')
    await stage.passes({ days: 7, hours: 9 })
    await ada.presses('Yes, I come')
    await olga.types('/workshop edit 1')
    await olga.fills({ when: '3 December 19:00' })
    expect(await stage.database.client.registration.count({ where: { confirmedAt: { not: null } } })).toBe(0)
    await stage.passes({ days: 2 })
    expect(ada.messages.filter((said) => said.includes('Still coming?'))).toHaveLength(1)
    await olga.types('/workshop cancel 1 No heating.')
    await ada.presses('Yes, I come')
    ada.sees('is cancelled')
  })

  it('is part of the reminder of the day before: one message, answered with one tap', async () => {
    const { stage, olga, ada, ines } = await opened()
    await olga.types('/workshop settings')
    await olga.fills({ reminders: '1 day, 1 hour' })
    for (const person of [ada, ines]) await person.types('/workshop join 1')
    await stage.passes({ days: 7, hours: 8, minutes: 31 })
    for (const person of [ada, ines]) expect(person.messages).toHaveLength(1)
    ada.sees('Soon: A first online shop', 'if you cannot come')
    ines.sees('Bientôt', 'si vous ne pouvez pas venir')
    await ada.presses('Yes, I come')
    ada.sees('You come to “A first online shop”')
    await stage.passes({ hours: 23 })
    for (const person of [ada, ines]) expect(person.messages).toHaveLength(2)
    await olga.types('/workshop show 1')
    olga.sees('1 of 2 have said yes')
  })
})
