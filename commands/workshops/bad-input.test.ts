import { expect, it } from 'vitest'
import { eachDatabase } from '../../prisma/testing.ts'
import { openStage } from '../../test/stage.ts'
import { workshops } from './index.ts'
import { form, publishes } from './testing.ts'

// What is wrong with a single field of the form is in create.test.ts, a waiting list of five thousand in offers.test.ts.
eachDatabase('workshops, given what they do not expect', (open) => {
  const opened = async (about: { now?: string; spaces?: number } = {}) => {
    const stage = await openStage({ database: await open(), capabilities: [workshops], locale: 'en', ...about })
    return { stage, olga: await stage.person('Olga', { roles: ['member', 'organiser'], locale: 'fr' }) }
  }

  it('take no series without an end, nor an end before the start, and lose nothing typed', async () => {
    const { stage, olga } = await opened()
    for (const [when, said] of [
      ['1er décembre 18h30 FREQ=WEEKLY', 'Cela ne finirait jamais'],
      ['RRULE:FREQ=DAILY;INTERVAL=1', 'Je ne comprends pas quand'],
      ['1er décembre 18h30 FREQ=DAILY;COUNT=1000000000', 'trop pour une seule série'],
      ['1er décembre 18h30 FREQ=SECONDLY;COUNT=3', 'Je ne comprends pas quand'],
      ['1er décembre de 18h30 à 16h', 'La fin tomberait avant le début'],
      ['hier 18h30', 'déjà passé'],
    ] as const) {
      await olga.types('/atelier créer')
      await olga.fills({ ...form, when })
      olga.sees(said)
      expect(olga.form?.values).toMatchObject({ when, title: form.title, seats: '2' })
    }
    expect(await stage.database.client.workshop.count()).toBe(0)
  })

  it('read « demain » at 23:59 by the clock of where it takes place', async () => {
    // half past eleven in the evening of the 23rd in Paris: the 24th has begun in Tokyo, and not in New York
    const { olga } = await opened({ now: '2026-11-23T22:30:00Z' })
    for (const [timeZone, day] of [['Tokyo', 'mercredi 25 novembre 2026 à 23 h 59, heure de Tokyo'], ['New York', 'mardi 24 novembre 2026 à 23 h 59, heure de New York'], ['', 'mardi 24 novembre 2026 à 23 h 59, heure de Paris']] as const) {
      await olga.types('/atelier créer')
      await olga.fills({ ...form, when: 'demain 23h59', timeZone })
      olga.sees(new RegExp(day.replaceAll(' ', '\\s')))
    }
  })

  it('give one seat, or one place in the waiting list, to who joins on two platforms at once', async () => {
    const { stage, olga } = await opened({ spaces: 2 })
    const { client } = stage.database
    await publishes(olga, {}, { button: 'Publier' })
    const ada = await stage.person('Ada')
    const [spaceId = 0, otherSpace = 0] = stage.spaceIds
    const { externalId } = await client.account.findFirstOrThrow({ where: { personId: ada.id } })
    await client.account.create({ data: { spaceId: otherSpace, externalId: 'ada-elsewhere', personId: ada.id, seenAt: stage.clock.now() } })
    const accounts = [{ spaceId, externalId, name: 'Ada' }, { spaceId: otherSpace, externalId: 'ada-elsewhere', name: 'Ada' }]
    const bothDo = (action: string, key: string) =>
      Promise.all(accounts.map((from, index) => stage.engine.run({ key: `${key} ${index}`, from, channel: null, what: { call: { action, input: { number: 1 } } } })))
    await bothDo('workshop join', 'a seat')
    expect(await client.registration.findMany({ select: { personId: true, status: true } })).toEqual([{ personId: ada.id, status: 'registered' }])
    expect(await client.workshopDate.findFirst()).toMatchObject({ taken: 1 })
    await bothDo('workshop leave', 'back')
    expect(await client.workshopDate.findFirst()).toMatchObject({ taken: 0 })
    await client.workshopDate.updateMany({ data: { taken: 2 } })
    await bothDo('workshop join', 'waiting')
    expect(await client.registration.findMany({ select: { status: true, rank: true } })).toEqual([{ status: 'waiting', rank: 1 }])
    expect(stage.logged).toEqual([])
  })

  it('say what is there instead to who leaves, accepts or confirms what she never had', async () => {
    const { stage, olga } = await opened()
    const ada = await stage.person('Ada')
    await publishes(olga, {}, { button: 'Publier' })
    for (const [action, said] of [['workshop leave', 'You are not registered'], ['workshops.accept', 'is kept for you any more'], ['workshops.decline', 'is kept for you any more'], ['workshops.confirm', 'You are not registered']] as const) {
      await ada.sends({ call: { action, input: { number: 1, date: 1 } } })
      ada.sees(said)
      await ada.sends({ call: { action, input: { number: 1, date: 987_654 } } })
      ada.sees(/not registered|no workshop number|is kept for you any more/)
    }
    expect(await stage.database.client.workshopDate.findFirst()).toMatchObject({ taken: 0 })
  })
})
