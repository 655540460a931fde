import { z } from 'zod'
import type { Context, Work } from '../kit.ts'
import { attendanceMinutes } from './rules.ts'

type Db = Work['db']

const whole = {
  include: {
    author: { select: { id: true, name: true } },
    speakers: { select: { name: true, person: { select: { id: true, name: true } } }, orderBy: { id: 'asc' } },
  },
} as const

const findById = (db: Db, communityId: number, id: number) => db.workshop.findFirst({ where: { id, communityId }, ...whole })
const findDates = (db: Db, workshopId: number, since: Date, take: number) =>
  db.workshopDate.findMany({ where: { workshopId, status: 'planned', endsAt: { gt: since } }, orderBy: [{ startsAt: 'asc' }, { id: 'asc' }], take })

/** A workshop with who made it and who speaks. */
export type Workshop = NonNullable<Awaited<ReturnType<typeof findById>>>
/** One date of a workshop. */
export type WorkshopDate = Awaited<ReturnType<typeof findDates>>[number]
/** A person and a date. */
export type Registration = NonNullable<Awaited<ReturnType<Db['registration']['findUnique']>>>

/** The workshop of this number, in any state. */
export const findWorkshop = ({ db, community }: Work, number: number): Promise<Workshop | null> => findById(db, community.id, number)

/** The dates of a workshop that are not over nor cancelled, the next one first. */
export const comingDates = ({ db, now }: Work, workshopId: number, take: number): Promise<WorkshopDate[]> => findDates(db, workshopId, now, take)

/** The dates of a workshop that calendars were told of and that are not over, cancelled ones too. */
export const listedDates = ({ db, now }: Work, workshopId: number): Promise<WorkshopDate[]> =>
  db.workshopDate.findMany({ where: { workshopId, listed: true, endsAt: { gt: now } }, orderBy: { id: 'asc' } })

/** More dates of one workshop than these are not planned. */
const mostDates = 1000

/** All the dates of a workshop that are not over nor cancelled, the next one first. */
export const allComingDates = (work: Work, workshopId: number): Promise<WorkshopDate[]> => comingDates(work, workshopId, mostDates)

/** The dates of a workshop that are not over, whatever became of them, in the order of the series. */
export const rowsToCome = ({ db, now }: Work, workshopId: number): Promise<WorkshopDate[]> =>
  db.workshopDate.findMany({ where: { workshopId, endsAt: { gt: now } }, orderBy: { slot: 'asc' }, take: mostDates })

/** One page of the dates of a workshop that are to come, those that were dropped too, or of those that are over, the last one first. */
export async function pageOfDates({ db, now }: Work, workshopId: number, about: { past: boolean; skip: number; take: number }): Promise<{ total: number; found: WorkshopDate[] }> {
  const { past, skip, take } = about
  const where = past
    ? { workshopId, status: 'planned', endsAt: { lte: now } }
    : { workshopId, endsAt: { gt: now }, OR: [{ status: 'planned' }, { status: 'cancelled', reason: { not: '' } }] }
  const order = past ? ('desc' as const) : ('asc' as const)
  const found = await db.workshopDate.findMany({ where, orderBy: [{ startsAt: order }, { id: order }], skip, take })
  return { total: await db.workshopDate.count({ where }), found }
}

/** The last date of a workshop, whatever became of it. */
export const lastDate = ({ db }: Work, workshopId: number): Promise<WorkshopDate | null> =>
  db.workshopDate.findFirst({ where: { workshopId }, orderBy: [{ startsAt: 'desc' }, { id: 'desc' }] })

/** A date of this workshop. */
export const findDate = ({ db }: Work, workshopId: number, id: number): Promise<WorkshopDate | null> => db.workshopDate.findFirst({ where: { id, workshopId } })

/** Dates of the community's workshops, the next one first; of these workshops only, where they are named. */
export async function listDates(
  { db, community, now }: Work, about: { workshopIds?: number[]; personId?: number; level?: string; skip: number; take: number },
): Promise<{ total: number; found: (WorkshopDate & { workshop: Workshop })[] }> {
  const { workshopIds, personId, level, skip, take } = about
  const where = {
    status: 'planned', endsAt: { gt: now },
    workshop: { communityId: community.id, status: 'published', level, ...(workshopIds ? { id: { in: workshopIds } } : {}) },
    ...(personId ? { registrations: { some: { personId, status: { in: ['registered', 'waiting', 'offered'] } } } } : {}),
  }
  const total = await db.workshopDate.count({ where })
  const found = await db.workshopDate.findMany({ where, orderBy: [{ startsAt: 'asc' }, { id: 'asc' }], skip, take, include: { workshop: whole } })
  return { total, found }
}

/** Those of these numbers, or published since, that are there to join; the newest first. */
export function openWorkshops({ db, community }: Work, which: { numbers: number[] } | { since: Date; atMost: number }): Promise<Workshop[]> {
  const [among, take] = 'since' in which ? [{ publishedAt: { gte: which.since } }, which.atMost] : [{ id: { in: which.numbers } }, which.numbers.length]
  return db.workshop.findMany({ where: { communityId: community.id, status: 'published', ...among }, orderBy: [{ publishedAt: 'desc' }, { id: 'desc' }], take, ...whole })
}

/** What somebody prepared and has not published yet, the newest first. */
export const draftsOf = ({ db, community, who }: Context, take: number): Promise<Workshop[]> =>
  db.workshop.findMany({ where: { communityId: community.id, authorId: who.id, status: 'draft' }, orderBy: { id: 'desc' }, take, ...whole })

/** What this person has to do with a date, if anything. */
export const registrationOf = ({ db }: Work, dateId: number, personId: number): Promise<Registration | null> =>
  db.registration.findUnique({ where: { dateId_personId: { dateId, personId } } })

/** What this person has to do with each of these dates. */
export async function registrationsOf({ db }: Work, dateIds: number[], personId: number): Promise<Map<number, Registration>> {
  const rows = await db.registration.findMany({ where: { personId, dateId: { in: dateIds } } })
  return new Map(rows.map((row) => [row.dateId, row]))
}

/** Somebody who has or wants a seat of a date. */
export interface PersonIn {
  personId: number
  isRegistered: boolean
  date: { startsAt: Date; status: string; reason: string }
}

/** Who has or wants a seat of one date, or of any that was not over then, by their number from `after` on, each once with her first date. */
export async function peopleIn(
  { db }: Work, workshopId: number, { date, since, after, take }: { date: number | null; since: Date; after: number; take: number },
): Promise<PersonIn[]> {
  const among = { status: { in: ['registered', 'offered', 'waiting'] }, date: date === null ? { workshopId, endsAt: { gt: since } } : { workshopId, id: date } }
  const people = await db.registration.groupBy({ by: 'personId', where: { ...among, personId: { gt: after } }, orderBy: { personId: 'asc' }, take })
  const rows = await db.registration.findMany({
    where: { ...among, personId: { in: people.map(({ personId }) => personId) } }, orderBy: [{ personId: 'asc' }, { date: { startsAt: 'asc' } }],
    select: { personId: true, status: true, date: { select: { startsAt: true, status: true, reason: true } } },
  })
  const first = rows.filter(({ personId }, index) => personId !== rows[index - 1]?.personId)
  return first.map(({ personId, status, date }) => ({ personId, isRegistered: status === 'registered', date }))
}

/** How many wait for a seat of a date, the one whose turn it is first not counted twice. */
export const countWaiting = ({ db }: Work, dateId: number): Promise<number> => db.registration.count({ where: { dateId, status: 'waiting' } })

/** The dates to come of a workshop that have a free seat although somebody waits for one, the next one first. */
export async function datesWaitedFor({ db, now }: Work, workshopId: number): Promise<number[]> {
  const where = { workshopId, status: 'planned', endsAt: { gt: now }, registrations: { some: { status: 'waiting' } } }
  const dates = await db.workshopDate.findMany({ where, orderBy: [{ startsAt: 'asc' }, { id: 'asc' }], select: { id: true, taken: true, seats: true } })
  return dates.filter(({ taken, seats }) => taken < seats).map(({ id }) => id)
}

/** Somebody's place among those who wait, from 1. */
export const positionOf = async ({ db }: Work, { dateId, rank }: Pick<Registration, 'dateId' | 'rank'>): Promise<number> =>
  1 + (await db.registration.count({ where: { dateId, status: 'waiting', rank: { lt: rank } } }))

/** The files that a person may attach: her own, and those that are already there. */
export async function usableFiles({ db, who }: Context, ids: string[], attached: string[]): Promise<{ id: string; type: string }[]> {
  const files = await db.storedFile.findMany({ where: { id: { in: ids } }, select: { id: true, type: true, ownerId: true } })
  return files.filter(({ id, ownerId }) => ownerId === who.id || attached.includes(id))
}

/** What is shown of files; those that are no more are left out. */
export const describeFiles = ({ db }: Work, ids: string[]) =>
  db.storedFile.findMany({ where: { id: { in: ids } }, select: { id: true, name: true, type: true, size: true } })

/** The ids of the files of a workshop. */
export const filesOf = ({ files }: Pick<Workshop, 'files'>): string[] => z.array(z.string()).parse(files)

const mostSuggested = 10

/** People of the community whose name has this in it, in alphabetical order. */
export const peopleCalled = ({ db, community }: Work, typed: string): Promise<{ id: number; name: string }[]> =>
  db.person.findMany({ where: { communityId: community.id, name: { contains: typed.trim() } }, orderBy: [{ name: 'asc' }, { id: 'asc' }], take: mostSuggested, select: { id: true, name: true } })

/** A person of the community. */
export const findPerson = ({ db, community }: Work, id: number): Promise<{ id: number; name: string } | null> =>
  db.person.findFirst({ where: { id, communityId: community.id }, select: { id: true, name: true } })

/** The first in the waiting list of a date behind this rank. */
export const nextWaiting = ({ db }: Work, dateId: number, after: number) =>
  db.registration.findFirst({ where: { dateId, status: 'waiting', rank: { gt: after } }, orderBy: { rank: 'asc' }, include: { person: { select: { timeZone: true, quietFrom: true, quietTo: true } } } })

/** A date by its number, of any workshop. */
export const findDateById = ({ db, community }: Work, id: number): Promise<WorkshopDate | null> => db.workshopDate.findFirst({ where: { id, workshop: { communityId: community.id } } })

/** The last date of a workshop that has begun, or will within so many minutes. */
export const dateBegun = ({ db, now }: Work, workshopId: number, minutes: number): Promise<WorkshopDate | null> =>
  db.workshopDate.findFirst({ where: { workshopId, status: 'planned', startsAt: { lte: new Date(now.getTime() + minutes * 60_000) } }, orderBy: [{ startsAt: 'desc' }, { id: 'desc' }] })

/** The date whose code this is, as long as it runs, give or take some minutes. */
export function dateOfCode({ db, community, now }: Work, code: string): Promise<WorkshopDate | null> {
  const { before, after } = attendanceMinutes
  const runs = { startsAt: { lte: new Date(now.getTime() + before * 60_000) }, endsAt: { gt: new Date(now.getTime() - after * 60_000) } }
  return db.workshopDate.findFirst({ where: { code, status: 'planned', ...runs, workshop: { communityId: community.id, status: 'published' } } })
}

/** Whether a date of the community has this code. */
export const isCodeTaken = async ({ db, community }: Work, code: string): Promise<boolean> => (await db.workshopDate.count({ where: { code, workshop: { communityId: community.id } } })) > 0

const reader = { select: { timeZone: true, quietFrom: true, quietTo: true } } as const

/** Who had a seat of a date before this moment and has not said yet whether she comes, by their number from `after` on. */
export const peopleComing = ({ db }: Work, dateId: number, { joinedBefore, after, take }: { joinedBefore: Date; after: number; take: number }) =>
  db.registration.findMany({
    where: { dateId, status: 'registered', confirmedAt: null, createdAt: { lte: joinedBefore }, personId: { gt: after } },
    orderBy: { personId: 'asc' }, take, select: { personId: true, remindAt: true, person: reader },
  })

/** Who had a seat of a date and gave no mark yet, by their number from `after` on: all but those noted as absent, or only those who `came`. */
export const peopleToAsk = ({ db }: Work, dateId: number, { came, after, take }: { came: boolean; after: number; take: number }) =>
  db.registration.findMany({
    where: { dateId, status: 'registered', mark: null, personId: { gt: after }, ...(came ? { attended: true } : { attended: null }) },
    orderBy: { personId: 'asc' }, take, select: { personId: true, person: reader },
  })

/** Who has a seat of a date, by name, a page at a time. */
export async function pageOfRegistered({ db }: Work, dateId: number, { skip, take }: { skip: number; take: number }) {
  const where = { dateId, status: 'registered' }
  const found = await db.registration.findMany({ where, orderBy: [{ person: { name: 'asc' } }, { personId: 'asc' }], skip, take, select: { attended: true, person: { select: { id: true, name: true } } } })
  return { total: await db.registration.count({ where }), found }
}

/** Of how many who have a seat it is known whether they come, and whether they came. */
export async function countSaid({ db }: Work, dateId: number): Promise<{ registered: number; confirmed: number; noted: number }> {
  const { _count } = await db.registration.aggregate({ where: { dateId, status: 'registered' }, _count: { id: true, confirmedAt: true, attended: true } })
  return { registered: _count.id, confirmed: _count.confirmedAt, noted: _count.attended }
}

/** How many came to a date, as far as somebody said so. */
export const countAttended = ({ db }: Work, dateId: number): Promise<number> => db.registration.count({ where: { dateId, status: 'registered', attended: true } })

/** The marks that a workshop was given at all its dates: how many, their average, how many of each. */
export async function marksGiven({ db }: Work, workshopId: number): Promise<{ count: number; average: number; given: Map<number, number> }> {
  const rows = await db.registration.groupBy({ by: ['mark'], where: { mark: { not: null }, date: { workshopId } }, _count: { id: true } })
  const given = new Map(rows.map(({ mark, _count }) => [mark ?? 0, _count.id]))
  const count = [...given.values()].reduce((sum, some) => sum + some, 0)
  const sum = [...given].reduce((all, [mark, some]) => all + mark * some, 0)
  return { count, average: count ? sum / count : 0, given }
}

/** What people wrote about a workshop, in alphabetical order, which says nothing about who wrote it. */
export async function wordsGiven({ db }: Work, workshopId: number, { skip, take }: { skip: number; take: number }): Promise<{ total: number; words: string[] }> {
  const where = { words: { not: '' }, date: { workshopId } }
  const rows = await db.registration.findMany({ where, orderBy: [{ words: 'asc' }, { id: 'asc' }], skip, take, select: { words: true } })
  return { total: await db.registration.count({ where }), words: rows.map(({ words }) => words) }
}
