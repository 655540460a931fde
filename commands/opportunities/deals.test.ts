import { expect, it } from 'vitest'
import { eachDatabase } from '../../prisma/testing.ts'
import { openStage } from '../../test/stage.ts'
import { opportunities } from './index.ts'
import { publishes } from './testing.ts'

eachDatabase('a deal', (open) => {
  const cast = async () => {
    const stage = await openStage({ database: await open(), capabilities: [opportunities], locale: 'en' })
    const [ada, bea, chloe] = [await stage.person('Ada'), await stage.person('Béa'), await stage.person('Chloé')]
    await publishes(ada, 'deal')
    return { stage, ada, bea, chloe }
  }

  it('gives its code in private, and keeps who used it', async () => {
    const { stage, ada, bea } = await cast()
    expect(stage.channel('deals').messages.join()).not.toContain('ELLES30')
    await bea.types('/deal show 1')
    bea.seesNot('ELLES30')
    await bea.presses('Use it')
    bea.sees('Code: ELLES30', 'Link: https://cowork.example.com/elles', 'Valid until 23 December 2026')
    await bea.presses('Use it')
    await ada.types('/deal show 1')
    ada.sees('Code: ELLES30', 'Members who used it: 1')
    expect(ada.messages).toEqual([])
  })

  it('is put in question by two different members, then its author is asked', async () => {
    const { stage, ada, bea, chloe } = await cast()
    await bea.presses('Not valid any more?')
    bea.sees('When a second member says so')
    await bea.presses('Not valid any more?')
    bea.sees('You already told us')
    expect(ada.messages).toEqual([])
    await ada.presses('Not valid any more?')
    ada.sees('is yours')
    await chloe.presses('Not valid any more?')
    chloe.sees('Its author is asked')
    ada.sees('Two members say')
    await stage.passes({ days: 1 })
    await ada.presses('Renew for 30 days')
    ada.sees('Renewed')
    ada.seesNot('Two members say')
    await bea.presses('Not valid any more?')
    await chloe.presses('Not valid any more?')
    ada.sees('Two members say')
    await ada.presses('It is over')
    stage.channel('deals').sees(/^~ 30 % off/, 'No longer valid.')
    ada.seesNot('Two members say')
    await bea.sends({ call: { action: 'opportunities.use', input: { number: 1 } } })
    bea.sees('is closed since')
    bea.seesNot('ELLES30')
    await bea.sends({ call: { action: 'opportunities.doubt', input: { number: 1 } } })
    bea.sees('is closed since')
  })

  it('is doubted once by each, even when they do it at the same instant', async () => {
    const { stage, ada, bea, chloe } = await cast()
    const doubt = { call: { action: 'opportunities.doubt', input: { number: 1 } } }
    await Promise.all([bea.sends(doubt), bea.sends(doubt), chloe.sends(doubt)])
    await stage.settle()
    expect(ada.messages).toHaveLength(1)
  })
})
