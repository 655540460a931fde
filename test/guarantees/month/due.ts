import { Temporal } from 'temporal-polyfill'
import { firstAudible, lastAudible, quietBegins, type QuietHours } from '../../../bot/quiet.ts'

/** Somebody had a seat of a date that began then, with these reminders, from one moment to another. */
export interface Seat {
  person: number
  date: number
  title: string
  startsAt: Date
  timeZone: string
  leads: number[]
  hours: QuietHours
  from: Date
  /** she got the seat or chose other reminders, or it was moved under her */
  by: 'joining' | 'moving'
  /** and what became of it */
  end?: { at: Date; by: 'leaving' | 'choosing' }
}

export interface Outage {
  from: Date
  to: Date
}

export interface Outages {
  /** nothing was done */
  program: Outage[]
  /** nothing could be delivered */
  platform: Outage[]
}

const minuteMs = 60_000
/** Days and weeks before are at the same hour of the wall, also when the clocks change in between. */
function before(at: Date, minutes: number, timeZone: string): Date {
  const start = Temporal.Instant.fromEpochMilliseconds(at.getTime()).toZonedDateTimeISO(timeZone)
  return new Date(start.subtract({ days: Math.floor(minutes / 1440), minutes: minutes % 1440 }).epochMilliseconds)
}
const later = (one: Date, other: Date) => (one > other ? one : other)
const after = (outages: Outage[], at: Date): Date => outages.reduce((moment, { from, to }) => (moment >= from && moment < to ? to : moment), at)

/**
 * When somebody was to receive her reminders, from the text of issue 4 and from all that happened, known from its end. Each at its moment,
 * or just before a night that this falls into; after an outage the most urgent one, if it is still useful and she is awake.
 */
export function remindersDue({ startsAt, timeZone, leads, hours, from, by, end }: Seat, { program, platform }: Outages): Date[] {
  const isInHerNight = (at: Date) => firstAudible(at, hours) > at && firstAudible(at, hours) <= startsAt
  const nominal = (lead: number) => before(startsAt, lead, timeZone)
  const momentOf = (lead: number) => (isInHerNight(nominal(lead)) ? lastAudible(nominal(lead), hours) : nominal(lead))
  const hers = leads.filter((lead) => (by === 'joining' ? momentOf(lead) : nominal(lead)) > from)
  const knownAt = (lead: number) => later(momentOf(lead), from)
  const possibleFrom = (at: Date): Date => {
    const moved = after(program, isInHerNight(at) ? firstAudible(at, hours) : at)
    return moved.getTime() === at.getTime() ? at : possibleFrom(moved)
  }
  return hers.flatMap((lead) => {
    const at = possibleFrom(knownAt(lead))
    const isOvertaken = hers.some((other) => other < lead && knownAt(other) <= at)
    const useful = new Date(nominal(lead).getTime() + Math.min((startsAt.getTime() - nominal(lead).getTime()) / 2, 1440 * minuteMs))
    if (isOvertaken || at >= useful || (end && end.at < at)) return []
    const night = firstAudible(at, hours) > startsAt ? undefined : quietBegins(at, hours)
    const received = after([...platform, ...program].sort((one, other) => one.from.getTime() - other.from.getTime()), at)
    if (received >= useful || (night && received >= night) || (end?.by === 'leaving' && end.at < received)) return []
    return [received]
  })
}
