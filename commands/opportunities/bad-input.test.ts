import { expect, it } from 'vitest'
import type { RawInput } from '../../bot/read.ts'
import { eachDatabase } from '../../prisma/testing.ts'
import { openStage, type Stage } from '../../test/stage.ts'
import { opportunities } from './index.ts'
import { dealForm, jobForm, publishes } from './testing.ts'

const keepsFile = (stage: Stage, id: string, ownerId: number, type: string, name: string) =>
  stage.database.client.storedFile.create({ data: { id, ownerId, name, type, size: 3, bytes: new Uint8Array([1, 2, 3]), createdAt: stage.clock.now() } })

eachDatabase('what cannot be so', (open) => {
  const stageFor = async () => openStage({ database: await open(), capabilities: [opportunities], locale: 'en' })

  it('in a job is told beside the field, and nothing typed is lost', async () => {
    const stage = await stageFor()
    const ada = await stage.person('Ada')
    const problems = async (wrong: RawInput) => {
      await ada.types('/job post')
      await ada.fills({ ...jobForm, ...wrong })
      expect(ada.form?.values).toMatchObject(wrong)
      return ada.form?.problems
    }
    const words = { description: 'Please write it with words: it has no letter and no digit.' }
    expect(await problems({ title: '' })).toEqual({ title: 'Please fill this in.' })
    expect(await problems({ title: '\u200b\u2060 \u0000\u202e' })).toEqual({ title: 'Please fill this in.' })
    expect(await problems({ description: '🎉🎉 !!!' })).toEqual(words)
    expect(await problems({ title: '🎉', company: '-' })).toMatchObject({ title: words.description, company: words.description })
    expect(await problems({ description: 'x'.repeat(10_000) })).toEqual({ description: expect.stringContaining('10,000 characters long; 3,000 fit') })
    expect(await problems({ until: '22/11/2026' })).toEqual({ until: 'This day is over. Please choose today or a day to come.' })
    expect(await problems({ until: '31/02/2027' })).toEqual({ until: 'This day does not exist in the calendar. Please check the day and the month.' })
    expect(await problems({ until: '2028-01-01' })).toEqual({ until: expect.stringContaining('At most 180 days ahead') })
    expect(await problems({ until: 'someday' })).toEqual({ until: expect.stringContaining('do not recognise') })
    expect(await problems({ payFrom: '-5' })).toEqual({ payFrom: 'Please give 0 or more.' })
    expect(await problems({ payFrom: '60000' })).toEqual({ payTo: 'This is less than “Pay from”. Please check both.' })
    expect(await problems({ payFrom: '1e999' })).toEqual({ payFrom: 'Please write a number, for example 12.' })
    expect(await problems({ payPer: '' })).toEqual({ payPer: 'Please say whether this is per year, day or hour.' })
    expect(await problems({ payPer: 'century' })).toEqual({ payPer: 'Please choose one of the answers offered.' })
    expect(await problems({ place: '' })).toEqual({ place: 'Please say where, or choose “Remote”.' })
    expect(await problems({ apply: '=HYPERLINK("https://evil.example")' })).toEqual({ apply: expect.stringContaining('full web address or an e-mail') })
    expect(await problems({ apply: 'javascript:alert(1)' })).toEqual({ apply: expect.stringContaining('full web address') })
    expect(await problems({ until: '22/11/2026', place: '', payFrom: '60000' })).toMatchObject({ until: expect.any(String), place: expect.any(String), payTo: expect.any(String) })
    expect(await stage.database.client.opportunity.count()).toBe(0)
  })

  it('in a deal is told beside the field', async () => {
    const stage = await stageFor()
    const ada = await stage.person('Ada')
    await ada.types('/deal post')
    await ada.fills({ ...dealForm, code: '', link: '' })
    expect(ada.form?.problems).toEqual({ code: 'Please give a code, a link, or both.' })
    await ada.fills({ ...dealForm, code: 'x'.repeat(41) })
    expect(ada.form?.problems).toEqual({ code: expect.stringContaining('41 characters') })
    await ada.fills({ ...dealForm, link: 'ftp://a.example' })
    expect(ada.form?.problems).toEqual({ link: expect.stringContaining('full web address') })
    expect(ada.form?.values).toMatchObject({ title: dealForm['title'], link: 'ftp://a.example' })
  })

  it('is told in French to who reads French', async () => {
    const stage = await stageFor()
    const ada = await stage.person('Ada', { locale: 'fr' })
    await ada.types('/offre publier')
    await ada.fills({ ...jobForm, until: '22/11/2026', place: '' })
    expect(ada.form?.problems).toEqual({
      until: 'Ce jour est passé. Choisissez aujourd’hui ou un jour à venir.',
      place: 'Merci d’indiquer où, ou de choisir «\u00a0À distance\u00a0».',
    })
  })

  it('may look bad and yet be kept as it was typed', async () => {
    const stage = await stageFor()
    const ada = await stage.person('Ada')
    const texts = [
      '@everyone <script>alert(1)</script>', '=HYPERLINK("https://evil.example","x")', "Robert'); DROP TABLE Opportunity;--", '"NEAR" * - OR (x)',
      'مطلوب مطورة ويب', '{title} {n, plural} <b>', 'a\u200bb\u0007c\u202ed',
    ]
    for (const title of texts) {
      await publishes(ada, 'job', { title, description: `${title}\n\n${title}` })
      const clean = title.startsWith('a\u200b') ? 'abcd' : title
      ada.sees(`Published: ${clean}`)
      expect(stage.channel('jobs').messages.at(-1)).toContain(clean)
      await ada.sends({ call: { action: 'job list', input: { words: title } } })
      ada.sees(clean)
    }
    expect(await stage.database.client.opportunity.count()).toBe(texts.length)
  })

  it('is a date in her own words', async () => {
    const stage = await stageFor()
    const ada = await stage.person('Ada', { locale: 'fr' })
    for (const [until, day] of [['demain 18h', '24 novembre 2026'], ['aujourd’hui', '23 novembre 2026'], ['31/12', '31 décembre 2026'], ['', '22 janvier 2027']]) {
      await ada.types('/job post')
      await ada.fills({ ...jobForm, until })
      ada.sees(String(day))
    }
  })

  it('is a number of nothing, of the other kind, or no number', async () => {
    const stage = await stageFor()
    const ada = await stage.person('Ada')
    await publishes(ada, 'deal')
    for (const line of ['/job show 1', '/job edit 1', '/job close 1', '/job show 999']) {
      await ada.types(line)
      ada.sees(/There is no #(1|999) here/)
    }
    await ada.types('/job show -1')
    expect(ada.form?.problems).toEqual({ number: 'Please give a number, for example 12.' })
    for (const number of [0, -1, 1.5, 'abc', '1; DROP TABLE', '999999999999', null, [], {}]) {
      await ada.sends({ call: { action: 'opportunities.interest', input: { number } }, submitted: true })
      ada.sees('This button is too old')
    }
    await stage.database.client.opportunity.deleteMany()
    for (const label of ['Use it', 'Details', 'Report', 'Not valid any more?']) {
      await ada.presses(label)
      ada.sees('There is no #1 here')
    }
    // what was to happen at its end finds nothing and does nothing
    await stage.passes({ days: 40 })
    expect(stage.logged.filter((line) => line.includes('"level":50'))).toEqual([])
  })

  it('is somebody else’s file, or one of a kind that is not asked for', async () => {
    const stage = await stageFor()
    const [ada, bea] = [await stage.person('Ada'), await stage.person('Béa')]
    const olga = await stage.person('Olga', { roles: ['organiser'] })
    await keepsFile(stage, 'hers', bea.id, 'application/pdf', 'secret.pdf')
    await keepsFile(stage, 'web', ada.id, 'text/html', 'page.html')
    await keepsFile(stage, 'mine', ada.id, 'application/pdf', 'job.pdf')
    await keepsFile(stage, 'photo', ada.id, 'image/png', 'desk.png')
    await ada.types('/job post')
    for (const file of [['hers'], ['web'], ['nowhere']]) {
      await ada.fills({ ...jobForm, file })
      expect(ada.form?.problems).toEqual({ file: 'This file could not be found. Please choose it again.' })
    }
    await ada.fills({ ...jobForm, file: ['mine'] })
    ada.sees('(file: job.pdf)')
    await ada.presses('Publish')
    expect(stage.channel('jobs').messages.join()).not.toContain('job.pdf')
    await bea.types('/job show 1')
    bea.sees('(file: job.pdf)')
    // who corrects a title keeps the file that is there
    await olga.types('/job edit 1')
    await olga.fills({ title: 'Lead developer' })
    olga.sees('Changed')
    await bea.types('/job show 1')
    bea.sees('(file: job.pdf)')
    await publishes(ada, 'deal', { image: ['photo'] })
    stage.channel('deals').sees(/\(picture: 30 % off/)
  })
})
