import { expect, it } from 'vitest'
import { eachDatabase } from '../prisma/testing.ts'
import { openStage, type Stage } from '../test/stage.ts'
import { capability } from './action.ts'
import { channelsIn, placesIn } from './places.ts'
import { catalogue } from './text.ts'
import { text, view } from './view.ts'

const m = catalogue('market', {
  en: { jobs: 'Jobs and contracts', deals: 'Deals', stories: 'Success stories', asks: '{space} waits' },
  fr: { jobs: 'Offres et missions', deals: 'Bons plans', stories: 'Belles histoires', asks: '{space} attend' },
})

const market = capability({
  name: 'market',
  messages: m,
  actions: [],
  channels: { jobs: m.jobs, deals: m.deals, stories: m.stories },
  spaceWaits: ({ name }) => view({}, text(m.asks({ space: name }))),
})

const placesCalled = (...names: string[]) => names.map((name, index) => ({ id: `C${index}`, name }))
const opens = (stage: Stage, externalId: string, ...channels: string[]) =>
  stage.engine.openSpace({ platform: 'planet', externalId, name: `Planet ${externalId}`, places: placesCalled(...channels) })
const spaceOf = ({ database }: Stage, id: number) => database.client.space.findUniqueOrThrow({ where: { id } })

eachDatabase('a space', (open) => {
  it('is the community’s when it is the first of its platform; any other waits, even once that one is let go', async () => {
    const stage = await openStage({ database: await open(), capabilities: [market] })
    const first = await opens(stage, '1')
    expect(first).toEqual({ id: first.id, connected: true })
    expect((await opens(stage, '2')).connected).toBe(false)
    await stage.database.client.space.update({ where: { id: first.id }, data: { connected: false } })
    expect((await opens(stage, '1')).connected).toBe(false)
    expect((await opens(stage, '3')).connected).toBe(false)
  })

  it('is one of several that appear at the same moment, of which one is the first', async () => {
    const stage = await openStage({ database: await open(), capabilities: [market] })
    const opened = await Promise.all(['1', '2', '3', '4'].map((id) => opens(stage, id)))
    expect(opened.filter(({ connected }) => connected)).toHaveLength(1)
  })

  it('asks the organisers once, those too whom a space of the community vouches for, and nobody for whom only a stranger’s does', async () => {
    const stage = await openStage({ database: await open(), capabilities: [market] })
    const olga = await stage.person('Olga', { roles: ['organiser'] })
    const vera = await stage.person('Vera', { roles: [] })
    const eve = await stage.person('Eve', { roles: [] })
    const { account } = stage.database.client
    await account.updateMany({ where: { personId: vera.id }, data: { organises: true } })
    await opens(stage, '1')
    const hers = await opens(stage, '2')
    await account.updateMany({ where: { personId: eve.id }, data: { organises: true, spaceId: hers.id } })
    await opens(stage, '3')
    await opens(stage, '3')
    await stage.settle()
    expect(olga.messages).toEqual(['Planet 2 waits', 'Planet 3 waits'])
    expect(vera.messages).toEqual(['Planet 2 waits', 'Planet 3 waits'])
    expect(eve.messages).toEqual([])
  })

  it('serves purposes with the channels that are called like them, until somebody chooses others', async () => {
    const stage = await openStage({ database: await open(), capabilities: [market] })
    const { id } = await opens(stage, '1', 'general', '💼│Offres_et_missions', 'BONS-PLANS', 'success')
    expect(channelsIn(await spaceOf(stage, id))).toEqual({ jobs: 'C1', deals: 'C2', stories: 'C3' })
    await stage.database.client.space.update({ where: { id }, data: { channels: { jobs: 'C0', deals: '' } } })
    await opens(stage, '1', 'lobby', 'jobs', 'deals', 'stories')
    const space = await spaceOf(stage, id)
    expect(channelsIn(space)).toEqual({ jobs: 'C0', deals: '', stories: 'C3' })
    expect(placesIn(space).map(({ name }) => name)).toEqual(['lobby', 'jobs', 'deals', 'stories'])
  })

  it('of another community is none of ours', async () => {
    const stage = await openStage({ database: await open(), capabilities: [market] })
    const { client } = stage.database
    const other = await client.community.create({ data: { name: 'Others', locale: 'en', timeZone: 'UTC' } })
    await client.space.create({ data: { communityId: other.id, platform: 'planet', externalId: '1', name: 'Theirs' } })
    await expect(opens(stage, '1')).rejects.toThrow('belongs to another community')
    expect((await opens(stage, '2')).connected).toBe(true)
  })
})
