import { expect, it } from 'vitest'
import { eachDatabase } from '../../prisma/testing.ts'
import { openStage } from '../../test/stage.ts'
import { opportunities } from './index.ts'
import { publishes } from './testing.ts'

const capabilities = [opportunities]

eachDatabase('a job in several spaces', (open) => {
  it('stands in the right channel of each, is one record, and is edited, closed and counted once', async () => {
    const stage = await openStage({ database: await open(), capabilities, spaces: 3, locale: 'en' })
    const { client } = stage.database
    const [, second = 0, third = 0] = stage.spaceIds
    await client.space.update({ where: { id: second }, data: { channels: { jobs: 'C42' } } })
    await client.space.create({ data: { communityId: stage.communityId, platform: 'stage', externalId: 'waiting', name: 'Waiting', connected: false, channels: { jobs: 'jobs' } } })
    const cards = () => [stage.channel('jobs', 0), stage.channel('C42', 1), stage.channel('jobs', 2)].map(({ messages }) => messages)
    const ada = await stage.person('Ada')
    await publishes(ada, 'job', { title: 'Baker' })
    expect(cards()).toEqual([[expect.stringContaining('Baker')], [expect.stringContaining('Baker')], [expect.stringContaining('Baker')]])
    expect(stage.adapter.delivered.size).toBe(3)
    expect(await client.opportunity.count()).toBe(1)

    await ada.types('/job edit 1')
    await ada.fills({ title: 'Pastry chef' })
    expect(cards()).toEqual([[expect.stringContaining('Pastry chef')], [expect.stringContaining('Pastry chef')], [expect.stringContaining('Pastry chef')]])

    const grace = await stage.person('Grace', { space: 1 })
    const vera = await stage.person('Vera', { space: 2 })
    for (const one of [grace, vera]) {
      await one.presses('I’m interested')
      await one.fills({})
    }
    await ada.types('/job show 1')
    ada.sees('People introduced: 2')
    await ada.types('/job close 1 --reason filled-here')
    ada.sees('filled thanks to the network')
    for (const [card = ''] of cards()) expect(card).toMatch(/Filled, thanks to the network/)
    expect(cards().map((messages) => messages.length)).toEqual([1, 1, 1])
    expect(await client.opportunity.findMany()).toMatchObject([{ status: 'closed', closedReason: 'filled-here' }])

    await client.space.update({ where: { id: third }, data: { connected: false } })
    await publishes(ada, 'job', { title: 'Cook' })
    expect(cards().map((messages) => messages.length)).toEqual([2, 2, 1])
  })
})
