import { expect, it } from 'vitest'
import { eachDatabase } from '../../prisma/testing.ts'
import { openStage } from '../../test/stage.ts'
import { help } from '../help/index.ts'
import { opportunities } from './index.ts'
import { dealForm, publishes } from './testing.ts'

const capabilities = [help, opportunities]

eachDatabase('home', (open) => {
  it('has one’s drafts, what ends soon with a way to renew it, and the newest jobs', async () => {
    const stage = await openStage({ database: await open(), capabilities })
    const ada = await stage.person('Ada')
    await ada.types('/home')
    ada.sees('Nothing waits for you here')
    for (const title of ['Baker', 'Cook', 'Driver', 'Editor']) await publishes(ada, 'job', { title })
    await publishes(ada, 'deal', { title: 'Flowers', until: '2026-12-01' })
    await ada.types('/deal post')
    await ada.fills({ ...dealForm, title: 'A draft of mine' })
    await ada.types('/home')
    ada.sees('Yours to look after', 'A draft of mine', 'Newest jobs', 'Editor', 'Driver', 'Cook')
    ada.seesNot('• Baker', '• Flowers')
    expect(ada.answer.indexOf('Editor')).toBeLessThan(ada.answer.indexOf('Cook'))

    await stage.passes({ days: 6 })
    await ada.types('/home')
    ada.sees('• Flowers')
    await ada.presses('Renew for 30 days')
    ada.sees('Renewed: “Flowers”')
    await ada.types('/home')
    ada.seesNot('• Flowers')
    await ada.presses('See all')
    ada.sees('4 jobs')

    const grace = await stage.person('Grace')
    await grace.types('/home')
    grace.sees('Newest jobs', 'Editor')
    grace.seesNot('Yours to look after', 'A draft of mine')
    const gus = await stage.person('Gus', { roles: [] })
    await gus.types('/home')
    gus.seesNot('Editor')
  })
})
