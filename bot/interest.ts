import type { Work } from './action.ts'
import type { Calendar } from './adapter.ts'
import { spaceSuffix } from './authored.ts'
import { calendarLane } from './places.ts'
import type { PostOfficeParts } from './post-office.ts'

/** How often the calendars of spaces are looked at: who organises wants to know roughly how many come, and each look is a request for a space. */
const everyMs = 10 * 60_000

/** How many people said, in the calendars of all spaces, that what was told there with this key interests them. They have asked; they have no seat. */
export async function interestIn({ db, community }: Work, key: string): Promise<number> {
  const spaces = await db.space.findMany({ where: { communityId: community.id, hasCalendar: true }, select: { id: true } })
  const keys = spaces.map(({ id }) => `${key}${spaceSuffix(id)}`)
  const { _sum } = await db.posting.aggregate({ where: { key: { in: keys } }, _sum: { interested: true } })
  return _sum.interested ?? 0
}

export interface Interest {
  /** Starts to look, if it is time; gives what is under way, which never fails. */
  startDue(): Promise<void>[]
}

/** Looks from time to time who is interested in what stands in the calendars of spaces. */
export function createInterest(parts: PostOfficeParts): Interest {
  let next = 0
  return {
    startDue() {
      const now = parts.clock.now().getTime()
      if (now < next) return []
      next = now + everyMs
      return [...parts.adapters.values()].flatMap(({ platform, calendar, connected }) => (calendar && connected ? [look(parts, platform, calendar)] : []))
    },
  }
}

async function look(parts: PostOfficeParts, platform: string, calendar: Calendar): Promise<void> {
  try {
    const spaces = await parts.database.client.space.findMany({ where: { platform, connected: true, hasCalendar: true }, select: { id: true, externalId: true } })
    for (const space of spaces) await lookIn(parts, space, calendar)
  } catch (error) {
    parts.log.warn({ err: error, platform }, 'it could not be seen who is interested; it is looked again later')
  }
}

/** A calendar in which nothing of ours is to come is not asked for. */
async function lookIn({ database: { client }, clock }: PostOfficeParts, space: { id: number; externalId: string }, calendar: Calendar): Promise<void> {
  const ours = await client.posting.findMany({
    where: { lane: calendarLane(space.id), status: 'sent', messageId: { not: null }, until: { gt: clock.now() } }, select: { id: true, messageId: true, interested: true },
  })
  if (ours.length === 0) return
  const counts = await calendar.interest(space.externalId)
  for (const { id, messageId, interested } of ours) {
    const count = counts.get(messageId ?? '')
    if (count !== undefined && count !== interested) await client.posting.updateMany({ where: { id, messageId }, data: { interested: count } })
  }
}
