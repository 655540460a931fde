import { expect, it } from 'vitest'
import { view } from '../../bot/view.ts'
import { eachDatabase } from '../../prisma/testing.ts'
import { openStage, type Stage } from '../../test/stage.ts'
import { action, anyone, capability, catalogue, text } from '../kit.ts'
import { settings } from './index.ts'

const m = catalogue('news', { en: { jobs: 'Jobs', deals: 'Deals', say: 'Say it' }, fr: { jobs: 'Emplois', deals: 'Bons plans', say: 'Le dire' } })

const news = capability({
  name: 'news',
  messages: m,
  channels: { jobs: m.jobs, deals: m.deals },
  actions: [
    action({
      name: 'news say', title: m.say, description: m.say, can: anyone, input: {},
      async run({ tell, now }) {
        await tell({ channel: 'jobs' }, view({}, text('A job!')), { key: `news:${now.toISOString()}` })
        return view({}, text('Said.'))
      },
    }),
  ],
})

const capabilities = [settings, news]

/** The community's first space, where the organiser is, and one more that somebody brought the assistant to. */
async function openWaiting(stage: Stage) {
  const olga = await stage.person('Olga', { roles: ['organiser'] })
  const places = [{ id: 'C1', name: 'jobs' }, { id: 'C2', name: 'lobby' }, { id: 'C3', name: 'bons-plans' }]
  const found = { platform: 'stage', externalId: 'guild-2', name: 'Paris', places }
  const space = await stage.engine.openSpace(found)
  await stage.settle()
  return { olga, found, space }
}

const auditOf = async ({ database }: Stage) => (await database.client.audit.findMany({ orderBy: { id: 'asc' } })).map(({ subject, detail }) => [subject, detail])

eachDatabase('/settings spaces', (open) => {
  it('connects a space that waits, from the message that asked, and everybody asked reads who did', async () => {
    const stage = await openStage({ database: await open(), capabilities })
    const paul = await stage.person('Paul', { roles: ['organiser'], locale: 'fr' })
    const { olga, space } = await openWaiting(stage)
    expect(olga.messages).toEqual([expect.stringContaining('I was brought to Paris. Is it one of the places of the community?')])
    expect(paul.messages).toEqual([expect.stringContaining('On m’a invité dans Paris.')])
    await olga.presses('Connect')
    olga.sees('Paris is connected')
    expect(paul.messages).toEqual([expect.stringContaining('Olga a connecté Paris.')])
    expect(paul.labels()).toEqual(['Espaces'])
    expect(await auditOf(stage)).toEqual([[`settings:space:${space.id}`, { connected: true }]])
    await olga.types('/news say')
    expect(stage.channel('C1', 0).messages).toEqual([])
    expect([...stage.adapter.delivered.values()].filter(({ spaceId }) => spaceId === space.id).map(({ to }) => to)).toContainEqual({ channel: 'C1' })
    await paul.sends({ call: { action: 'settings.connect', input: { space: space.id } } })
    paul.sees('Paris est déjà connecté.')
  })

  it('refuses one, changes its mind, and lets one go, but not the one the organiser speaks in', async () => {
    const stage = await openStage({ database: await open(), capabilities })
    const { olga, found, space } = await openWaiting(stage)
    await olga.types('/settings')
    olga.sees('A new space waits for your decision', 'Organisers: Olga')
    await olga.presses('Spaces')
    olga.sees('• Stage 0', 'State: connected', 'People: 1', 'Jobs: #jobs', '• Paris', 'State: waiting for your decision', 'People: 0')
    await olga.presses('Refuse')
    olga.sees('Paris is not connected: nobody is served there')
    expect(olga.messages.join()).toContain('Olga decided not to connect Paris.')
    expect(await stage.engine.openSpace(found)).toMatchObject({ connected: false })
    await stage.settle()
    expect(olga.messages).toHaveLength(1)
    await olga.types('/settings')
    olga.seesNot('waits for your decision')
    await olga.types('/settings spaces')
    olga.sees('State: not connected')
    expect(olga.labels().filter((label) => ['Connect', 'Refuse', 'Disconnect'].includes(label))).toEqual(['Connect'])
    await olga.presses('Connect')
    await olga.presses('Spaces')
    olga.sees('Deals: #bons-plans')
    await olga.presses('Disconnect')
    olga.sees('Paris is not connected')
    await olga.sends({ call: { action: 'settings.refuse', input: { space: space.id } } })
    olga.sees('as it was')
    await olga.sends({ call: { action: 'settings.connect', input: { space: 4711 } } })
    olga.sees('no longer part of the community')
  })

  it('is for organisers', async () => {
    const stage = await openStage({ database: await open(), capabilities })
    const { space } = await openWaiting(stage)
    const ada = await stage.person('Ada')
    await ada.sends({ call: { action: 'settings.connect', input: { space: space.id } } })
    ada.sees('Only the organisers')
    expect(await stage.engine.openSpace({ platform: 'stage', externalId: 'guild-2', name: 'Paris', places: [] })).toMatchObject({ connected: false })
  })

  it('chooses channels by name, by # and name, or by the id a picker gives, and says when one is gone', async () => {
    const stage = await openStage({ database: await open(), capabilities })
    const { olga, found, space } = await openWaiting(stage)
    await stage.database.client.space.update({ where: { id: space.id }, data: { connected: true } })
    const sets = async (channel: string) => {
      await olga.sends({ call: { action: 'settings.channel', input: { space: space.id, purpose: 'jobs', channel } }, submitted: true })
      return (await stage.database.client.space.findUniqueOrThrow({ where: { id: space.id } })).channels
    }
    expect(await sets('#lobby')).toMatchObject({ jobs: 'C2' })
    olga.sees('from now on in #lobby (Paris)')
    expect(await sets('C3')).toMatchObject({ jobs: 'C3' })
    olga.sees('from now on in #bons-plans (Paris)')
    expect(await sets('JOBS')).toMatchObject({ jobs: 'C1' })
    expect(await sets('nowhere')).toMatchObject({ jobs: 'C1' })
    olga.sees('This channel is not known here. There are: #bons-plans, #jobs, #lobby.')

    await stage.engine.openSpace({ ...found, places: [{ id: 'C2', name: 'foyer' }] })
    await olga.types('/settings channels')
    olga.sees('Jobs · Paris', 'a channel that is gone: choose another')
    await olga.sends({ call: { action: 'settings.channel', input: { space: space.id, purpose: 'jobs' } } })
    expect(olga.form?.values.channel).toBeUndefined()
    expect(olga.form?.fields).toMatchObject([{ name: 'channel', names: 'channel' }])
    const suggest = (input: Record<string, number>, typed: string) =>
      stage.engine.suggest({ spaceId: stage.spaceIds[0] ?? 0, externalId: 'olga-1', name: 'Olga' }, { action: 'settings.channel', input }, 'channel', typed)
    expect(await suggest({ space: space.id }, '#F')).toEqual([{ value: 'foyer', label: '#foyer' }])
    expect((await suggest({}, '')).map(({ value }) => value)).toEqual(expect.arrayContaining(['foyer', 'jobs', 'general']))
  })
})

eachDatabase('a time zone that nobody knows', (open) => {
  const asks = /I show times in the time zone of the community: Europe\/Paris/

  it('is asked once, at the end of an answer to something that was done', async () => {
    const stage = await openStage({ database: await open(), capabilities })
    const ada = await stage.person('Ada', { timeZone: null })
    await ada.types('/news')
    ada.seesNot(asks)
    await ada.types('/news say')
    ada.sees('Said.', asks)
    expect(ada.messages).toEqual([])
    await ada.presses('That is right')
    ada.sees('Good: I keep to Europe/Paris.')
    ada.seesNot(asks)
    await ada.types('/news say')
    ada.seesNot(asks)
    expect(await stage.database.client.person.findUnique({ where: { id: ada.id } })).toMatchObject({ timeZone: 'Europe/Paris', zoneAskedAt: stage.clock.now() })
  })

  it('is chosen in the form of /me, and an old button does not undo it', async () => {
    const stage = await openStage({ database: await open(), capabilities })
    const ada = await stage.person('Ada', { timeZone: null, locale: 'fr' })
    await ada.types('/news say')
    await ada.presses('Un autre fuseau')
    await ada.fills({ timeZone: 'montréal' })
    await ada.sends({ call: { action: 'settings.zone', input: { zone: 'Europe/Paris' } } })
    ada.sees('je garde America/Montreal')
  })

  it('is asked no second time of somebody who does not care', async () => {
    const stage = await openStage({ database: await open(), capabilities })
    const ada = await stage.person('Ada', { timeZone: null })
    await ada.types('/news say')
    ada.sees(asks)
    await ada.types('/news say')
    ada.seesNot(asks)
  })

  it('is not asked of somebody whose platform knows it, or who is asked for something else first', async () => {
    const stage = await openStage({ database: await open(), capabilities })
    const from = { spaceId: stage.spaceIds[0] ?? 0, externalId: 'grace', name: 'Grace', locale: 'en' as const, timeZone: 'Asia/Tokyo' }
    const reply = await stage.engine.run({ key: '1', from, channel: null, what: { typed: '/news say' } })
    expect(JSON.stringify(reply)).not.toContain('zoneAssumed')
    const ada = await stage.person('Ada', { timeZone: null })
    await ada.types('/settings edit')
    ada.sees('Only the organisers')
    ada.seesNot(asks)
    await ada.types('/news say')
    ada.sees(asks)
  })
})
