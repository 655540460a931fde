import { strToU8, zipSync } from 'fflate'
import { expect, it } from 'vitest'
import { eachDatabase } from '../../prisma/testing.ts'
import { openStage, type Stage } from '../../test/stage.ts'
import type { StagePerson } from '../../test/stage/person.ts'
import { largestFile, storeFile } from '../../bot/files.ts'
import { forgetOld, quotedForDays } from '../../bot/worker.ts'
import { privacy } from '../privacy/index.ts'
import { contest } from './index.ts'
import { opens, small } from './testing.ts'
import type { PublishedContest } from './store.ts'

const words = (en: string) => ({ in: { en, fr: en } })
const pdf = Buffer.from('%PDF-1.7\n1 0 obj\n<<>>\nendobj\n')

const asking = (...questions: PublishedContest['questions']['questions']): PublishedContest => ({ ...small, questions: { questions, explanations: [] } })

/** A question of each kind that is typed or added, the last one to be read only. */
const everyKind = asking(
  { id: 'name', kind: 'text', lines: 'one', max: 80, words: words('Name?') },
  { id: 'phone', kind: 'phone', country: 'FR', words: words('Phone?') },
  { id: 'email', kind: 'email', words: words('E-mail?') },
  { id: 'site', kind: 'link', words: words('Site?') },
  { id: 'hours', kind: 'number', min: 1, max: 60, whole: true, words: words('Hours?') },
  { id: 'price', kind: 'money', currency: 'EUR', min: 0, words: words('Price?') },
  { id: 'since', kind: 'date', words: words('Since when?') },
  { id: 'town', kind: 'place', country: 'FR', words: words('Town?') },
  { id: 'photo', kind: 'files', max: 2, types: ['image/*', 'application/pdf'], words: words('Photo?') },
  { id: 'rules', kind: 'consent', words: words('Rules'), text: words('I agree.') },
)

const given = async ({ database }: Stage) => Object.fromEntries((await database.client.answer.findMany()).map((one) => [one.question, (one.given as { value?: unknown }).value]))

const adds = async ({ database, clock }: Stage, who: StagePerson, name: string, bytes: Buffer): Promise<string> => {
  const kept = await storeFile({ database, ownerId: who.id, now: clock.now() }, { name, bytes }, { max: 2, types: ['image/*', 'application/pdf'] })
  if ('problem' in kept) throw new Error('it was refused')
  return kept.id
}

eachDatabase('what a candidate gives', (open) => {
  it.each([
    ['en', ['3,000 characters long; 80 fit', 'does not exist', /e-mail/i, /address/, 'a number', 'a number', 'does not exist in the calendar']],
    ['fr', [/3\s000 caract/, 'n’existe pas', /e-mail|adresse/i, /adresse/, 'un nombre', 'un nombre', 'n’existe pas']],
  ] as const)('and cannot be so is told her in %s, with what she typed, and nothing is lost', async (locale, [long, noPhone, noMail, noLink, noNumber, noPrice, noDay]) => {
    const stage = await openStage({ database: await open(), capabilities: [contest] })
    await opens(stage, everyKind)
    const zoe = await stage.person('Zoé', { roles: [], locale })
    await zoe.types('/contest apply')
    const steps: [wrong: [typed: string, told: string | RegExp][], right: string][] = [
      [[['x'.repeat(3000), long]], 'Zoé'],
      [[['n/a', noPhone], ['06 12', noPhone], ['+212 6', noPhone]], '+212 6 12 34 56 78'],
      [[['n/a', noMail], ['zoe@', noMail]], 'zoe@example.org'],
      [[['n/a', noLink]], 'example.org'],
      [[['n/a', noNumber], ['61', /60/], ['2,5', /./]], '12'],
      [[['cheap', noPrice]], '12,50 €'],
      [[['31/02/2026', noDay]], '03/04/2026'],
      [[], '69003 Lyon'],
    ]
    for (const [wrong, right] of steps) {
      const before = await given(stage)
      for (const [typed, told] of wrong) {
        await zoe.types(typed)
        zoe.sees(told, typed.slice(0, 40))
        expect(await given(stage)).toEqual(before)
      }
      await zoe.types(right)
      expect(Object.keys(await given(stage))).toHaveLength(Object.keys(before).length + 1)
    }
    expect(await given(stage)).toMatchObject({ name: 'Zoé', phone: '+212612345678', email: 'zoe@example.org', hours: 12, town: '69003 Lyon' })
    zoe.sees('Photo?', locale === 'fr' ? '10\u00a0Mo au plus' : '10 MB at most')
  })

  it('as a file is judged by what is in it: a program called a photo, a zip bomb, 25 MB, nothing at all', async () => {
    const stage = await openStage({ database: await open(), capabilities: [contest] })
    const zoe = await stage.person('Zoé', { roles: [] })
    const program = Buffer.concat([Buffer.from('MZ'), Buffer.alloc(300)])
    const bomb = Buffer.from(zipSync({ '[Content_Types].xml': new Uint8Array(60_000_000), 'a.txt': strToU8('a') }, { level: 9 }))
    const files: [name: string, bytes: Buffer][] = [
      ['me.jpg', program], ['me.png', Buffer.from('<script>alert(1)</script>')], ['me.jpg', bomb], ['plan.pdf', bomb], ['me.jpg', Buffer.alloc(25_000_000)], ['me.jpg', Buffer.alloc(largestFile + 1)], ['me.jpg', Buffer.alloc(0)],
    ]
    for (const [name, bytes] of files) await expect(adds(stage, zoe, name, bytes)).rejects.toThrow('refused')
    expect(await stage.database.client.storedFile.count()).toBe(0)
  })

  it('as a postcode gets its town: the only one there is, one of several, or none that is known', async () => {
    const stage = await openStage({ database: await open(), capabilities: [contest] })
    const town = { id: 'town', kind: 'place' as const, country: 'FR', words: words('Town?') }
    await opens(stage, asking(town, { id: 'name', kind: 'text', lines: 'one', max: 80, words: words('Name?') }))
    const zoe = await stage.person('Zoé', { roles: [], locale: 'fr' })
    await zoe.types('/concours candidater')
    const types = async (typed: string) => {
      await zoe.types(typed)
      return (await given(stage))['town']
    }
    expect(await types('93 200')).toBe('93200 Saint-Denis')
    zoe.sees('Name?')
    await zoe.types('retour')
    zoe.sees('93200 Saint-Denis')
    // it is kept before she is asked which
    expect(await types('01500')).toBe('01500')
    zoe.sees('Plusieurs communes ont ce code postal', 'Town?')
    expect(await types('douvres')).toBe('01500 Douvres')
    zoe.sees('Name?')
    await zoe.types('retour')
    await zoe.types('01500')
    await zoe.chooses('5. 01500 Château-Gaillard')
    expect(await given(stage)).toEqual({ town: '01500 Château-Gaillard' })
    await zoe.types('retour')
    await zoe.types('01500')
    await zoe.presses('Garder cette réponse')
    zoe.sees('Name?')
    for (const unknown of ['00001', '75001 Paris, près du fleuve']) {
      await zoe.types('retour')
      expect(await types(unknown)).toBe(unknown)
      zoe.sees('Name?')
    }
  })

  it('and was added to a form that was never sent is gone after a day; what was sent with one stays', async () => {
    const stage = await openStage({ database: await open(), capabilities: [contest] })
    await opens(stage, asking({ id: 'photo', kind: 'files', max: 1, types: ['application/pdf'], words: words('Photo?') }))
    const ada = await stage.person('Ada', { roles: [] })
    await ada.types('/contest apply')
    await ada.presses('Answer')
    await ada.fills({ answer: [await adds(stage, ada, 'plan.pdf', pdf)] })
    ada.sees('Photo?', 'plan.pdf')
    const left = await adds(stage, ada, 'other.pdf', pdf)
    const names = async () => (await stage.database.client.storedFile.findMany({ orderBy: { id: 'asc' } })).map(({ name }) => name).toSorted()
    await stage.isAwayFor({ hours: 23 })
    await forgetOld(stage)
    expect(await names()).toEqual(['other.pdf', 'plan.pdf'])
    await stage.isAwayFor({ hours: 2 })
    await forgetOld(stage)
    expect(await names()).toEqual(['plan.pdf'])
    await ada.types('1')
    await ada.presses('Answer')
    await ada.fills({ answer: [left] })
    ada.sees('could not be found')
  })

  it('and was not sent is erased when it has been kept long enough, with its files; what was sent stays', async () => {
    const stage = await openStage({ database: await open(), capabilities: [contest] })
    const photo = { id: 'photo', kind: 'files' as const, max: 1, types: ['application/pdf'], words: words('Photo?') }
    const { client } = stage.database
    const { questions } = asking(photo, { id: 'name', kind: 'text', lines: 'one', max: 80, words: words('Name?') })
    const published = { ...small, about: { ...small.about, keeps: 2, reminders: [] }, questions }
    await opens(stage, published)
    const [ada, bea, cleo] = [await stage.person('Ada', { roles: [] }), await stage.person('Béa', { roles: [] }), await stage.person('Cléo', { roles: [] })]
    for (const one of [ada, bea, cleo]) {
      await one.types('/contest apply')
      await one.presses('Answer')
      await one.fills({ answer: [await adds(stage, one, 'plan.pdf', pdf)] })
    }
    for (const one of [bea, cleo]) await one.types('Somebody')
    await bea.presses('Send')
    await cleo.types('/contest withdraw')
    await cleo.presses('Withdraw my application')
    // everybody has a month more
    await client.contest.updateMany({ data: { closesAt: new Date('2027-01-31T17:00:00Z') } })
    await stage.passes({ days: 110 })
    expect(await client.application.count()).toBe(3)
    await stage.passes({ days: 20 })
    expect(await client.application.findMany({ select: { personId: true, status: true } })).toEqual([{ personId: bea.id, status: 'submitted' }])
    for (const rows of [await client.answer.findMany(), await client.submission.findMany()]) expect(new Set(rows.map(({ personId }) => personId))).toEqual(new Set([bea.id]))
    expect(await client.storedFile.findMany({ select: { ownerId: true } })).toEqual([{ ownerId: bea.id }])
  })

  it('is in no log and no channel; and when she is erased, the card of the contest stays', async () => {
    const stage = await openStage({ database: await open(), capabilities: [contest, privacy] })
    await stage.database.client.space.updateMany({ data: { channels: { contests: 'contests' } } })
    await opens(stage)
    const olga = await stage.person('Olga', { roles: ['organiser'] })
    await olga.types('/contest announce power-starter')
    stage.channel('contests').sees('Candidater')
    const ada = await stage.person('Ada', { roles: [] })
    ada.channel = 'general'
    await ada.types('/contest apply')
    ada.channel = null
    for (const said of ['yes', 'MARK-Ada', '06 12 34 56 78', 'MARK cakes', 'yes', 'MARK market', '1', 'yes']) await ada.types(said)
    await ada.presses('Send')
    ada.sees('MARK cakes')
    for (const words of [...stage.logged, ...stage.channel('contests').messages, ...stage.channel('general').messages]) expect(words).not.toMatch(/MARK|612345678|06 12 34/)
    // what she was told is kept for half a year
    const told = () => stage.database.client.posting.findMany({ where: { personId: ada.id } })
    await stage.passes({ days: 25 })
    const kept = await told()
    expect(kept).toHaveLength(1)
    await stage.passes({ days: quotedForDays + 1 })
    await forgetOld(stage)
    expect(await told()).toEqual(kept.map((one): unknown => expect.objectContaining({ id: one.id, view: { blocks: [] } })))
    await ada.types('/privacy erase')
    await ada.fills({ confirm: 'erase' })
    ada.sees('erased')
    expect(await stage.database.client.application.count()).toBe(0)
    stage.channel('contests').sees('Power Starter', 'a fermé')
  })
})
