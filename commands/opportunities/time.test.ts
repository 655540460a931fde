import { expect, it } from 'vitest'
import { eachDatabase } from '../../prisma/testing.ts'
import { openStage } from '../../test/stage.ts'
import { opportunities } from './index.ts'
import { publishes } from './testing.ts'

eachDatabase('the last day', (open) => {
  const stageFor = async () => openStage({ database: await open(), capabilities: [opportunities], locale: 'en', now: '2026-11-23T09:00:00Z' })

  it('is the same day for everybody, wherever they read it', async () => {
    const stage = await stageFor()
    const ada = await stage.person('Ada', { timeZone: 'America/Montreal' })
    await publishes(ada, 'deal', { until: '2026-12-10' })
    stage.channel('deals').sees('Until: 10 December 2026')
    for (const [name, timeZone] of [['Bea', 'Europe/Paris'], ['Kei', 'Asia/Tokyo'], ['Leilani', 'Pacific/Honolulu']] as const) {
      const reader = await stage.person(name, { timeZone })
      await reader.types('/deal list')
      reader.sees('Until: 10 December 2026')
      await reader.presses('Use it')
      reader.sees('Valid until 10 December 2026')
    }
  })

  it('is announced to the author two days before; renewed in one tap, nothing closes', async () => {
    const stage = await stageFor()
    const ada = await stage.person('Ada')
    await publishes(ada, 'job', { until: '2026-12-10' })
    await stage.passes({ days: 14 })
    expect(ada.messages).toEqual([])
    // 8 December, nine in the morning in Paris
    await stage.passes({ days: 1 })
    expect(ada.messages).toHaveLength(1)
    ada.sees('Still open?', 'ends on 10 December 2026')
    await ada.presses('Renew for 60 days')
    ada.sees('Renewed', 'open until 6 February 2027')
    expect(ada.messages).toHaveLength(1)
    expect(ada.messages[0]).toBe('“Développeuse full-stack” is open until 6 February 2027.')
    stage.channel('jobs').sees('Until: 6 February 2027', 'I’m interested')
    await stage.passes({ days: 30 })
    expect(ada.messages).toHaveLength(1)
    await stage.passes({ days: 29 })
    expect(ada.messages).toHaveLength(2)
    ada.sees('ends on 6 February 2027')
  })

  it('closes by itself what nobody renews, and can be opened again', async () => {
    const stage = await stageFor()
    const ada = await stage.person('Ada')
    await publishes(ada, 'deal', { until: 'in two weeks' })
    await stage.passes({ days: 14, hours: 12 })
    stage.channel('deals').sees(/^30 % off/, 'Use it')
    await stage.passes({ hours: 3 })
    stage.channel('deals').sees(/^~ 30 % off/, 'its time is over')
    expect(stage.channel('deals').messages.join()).not.toContain('[')
    expect(ada.messages).toHaveLength(2)
    ada.sees('came to its last day', 'is closed. No longer valid')
    await ada.types('/deal list')
    ada.sees('No deal is running')
    await ada.sends({ call: { action: 'opportunities.renew', input: { number: 1 } } })
    ada.sees('is closed since 7 December 2026')
    await ada.presses('Open it again')
    ada.sees('Open again', '7 January 2027')
    stage.channel('deals').sees(/^30 % off/, 'Use it')
    await ada.sends({ call: { action: 'opportunities.reopen', input: { number: 1 } } })
    ada.sees('is open until 7 January 2027')
    await stage.passes({ days: 31 })
    stage.channel('deals').sees(/^~ 30 % off/)
    expect(ada.messages).toHaveLength(4)
  })

  it('can be another one, of her own choice', async () => {
    const stage = await stageFor()
    const ada = await stage.person('Ada')
    await publishes(ada, 'job', { until: '10/12' })
    await stage.passes({ days: 16 })
    await ada.presses('Another date')
    expect(ada.form).toMatchObject({ values: { until: '2026-12-10' } })
    await ada.fills({ until: 'yesterday' })
    expect(ada.form?.problems).toEqual({ until: 'This day is over. Please choose today or a day to come.' })
    await ada.fills({ until: '2028-01-01' })
    expect(ada.form?.problems['until']).toContain('At most 180 days ahead')
    await ada.fills({ until: '31 January' })
    ada.sees('open until 31 January 2027')
    await stage.passes({ days: 40 })
    stage.channel('jobs').sees('Until: 31 January 2027', 'I’m interested')
  })

  it('follows an edit, earlier as well as later', async () => {
    const stage = await stageFor()
    const ada = await stage.person('Ada')
    await publishes(ada, 'job')
    await ada.types('/job edit 1')
    await ada.fills({ until: 'tomorrow' })
    await stage.passes({ days: 2 })
    stage.channel('jobs').sees(/^~ Développeuse/, 'its time is over')
    await stage.passes({ days: 90 })
    expect(ada.messages).toHaveLength(1)
  })

  it('is counted in the zone of its author', async () => {
    const stage = await stageFor()
    const ada = await stage.person('Ada', { timeZone: 'Pacific/Auckland' })
    await publishes(ada, 'job', { until: '2026-11-25' })
    await stage.passes({ days: 1 })
    await ada.types('/job edit 1')
    expect(ada.form?.values).toMatchObject({ until: '2026-11-25' })
    await stage.passes({ days: 1, hours: 2 })
    stage.channel('jobs').sees(/^~ Développeuse/)
  })

  it('of a draft is checked again when it is published', async () => {
    const stage = await stageFor()
    const ada = await stage.person('Ada')
    await ada.types('/deal post')
    await ada.fills({ title: 'Books', description: 'At half price', code: 'HALF', until: 'tomorrow' })
    await stage.passes({ days: 3 })
    await ada.presses('Publish')
    ada.sees('Its last day is over')
    await ada.presses('Edit')
    await ada.fills({ until: 'tomorrow' })
    await ada.presses('Publish')
    stage.channel('deals').sees('Books')
  })
})
