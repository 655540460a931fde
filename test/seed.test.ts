import { beforeAll, expect, it } from 'vitest'
import { createLog } from '../bot/log.ts'
import type { Capability } from '../bot/action.ts'
import { createEngine } from '../bot/engine.ts'
import { createWorker } from '../bot/worker.ts'
import { questionSet } from '../bot/dialog/set.ts'
import { contestAbout } from '../commands/contest/about.ts'
import { capabilities } from '../commands/index.ts'
import type { Database } from '../prisma/database.ts'
import { seedDemo } from '../prisma/seed/index.ts'
import { eachDatabase } from '../prisma/testing.ts'
import { stageAdapter } from './stage/adapter.ts'

/** A Thursday, while a date of the seeded series is held. */
const now = new Date('2026-11-26T12:00:00Z')
const clock = { now: () => now }

async function partsFor(database: Database) {
  const community = await database.client.community.create({ data: { name: 'Cyberelles', locale: 'fr', timeZone: 'Europe/Paris' } })
  const logged: string[] = []
  const log = createLog({ level: 'warn', pretty: false, write: (line) => void logged.push(line) })
  return { database, capabilities, clock, log, communityId: community.id, publicUrl: 'https://entraide.test', logged }
}

eachDatabase('the seed', (open) => {
  let parts: Awaited<ReturnType<typeof partsFor>>
  beforeAll(async () => {
    parts = await partsFor(await open())
  })

  it('leaves nothing behind when it fails, so that the next start seeds again', async () => {
    const without: Capability[] = capabilities.filter(({ name }) => name !== 'opportunities')
    await expect(seedDemo({ ...parts, capabilities: without })).rejects.toThrow('the seed is wrong')
    expect(await parts.database.client.person.count()).toBe(0)
    parts.logged.length = 0
    expect(await seedDemo(parts)).toBe(true)
    expect(parts.logged).toEqual([])
  })

  it('has an open contest whose questions are in both languages', async () => {
    const contest = await parts.database.client.contest.findFirstOrThrow({ include: { questionSets: true } })
    expect(contestAbout.parse(contest.about)).toEqual(contest.about)
    const { content } = contest.questionSets[0] ?? {}
    const set = questionSet.parse(content)
    expect(set).toEqual(content)
    expect(set.questions.length).toBeLessThanOrEqual(14)
    for (const { words } of set.questions) expect(Object.keys(words.in).sort()).toEqual(['en', 'fr'])
  })

  it('is a small lively community, once', async () => {
    const { client } = parts.database
    const counts = async () => ({
      people: await client.person.count(),
      profiles: await client.profile.count({ where: { published: true } }),
      jobs: await client.opportunity.count({ where: { kind: 'job' } }),
      openJobs: await client.opportunity.count({ where: { kind: 'job', status: 'open' } }),
      deals: await client.opportunity.count({ where: { kind: 'deal' } }),
      openDeals: await client.opportunity.count({ where: { kind: 'deal', status: 'open' } }),
      cards: await client.posting.count({ where: { channel: { in: ['jobs', 'deals'] } } }),
      lines: await client.webMessage.count(),
      workshops: await client.workshop.count({ where: { status: 'published' } }),
      workshopCards: await client.posting.count({ where: { channel: 'workshops' } }),
      waiting: await client.registration.count({ where: { status: 'waiting' } }),
      alerts: await client.alert.count(),
    })
    const expected = { people: 40, profiles: 32, jobs: 12, openJobs: 11, deals: 8, openDeals: 7, cards: 20, lines: 12, workshops: 4, workshopCards: 4, waiting: 2, alerts: 3 }
    expect(await counts()).toEqual(expected)
    const states = await client.question.findMany({ select: { status: true } })
    expect(new Set(states.map(({ status }) => status))).toEqual(new Set(['open', 'answered', 'thanked', 'organisers']))
    const demo = await client.account.findMany({ where: { externalId: { startsWith: 'demo-' } }, include: { person: { include: { roles: true } } }, orderBy: { id: 'asc' } })
    expect(demo.map(({ person }) => person.roles.map(({ role }) => role).sort().join())).toEqual(['member', 'member', 'member', 'member,organiser', 'candidate', 'juror'])

    expect(await seedDemo(parts)).toBe(false)
    expect(await counts()).toEqual(expected)
  })

  it('is found by its members, in private and by command', async () => {
    const engine = createEngine({ ...parts, onTold: () => undefined })
    const space = await parts.database.client.space.findFirstOrThrow()
    const from = { spaceId: space.id, externalId: 'demo-member-grace', name: 'Grace' }
    const answerTo = async (typed: string) => {
      const reply = await engine.run({ key: typed, from, channel: null, what: { typed } })
      return JSON.stringify(reply)
    }
    expect(await answerTo('/expert find TVA')).toContain('Claire Fontaine')
    expect(await answerTo('/expert find photo')).toContain('Élodie Garnier')
    expect(await answerTo('/job list kubernetes')).toContain('Platform engineer')
    expect(await answerTo('/workshop list')).toMatch(/Say your price out loud[^]*fullWaiting[^]*La TVA d’une boutique[^]*Checkout clinic/)
    expect(await answerTo('/home')).toContain('Say your price out loud')
    expect(await answerTo('how to improve my checkout')).toContain('Checkout clinic')
    const need = await answerTo('un audit SEO pour ma boutique')
    expect(need).toContain('Camille Rousseau')
    expect(need).toContain('audit SEO de boutique')
  })

  it('leaves nothing to catch up with at the first start', async () => {
    const { client } = parts.database
    expect(await client.workshopDate.count({ where: { startsAt: { lt: now }, endsAt: { gt: now } } })).toBe(1)
    const worker = createWorker({ ...parts, engine: createEngine({ ...parts, onTold: () => undefined }), adapters: new Map([['web', stageAdapter()]]) })
    await worker.drain()
    expect(parts.logged).toEqual([])
    expect(await client.posting.count({ where: { status: { not: 'sent' } } })).toBe(0)
    expect(await client.registration.count({ where: { status: 'registered', remindAt: { gt: now } } })).toBeGreaterThan(0)
  })
}, 'all')
