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
import { gifts, now, type Db } from './gifts.ts'

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
  table === 'Person' || table === 'Profile' ? '' : (row['number'] ?? row['role'] ?? row['folded'] ?? row['opportunityId'] ?? row['dateId'] ?? row['workshopId'] ?? row['stem'] ?? row['id'] ?? row['key'] ?? row['applicationId'] ?? row['relayId'] ?? row['digest'])

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

/** Rows by the numbers that count now: what one has twice by it is there once, and interest in one's own post, or the choice of oneself, is none. */
function renamed(table: OwnedTable, rows: string[], present: (id: number) => number, authors: Map<number, number>): string[] {
  const named = rows.flatMap((row) => {
    const all = JSON.parse(row) as unknown[]
    const ids = all.slice(0, -1).map((id) => (id === null ? null : present(Number(id))))
    const isOwn = table === 'SearchChoice' ? ids[0] === ids[1] : (table === 'Interest' || table === 'ExpiryReport') && authors.get(Number(all.at(-1))) === ids[0]
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
