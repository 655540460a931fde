import { digestOf, newSecret } from '../../bot/secret.ts'
import type { Context, DocumentWork, Work } from '../kit.ts'
import type { Entry } from './calendar-file.ts'
import type { Workshop, WorkshopDate } from './store.ts'

/** Her own dates, or all of the community's. */
export const feedKinds = ['mine', 'all'] as const
export type FeedKind = (typeof feedKinds)[number]

/** More dates than these, the earliest first, are in no calendar. */
const mostEntries = 1000

/** How long a date stays in a calendar that is fetched, after it was. */
const keptMs = 90 * 86_400_000

type Feed = Awaited<ReturnType<Work['db']['calendarFeed']['findMany']>>[number]

/** The secret of the newest address of this kind that she has, made the first time. */
export async function secretOf({ db, who, now }: Context, kind: FeedKind): Promise<string> {
  const known = await db.calendarFeed.findFirst({ where: { personId: who.id, kind }, orderBy: [{ createdAt: 'desc' }, { digest: 'asc' }] })
  if (known) return known.secret
  const secret = newSecret()
  await db.calendarFeed.create({ data: { digest: digestOf(secret), personId: who.id, kind, secret, createdAt: now } })
  return secret
}

/** Every address she has is dead from now on. */
export const forgetSecrets = async ({ db, who }: Context): Promise<void> => void (await db.calendarFeed.deleteMany({ where: { personId: who.id } }))

/** Whose address this is; undefined when it is none, or its owner is no longer anywhere in the community. */
export async function ownerOf({ db, community }: DocumentWork, secret: string): Promise<{ feed: Feed; name: string } | undefined> {
  const feed = await db.calendarFeed.findUnique({ where: { digest: digestOf(secret) } })
  if (!feed) return undefined
  const person = await db.person.findFirst({ where: { id: feed.personId, communityId: community.id, accounts: { some: { space: { connected: true } } } }, select: { name: true } })
  return person ? { feed, name: person.name } : undefined
}

/**
 * Since when this is what is at an address, in whole seconds. Noted when it is fetched, as what a calendar says depends on too much to know
 * when any of it changed; of two states within a second the later one is given the next.
 */
export async function shownSince({ db, now }: DocumentWork, { digest, shows, changedAt }: Feed, body: string): Promise<Date> {
  const current = digestOf(body)
  if (shows === current && changedAt) return changedAt
  const since = new Date(Math.max(Math.floor(now.getTime() / 1000) * 1000, changedAt ? changedAt.getTime() + 1000 : 0))
  await db.calendarFeed.updateMany({ where: { digest, shows }, data: { shows: current, changedAt: since } })
  return since
}

type Described = Pick<Workshop, 'title' | 'description' | 'place' | 'link'>
type Dated = Pick<WorkshopDate, 'id' | 'sequence' | 'startsAt' | 'endsAt' | 'status'>

/** A date as a calendar shows it: to those who have a seat with its place and materials, to others without. */
export function entryOf({ title, description, place, link }: Described, { id, sequence, startsAt, endsAt, status }: Dated, seat: 'hers' | 'kept' | 'none'): Entry {
  const state = status === 'cancelled' ? 'cancelled' : seat === 'kept' ? 'tentative' : 'confirmed'
  const isIn = seat === 'hers'
  return { dateId: id, sequence, startsAt, endsAt, title, state, description: isIn && link ? `${description}\n\n${link}` : description, ...(isIn ? { place } : {}) }
}

const described = { select: { title: true, description: true, place: true, link: true } } as const
const inOrder = [{ startsAt: 'asc' }, { id: 'asc' }] as const

/** What a person has a seat of, and what she waits for; a date that is cancelled is no longer there. */
export async function entriesOfPerson({ db, now, community }: DocumentWork, personId: number): Promise<Entry[]> {
  const rows = await db.workshopDate.findMany({
    where: {
      status: 'planned', endsAt: { gt: new Date(now.getTime() - keptMs) }, workshop: { communityId: community.id, status: 'published' },
      registrations: { some: { personId, status: { in: ['registered', 'offered', 'waiting'] } } },
    },
    orderBy: [...inOrder], take: mostEntries, include: { workshop: described, registrations: { where: { personId }, select: { status: true } } },
  })
  return rows.map(({ workshop, registrations, ...date }) => entryOf(workshop, date, registrations[0]?.status === 'registered' ? 'hers' : 'kept'))
}

/** All the dates of the community, without their places. */
export async function entriesOfAll({ db, now, community }: DocumentWork): Promise<Entry[]> {
  const rows = await db.workshopDate.findMany({
    where: { status: 'planned', endsAt: { gt: new Date(now.getTime() - keptMs) }, workshop: { communityId: community.id, status: 'published' } },
    orderBy: [...inOrder], take: mostEntries, include: { workshop: described },
  })
  return rows.map(({ workshop, ...date }) => entryOf(workshop, date, 'none'))
}

/** The dates of a workshop that each of these people has a seat of and that were not over then, cancelled ones too. */
export async function datesOfHers({ db }: Work, workshopId: number, people: number[], since: Date): Promise<Map<number, Dated[]>> {
  const rows = await db.registration.findMany({
    where: { personId: { in: people }, status: 'registered', date: { workshopId, endsAt: { gt: since } } },
    orderBy: [{ date: { startsAt: 'asc' } }, { id: 'asc' }], select: { personId: true, date: true },
  })
  const hers = new Map<number, Dated[]>()
  for (const { personId, date } of rows) hers.set(personId, [...(hers.get(personId) ?? []), date])
  return hers
}

/** What calendars say of the dates to come is other than it was, although none of them was moved. */
export const raiseSequences = async ({ db, now }: Work, workshopId: number): Promise<void> =>
  void (await db.workshopDate.updateMany({ where: { workshopId, status: 'planned', endsAt: { gt: now } }, data: { sequence: { increment: 1 } } }))
