import { expect, it } from 'vitest'
import { eachDatabase } from '../prisma/testing.ts'
import { openStage } from '../test/stage.ts'
import { action, capability } from './action.ts'
import { meet, organiser, recognise, type AccountRef, type Community } from './person.ts'
import { catalogue } from './text.ts'
import { text, view } from './view.ts'

const m = catalogue('gate', { en: { open: 'Open the gate', opened: 'The gate is open.', bell: 'Somebody rings.' }, fr: { open: 'Ouvrir', opened: 'C’est ouvert.', bell: 'On sonne.' } })

const gate = capability({
  name: 'gate',
  messages: m,
  actions: [
    action({
      name: 'open', title: m.open, description: m.open, can: organiser, input: {},
      async run({ tell }) {
        await tell({ organisers: true }, view({}, text(m.bell)), { key: 'bell' })
        return view({}, text(m.opened))
      },
    }),
  ],
})

const now = new Date('2026-11-23T09:00:00Z')

eachDatabase('a person', (open) => {
  it('organises where and as long as her platform says so', async () => {
    const stage = await openStage({ database: await open(), capabilities: [gate], spaces: 2 })
    const [here = 0, there = 0] = stage.spaceIds
    const run = async (spaceId: number, roles?: AccountRef['roles']) =>
      JSON.stringify(await stage.engine.run({ key: `${Math.random()}`, from: { spaceId, externalId: 'vera', name: 'Vera', platform: 'stage', roles }, channel: null, what: { typed: '/open' } }))
    expect(await run(here, ['member', 'organiser'])).toContain('gate.opened')
    expect(await run(there, ['member'])).toContain('organisersOnly')
    expect(await run(here)).toContain('organisersOnly')
    expect(await stage.database.client.person.count()).toBe(1)
  })

  it('is told what organisers are told as long as a connected space vouched for her when she last acted there', async () => {
    const stage = await openStage({ database: await open(), capabilities: [gate], spaces: 2 })
    const vera = await stage.person('Vera', { roles: [], vouched: ['organiser'] })
    const rings = () => stage.database.client.posting.count({ where: { key: { startsWith: 'bell' } } })
    await vera.types('/open')
    vera.sees('The gate is open.')
    expect(vera.messages).toEqual(['Somebody rings.'])
    await stage.database.client.posting.deleteMany()
    await stage.database.client.space.updateMany({ data: { connected: false } })
    await vera.types('/open')
    expect(await rings()).toBe(0)
    await stage.database.client.space.updateMany({ data: { connected: true } })
    await stage.database.client.account.updateMany({ data: { organises: false } })
    await vera.types('/open')
    expect(await rings()).toBe(1)
  })

  it('is the same in all spaces of a platform that says so, and another where it does not, or in another community', async () => {
    const stage = await openStage({ database: await open(), capabilities: [], spaces: 3 })
    const { client } = stage.database
    const [first = 0, second = 0, third = 0] = stage.spaceIds
    const community: Community = { id: stage.communityId, name: 'Cyberelles', locale: 'fr', timeZone: 'Europe/Paris' }
    const other: Community = { ...community, id: (await client.community.create({ data: { name: 'Others', locale: 'en', timeZone: 'UTC' } })).id }
    const theirs = await client.space.create({ data: { communityId: other.id, platform: 'stage', externalId: 'theirs', name: 'Theirs' } })
    const from = (spaceId: number, platform?: string): AccountRef => ({ spaceId, externalId: '42', name: 'Ada', platform })
    const ada = await meet(client, from(first, 'stage'), community, now)
    expect((await recognise(client, from(second, 'stage'), community)).who.id).toBe(ada.id)
    expect((await meet(client, from(second, 'stage'), community, now)).id).toBe(ada.id)
    expect((await recognise(client, from(third), community)).who.id).toBe(0)
    expect((await recognise(client, from(theirs.id, 'stage'), other)).who.id).toBe(0)
    expect(await client.account.count()).toBe(2)
  })

  it('reads in the language and the zone that she chose, else that her platform knows, else of the community', async () => {
    const stage = await openStage({ database: await open(), capabilities: [] })
    const { client } = stage.database
    const [spaceId = 0] = stage.spaceIds
    const community: Community = { id: stage.communityId, name: 'Cyberelles', locale: 'fr', timeZone: 'Europe/Paris' }
    const from: AccountRef = { spaceId, externalId: 'ada', name: 'Ada' }
    expect((await recognise(client, from, community)).who).toMatchObject({ locale: 'fr', timeZone: 'Europe/Paris' })
    expect((await recognise(client, { ...from, locale: 'en', timeZone: 'Asia/Tokyo' }, community)).who).toMatchObject({ locale: 'en', timeZone: 'Asia/Tokyo' })
    const { id } = await meet(client, from, community, now)
    // Met where her platform did not know: what it says later is kept for what is written to her, until she chooses.
    await meet(client, { ...from, locale: 'en', timeZone: 'Asia/Tokyo' }, community, now)
    expect((await recognise(client, from, community)).who).toMatchObject({ locale: 'en', timeZone: 'Asia/Tokyo' })
    await meet(client, { ...from, locale: 'fr', timeZone: 'UTC' }, community, now)
    expect((await recognise(client, from, community)).who).toMatchObject({ locale: 'en', timeZone: 'Asia/Tokyo' })
    await client.person.update({ where: { id }, data: { locale: 'en', timeZone: 'America/Montreal' } })
    expect((await recognise(client, { ...from, locale: 'fr', timeZone: 'Asia/Tokyo' }, community)).who).toMatchObject({ locale: 'en', timeZone: 'America/Montreal' })
  })
})
