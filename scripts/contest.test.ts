import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it, onTestFinished } from 'vitest'
import { readContest } from '../commands/contest/file.ts'
import { contest } from '../commands/contest/index.ts'
import { eachDatabase } from '../prisma/testing.ts'
import { openStage } from '../test/stage.ts'
import { importContest } from './contest.ts'

const example = 'docs/contests/power-starter.yaml'
const text = readFileSync(example, 'utf8')
const lineWith = (changed: string, words: string) => changed.split('\n').findIndex((line) => line.includes(words)) + 1
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
