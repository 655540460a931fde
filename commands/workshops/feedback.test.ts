import { expect, it } from 'vitest'
import { eachDatabase } from '../../prisma/testing.ts'
import { openStage } from '../../test/stage.ts'
import { workshops } from './index.ts'
import { publishes } from './testing.ts'

eachDatabase('feedback', (open) => {
  const opened = async (names: string[] = ['Ada', 'Inès', 'Noor']) => {
    const stage = await openStage({ database: await open(), capabilities: [workshops], locale: 'en' })
    const olga = await stage.person('Olga', { roles: ['member', 'organiser'] })
    await publishes(olga, { seats: '9', guests: 'Grace', when: '1 December 16:00' })
    const people = []
    for (const name of names) people.push(await stage.person(name))
    for (const person of people) await person.types('/workshop join 1')
    // not one question of the day before
    await stage.database.client.job.deleteMany({ where: { name: 'workshops.coming' } })
    return { stage, olga, people }
  }
  /** Until 17:30, when it is over. */
  const untilItIsOver = { days: 8, hours: 7, minutes: 30 }

  it('is asked once, an hour after the end; a number is one tap, words are a form, and who said what stays unknown', async () => {
    const { stage, olga, people } = await opened()
    const [ada, ines, noor] = people
    await stage.passes(untilItIsOver)
    expect(ada?.messages).toEqual([])
    await stage.passes({ minutes: 59 })
    await stage.passes({ minutes: 1 })
    ada?.sees('How was it? A first online shop', 'from 1 (not at all) to 5 (very)')
    await ada?.presses('5')
    ada?.sees('You gave 5 of 5')
    await ada?.presses('4')
    await ada?.presses('Write a few words')
    await ada?.fills({ words: 'More time for questions, please.' })
    ada?.sees('You gave 4 of 5', 'Thank you')
    await ines?.presses('5')
    await olga.types('/workshop show 1')
    await olga.presses('Feedback')
    olga.sees('2 answers so far. From 3 on')
    expect(olga.answer).not.toContain('More time')
    await noor?.presses('2')
    await olga.types('/workshop feedback 1')
    olga.sees('On average: 3.7 of 5', 'Answers: 3', '4: 1', '3: 0', 'More time for questions')
    expect(olga.answer).not.toContain('Ada')
    await ada?.types('/workshop feedback 1')
    ada?.sees('Only those who organise it and who spoke')
    await stage.passes({ days: 31 })
    for (const person of people) expect(person.messages).toHaveLength(1)
    await ada?.sends({ call: { action: 'workshops.rate', input: { number: 1, date: 1, mark: 1 } } })
    ada?.sees('too long ago')
  })

  it('is not asked of who did not come, where attendance was taken, and waits for the morning', async () => {
    const { stage, olga, people } = await opened(['Ada', 'Inès'])
    const [ada, ines] = people
    const mei = await stage.person('Mei', { timeZone: 'Asia/Tokyo' })
    await mei.types('/workshop join 1')
    await stage.passes(untilItIsOver)
    for (const { id } of [ada, mei].flatMap((one) => one ?? [])) await olga.sends({ call: { action: 'workshops.attended', input: { number: 1, date: 1, person: id, came: true } } })
    await stage.passes({ hours: 1 })
    // 18:30 in Paris is 02:30 in Tokyo
    expect([ada, ines, mei].map((one) => one?.messages.length)).toEqual([1, 0, 0])
    await stage.passes({ hours: 5, minutes: 30 })
    mei.sees('How was it?')
    await stage.passes({ days: 1 })
    expect(ines?.messages).toEqual([])
    await ines?.sends({ call: { action: 'workshops.rate', input: { number: 1, date: 1, mark: 9 } } })
    ines?.sees('This button is too old')
  })

  it('is not given before the end, nor by who had no seat', async () => {
    const { stage, people: [ada] } = await opened(['Ada'])
    const noor = await stage.person('Noor')
    const rates = { call: { action: 'workshops.rate', input: { number: 1, date: 1, mark: 5 } } }
    await ada?.sends(rates)
    ada?.sees('is not over yet')
    await stage.passes(untilItIsOver)
    await noor.sends(rates)
    noor.sees('Only those who came')
  })
})

eachDatabase('/workshop settings', (open) => {
  it('says how long a freed seat is kept, where the workshop does not', async () => {
    const stage = await openStage({ database: await open(), capabilities: [workshops], locale: 'en' })
    const olga = await stage.person('Olga', { roles: ['member', 'organiser'] })
    const [ada, ines] = [await stage.person('Ada'), await stage.person('Inès')]
    await olga.types('/workshop settings')
    expect(olga.form?.values).toEqual({ acceptHours: 12, reminders: '1 week, 1 day, 1 hour' })
    await olga.fills({ acceptHours: '2' })
    olga.sees('is kept 2 hours', 'In the last 3 hours')
    await ada.types('/workshop settings')
    ada.sees('Only the organisers')
    await publishes(olga, { seats: '1' })
    for (const person of [ada, ines]) await person.types('/workshop join 1')
    await ada.types('/workshop leave 1')
    ines.sees(/until Monday,? 23 November 2026 at 12:00/)
  })
})
