import { expect, it } from 'vitest'
import { eachDatabase } from '../../prisma/testing.ts'
import { publish, question } from '../../test/stage/experts.ts'
import { openStage } from '../../test/stage.ts'
import { experts } from '../experts/index.ts'
import { opportunities } from '../opportunities/index.ts'
import { stats } from './index.ts'

const capabilities = [experts, opportunities, stats]

eachDatabase('the figures', (open) => {
  it('say that nothing happened, and are for organisers', async () => {
    const stage = await openStage({ database: await open(), capabilities })
    const [sofia, ada] = [await stage.person('Sofia', { roles: ['organiser'] }), await stage.person('Ada')]
    await sofia.types('/stats')
    sofia.sees('The last 90 days', 'Nobody has asked a question in this time', 'Jobs published: 0')
    expect(await stage.database.client.storedFile.count()).toBe(0)
    await ada.types('/stats')
    ada.seesNot('The last 90 days')
  })

  it('tell how fast and how often questions are answered, by whom, and whom to look for', async () => {
    const stage = await openStage({ database: await open(), capabilities, now: '2026-11-23T09:00:00Z' })
    const [sofia, ada] = [await stage.person('Sofia', { roles: ['organiser'] }), await stage.person('Ada')]
    const claire = await publish(stage, 'Claire')
    await publish(stage, 'Denise', { headline: 'Potter', skills: 'stoneware' })
    await ada.types(`/expert ask ${question}`)
    await stage.passes({ hours: 3 })
    await claire.presses('Answer')
    await claire.fills({ answer: 'With the rate of Belgium.' })
    await ada.types('/expert ask Who knows beekeeping?')
    await sofia.types('/stats 30')
    sofia.sees(
      'The last 30 days', 'Questions asked: 2', 'Answered: 1 (50%)', 'First answer, for half of them: within 3 hours', 'Nobody left to ask: 1',
      'beekeeping', 'Experts who were asked: 1 of 2', '0.5', 'How often the most asked experts were asked.',
    )
    sofia.seesNot(question, 'Claire: 1')
    const pictures = await stage.database.client.storedFile.findMany()
    expect(pictures.map(({ type, ownerId }) => [type, ownerId])).toEqual([['image/png', sofia.id], ['image/png', sofia.id]])
    for (const { bytes } of pictures) expect(Buffer.from(bytes).subarray(1, 4).toString()).toBe('PNG')
    await stage.passes({ days: 40 })
    await sofia.presses('A year')
    sofia.sees('The last 365 days', 'Questions asked: 2')
    expect(await stage.database.client.storedFile.count()).toBe(2)
    await sofia.presses('30 days')
    sofia.sees('Nobody has asked a question in this time')
  })
})
