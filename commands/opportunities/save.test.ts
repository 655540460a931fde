import { expect, it } from 'vitest'
import { eachDatabase } from '../../prisma/testing.ts'
import { openStage } from '../../test/stage.ts'
import type { StagePerson } from '../../test/stage/person.ts'
import { opportunities } from './index.ts'

const capabilities = [opportunities]

/** Uses the action of somebody's message on these words. */
const saves = (person: StagePerson, text: string) => person.sends({ call: { action: 'opportunities.save', input: { text } } })

const ad = '🎉\n## **Full-stack developer wanted**\n\nAt Cyber & Co, in Lyon. Write to jobs@cyber.example or see https://cyber.example/jobs.'

eachDatabase('a message of somebody', (open) => {
  it('is saved as a job: its form opens with what is known, and who saves it is its author', async () => {
    const stage = await openStage({ database: await open(), capabilities })
    const ada = await stage.person('Ada')
    await saves(ada, ad)
    expect(ada.form).toMatchObject({ action: 'opportunities.save', title: 'Save as opportunity', problems: {} })
    expect(ada.form?.values).toMatchObject({ title: 'Full-stack developer wanted', text: ad })
    await ada.fills({ kind: 'job' })
    ada.sees('Nearly there: Full-stack developer wanted', 'A job also says the company')
    await ada.presses('Complete it')
    expect(ada.form?.action).toBe('job post')
    expect(ada.form?.values).toMatchObject({ title: 'Full-stack developer wanted', description: ad, apply: 'jobs@cyber.example' })
    await ada.fills({ company: 'Cyber & Co', contract: 'permanent', remote: 'on-site', place: 'Lyon' })
    ada.sees('Preview: Full-stack developer wanted', 'Posted by: Ada', 'jobs@cyber.example')
    await ada.presses('Publish')
    stage.channel('jobs').sees('Full-stack developer wanted')
  })

  it('is a draft of a deal at once when it has a link, for whom it says', async () => {
    const stage = await openStage({ database: await open(), capabilities })
    const ada = await stage.person('Ada', { locale: 'fr' })
    await saves(ada, '30 % sur le coworking\nhttps://cowork.example/elles')
    await ada.fills({ kind: 'deal', audience: 'les indépendantes' })
    ada.sees('Aperçu : 30 % sur le coworking'.replace(' :', '\u00a0:'), 'les indépendantes', 'https://cowork.example/elles')
    await ada.presses('Publier')
    stage.channel('deals').sees('30 % sur le coworking')
    await saves(ada, '30 % sur le coworking\nhttps://cowork.example/elles')
    await ada.fills({ kind: 'deal', audience: 'les indépendantes' })
    ada.sees('le même texte')
    expect(await stage.database.client.opportunity.count()).toBe(1)
  })

  it('without a code or a link is asked for one', async () => {
    const stage = await openStage({ database: await open(), capabilities })
    const ada = await stage.person('Ada')
    await saves(ada, 'Half price for members')
    await ada.fills({ kind: 'deal', audience: 'members' })
    ada.sees('A deal also has a code, a link, or both')
    await ada.presses('Complete it')
    expect(ada.form?.values).toMatchObject({ title: 'Half price for members', audience: 'members' })
    await ada.fills({ code: 'HALF' })
    ada.sees('Preview: Half price for members')
  })

  it('that is too long is shortened, which is said beside it', async () => {
    const stage = await openStage({ database: await open(), capabilities })
    const ada = await stage.person('Ada')
    await saves(ada, `${'A very long title '.repeat(10)}\n${'and a longer text '.repeat(400)}`)
    expect(ada.form?.values['title']).toMatch(/^A very long title .{50,81}…$/)
    expect(ada.form?.values['text']).toMatch(/^A very long title [^]{2900,2981}…$/)
    expect(Object.keys(ada.form?.problems ?? {})).toEqual(['text'])
    ada.sees('The message is longer: 3,000 characters of it are here')
    await ada.fills({ kind: 'job' })
    ada.sees('Nearly there')
  })

  it('that is empty, or nothing but a picture, opens an empty form', async () => {
    const stage = await openStage({ database: await open(), capabilities })
    const ada = await stage.person('Ada')
    for (const text of ['', '  \u200b', '🎉🎉']) {
      await saves(ada, text)
      expect(ada.form?.problems).toEqual({})
      expect(ada.form?.values['title'] ?? '').toBe('')
    }
    await ada.fills({ kind: 'job', title: '', text: '' })
    expect(Object.keys(ada.form?.problems ?? {})).toEqual(['title', 'text'])
  })

  it('is for members to save', async () => {
    const stage = await openStage({ database: await open(), capabilities })
    const gus = await stage.person('Gus', { roles: [] })
    await saves(gus, ad)
    gus.sees('This is for members of the network')
  })
})
