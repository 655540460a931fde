import { expect, it } from 'vitest'
import { eachDatabase } from '../../prisma/testing.ts'
import { openStage } from '../../test/stage.ts'
import type { Locale } from '../kit.ts'
import { opportunities } from './index.ts'
import { dealForm, jobForm, publishes } from './testing.ts'

eachDatabase('post', (open) => {
  const stageFor = async (spaces = 1, locale: Locale = 'en') => openStage({ database: await open(), capabilities: [opportunities], spaces, locale })

  it('shows a draft to its author first, then a card in every space', async () => {
    const stage = await stageFor(2)
    const ada = await stage.person('Ada')
    const bea = await stage.person('Béa', { space: 1 })
    await ada.types('/job post Développeuse full-stack --company "Cyber & Co" --contract permanent')
    expect(ada.form?.values).toMatchObject({ title: 'Développeuse full-stack', company: 'Cyber & Co', contract: 'permanent', until: '2027-01-22' })
    await ada.fills(jobForm)
    ada.sees('Preview: Développeuse full-stack', 'Nobody else sees it yet', 'Permanent contract', 'Lyon · Hybrid', 'from €45,000 to €55,000 per year', '22 January 2027', 'Node.js et un peu')
    expect(ada.labels()).toEqual(['Publish', 'Edit', 'Discard'])
    expect(stage.channel('jobs').messages).toEqual([])
    await bea.types('/job list')
    bea.sees('No job is open')
    await ada.presses('Publish')
    ada.sees('Published: Développeuse full-stack', '/job list')
    for (const space of [0, 1]) stage.channel('jobs', space).sees('Développeuse full-stack', 'Posted by: Ada', 'I’m interested')
    expect(stage.channel('deals').messages).toEqual([])
    await bea.types('/job list')
    bea.sees('1 job', 'Développeuse full-stack (#1)', 'Cyber & Co · Permanent contract · Lyon · Hybrid', '22 January 2027')
    await bea.presses('Details')
    bea.sees('press “I’m interested”: Entraide introduces you', 'Until: 22 January 2027')
  })

  it('speaks French to who reads French', async () => {
    const stage = await stageFor(1, 'fr')
    const claire = await stage.person('Claire', { locale: 'fr' })
    await claire.types('/offre publier Comptable')
    await claire.fills({ ...jobForm, title: 'Comptable', remote: 'remote', place: '', payTo: '', apply: 'jobs@cyber.example' })
    claire.sees(/Aperçu\s: Comptable/, /à partir de 45\s000\s€ par an/, 'CDI', 'À distance', '22 janvier 2027', 'jobs@cyber.example')
    await claire.presses('Publier')
    claire.sees(/Publié\s: Comptable/, '/offre lister')
    stage.channel('jobs').sees('Ça m’intéresse', 'Jusqu’au: 22 janvier 2027')
    await claire.types('/bon-plan publier')
    await claire.fills({ ...dealForm, until: 'demain 18h' })
    claire.sees('24 novembre 2026', 'tout le réseau', 'ELLES30')
    await claire.presses('Publier')
    stage.channel('deals').sees('En profiter', /Plus valable\s\?/)
    await claire.types('/bon-plan lister')
    claire.sees('1 bon plan')
  })

  it('keeps a draft until it is published or discarded', async () => {
    const stage = await stageFor()
    const ada = await stage.person('Ada')
    const bea = await stage.person('Béa', { roles: ['organiser'] })
    await ada.types('/job post')
    await ada.fills(jobForm)
    await ada.types('/job list')
    ada.sees('Your drafts', 'Développeuse full-stack (#1)', 'draft')
    await bea.types('/job list')
    bea.seesNot('Développeuse')
    for (const command of ['/job show 1', '/job edit 1', '/job close 1']) {
      await bea.types(command)
      bea.sees('There is no #1 here')
    }
    for (const action of ['publish', 'discard', 'preview', 'interest', 'report', 'renew', 'remove']) {
      await bea.sends({ call: { action: `opportunities.${action}`, input: { number: 1, reason: 'x' } }, submitted: true })
      bea.sees('There is no #1 here')
    }
    await ada.types('/job list')
    await ada.presses('Take it up again')
    await ada.presses('Edit')
    await ada.fills({ title: 'Développeuse front' })
    ada.sees('Preview: Développeuse front')
    await ada.presses('Discard')
    ada.sees('discarded', 'Post a job')
    await ada.sends({ call: { action: 'opportunities.publish', input: { number: 1 } } })
    ada.sees('There is no #1 here')
    expect(stage.channel('jobs').messages).toEqual([])
  })

  it('is one draft and one card however often the form is sent and the button pressed', async () => {
    const stage = await stageFor()
    const ada = await stage.person('Ada')
    await ada.sends({ call: { action: 'job post', input: jobForm }, submitted: true })
    await ada.sends({ call: { action: 'job post', input: { ...jobForm, payTo: '60000' } }, submitted: true })
    ada.sees('Preview', 'to €60,000')
    expect(await stage.database.client.opportunity.count()).toBe(1)
    const publish = { call: { action: 'opportunities.publish', input: { number: 1 } } }
    await Promise.all([ada.sends(publish), ada.sends(publish), ada.sends({ ...publish, key: 'a' }), ada.sends({ ...publish, key: 'a' })])
    ada.sees('Published')
    expect(stage.channel('jobs').messages).toHaveLength(1)
    await ada.sends({ call: { action: 'opportunities.discard', input: { number: 1 } } })
    ada.sees('published already')
  })

  it('recognises the same text within seven days, and renews instead', async () => {
    const stage = await stageFor()
    const ada = await stage.person('Ada')
    const bea = await stage.person('Béa')
    await publishes(ada, 'job')
    await stage.passes({ days: 3 })
    await ada.types('/job post')
    await ada.fills({ ...jobForm, title: 'DEVELOPPEUSE  full stack !', payTo: '60000' })
    ada.sees('the very same text on 23 November 2026 (#1)', 'open until 22 January 2027')
    expect(ada.labels()).toContain('Renew until 25 January 2027')
    await ada.presses('Renew until 25 January 2027')
    ada.sees('Renewed', '25 January 2027')
    expect(stage.channel('jobs').messages).toHaveLength(1)
    stage.channel('jobs').sees('25 January 2027')
    // what she typed is not lost: it can be taken over by an edit
    await ada.types('/job post')
    await ada.fills({ ...jobForm, payTo: '60000' })
    await ada.presses('Edit')
    expect(ada.form).toMatchObject({ action: 'job edit', values: { payTo: 60000 } })
    // the same words by somebody else are another post
    await publishes(bea, 'job')
    expect(stage.channel('jobs').messages).toHaveLength(2)
    await stage.passes({ days: 5 })
    await publishes(ada, 'job')
    expect(stage.channel('jobs').messages).toHaveLength(3)
  })

  it('offers to open again what was closed with the same text, and nothing for what was removed', async () => {
    const stage = await stageFor()
    const ada = await stage.person('Ada')
    const olga = await stage.person('Olga', { roles: ['organiser'] })
    await publishes(ada, 'deal')
    await ada.types('/deal close 1')
    await ada.fills({ reason: 'withdrawn' })
    await ada.types('/deal post')
    await ada.fills(dealForm)
    ada.sees('the very same text', 'it is closed')
    await ada.presses('Open it again until 23 December 2026')
    ada.sees('Open again')
    expect(stage.channel('deals').messages).toHaveLength(1)
    stage.channel('deals').sees(/^30 % off/)
    await olga.sends({ call: { action: 'opportunities.remove', input: { number: 1, reason: 'Not a deal' } }, submitted: true })
    await ada.types('/deal post')
    await ada.fills(dealForm)
    expect(ada.form?.problems).toMatchObject({ title: expect.stringContaining('The organisers removed the very same text') })
    expect(ada.form?.values).toMatchObject(dealForm)
  })

  it('is for members', async () => {
    const stage = await stageFor()
    const ada = await stage.person('Ada')
    const guest = await stage.person('Guest', { roles: [] })
    await publishes(ada, 'job')
    for (const line of ['/job post', '/job list', '/job show 1', '/job edit 1', '/job close 1', '/deal post', '/deal list']) {
      await guest.types(line)
      guest.sees('This is for members')
      guest.seesNot('Développeuse')
    }
    for (const action of ['interest', 'report', 'preview', 'write', 'renew']) {
      await guest.sends({ call: { action: `opportunities.${action}`, input: { number: 1, to: 1, letter: 'x', reason: 'x' } }, submitted: true })
      guest.sees('This is for members')
    }
  })
})
