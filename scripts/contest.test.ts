import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it, onTestFinished } from 'vitest'
import { readConfig } from '../bot/config.ts'
import { gather } from '../bot/gathered.ts'
import { workIn } from '../bot/work.ts'
import { readContest } from '../commands/contest/file.ts'
import { contest } from '../commands/contest/index.ts'
import { publishWhole } from '../commands/contest/publish.ts'
import { small, withRelays } from '../commands/contest/testing.ts'
import { openDatabase } from '../prisma/database.ts'
import { eachDatabase, temporaryDatabase, testKeys } from '../prisma/testing.ts'
import { openStage } from '../test/stage.ts'
import { importContest, rehearseContest } from './contest.ts'
import { rehearse } from './rehearsal/index.ts'

const example = 'docs/contests/power-starter.yaml'
const text = readFileSync(example, 'utf8')
const lineWith = (changed: string, words: string) => changed.split('\n').findIndex((line) => line.includes(words)) + 1
const relay = { name: 'Radio Quartier', kind: 'media', contact: 'redaction@example.org', language: 'fr' } as const
const settings = { communityName: 'Cyberelles', defaultLocale: 'fr', defaultTimeZone: 'Europe/Paris' } as const

describe('the file of a contest', () => {
  it.each([
    ['closes: 2027-02-28 23:59', 'closes: 2027-02-31 23:59', 'closes: there is no such day or time'],
    ['closes: 2027-02-28 23:59', 'closes: 2026-02-28 23:59', 'closes: it closes before it opens'],
    ['zone: Europe/Paris', 'zone: Atlantis', 'zone: a time zone of the IANA list'],
    ['minutes: 12', 'minutes: many', 'minutes: '],
    ['  - id: exists', '  - id: name', 'two questions are called "name"'],
    ['    kind: place', '    kind: postcode', 'questions › 2 › kind: '],
    ['    lines: one', '    lines: three', 'questions › 1 › lines: '],
    ['  consent: relay-sees', '  consent: agreed', 'relays › consent: "agreed" is no question of the kind consent'],
    ['kind: media', 'kind: paper', 'relays › list › 1 › kind: '],
    ['id: doing, points: 5', 'id: doing, points: many', 'rubric › 1 › points: '],
    ['count: 3, by: Atelier', 'count: 0, by: Atelier', 'prizes › 1 › count: '],
    ['welcome:', 'wellcome:', 'messages › wellcome: Unrecognized key'],
    ['{ en: Somebody needs it, fr: Quelqu’un en a besoin }', '{ fr: Quelqu’un en a besoin }', 'rubric › 0 › words › en: its words are missing in en'],
    ['grace: 24', 'graze: 24', 'graze: Unrecognized key'],
  ])('with "%s" as "%s" names the line and what is wrong there', (good, bad, what) => {
    const changed = text.replace(good, bad)
    const read = readContest(changed)
    expect(read).toMatchObject({ mistakes: [{ what: expect.stringContaining(what) as string }] })
    // of two questions of one name, the second is told of
    const line = changed.split('\n').findLastIndex((one) => one.includes(bad)) + 1
    expect('mistakes' in read && read.mistakes[0]?.line).toBe(line)
  })

  it('that is no YAML says where', () => {
    expect(readContest('contest: "power\nzone: x')).toMatchObject({ mistakes: [{ line: expect.any(Number) as number }] })
    expect(readContest('')).toMatchObject({ mistakes: [{ line: 1 }] })
  })
})

eachDatabase('npm run contest -- import', (open) => {
  it('publishes the example, which is then applied to in both languages; a change of its questions is a further version', async () => {
    const stage = await openStage({ database: await open(), capabilities: [contest], now: '2027-01-15T09:00:00Z' })
    const now = stage.clock.now()
    expect(await importContest(stage.database, settings, example, now)).toMatch(
      /^power-starter is published, version 1 of its questions\. It is open from 2027-01-11T08:00:00\.000Z to 2027-02-28T22:59:00\.000Z\.\nMaison des femmes: \/r\/\w{6}\nRadio Quartier: \/r\/\w{6}$/,
    )
    expect(await importContest(stage.database, settings, example, now)).toContain('version 1')
    // whom one calls at a relay is sealed, and nowhere else
    expect(JSON.stringify(await stage.database.client.contest.findMany())).not.toContain('redaction@example.org')
    expect(await stage.database.client.relayContact.count()).toBe(2)
    const [ada, lea] = [await stage.person('Ada', { roles: [] }), await stage.person('Léa', { roles: [], locale: 'fr' })]
    await ada.types('/contest info')
    ada.sees('Power Starter', 'not a diploma')
    await lea.types('/contest info')
    lea.sees('pas un diplôme')
    const folder = mkdtempSync(join(tmpdir(), 'entraide-contest-'))
    onTestFinished(() => rmSync(folder, { recursive: true }))
    const changed = join(folder, 'next.yaml')
    writeFileSync(changed, text.replace('What would you sell first?', 'What would you sell tomorrow?'))
    expect(await importContest(stage.database, settings, changed, now)).toContain('version 2')
    writeFileSync(changed, text.replace('minutes: 12', 'minutes: 0'))
    await expect(importContest(stage.database, settings, changed, now)).rejects.toThrow(`${changed}:${lineWith(text, 'minutes: 12')}: minutes: `)
  })
})

describe('npm run contest -- rehearse', () => {
  const cyberelles = { name: 'Cyberelles', locale: 'fr', timeZone: 'Europe/Paris' } as const

  it('plays a contest that is published from its opening to its erasing, and tells what happened; nothing of it is written down', async () => {
    const { url, drop } = await temporaryDatabase('sqlite')
    onTestFinished(drop)
    const database = await openDatabase(url, testKeys)
    onTestFinished(() => database.close())
    const community = await database.client.community.create({ data: cyberelles })
    const around = { search: database.search, community: { ...cyberelles, id: community.id }, now: new Date('2026-11-01T09:00:00Z'), publicUrl: '', gathered: gather([]) }
    const published = { ...withRelays, about: { ...withRelays.about, grace: 24, relays: { ...withRelays.about.relays, list: [relay] } } }
    await database.transaction((db) => publishWhole(workIn(db, around, () => undefined), published))
    const config = readConfig({ DATABASE_URL: url, SECRET_KEY: testKeys.secretKey, COMMUNITY_NAME: 'Cyberelles', DEFAULT_LOCALE: 'fr', DEFAULT_TIME_ZONE: 'Europe/Paris' })
    const { told, isFine } = await rehearseContest(config, 'power-starter')
    expect([await database.client.application.count(), await database.client.person.count()]).toEqual([0, 0])
    await expect(rehearseContest(config, 'power-ender')).rejects.toThrow('There is neither a file nor a contest called power-ender.')
    expect(told.replaceAll('\u00a0', ' ').split('\n').filter((line) => line.includes('Estelle'))).toEqual([
      'mercredi 2 décembre 2026 à 18:54 : Estelle commence, amenée par Radio Quartier.',
      'mercredi 2 décembre 2026 à 18:54 : Estelle s’arrête avant « Où vendez-vous ? ».',
      'jeudi 17 décembre 2026 à 18:00 : Estelle reçoit un rappel de son dossier inachevé.',
      'jeudi 17 décembre 2026 à 19:00 : Estelle ne veut plus de rappels.',
      'jeudi 16 décembre 2027 à 18:00 : Estelle apprend que ses réponses seront effacées.',
      'Estelle : inachevé ; un rappel',
    ])
    const seen = ['Hawa ne peut pas participer', 'Djamila revient', 'Khadija envoie son dossier', 'Lina arrive trop tard', 'Envoyés : 7 sur 11', 'Radio Quartier : 5 commencés, 3 envoyés', '7 dossiers sont gardés', 'Aucun problème']
    for (const words of seen) expect(told.replaceAll('\u00a0', ' ')).toContain(words)
    expect(isFine).toBe(true)
  })

  it('says which question nobody can answer', async () => {
    const never = { id: 'song', kind: 'files' as const, max: 1, types: ['audio/midi'], words: { in: { fr: 'Votre chanson', en: 'Your song' } } }
    const { told, isFine } = await rehearse({ ...small, about: { ...small.about, reminders: [] }, questions: { questions: [never], explanations: [] } }, cyberelles)
    expect(told.replaceAll('\u00a0', ' ')).toMatch(/avant d’ouvrir\nAucune réponse n’a été acceptée à « Votre chanson ».*\nPersonne n’a pu envoyer de dossier\.$/)
    expect(isFine).toBe(false)
  })
})
