import ical, { escape, ICalCalendarMethod, ICalEventBusyStatus, ICalEventStatus, ICalEventTransparency } from 'ical-generator'
import { looksLikeLink } from './rules.ts'

/** One date as a calendar shows it. */
export interface Entry {
  dateId: number
  /** raised with each change: of two versions a calendar keeps the higher */
  sequence: number
  startsAt: Date
  endsAt: Date
  title: string
  description: string
  /** where it is, for those who have a seat */
  place?: string
  state: 'confirmed' | 'tentative' | 'cancelled'
}

/** `published`: handed over once, to be opened; `followed`: fetched again and again. */
export interface About {
  name: string
  /** where the assistant is reached: makes the ids of its dates unlike those of others */
  publicUrl: string
  now: Date
  use: 'published' | 'followed'
}

/** How long a calendar program may keep what it fetched, in seconds; Google takes its time in any case. */
export const freshFor = 3600

/** What iCalendar takes in no text: control signs, but for the ends of lines (RFC 5545, 3.1). */
// eslint-disable-next-line no-control-regex
const controls = /[\x00-\x09\x0b-\x1f\x7f]/g

const textOf = (typed: string): string => typed.toWellFormed().replace(/\r\n?/g, '\n').replace(controls, ' ')

const states = {
  confirmed: { status: ICalEventStatus.CONFIRMED, busystatus: ICalEventBusyStatus.BUSY, transparency: ICalEventTransparency.OPAQUE },
  tentative: { status: ICalEventStatus.TENTATIVE, busystatus: ICalEventBusyStatus.TENTATIVE, transparency: ICalEventTransparency.TRANSPARENT },
  cancelled: { status: ICalEventStatus.CANCELLED, busystatus: ICalEventBusyStatus.FREE, transparency: ICalEventTransparency.TRANSPARENT },
} as const

/**
 * Dates as iCalendar (RFC 5545). Every date is an event of its own, under the same UID for its whole life, with instants in UTC: so it
 * needs no table of time zones, which each program reads in its own way, and stands at the right hour whatever the clocks do meanwhile.
 * The same dates make the same text all day long, so that what has not changed need not be fetched again.
 */
export function calendarOf(entries: Entry[], { name, publicUrl, now, use }: About): string {
  const host = new URL(publicUrl).hostname
  const called = textOf(name).replace(/\n/g, ' ')
  // The library escapes what belongs to an event, and not what the calendar is called.
  const calendar = ical({ name: escape(called, false), prodId: { company: 'Entraide', product: 'Workshops', language: 'EN' } })
  if (use === 'followed') calendar.ttl(freshFor)
  else calendar.method(entries.every(({ state }) => state === 'cancelled') ? ICalCalendarMethod.CANCEL : ICalCalendarMethod.PUBLISH)
  const stamp = new Date(`${now.toISOString().slice(0, 10)}T00:00:00Z`)
  for (const { dateId, sequence, startsAt, endsAt, title, description, place, state } of entries) {
    const event = calendar.createEvent({
      id: `workshop-date-${dateId}@${host}`, sequence, stamp, start: startsAt, end: endsAt, summary: textOf(title), description: textOf(description),
      ...(place === undefined ? {} : { location: textOf(place), ...(looksLikeLink(place) ? { url: place } : {}) }),
      ...states[state],
    })
    // Who takes a date back has to say who planned it (RFC 5546, 3.2.5).
    if (use === 'published') event.organizer({ name: called.replaceAll('"', '’').replaceAll('\\', '/'), email: `calendar@${host}` })
  }
  return calendar.toString()
}
