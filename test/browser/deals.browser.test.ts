import { it } from 'vitest'
import { m } from '../../commands/opportunities/messages.ts'
import { onEachDevice } from './open.ts'

onEachDevice('a deal', (open, about) => {
  it('that two members call expired is put to its author', async () => {
    const sofia = await open().visitor({ ...about, be: 'Sofia Marchetti' })
    const grace = await open().visitor({ ...about, be: 'Grace Okafor' })
    const claire = await open().visitor({ ...about, be: 'Claire Fontaine' })
    const deal = open().fresh('Cake for all')
    await sofia.types({ fr: '/bon-plan publier', en: '/deal post' }[about.locale])
    await sofia.fills({ title: deal, description: 'A slice each.', code: 'CAKE' })
    await sofia.submits()
    await sofia.sees(m.previewTitle({ title: deal }))
    await sofia.presses(m.publish, deal)
    await sofia.sees(m.publishedTitle({ title: deal }))
    for (const visitor of [grace, claire]) {
      await visitor.goes('deals')
      await visitor.presses(m.notValid, deal)
      await visitor.seesAbout(deal, visitor === grace ? m.doubtNoted : m.doubtAsked)
    }
    await sofia.seesAbout(deal, m.doubtedTitle)
    await sofia.presses(m.isOver, deal)
    await sofia.sees(m.closedTitle({ title: deal }))
    await grace.seesAbout(deal, m.past_ended)
  })
})
