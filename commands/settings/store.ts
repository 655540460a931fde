import { channelsIn, placesIn, type Channels, type Place } from '../../bot/places.ts'
import { Refusal, type Context, type Role, type Work } from '../kit.ts'
import { m } from './messages.ts'
import { isSameName } from './rules.ts'

export interface Space {
  id: number
  name: string
  channels: Channels
  places: Place[]
  /** `waiting`: nobody has decided yet; `refused`: somebody decided that it is none of the community's, or no longer one */
  state: 'connected' | 'waiting' | 'refused'
  /** how many people were seen there */
  accounts: number
}

/** The spaces of the community, the oldest first. */
export async function spacesOf({ db, community }: Pick<Work, 'db' | 'community'>): Promise<Space[]> {
  const spaces = await db.space.findMany({ where: { communityId: community.id }, include: { _count: { select: { accounts: true } } }, orderBy: { id: 'asc' } })
  return spaces.map((space) => ({
    id: space.id,
    name: space.name,
    channels: channelsIn(space),
    places: placesIn(space),
    state: space.connected ? 'connected' : space.refusedAt ? 'refused' : 'waiting',
    accounts: space._count.accounts,
  }))
}

/** The space of this number. @throws Refusal when there is none */
export async function spaceCalled(context: Context, id: number | undefined): Promise<Space> {
  const space = (await spacesOf(context)).find((one) => one.id === id)
  if (!space) throw new Refusal(m.noSuchSpace)
  return space
}

/** Notes what was decided of a space; false when it was so already. */
export async function decideSpace({ db, now }: Work, { id }: Space, connected: boolean): Promise<boolean> {
  const otherwise = connected ? { connected: false } : { OR: [{ connected: true }, { refusedAt: null }] }
  const { count } = await db.space.updateMany({ where: { id, ...otherwise }, data: { connected, refusedAt: connected ? null : now } })
  return count === 1
}

/** How many undelivered messages are shown at once. */
const shownAtOnce = 50

export interface Undelivered {
  id: number
  /** a person's name, or a channel */
  to: { person: string } | { channel: string }
  error: string
  createdAt: Date
}

/** Who and what of this community messages were for: of each person her name, and its spaces. */
async function receivers({ db, community }: Pick<Work, 'db' | 'community'>, rows: { personId: number | null }[]) {
  const ids = [...new Set(rows.flatMap(({ personId }) => personId ?? []))]
  const people = await db.person.findMany({ where: { communityId: community.id, id: { in: ids } }, select: { id: true, name: true } })
  const spaces = await db.space.findMany({ where: { communityId: community.id }, select: { id: true } })
  return { names: new Map(people.map(({ id, name }) => [id, name])), spaces: new Set<number | null>(spaces.map(({ id }) => id)) }
}

/** The messages of this community that were given up, oldest first. What private ones say is nobody else's business and stays out. */
export async function undelivered(work: Pick<Work, 'db' | 'community'>): Promise<Undelivered[]> {
  const rows = await work.db.posting.findMany({ where: { status: 'failed' }, orderBy: { id: 'asc' }, take: shownAtOnce })
  const { names, spaces } = await receivers(work, rows)
  return rows.flatMap(({ id, personId, spaceId, channel, error, createdAt }) => {
    const person = personId === null ? undefined : names.get(personId)
    const to = person !== undefined ? { person } : spaces.has(spaceId) && channel ? { channel } : undefined
    return to ? [{ id, to, error: error ?? '', createdAt }] : []
  })
}

/** How far back missed messages are shown, and how many of them are counted. */
const missedDays = 30
const mostMissed = 10_000

/** What messages of this community were about that came too late to be of use and were not sent, and how many; most first. */
export async function missed(work: Pick<Work, 'db' | 'community' | 'now'>): Promise<{ about: string; count: number }[]> {
  const since = new Date(work.now.getTime() - missedDays * 86_400_000)
  const rows = await work.db.posting.findMany({
    where: { status: 'missed', createdAt: { gte: since } }, orderBy: { id: 'desc' }, take: mostMissed, select: { about: true, personId: true, spaceId: true },
  })
  const { names, spaces } = await receivers(work, rows)
  const counts = new Map<string, number>()
  for (const { about, personId, spaceId } of rows) {
    const isHere = personId === null ? spaces.has(spaceId) : names.has(personId)
    if (isHere) counts.set(about ?? '', (counts.get(about ?? '') ?? 0) + 1)
  }
  return [...counts].map(([about, count]) => ({ about, count })).sort((one, other) => other.count - one.count || one.about.localeCompare(other.about))
}

/** Lets given-up messages be delivered again, to accounts that refused too. Gives how many there are. */
export async function retry({ db, now }: Pick<Work, 'db' | 'now'>, ids: number[]): Promise<number> {
  const failed = { id: { in: ids }, status: 'failed' }
  const rows = await db.posting.findMany({ where: failed, select: { personId: true } })
  await db.account.updateMany({ where: { personId: { in: rows.flatMap(({ personId }) => personId ?? []) } }, data: { closedUntil: null } })
  const { count } = await db.posting.updateMany({ where: failed, data: { status: 'waiting', attempts: 0, dueAt: now } })
  return count
}

/** What the web's page for people who arrive by a link asks a ticket for. */
export const enterAction = 'web.enter'

/** Somebody of a name; she who has not come was invited and is expected. */
export interface Namesake {
  id: number
  name: string
  createdAt: Date
  hasCome: boolean
}

/** The people of the community who have this name, whatever its accents and capitals, oldest first. */
export async function namesakes({ db, community }: Context, name: string): Promise<Namesake[]> {
  const people = await db.person.findMany({ where: { communityId: community.id }, select: { id: true, name: true }, orderBy: { id: 'asc' } })
  const same = people.filter((person) => isSameName(person.name, name)).map(({ id }) => id)
  const found = await db.person.findMany({
    where: { id: { in: same } },
    select: { id: true, name: true, createdAt: true, accounts: { select: { id: true }, take: 1 } },
    orderBy: { id: 'asc' },
  })
  return found.map(({ accounts, ...person }) => ({ ...person, hasCome: accounts.length > 0 }))
}

/** The person who is expected, who has this role from now on; a new one when there is none. Gives her id. */
export async function expectedPerson({ db, community, now }: Context, expected: Namesake | undefined, { name, role }: { name: string; role: Role }): Promise<number> {
  if (!expected) {
    const data = { communityId: community.id, name, createdAt: now, roles: { create: { role } } }
    return (await db.person.create({ data, select: { id: true } })).id
  }
  const key = { personId: expected.id, role }
  await db.role.upsert({ where: { personId_role: key }, create: key, update: {} })
  return expected.id
}
