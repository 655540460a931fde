import { isDeepStrictEqual } from 'node:util'
import { nanoid } from 'nanoid'
import type { Db, Search } from '../prisma/database.ts'
import type { AnyJob, Target, Work } from './action.ts'
import { spaceSuffix } from './authored.ts'
import type { Json } from './field.ts'
import type { Gathered } from './gathered.ts'
import { json } from './json.ts'
import { organisersOf, type Community } from './person.ts'
import { calendarLane, channelsIn } from './places.ts'
import type { View } from './view.ts'

/** More organisers than this are not written to one by one. */
const organisersTold = 20

interface Place {
  key: string
  lane: string
  personId?: number
  accountId?: number
  spaceId?: number
  channel?: string
}

/** What is said to one person happens in order. */
export const personLane = (personId: number): string => `person:${personId}`

/** Ends the key of what is told to each of the organisers. */
export const organiserSuffix = (personId: number): string => `@${personId}`

async function placesOf(db: Db, community: Community, target: Target, key: string): Promise<Place[]> {
  if ('person' in target) return [{ key, lane: personLane(target.person), personId: target.person, accountId: target.account }]
  if ('organisers' in target) {
    const organisers = await organisersOf(db, community.id, organisersTold)
    return organisers.map(({ id }) => ({ key: `${key}${organiserSuffix(id)}`, lane: personLane(id), personId: id }))
  }
  const isEntry = 'calendar' in target
  const purpose = isEntry ? target.calendar : target.channel
  const spaces = await db.space.findMany({ where: { communityId: community.id, connected: true, ...(isEntry ? { hasCalendar: true } : {}) } })
  return spaces.flatMap(({ id, channels }) => {
    const channel = channelsIn({ channels })[purpose]
    return channel ? [{ key: `${key}${spaceSuffix(id)}`, lane: isEntry ? calendarLane(id) : `space:${id}:${channel}`, spaceId: id, channel }] : []
  })
}

/**
 * Writes what is to be said; what was already said with this key is brought up to date. It is written without being looked for
 * first: on PostgreSQL, to look for what is not there makes all who do it at once start again.
 */
async function post(db: Db, { place, view, now, useful }: { place: Place; view: View; now: Date; useful: { until?: Date; about?: string } }): Promise<void> {
  const shown = json(view)
  const create = { ...place, ...useful, view: shown, status: 'waiting', dueAt: now, createdAt: now }
  const known = await db.posting.upsert({ where: { key: place.key }, create, update: { key: place.key } })
  if (known.personId !== (place.personId ?? null)) throw new Error(`"${place.key}" was said to somebody else: a message to each needs a key of its own`)
  if (isDeepStrictEqual(known.view, shown)) return
  // What is being sent stays as it is claimed; the worker sees by the revision that it has to be sent again.
  const again = known.status === 'sending' ? {} : { status: 'waiting', attempts: 0, dueAt: now }
  await db.posting.update({ where: { id: known.id }, data: { ...useful, view: shown, emptiedAt: null, revision: { increment: 1 }, ...again } })
}

async function schedule(db: Db, job: AnyJob, input: Json, { at, key }: { at: Date; key: string }): Promise<void> {
  const row = { name: job.name, input: json(job.input.parse(input)), status: 'waiting', dueAt: at, attempts: 0, error: null }
  await db.job.upsert({ where: { key }, create: { key, ...row }, update: row })
}

/** What does not change from one handler to the next. */
export interface Surroundings {
  search: Search
  community: Community
  now: Date
  publicUrl: string
  gathered: Gathered
}

/** What a handler works with in one transaction. `onTold` hears that something waits to be delivered or done. */
export function workIn(db: Db, around: Surroundings, onTold: () => void): Work {
  const { community, now, search, publicUrl } = around
  const { listeners, subjects, digests, figures, holdings } = around.gathered
  return {
    search,
    community,
    now,
    publicUrl,
    subjects,
    digests,
    figures,
    holdings,
    db,
    async tell(target, view, { key, ...useful }) {
      onTold()
      for (const place of await placesOf(db, community, target, key)) await post(db, { place, view, now, useful })
    },
    async later(job, input, about) {
      onTold()
      await schedule(db, job, input, about)
    },
    async happened(event, payload) {
      onTold()
      // each time it happens is one of its own, whatever has not been worked off yet
      const occasion = nanoid()
      const told = event.payload.parse(payload) as Json
      for (const job of listeners.get(event.name) ?? []) await schedule(db, job, told, { at: now, key: `${job.name}: ${occasion}` })
    },
  }
}
