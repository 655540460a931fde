import { expect, it } from 'vitest'
import { eachDatabase } from '../../prisma/testing.ts'
import { openStage } from '../../test/stage.ts'
import { workshops } from './index.ts'
import { publishes } from './testing.ts'

eachDatabase('a workshop that is changed', (open) => {
  const opened = async (about: Record<string, string> = {}) => {
    const stage = await openStage({ database: await open(), capabilities: [workshops], locale: 'en' })
    const olga = await stage.person('Olga', { roles: ['member', 'organiser'] })
    const [ada, ines, noor] = [await stage.person('Ada'), await stage.person('Inès'), await stage.person('Noor')]
    await publishes(olga, about)
    return { stage, olga, ada, ines, noor }
  }

  it('is moved with its people, who are told once each; the card and the lists follow', async () => {
    const { stage, olga, ada, ines, noor } = await opened()
    for (const person of [ada, ines, noor]) await person.types('/workshop join 1')
    await olga.types('/workshop edit 1')
    expect(olga.form?.values).toMatchObject({ title: 'A first online shop', when: '2026-12-01 18:30', seats: 2, place: 'https://meet.example/shop' })
    await olga.fills({ when: '3 December 19:00', place: 'https://meet.example/new' })
    olga.sees('Changed: A first online shop')
    for (const person of [ada, ines]) {
      expect(person.messages).toHaveLength(1)
      person.sees('your seat is kept', /3 December 2026 at 19:00/, 'https://meet.example/new')
    }
    expect(noor.messages).toHaveLength(1)
    noor.sees('your place in the waiting list is kept')
    noor.seesNot('https://meet.example/new')
    stage.channel('workshops').sees(/3 December 2026 at 19:00/)
    await ada.types('/workshop list --mine yes')
    ada.sees(/3 December 2026 at 19:00/)
    expect(await stage.database.client.workshopDate.count()).toBe(1)
  })

  it('offers its further seats to who waits, and takes none away from who has one', async () => {
    const { olga, ada, ines, noor } = await opened()
    for (const person of [ada, ines, noor]) await person.types('/workshop join 1')
    await olga.types('/workshop edit 1')
    await olga.fills({ seats: '1' })
    olga.sees('2 people have a seat already')
    await olga.fills({ seats: '3' })
    noor.sees('A seat for you')
    await noor.presses('Take the seat')
    noor.sees('You have a seat')
  })

  it('of a series, keeps the dates that it has still, and tells those of the others', async () => {
    const { stage, olga, ada, ines } = await opened({ when: 'every Tuesday at 18:30 from 1 December until 22 December' })
    const dates = () => stage.database.client.workshopDate.findMany({ where: { status: 'planned' }, orderBy: { startsAt: 'asc' } })
    const [first, , third] = await dates()
    expect(await dates()).toHaveLength(4)
    await ada.sends({ call: { action: 'workshop join', input: { number: 1, date: first?.id } } })
    await ines.sends({ call: { action: 'workshop join', input: { number: 1, date: third?.id } } })
    await olga.types('/workshop edit 1')
    await olga.fills({ when: 'every Tuesday at 18:30 from 1 December until 8 December' })
    expect((await dates()).map(({ slot }) => slot)).toEqual(['2026-12-01T18:30', '2026-12-08T18:30'])
    ada.sees('your seat is kept')
    ines.sees('There is no workshop on')
  })

  it('is cancelled with a reason that everybody reads, once', async () => {
    const { stage, olga, ada, noor } = await opened({ seats: '1' })
    await ada.types('/workshop join 1')
    await noor.types('/workshop join 1')
    await ada.types('/workshop cancel 1 no')
    ada.sees('Only the organisers')
    await olga.types('/workshop cancel 1')
    await olga.fills({ reason: 'Our speaker is ill.' })
    olga.sees('Cancelled: A first online shop')
    for (const person of [ada, noor]) {
      person.sees('cancelled: Our speaker is ill.')
      expect(person.messages).toHaveLength(1)
    }
    stage.channel('workshops').sees('cancelled: Our speaker is ill.')
    await olga.types('/workshop cancel 1 again')
    olga.sees('is cancelled')
    await ada.types('/workshop list')
    ada.seesNot('A first online shop (#1)')
    await stage.passes({ days: 30 })
    expect(ada.messages).toHaveLength(1)
  })

  it('tells more people than one transaction takes, each once', async () => {
    const { stage, olga } = await opened({ seats: '300' })
    const { client } = stage.database
    const people = Array.from({ length: 110 }, (_, index) => ({ communityId: stage.communityId, name: `Member ${index}` }))
    await client.person.createMany({ data: people })
    const all = await client.person.findMany({ where: { name: { startsWith: 'Member' } }, select: { id: true } })
    const [date] = await client.workshopDate.findMany()
    const createdAt = stage.clock.now()
    await client.registration.createMany({ data: all.map(({ id }) => ({ dateId: date?.id ?? 0, personId: id, status: 'registered', createdAt })) })
    await client.workshopDate.updateMany({ data: { taken: 110 } })
    await olga.types('/workshop cancel 1 The room is flooded.')
    expect(await client.posting.count({ where: { personId: { in: all.map(({ id }) => id) } } })).toBe(110)
  })
})
