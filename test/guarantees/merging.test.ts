import fc from 'fast-check'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it, test } from 'vitest'
import { plainTables } from '../../bot/belongings.ts'
import { ownBelongings, whoStays } from '../../bot/merge.ts'
import { accounts } from '../../commands/accounts/index.ts'
import { alerts } from '../../commands/alerts/index.ts'
import { experts } from '../../commands/experts/index.ts'
import { capabilities } from '../../commands/index.ts'
import { opportunities } from '../../commands/opportunities/index.ts'
import { workshops } from '../../commands/workshops/index.ts'
import { owners, type OwnedTable } from '../../prisma/owners.ts'
import { eachDatabase } from '../../prisma/testing.ts'
import { root } from '../source.ts'
import { openStage, type Stage } from '../stage.ts'

type Db = Stage['database']['client']

/** What one person of the random ones is given, and whose number it may name beside hers. */
interface Gift {
  db: Db
  to: number
  other: number
  /** unlike all others */
  n: number
  spaceId: number
  communityId: number
}

const now = new Date('2026-11-23T08:00:00Z')

const post = (db: Db, authorId: number, n: number, communityId: number) =>
  db.opportunity.create({
    data: {
      communityId, kind: 'deal', authorId, status: ['draft', 'open', 'closed'][n % 3] ?? '', title: `deal ${n}`, description: 'good',
      details: { files: [], code: 'X' }, fingerprint: `${n}`, expiresAt: new Date('2027-01-01T00:00:00Z'), createdAt: now, publishedAt: now,
    },
  })

/** An application to a contest of its own. */
async function applicationOf(db: Db, personId: number, n: number, communityId: number) {
  const contest = await db.contest.create({ data: { communityId, slug: `contest-${n}`, opensAt: now, closesAt: new Date('2027-01-01T00:00:00Z'), about: {}, version: 1 } })
  return db.application.create({ data: { contestId: contest.id, personId, status: 'draft', version: 1, createdAt: now, updatedAt: now } })
}
const workshopOf = (db: Db, authorId: number, n: number, communityId: number) =>
  db.workshop.create({
    data: {
      communityId, authorId, status: ['draft', 'published'][n % 2] ?? '', title: `workshop ${n}`, description: 'good', level: 'everyone', language: 'en',
      starts: '2027-01-05T18:30', timeZone: 'Europe/Paris', minutes: 60, place: 'here', seats: 9, createdAt: now,
      dates: {
        create: {
          slot: '2027-01-05T18:30', starts: '2027-01-05T18:30', timeZone: 'Europe/Paris', minutes: 60, status: 'planned', seats: 9,
          startsAt: new Date('2027-01-05T17:30:00Z'), endsAt: new Date('2027-01-05T18:30:00Z'),
        },
      },
    },
  })

/** A question of another, put to this person: what waits for an answer, and what is over. */
function put({ db, to, other, n, communityId }: Gift) {
  const [status = '', requested = ''] = [['open', 'asked'], ['answered', 'answered'], ['thanked', 'answered'], ['withdrawn', 'closed']][n % 4] ?? []
  const request = { expertId: to, source: 'chosen', status: requested, createdAt: now, askedAt: now, passAt: now }
  const data = { communityId, askerId: other, text: `question ${n}`, status, createdAt: now, requests: { create: request } }
  return db.question.create({ data, include: { requests: true } })
}

/** Something in every table about people; a new table does not compile until there is something for it. */
const gifts: Record<Exclude<OwnedTable, 'Person' | 'FormerPerson'>, (gift: Gift) => Promise<unknown>> = {
  Account: ({ db, to, n, spaceId }) => db.account.create({ data: { spaceId, externalId: `more-${n}`, personId: to, seenAt: now } }),
  async Role({ db, to, n }) {
    const key = { personId: to, role: ['mentor', 'juror', 'relay'][n % 3] ?? 'mentor' }
    await db.role.upsert({ where: { personId_role: key }, create: key, update: {} })
  },
  // Profiles are made by the commands that keep them in the search.
  Profile: () => Promise.resolve(),
  Skill: () => Promise.resolve(),
  Question: (gift) => put({ ...gift, to: gift.other, other: gift.to }),
  Request: put,
  async Remark(gift) {
    const { requests } = await put(gift)
    for (const { id: requestId } of requests) await gift.db.remark.create({ data: { requestId, authorId: gift.to, fromExpert: true, text: `remark ${gift.n}`, createdAt: now } })
  },
  Avoided: ({ db, to, n }) => db.avoided.create({ data: { personId: to, words: [`word${n}`], createdAt: now } }),
  Opportunity: ({ db, to, n, communityId }) => post(db, to, n, communityId),
  async Interest({ db, to, other, n, communityId }) {
    if (to === other) return
    const { id: opportunityId } = (await db.opportunity.findFirst({ where: { authorId: other } })) ?? (await post(db, other, n, communityId))
    const key = { opportunityId, personId: to }
    await db.interest.upsert({ where: { opportunityId_personId: key }, create: { ...key, note: n % 2 ? `note ${n}` : '', createdAt: now }, update: {} })
  },
  async ExpiryReport({ db, to, other, n, communityId }) {
    if (to === other) return
    const { id: opportunityId } = (await db.opportunity.findFirst({ where: { authorId: other } })) ?? (await post(db, other, n, communityId))
    const key = { opportunityId, personId: to }
    await db.expiryReport.upsert({ where: { opportunityId_personId: key }, create: { ...key, createdAt: now }, update: {} })
  },
  StoredFile: ({ db, to, n }) => db.storedFile.create({ data: { id: `file-${n}`, ownerId: to, name: 'a', type: 'text/plain', size: 1, bytes: new Uint8Array([1]), createdAt: now } }),
  Delivery: ({ db, to, n }) => db.delivery.create({ data: { key: `delivery-${n}`, personId: to, reply: {}, createdAt: now } }),
  Posting: ({ db, to, n }) =>
    db.posting.create({ data: { key: n % 2 ? `posting-${n}` : `told-${n}@${to}`, lane: `person:${to}`, personId: to, view: { blocks: [] }, status: 'sent', dueAt: now, createdAt: now } }),
  async LinkCode({ db, to, n }) {
    const code = { id: `code-${n}`, accountId: 1, expiresAt: now }
    await db.linkCode.upsert({ where: { personId: to }, create: { ...code, personId: to }, update: code })
  },
  LinkTry: ({ db, to }) => db.linkTry.create({ data: { personId: to, triedAt: new Date('2026-11-22T08:00:00Z') } }),
  Ticket: ({ db, to, n }) => db.ticket.create({ data: { id: `ticket-${n}`, personId: to, action: 'help', input: {}, expiresAt: new Date('2027-01-01T00:00:00Z') } }),
  Audit: ({ db, to, n }) => db.audit.create({ data: { personId: to, action: 'gift', subject: `gift:${n}`, createdAt: now } }),
  async Handover({ db, to, other, n, communityId }) {
    const { id, personId } = await applicationOf(db, to, n, communityId)
    await db.handover.create({ data: { applicationId: id, personId, writerId: other, handle: `H${n}`, secret: 'S', createdAt: now } })
  },
  async RelayPerson({ db, to, n, communityId }) {
    // of a relay of its own, as an application is to a contest of its own
    const { contestId } = await applicationOf(db, to, n, communityId)
    const relay = await db.relay.create({ data: { contestId, code: `RELAY${n}`, kind: 'other', name: 'Relay', contact: '', locale: 'fr', createdAt: now } })
    await db.relayPerson.create({ data: { relayId: relay.id, personId: to } })
  },
  Application: async ({ db, to, other, n, communityId }) => {
    const { id } = await applicationOf(db, to, n, communityId)
    if (n % 2) await db.application.update({ where: { id }, data: { helperId: other } })
  },
  async Answer({ db, to, n, communityId }) {
    const { id } = (await db.application.findFirst({ where: { personId: to } })) ?? (await applicationOf(db, to, n, communityId))
    await db.answer.create({ data: { id: `${id}/q${n}`, applicationId: id, question: `q${n}`, personId: to, given: { value: n }, version: 1, locale: 'fr', answeredAt: now } })
  },
  async Submission({ db, to, n, communityId }) {
    const { id } = await applicationOf(db, to, n, communityId)
    await db.submission.create({ data: { applicationId: id, personId: to, content: {}, sentAt: now } })
  },
  WebMessage: ({ db, to, other, n, spaceId }) =>
    db.webMessage.create({ data: { key: `message-${n}`, spaceId, channel: '', visibleTo: to, authorId: n % 2 ? other : null, text: 'hello', sequence: n, createdAt: now } }),
  Workshop: ({ db, to, n, communityId }) => workshopOf(db, to, n, communityId),
  async WorkshopSpeaker({ db, to, other, n, communityId }) {
    const { id: workshopId } = (await db.workshop.findFirst({ where: { authorId: other } })) ?? (await workshopOf(db, other, n, communityId))
    if (!(await db.workshopSpeaker.count({ where: { workshopId, personId: to } }))) await db.workshopSpeaker.create({ data: { workshopId, personId: to } })
  },
  CalendarFeed: ({ db, to, n }) => db.calendarFeed.create({ data: { digest: `digest-${n}`, personId: to, kind: n % 2 ? 'mine' : 'all', secret: 's', createdAt: now } }),
  async Registration({ db, to, other, n, communityId }) {
    const { id: workshopId } = (await db.workshop.findFirst({ where: { authorId: other } })) ?? (await workshopOf(db, other, n, communityId))
    const { id: dateId } = await db.workshopDate.findFirstOrThrow({ where: { workshopId } })
    const key = { dateId, personId: to }
    if (await db.registration.count({ where: key })) return
    await db.registration.create({ data: { ...key, status: ['registered', 'left'][n % 2] ?? '', createdAt: now } })
    if (n % 2 === 0) await db.workshopDate.update({ where: { id: dateId }, data: { taken: { increment: 1 } } })
  },
  Alert: ({ db, to, n, communityId }) =>
    db.alert.create({ data: { communityId, personId: to, words: `word ${n}`, kind: '', place: '', tags: [], anchor: 'word', rhythm: 'daily', createdAt: now } }),
  async AlertMatch({ db, to, n }) {
    const key = { personId: to, kind: 'job', number: n % 3 }
    await db.alertMatch.upsert({ where: { personId_kind_number: key }, create: { ...key, alerts: [], createdAt: now }, update: { toldAt: now } })
  },
  DigestChoice: ({ db, to, n }) => db.digestChoice.upsert({ where: { personId: to }, create: { personId: to, hour: n % 24 }, update: {} }),
}

type Row = Record<string, unknown>
const tables = Object.keys(owners) as OwnedTable[]
const rowsOf = (db: Db, table: OwnedTable): Promise<Row[]> =>
  (db[`${table.charAt(0).toLowerCase()}${table.slice(1)}` as Uncapitalize<OwnedTable>] as unknown as { findMany(): Promise<Row[]> }).findMany()

/** What these people have, by table: each row as its owners and by what it is told from others. */
async function belongingsOf(db: Db, people: ReadonlySet<number>): Promise<Record<OwnedTable, string[]>> {
  const all: Partial<Record<OwnedTable, string[]>> = {}
  for (const table of tables) {
    const columns: readonly string[] = owners[table]
    const theirs = (await rowsOf(db, table)).filter((row) => columns.some((column) => people.has(Number(row[column]))))
    all[table] = theirs.map((row) => JSON.stringify([...columns.map((column) => row[column]), distinction(table, row)])).sort()
  }
  return all as Record<OwnedTable, string[]>
}

/** What tells a row from others of the same owner. */
const distinction = (table: OwnedTable, row: Row): unknown =>
  table === 'Person' || table === 'Profile' ? '' : (row['number'] ?? row['role'] ?? row['folded'] ?? row['opportunityId'] ?? row['dateId'] ?? row['workshopId'] ?? row['id'] ?? row['key'] ?? row['applicationId'] ?? row['relayId'] ?? row['digest'])

/** Tables of which joining itself takes rows away (codes), or to which it adds: a question to oneself goes on to others. */
const forgotten = new Set<OwnedTable>(['LinkCode', 'FormerPerson'])
const growing = new Set<OwnedTable>(['Delivery', 'Audit', 'Posting', 'Request'])

async function openCrowd(stage: Stage) {
  const [spaceId = 0] = stage.spaceIds
  let n = 0
  const act = (externalId: string, what: { typed: string } | { call: { action: string; input: Record<string, string> }; submitted: true }) =>
    stage.engine.run({ key: `crowd-${++n}`, from: { spaceId, externalId, name: externalId }, channel: null, what })
  const meet = async (name: string) => {
    const person = await stage.database.client.person.create({
      data: { communityId: stage.communityId, name, timeZone: 'Europe/Paris', roles: { create: { role: 'member' } }, accounts: { create: { spaceId, externalId: name, seenAt: now } } },
    })
    return person.id
  }
  const describe = async (name: string, { skills, isPublished }: { skills: string[]; isPublished: boolean }) => {
    await act(name, { call: { action: 'profile edit', input: { headline: `headline of ${name}`, skills: skills.join(), weeklyLimit: '2' } }, submitted: true })
    if (isPublished) await act(name, { typed: '/profile publish' })
  }
  const link = async (one: string, other: string) => {
    const shown = JSON.stringify(await act(one, { typed: '/link' }))
    const code = /"letters":"(\w+)"/.exec(shown)?.[1] ?? ''
    const answer = JSON.stringify(await act(other, { call: { action: 'accounts.confirm', input: { code } }, submitted: true }))
    expect(answer).toContain('accounts.joined')
  }
  return { act, meet, describe, link, next: () => ++n, spaceId }
}

const person = fc.record({ skills: fc.uniqueArray(fc.constantFrom('vat', 'logo', 'pitch', 'customs'), { minLength: 1 }), isPublished: fc.boolean(), hasProfile: fc.constantFrom(true, true, true, false) })
const given = fc.record({ table: fc.constantFrom(...(Object.keys(gifts) as (keyof typeof gifts)[])), to: fc.nat(), other: fc.nat() })
const crowd = fc.record({
  people: fc.array(person, { minLength: 3, maxLength: 5 }),
  given: fc.array(given, { minLength: 15, maxLength: 30 }),
  merges: fc.array(fc.tuple(fc.nat(), fc.nat()), { minLength: 3, maxLength: 6 }),
})

eachDatabase('people who are joined', (open) => {
  it('have all that they had, once, in whatever order they are joined', { timeout: 120_000 }, async () => {
    const stage = await openStage({ database: await open(), capabilities: [experts, opportunities, workshops, alerts, accounts], now: '2026-11-23T09:00:00Z' })
    const db = stage.database.client
    const { meet, describe, link, next, spaceId } = await openCrowd(stage)
    const run = async (about: typeof crowd extends fc.Arbitrary<infer T> ? T : never) => {
      const names = about.people.map(() => `person-${next()}`)
      const ids: number[] = []
      for (const name of names) ids.push(await meet(name))
      const people = new Set(ids)
      for (const [index, one] of about.people.entries()) if (one.hasProfile) await describe(names[index] ?? '', one)
      const pick = (index: number) => ids[index % ids.length] ?? 0
      for (const { table, to, other } of about.given) await gifts[table]({ db, to: pick(to), other: pick(other), n: next(), spaceId, communityId: stage.communityId })

      const groups = new Map(ids.map((id) => [id, new Set([id])]))
      const before = await belongingsOf(db, people)
      for (const [one, other] of about.merges) {
        const [first, second] = [groups.get(pick(one)), groups.get(pick(other))]
        if (!first || !second || first === second) continue
        await link(names[one % names.length] ?? '', names[other % names.length] ?? '')
        for (const id of second) groups.set(id, first.add(id))
      }

      const former = new Map((await db.formerPerson.findMany({ where: { id: { in: ids } } })).map(({ id, personId }) => [id, personId]))
      const present = (id: number) => former.get(id) ?? id
      for (const group of new Set(groups.values())) expect(new Set([...group].map(present)).size, 'one of each group stays').toBe(1)
      for (const id of ids) expect(groups.get(id)).toContain(present(id))

      const after = await belongingsOf(db, people)
      const authors = new Map((await db.opportunity.findMany()).map(({ id, authorId }) => [id, authorId]))
      for (const table of tables) {
        const expected = renamed(table, before[table], present, authors)
        if (growing.has(table)) expect(after[table], table).toEqual(expect.arrayContaining(expected))
        else if (!forgotten.has(table)) expect(after[table], table).toEqual(expected)
      }
      await stillSaid(db, people, present)
      await found(stage, people)
      await seatsAddUp(db)
    }
    await fc.assert(fc.asyncProperty(crowd, run), { numRuns: 8 })
    expect(stage.logged).toEqual([])
  })
})

/** Rows by the numbers that count now: what one has twice by it is there once, and interest in one's own post is none. */
function renamed(table: OwnedTable, rows: string[], present: (id: number) => number, authors: Map<number, number>): string[] {
  const named = rows.flatMap((row) => {
    const all = JSON.parse(row) as unknown[]
    const ids = all.slice(0, -1).map((id) => (id === null ? null : present(Number(id))))
    const isOwn = (table === 'Interest' || table === 'ExpiryReport') && authors.get(Number(all.at(-1))) === ids[0]
    return isOwn ? [] : [JSON.stringify([...ids, all.at(-1)])]
  })
  return [...new Set(named)].sort()
}

/** Every message of theirs is in the lane of who they are now, and told to organisers under her number. */
async function stillSaid(db: Db, people: ReadonlySet<number>, present: (id: number) => number): Promise<void> {
  const postings = await db.posting.findMany({ where: { personId: { in: [...people] } } })
  for (const { personId, lane, key } of postings) {
    expect(present(personId ?? 0), `${key} is said to somebody who is here`).toBe(personId)
    expect(lane).toBe(`person:${personId}`)
    if (key.startsWith('told-')) expect(key.endsWith(`@${personId}`)).toBe(true)
  }
}

/** As many seats are taken as there are people who have one. */
async function seatsAddUp(db: Db): Promise<void> {
  for (const { taken, registrations } of await db.workshopDate.findMany({ include: { registrations: { where: { status: 'registered' } } } }))
    expect(taken).toBe(registrations.length)
}

/** Whoever is published is found, by her present number. */
async function found({ database, communityId }: Stage, people: ReadonlySet<number>): Promise<void> {
  const { hits } = await database.search.find(database.client, { kind: `experts_expert_${communityId}`, words: ['headline'], limit: 1000, offset: 0 })
  const published = await database.client.profile.findMany({ where: { published: true, personId: { in: [...people] } } })
  const theirs = hits.map(({ ref }) => ref).filter((ref) => people.has(ref))
  expect(theirs.sort()).toEqual(published.map(({ personId }) => personId).sort())
}

test('what one can have only once is not simply given to another', () => {
  const schema = readFileSync(join(root, 'prisma/schema.prisma'), 'utf8')
  const simple = plainTables([...ownBelongings, ...capabilities.flatMap(({ belongings }) => belongings ?? [])])
  const once = simple.filter((table) => {
    const [, body = ''] = new RegExp(`^model ${table} \\{\\n([\\s\\S]*?)^\\}`, 'm').exec(schema) ?? []
    expect(body).not.toBe('')
    const columns: readonly string[] = owners[table]
    return columns.some((column) => new RegExp(`^\\s+${column}\\s.*@(id|unique)|@@(id|unique)\\(\\[[^\\]]*\\b${column}\\b`, 'm').test(body))
  })
  expect(once, 'a capability says in `belongings` how two of these become one').toEqual([])
})

test.each([
  ['who is known rather than who came first', { id: 2, createdAt: '2026-02-02', isKnown: true }, { id: 1, createdAt: '2026-01-01', isKnown: false }, 2],
  ['of two who are known, who came first', { id: 2, createdAt: '2026-01-01', isKnown: true }, { id: 1, createdAt: '2026-02-02', isKnown: true }, 2],
  ['of two who came together, the first number', { id: 2, createdAt: '2026-01-01', isKnown: false }, { id: 1, createdAt: '2026-01-01', isKnown: false }, 1],
])('stays: %s', (_, one, other, stays) => {
  const weighed = ({ createdAt, ...rest }: typeof one) => ({ ...rest, createdAt: new Date(createdAt) })
  for (const [first, second] of [[one, other], [other, one]] as const) expect(whoStays(weighed(first), weighed(second)).stays).toBe(stays)
})
