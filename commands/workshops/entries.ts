import { interestIn } from '../../bot/interest.ts'
import { typedAs } from '../../bot/action.ts'
import { shortenText } from '../../bot/shorten.ts'
import { facts, quote, text, view, type Message, type Text, type View, type Work } from '../kit.ts'
import { datesShown } from './access.ts'
import { m } from './messages.ts'
import { looksLikeLink } from './rules.ts'
import { comingDates, listedDates, type Workshop, type WorkshopDate } from './store.ts'
import { aboutIt, excerpt } from './views.ts'

/** Under which a date is told to the calendars of spaces. */
const entryKey = (dateId: number): string => `workshop-entry:${dateId}`

/**
 * Brings the calendars that spaces keep of their own in line, a date an entry: the next dates, as many as a card shows, and those that stand
 * there already, wherever they were moved and whatever became of them.
 */
export async function tellCalendars(work: Work, workshop: Workshop): Promise<void> {
  const next = workshop.status === 'published' ? await comingDates(work, workshop.id, datesShown) : []
  const listed = await listedDates(work, workshop.id)
  const fresh = next.filter(({ id }) => !listed.some((date) => date.id === id))
  for (const date of [...listed, ...fresh])
    await work.tell({ calendar: 'workshops' }, entryOf(work, workshop, date), { key: entryKey(date.id), until: date.endsAt, about: workshop.title })
  if (fresh.length) await work.db.workshopDate.updateMany({ where: { id: { in: fresh.map(({ id }) => id) } }, data: { listed: true } })
}

/** A date as everybody in a space reads it. Who presses “interested” there has no seat by it, so it says how to take one. */
function entryOf({ community }: Work, workshop: Workshop, date: WorkshopDate): View {
  const { id, title, description, place } = workshop
  const { startsAt, endsAt, status } = date
  const command = typedAs({ name: 'workshop join', french: 'atelier rejoindre' }, community.locale)
  // where it is, only those learn who have a seat
  const where = looksLikeLink(place) ? m.entryOnline : m.entryOnSite
  return {
    ...view({ title, ...(status === 'cancelled' ? { tone: 'past' as const } : {}) }, quote(shortenText(description, excerpt)),
      text(m.entrySeat({ command, number: String(id) })), facts(...aboutIt(workshop, date))),
    entry: { startsAt: startsAt.toISOString(), endsAt: endsAt.toISOString(), place: where },
  }
}

/** How many said in the calendars of spaces that a date interests them. */
export async function interestFacts(work: Work, { id, startsAt }: WorkshopDate): Promise<[Message, Text][]> {
  if (startsAt <= work.now) return []
  const interested = await interestIn(work, entryKey(id))
  return interested > 0 ? [[m.interest, m.interestCount({ interested })]] : []
}
