import { expect, it } from 'vitest'
import { eachDatabase } from '../../prisma/testing.ts'
import { openStage } from '../../test/stage.ts'
import { workshops } from './index.ts'
import { publishes } from './testing.ts'

eachDatabase('/workshop join', (open) => {
  const stageFor = async (about: { spaces?: number } = {}) => {
    const stage = await openStage({ database: await open(), capabilities: [workshops], locale: 'en', ...about })
    return { stage, olga: await stage.person('Olga', { roles: ['member', 'organiser'] }) }
  }

  it('gives a seat and the place, from the card of any space; then a place in the waiting list', async () => {
    const { stage, olga } = await stageFor({ spaces: 2 })
    const [ada, ines, noor] = [await stage.person('Ada'), await stage.person('Inès', { space: 1 }), await stage.person('Noor', { locale: 'fr' })]
    await publishes(olga)
    await ada.types('/workshop show 1')
    ada.seesNot('meet.example')
    ada.sees('shown to those who are registered')
    await ada.presses('Join')
    ada.sees('You have a seat: A first online shop', 'https://meet.example/shop')
    stage.channel('workshops', 1).sees('1 of 2 left')
    await ines.presses('Join')
    ines.sees('You have a seat')
    stage.channel('workshops').sees('full')
    await noor.types('/atelier rejoindre 1')
    noor.sees('Vous êtes sur la liste d’attente', 'le rang 1')
    noor.seesNot('meet.example')
    stage.channel('workshops').sees('full, 1 person waits')
    await noor.types('/workshop join 1')
    noor.sees('déjà sur la liste d’attente')
    await ada.types('/workshop join 1')
    ada.sees('You are registered already')
    await ada.types('/workshop list --mine yes')
    ada.sees('1 workshop', 'You: registered')
    await noor.types('/workshop list')
    noor.sees('rang 1 sur la liste')
  })

  it('leaves, and comes back', async () => {
    const { stage, olga } = await stageFor()
    const ada = await stage.person('Ada')
    await publishes(olga)
    await ada.types('/workshop leave 1')
    ada.sees('You are not registered for “A first online shop”')
    await ada.presses('Join')
    await ada.presses('Leave')
    ada.sees('You have left')
    stage.channel('workshops').sees('2 of 2 left')
    await ada.types('/workshop leave 1')
    ada.sees('You are not registered')
    await ada.presses('Join')
    ada.sees('You have a seat')
    stage.channel('workshops').sees('1 of 2 left')
  })

  it('closes with time, on the card too', async () => {
    const { stage, olga } = await stageFor()
    const [ada, ines] = [await stage.person('Ada'), await stage.person('Inès')]
    await publishes(olga, { closesHours: '24' })
    await ines.types('/workshop join 1')
    await stage.passes({ days: 8 })
    await ines.types('/workshop show 1')
    expect(ines.answer).toContain('[Leave]')
    expect(stage.channel('workshops').drawn.at(-1)?.text).not.toContain('Join')
    await ada.types('/workshop join 1')
    ada.sees('Registration for “A first online shop” is closed')
    await stage.passes({ hours: 9, minutes: 40 })
    await ada.types('/workshop join 1')
    ada.sees('has begun')
    await stage.passes({ days: 1 })
    stage.channel('workshops').sees('It has taken place')
    await ada.types('/workshop join 1')
    ada.sees('is over')
    await ines.types('/workshop show 1')
    ines.sees('You: registered')
    expect(ines.answer).not.toContain('[Leave]')
  })

  it('is for members, and for what there is', async () => {
    const { stage } = await stageFor()
    const [ada, guest] = [await stage.person('Ada'), await stage.person('Guest', { roles: [] })]
    await guest.types('/workshop list')
    guest.sees('This is for members')
    await ada.types('/workshop join 99')
    ada.sees('There is no workshop number 99')
  })

  it('never sells a seat twice: two hundred at once, some of them twice, for fifty seats', { timeout: 60_000 }, async () => {
    const { stage, olga } = await stageFor()
    await publishes(olga, { seats: '50' })
    const { id: dateId } = await stage.database.client.workshopDate.findFirstOrThrow()
    const [spaceId = 0] = stage.spaceIds
    const people = await stage.database.client.person.createManyAndReturn({ data: Array.from({ length: 200 }, (_, n) => ({ communityId: stage.communityId, name: `Member ${n}` })) })
    await stage.database.client.role.createMany({ data: people.map(({ id: personId }) => ({ personId, role: 'member' })) })
    await stage.database.client.account.createMany({ data: people.map(({ id: personId, name }) => ({ spaceId, externalId: name, personId, seenAt: stage.clock.now() })) })
    const join = (name: string, key: string) =>
      stage.engine.run({ key, from: { spaceId, externalId: name, name }, channel: null, what: { call: { action: 'workshop join', input: { number: 1, date: dateId } } } })
    await Promise.all(people.flatMap(({ name }, n) => [join(name, `join ${n}`), ...(n % 10 ? [] : [join(name, `again ${n}`)])]))
    const count = (status: string) => stage.database.client.registration.count({ where: { dateId, status } })
    expect([await count('registered'), await count('waiting')]).toEqual([50, 150])
    expect(await stage.database.client.workshopDate.findFirst()).toMatchObject({ taken: 50, seats: 50 })
    const ranks = await stage.database.client.registration.findMany({ where: { status: 'waiting' }, select: { rank: true } })
    expect(new Set(ranks.map(({ rank }) => rank)).size).toBe(150)
    expect(stage.logged).toEqual([])
    const drawn = () => stage.adapter.attempts.filter(({ to }) => 'channel' in to).length
    const before = drawn()
    await stage.settle()
    stage.channel('workshops').sees('full, 150 people wait')
    expect(drawn()).toBe(before + 1)
  })
})
