import { expect, it } from 'vitest'
import { eachDatabase } from '../../prisma/testing.ts'
import { openStage } from '../../test/stage.ts'
import { opportunities } from './index.ts'
import { publishes } from './testing.ts'

eachDatabase('the author and the organisers', (open) => {
  const cast = async (spaces = 1) => {
    const stage = await openStage({ database: await open(), capabilities: [opportunities], locale: 'en', spaces })
    const [ada, bea] = [await stage.person('Ada'), await stage.person('Béa')]
    const olga = await stage.person('Olga', { roles: ['organiser'] })
    const otto = await stage.person('Otto', { roles: ['organiser'] })
    await publishes(ada, 'job')
    return { stage, ada, bea, olga, otto }
  }
  const forged = (action: string, input: Record<string, string | number> = {}) => ({ call: { action, input: { number: 1, ...input } }, submitted: true })

  it('edit, and the cards follow in every space', async () => {
    const { stage, ada, olga } = await cast(2)
    await ada.types('/job edit')
    ada.sees('Which one?', 'Développeuse full-stack (#1)')
    await ada.presses('Edit')
    expect(ada.form?.values).toMatchObject({ title: 'Développeuse full-stack', payFrom: 45000, payPer: 'year', until: '2027-01-22', apply: '' })
    await ada.fills({ title: 'Lead developer', payFrom: '', payTo: '', payPer: '' })
    ada.sees('Changed: Lead developer')
    for (const space of [0, 1]) {
      stage.channel('jobs', space).sees(/^Lead developer/, 'Pay: not stated')
      expect(stage.channel('jobs', space).messages).toHaveLength(1)
    }
    expect(ada.messages).toEqual([])
    await olga.types('/job edit 1 --title "Lead web developer"')
    expect(olga.form?.values['title']).toBe('Lead web developer')
    await olga.fills({})
    stage.channel('jobs', 1).sees(/^Lead web developer/)
    ada.sees('Olga of the organisers changed your post')
    expect(await stage.database.client.audit.findMany()).toMatchObject([{ action: 'opportunities.edit', subject: 'opportunities.edit:1', personId: olga.id }])
  })

  it('close, and the answer is kept', async () => {
    const { stage, ada } = await cast(2)
    await ada.types('/job close')
    ada.sees('Which one?')
    await ada.presses('Close it')
    expect(ada.form?.fields.map(({ name }) => name)).toEqual(['reason'])
    await ada.fills({ reason: 'filled-here' })
    ada.sees('filled thanks to the network')
    for (const space of [0, 1]) stage.channel('jobs', space).sees(/^~ Développeuse/, 'Filled, thanks to the network.')
    expect(stage.channel('jobs').messages.join()).not.toContain('[')
    expect(await stage.database.client.opportunity.findMany()).toMatchObject([{ status: 'closed', closedReason: 'filled-here' }])
    await ada.sends(forged('job close', { reason: 'withdrawn' }))
    ada.sees('is closed since 23 November 2026. Filled, thanks to the network.')
    await ada.types('/job edit 1')
    ada.sees('is closed since')
    await ada.types('/job close')
    ada.sees('You have not posted any yet')
  })

  it('are the only ones to do so, when the form opens and when it is sent', async () => {
    const { stage, ada, bea, olga } = await cast()
    for (const line of ['/job edit 1', '/job close 1']) {
      await bea.types(line)
      bea.sees('Only its author and the organisers can do this')
      expect(bea.form).toBeUndefined()
    }
    for (const action of ['job edit', 'job close', 'opportunities.renew', 'opportunities.until', 'opportunities.reopen']) {
      const input = { title: 'Mine now', company: 'X', contract: 'permanent', remote: 'remote', description: 'X', reason: 'withdrawn', until: 'tomorrow' }
      await bea.sends(forged(action, input))
      bea.sees('Only its author and the organisers can do this')
    }
    for (const action of ['opportunities.remove', 'opportunities.keep']) {
      await ada.sends(forged(action, { reason: 'x' }))
      ada.sees('Only the organisers can do this')
    }
    stage.channel('jobs').sees(/^Développeuse/, 'Until: 22 January 2027')
    // a form that was opened before somebody else closed it
    await ada.types('/job edit 1')
    await olga.types('/job close 1 --reason withdrawn')
    ada.sees('Olga of the organisers closed your post')
    await ada.fills({ title: 'Too late' })
    ada.sees('is closed since')
    stage.channel('jobs').sees(/^~ Développeuse/)
  })

  it('two at once: one closes, the other is told', async () => {
    const { stage, ada, olga, otto } = await cast()
    await Promise.all([olga.sends(forged('job close', { reason: 'withdrawn' })), otto.sends(forged('job close', { reason: 'filled-here' }))])
    const answers = [olga.answer, otto.answer].sort()
    expect(answers[0]).toMatch(/^Closed: /)
    expect(answers[1]).toMatch(/is closed since/)
    expect(ada.messages).toHaveLength(1)
    expect(await stage.database.client.audit.count()).toBe(1)
  })

  it('hear what is reported, and keep it or remove it', async () => {
    const { stage, ada, bea, olga, otto } = await cast(2)
    const chloe = await stage.person('Chloé')
    await bea.presses('Report')
    expect(bea.form?.description).toContain('with your name')
    await bea.fills({ reason: 'The link is a scam <script>' })
    bea.sees('The organisers will look at it')
    await bea.presses('Report')
    bea.sees('You already reported this one')
    for (const organiser of [olga, otto]) {
      organiser.sees('Reported: Développeuse full-stack', 'Reported by Béa', '> The link is a scam <script>')
      expect(organiser.messages).toHaveLength(1)
    }
    await chloe.presses('Report')
    await chloe.fills({ reason: 'Unpaid' })
    olga.sees('Reported by Chloé')
    expect(olga.messages).toHaveLength(1)
    await otto.presses('Keep')
    otto.sees('Kept as it is')
    olga.sees('Kept by Otto')
    await olga.sends(forged('opportunities.keep'))
    olga.sees('Nothing is waiting for a decision')
    expect(ada.messages).toEqual([])
    // reported again: a new message, a new decision
    await bea.presses('Report')
    await bea.fills({ reason: 'Still a scam' })
    expect(olga.messages).toHaveLength(2)
    await olga.presses('Remove')
    await olga.fills({ reason: 'Not a real company' })
    olga.sees('Removed. Its author is told the reason', 'Removed by Olga: Not a real company')
    for (const space of [0, 1]) {
      stage.channel('jobs', space).sees(/^~ Développeuse/, 'Removed by the organisers')
      expect(stage.channel('jobs', space).messages.join()).not.toMatch(/Node\.js|\[/)
    }
    ada.sees('Your post was removed', '> Not a real company')
    await otto.sends(forged('opportunities.remove', { reason: 'again' }))
    otto.sees('The organisers removed “Développeuse full-stack”')
    expect(ada.messages).toHaveLength(1)
    const subjects = (await stage.database.client.audit.findMany({ orderBy: { id: 'asc' } })).map(({ subject }) => subject)
    expect(subjects).toEqual(['opportunities.report:1', 'opportunities.report:1', 'opportunities.keep:1', 'opportunities.report:1', 'opportunities.remove:1'])
  })

  it('a removed one is closed to everything', async () => {
    const { stage, ada, bea, olga } = await cast()
    await bea.sends(forged('opportunities.interest'))
    bea.sees('You are introduced')
    await olga.sends(forged('opportunities.remove', { reason: 'Not a real company' }))
    for (const action of ['interest', 'report', 'renew', 'reopen', 'preview', 'publish']) {
      await ada.sends(forged(`opportunities.${action}`, { reason: 'x' }))
      ada.sees(/The organisers removed|is yours|Only/)
      await bea.sends(forged(`opportunities.${action}`, { reason: 'x' }))
      bea.sees(/The organisers removed|Only/)
    }
    await bea.types('/job show 1')
    bea.sees('The organisers removed')
    bea.seesNot('Node.js')
    await ada.types('/job show 1')
    ada.sees('Node.js')
    await bea.sends(forged('opportunities.write', { to: ada.id, letter: 'Hello' }))
    bea.sees('The organisers removed')
    await stage.passes({ days: 70 })
    expect(ada.messages).toHaveLength(2)
  })
})
