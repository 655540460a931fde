import { expect, it } from 'vitest'
import type { RawInput } from '../../bot/read.ts'
import { eachDatabase } from '../../prisma/testing.ts'
import { openStage } from '../../test/stage.ts'
import { action, anyone, ask, capability, catalogue, view } from '../kit.ts'
import { finder } from './finder.ts'
import { opportunities } from './index.ts'
import { m } from './messages.ts'
import { dealForm, jobForm, publishes } from './testing.ts'

/** Looks for a need as free text does. */
const need = capability({
  name: 'need',
  messages: catalogue('need', { en: {}, fr: {} }),
  actions: [
    action({
      name: 'need', title: m.words, description: m.words, can: anyone, reads: true,
      input: { words: ask.text({ label: m.words, max: 500 }) },
      run: async (context, { words }) => view({ title: 'Found' }, ...(await finder(context, words))),
    }),
  ],
})

eachDatabase('list', (open) => {
  const cast = async (...forms: RawInput[]) => {
    const stage = await openStage({ database: await open(), capabilities: [opportunities, need], locale: 'en' })
    const ada = await stage.person('Ada')
    const bea = await stage.person('Béa')
    for (const form of forms) await publishes(ada, 'job', form)
    return { stage, ada, bea }
  }

  it('says what to do when there is none', async () => {
    const { bea } = await cast()
    await bea.types('/job list')
    bea.sees('No job', 'Post it')
    await bea.presses('Post a job')
    expect(bea.form?.action).toBe('job post')
    await bea.types('/deal list')
    bea.sees('No deal is running')
    await bea.types('/job list --mine yes')
    bea.sees('You have not posted any yet')
  })

  it('is paged by five, the newest first', async () => {
    const { bea } = await cast(...Array.from({ length: 6 }, (_, index) => ({ title: `Job ${index + 1}` })))
    await bea.types('/job list')
    bea.sees('6 jobs', /Job 6[^]*Job 5[^]*Job 4[^]*Job 3[^]*Job 2/, 'Page 1 of 2')
    bea.seesNot('Job 1 ')
    await bea.presses('Next')
    bea.sees('Job 1 (#1)', 'Page 2 of 2')
    bea.seesNot('Job 2')
    await bea.presses('Previous')
    bea.sees('Job 6')
  })

  it('is narrowed by words, contract and remote, whatever case and accents', async () => {
    const { bea } = await cast(
      { title: 'Développeuse', contract: 'permanent', remote: 'hybrid', place: 'Évry' },
      { title: 'Comptable', contract: 'freelance', remote: 'remote', place: '', description: 'TVA et paie' },
      { title: 'Designer C++', contract: 'freelance', remote: 'on-site', place: 'Lyon', description: 'Figma' },
    )
    const sees = async (line: string, ...titles: string[]) => {
      await bea.types(line)
      for (const title of ['Développeuse', 'Comptable', 'Designer C++']) if (titles.includes(title)) bea.sees(title)
      else bea.seesNot(title)
    }
    await sees('/job list DEVELOPPEUSE', 'Développeuse')
    await sees('/job list evry', 'Développeuse')
    await sees('/job list tva', 'Comptable')
    await sees('/job list accountant', 'Comptable')
    await sees('/job list je cherche une développeuze', 'Développeuse')
    await sees('/job list --contract freelance', 'Comptable', 'Designer C++')
    bea.sees(/Designer[^]*Comptable/)
    await sees('/job list --contract freelance --remote on-site', 'Designer C++')
    await sees('/offre lister --contrat CDI', 'Développeuse')
    await sees('/offre lister --contrat freelance --remote "à distance"', 'Comptable')
    await sees('/job list figma --contract permanent')
    bea.sees('Nothing fits')
    await bea.presses('See all')
    bea.sees('3 jobs')
    for (const words of ['"', '*', 'NEAR', '-', "'; DROP TABLE Opportunity; --", 'a" OR "b', '(', '🎉', '%', ':']) {
      await bea.sends({ call: { action: 'job list', input: { words } } })
      bea.sees(/^(No|\d) jobs?/)
    }
    await sees('/job list --mine yes')
  })

  it('of one’s own shows every state, and drafts at the head', async () => {
    const { ada } = await cast({ title: 'Open one' }, { title: 'Closed one' })
    await ada.types('/job close 2 --reason filled-here')
    await ada.types('/job post')
    await ada.fills({ ...jobForm, title: 'Draft one' })
    await ada.types('/job list')
    ada.sees('Your drafts', /Draft one[^]*1 job|1 job[^]*Draft one/, 'Open one')
    expect(ada.answer).not.toContain('Closed one')
    await ada.presses('See mine')
    ada.sees('3 jobs', /Draft one[^]*draft/, /Closed one[^]*Filled, thanks to the network/, /Open one[^]*open/)
    await ada.types('/job list closed --mine yes')
    ada.sees('1 job', 'Closed one')
    await ada.types('/job list --mine yes --contract partnership')
    ada.sees('Nothing fits')
  })

  it('follows what happens to them', async () => {
    const { ada, bea } = await cast({ title: 'Botanist' })
    await ada.types('/job edit 1')
    await ada.fills({ title: 'Gardener', contract: 'freelance' })
    await bea.types('/job list botanist')
    bea.sees('Nothing fits')
    await bea.types('/job list gardener --contract freelance')
    bea.sees('Gardener (#1)')
    await ada.types('/job close 1 --reason withdrawn')
    await bea.types('/job list gardener')
    bea.sees('Nothing fits')
    await ada.presses('Open it again')
    await bea.types('/job list gardener')
    bea.sees('Gardener (#1)')
  })

  it('gives what fits a need said in one’s own words', async () => {
    const { stage, ada, bea } = await cast({ title: 'Comptable', description: 'TVA', place: 'Évry' })
    const guest = await stage.person('Guest', { roles: [] })
    await publishes(ada, 'deal', { ...dealForm, title: 'Logiciel de comptabilité', description: 'Moitié prix' })
    await bea.types('/need Bonjour, je cherche un poste de comptable à Évry')
    bea.sees('Jobs that may fit', 'Comptable (#1)')
    await bea.types('/need je cherche un bon plan de logiciel')
    bea.sees('Deals that may fit', 'Logiciel de comptabilité (#2)')
    bea.seesNot('Jobs that may fit')
    for (const words of ['bonjour', 'je cherche un emploi', 'volcanologue', '🎉']) {
      await bea.types(`/need ${words}`)
      expect(bea.answer).toBe('Found')
    }
    await guest.types('/need comptable')
    expect(guest.answer).toBe('Found')
  })

  it('suggests numbers while they are typed', async () => {
    const { stage, bea } = await cast({ title: 'Botanist' }, { title: 'Designer' })
    const account = { spaceId: stage.spaceIds[0] ?? 0, externalId: 'nobody', name: 'Nobody', roles: ['member' as const] }
    const suggest = (typed: string) => stage.engine.suggest(account, { action: 'job show', input: {} }, 'number', typed)
    expect((await suggest('')).map(({ value }) => value)).toEqual(['2', '1'])
    expect((await suggest('bota')).map(({ value }) => value)).toEqual(['1'])
    expect((await suggest('2')).map(({ value }) => value)).toEqual(['2'])
    expect(await suggest('zzz')).toEqual([])
    await bea.types('/job show 2')
    bea.sees('Designer (#2)')
  })
})
