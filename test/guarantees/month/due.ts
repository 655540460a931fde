import { firstAudible, lastAudible, quietBegins, type QuietHours } from '../../../bot/quiet.ts'

/** Somebody had a seat of a date that began then, with these reminders, from one moment to another. */
export interface Seat {
  person: number
  date: number
  title: string
  startsAt: Date
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
const less = (at: Date, minutes: number) => new Date(at.getTime() - minutes * minuteMs)
const later = (one: Date, other: Date) => (one > other ? one : other)
const after = (outages: Outage[], at: Date): Date => outages.reduce((moment, { from, to }) => (moment >= from && moment < to ? to : moment), at)

/**
 * When somebody was to receive her reminders, from the text of issue 4 and from all that happened, known from its end. Each at its moment,
 * or just before a night that this falls into; after an outage the most urgent one, if it is still useful and she is awake.
 */
export function remindersDue({ startsAt, leads, hours, from, by, end }: Seat, { program, platform }: Outages): Date[] {
  const isInHerNight = (at: Date) => firstAudible(at, hours) > at && firstAudible(at, hours) <= startsAt
  const momentOf = (lead: number) => (isInHerNight(less(startsAt, lead)) ? lastAudible(less(startsAt, lead), hours) : less(startsAt, lead))
  const hers = leads.filter((lead) => (by === 'joining' ? momentOf(lead) : less(startsAt, lead)) > from)
  const knownAt = (lead: number) => later(momentOf(lead), from)
  const possibleFrom = (at: Date): Date => {
    const moved = after(program, isInHerNight(at) ? firstAudible(at, hours) : at)
    return moved.getTime() === at.getTime() ? at : possibleFrom(moved)
  }
  return hers.flatMap((lead) => {
    const at = possibleFrom(knownAt(lead))
    const isOvertaken = hers.some((other) => other < lead && knownAt(other) <= at)
    const useful = less(startsAt, lead - Math.min(lead / 2, 1440))
    if (isOvertaken || at >= useful || (end && end.at < at)) return []
    const night = firstAudible(at, hours) > startsAt ? undefined : quietBegins(at, hours)
    const received = after([...platform, ...program].sort((one, other) => one.from.getTime() - other.from.getTime()), at)
    if (received >= useful || (night && received >= night) || (end?.by === 'leaving' && end.at < received)) return []
    return [received]
  })
}
