import type { Db } from '../prisma/database.ts'
import type { Work } from './action.ts'
import { assertNothingLeft, give, hasAnything, plainTables, type Belongings } from './belongings.ts'
import { organiserSuffix, personLane } from './work.ts'

/** Two people who turned out to be one, and whose number is the one that counts from now on. */
export interface Merged {
  stays: number
  goes: number
}

/** What decides which of two people stays. */
export interface Weighed {
  id: number
  createdAt: Date
  /** something here is hers, or she acts with a role; otherwise she has only looked in */
  isKnown: boolean
}

/** Who is known here stays rather than who only looked in; of two who are, the one who came first. */
export function whoStays(one: Weighed, other: Weighed): Merged {
  const earlier = one.createdAt.getTime() - other.createdAt.getTime() || one.id - other.id
  const [stays, goes] = one.isKnown !== other.isKnown ? (one.isKnown ? [one, other] : [other, one]) : earlier <= 0 ? [one, other] : [other, one]
  return { stays: stays.id, goes: goes.id }
}

/** The engine's own tables that hold what one can have only once, or that name a person elsewhere than in her column. */
export const ownBelongings: Belongings[] = [
  { tables: ['Role'], merge: uniteRoles },
  { tables: ['Posting'], merge: givePostings },
  {
    tables: ['LinkCode'],
    // A code lives for minutes: whoever wants to join one more account asks for another.
    merge: async ({ db }, { goes, stays }) => void (await db.linkCode.deleteMany({ where: { personId: { in: [goes, stays] } } })),
  },
]

/**
 * Makes one person of two, with everything each had; the number of the one who goes means the other from now on. To be done in the
 * transaction that `work` is of. `rules` are those of the capabilities.
 */
export async function merge(work: Work, { one, other }: { one: { id: number; hasRole: boolean }; other: { id: number } }, rules: Belongings[]): Promise<Merged> {
  const { db } = work
  const merged = whoStays(await weigh(db, one.id, one.hasRole), await weigh(db, other.id, false))
  const { stays, goes } = merged
  await completePerson(db, merged)
  const all = [...ownBelongings, ...rules]
  for (const rule of all) await rule.merge(work, merged)
  for (const table of plainTables(all)) await give(db, table, merged)
  await assertNothingLeft(db, goes)
  await db.person.delete({ where: { id: goes } })
  await db.formerPerson.create({ data: { id: goes, personId: stays } })
  return merged
}

async function weigh(db: Db, id: number, hasRole: boolean): Promise<Weighed> {
  const { createdAt } = await db.person.findUniqueOrThrow({ where: { id }, select: { createdAt: true } })
  return { id, createdAt, isKnown: hasRole || (await hasAnything(db, id)) }
}

/** What is not known of the one who stays is taken from the other; she has been here since the first of them came. */
async function completePerson(db: Db, { stays, goes }: Merged): Promise<void> {
  const [own, other] = [await db.person.findUniqueOrThrow({ where: { id: stays } }), await db.person.findUniqueOrThrow({ where: { id: goes } })]
  const data = {
    name: own.name || other.name,
    locale: own.locale ?? other.locale,
    timeZone: own.timeZone ?? other.timeZone,
    zoneAskedAt: own.zoneAskedAt ?? other.zoneAskedAt,
    createdAt: own.createdAt < other.createdAt ? own.createdAt : other.createdAt,
  }
  await db.person.update({ where: { id: stays }, data })
}

async function uniteRoles({ db }: Work, { stays, goes }: Merged): Promise<void> {
  const held = new Set((await db.role.findMany({ where: { personId: stays } })).map(({ role }) => role))
  await db.role.deleteMany({ where: { personId: goes, role: { in: [...held] } } })
  await db.role.updateMany({ where: { personId: goes }, data: { personId: stays } })
}

/** What was said to her stands in her lane; what was told to her as an organiser is brought up to date under her number. */
async function givePostings({ db }: Work, { stays, goes }: Merged): Promise<void> {
  const told = await db.posting.findMany({ where: { personId: goes, key: { endsWith: organiserSuffix(goes) } }, select: { id: true, key: true } })
  for (const { id, key } of told) {
    const renamed = key.slice(0, -organiserSuffix(goes).length) + organiserSuffix(stays)
    const isFree = (await db.posting.count({ where: { key: renamed } })) === 0
    if (isFree) await db.posting.update({ where: { id }, data: { key: renamed } })
  }
  await db.posting.updateMany({ where: { personId: goes }, data: { personId: stays, lane: personLane(stays) } })
}
