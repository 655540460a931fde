import { Temporal } from 'temporal-polyfill'
import { firstAudible, isQuiet, lastAudible, quietBegins, type QuietHours } from '../../bot/quiet.ts'

/** How long before a workshop people are reminded, in minutes, unless somebody says otherwise: a week, a day, an hour. */
export const usualReminders = [10_080, 1440, 60]

/** More reminders than these of one date would be too many. */
export const mostReminders = 5

/** The shortest and the longest time before a workshop at which somebody is reminded, in minutes. */
export const shortestLead = 5
export const longestLead = 60 * 24 * 60

/** The channel is reminded once, so many minutes before the start. */
export const channelLead = 1440

const minuteMs = 60_000
const dayMinutes = 1440
const dayMs = dayMinutes * minuteMs

/**
 * So many minutes before a date somebody is really reminded who wants it so long before: days are those of the calendar where the date is
 * held, at the same hour, also when the clocks change in between.
 */
export function leadAcross({ startsAt, timeZone }: { startsAt: Date; timeZone: string }, lead: number): number {
  if (lead % dayMinutes !== 0) return lead
  const start = Temporal.Instant.fromEpochMilliseconds(startsAt.getTime()).toZonedDateTimeISO(timeZone)
  return Math.round((startsAt.getTime() - start.subtract({ days: lead / dayMinutes }).epochMilliseconds) / minuteMs)
}

/** A reminder is still worth sending half of its time before the start, at most a day, after its moment; and never once it has begun. */
export const usefulUntil = (startsAt: Date, lead: number): Date =>
  new Date(startsAt.getTime() - lead * minuteMs + Math.min((lead / 2) * minuteMs, dayMs))

const before = (startsAt: Date, lead: number): Date => new Date(startsAt.getTime() - lead * minuteMs)

/** From this many minutes before the start on, every reminder is over at this moment. */
export const leadOver = (startsAt: Date, now: Date): number => Math.max(0, Math.ceil((startsAt.getTime() - now.getTime()) / minuteMs))

/** Whether a workshop begins before the quiet hours that this moment is in are over: who wants to come is awake. */
const isMeantToBe = (at: Date, startsAt: Date, hours: QuietHours): boolean => firstAudible(at, hours) > startsAt

/** When a reminder is due for this reader: so long before the start, or at the last moment before it that is not quiet for her. */
export function momentOf(startsAt: Date, lead: number, hours: QuietHours): Date {
  const at = before(startsAt, lead)
  return isMeantToBe(at, startsAt, hours) ? at : lastAudible(at, hours)
}

export interface Standing {
  startsAt: Date
  /** hers, in minutes before the start */
  leads: readonly number[]
  /** those of so many minutes, or more, are done with */
  remindedTo: number
  hours: QuietHours
  now: Date
}

/** What is to be done about somebody's reminders of one date at a moment. */
export interface Due {
  /** the one to send, and until when that is worth it; of several that are due it is the most urgent one */
  send?: { lead: number; until: Date }
  /** those that it is too late for */
  missed: number[]
  remindedTo: number
  /** when to look again; null when nothing is left */
  nextAt: Date | null
}

/** What is due, what was missed, and when to look again. What would come in her quiet hours waits for their end, if it is still useful then. */
export function dueOf({ startsAt, leads, remindedTo, hours, now }: Standing): Due {
  const open = leads.filter((lead) => lead < remindedTo)
  const due = open.filter((lead) => momentOf(startsAt, lead, hours) <= now).sort((one, other) => one - other)
  const nextAt = earliest(open.filter((lead) => !due.includes(lead)).map((lead) => momentOf(startsAt, lead, hours)))
  const [lead, ...others] = due
  if (lead === undefined) return { missed: [], remindedTo, nextAt }
  const end = usefulUntil(startsAt, lead)
  const audible = isMeantToBe(now, startsAt, hours) ? now : firstAudible(now, hours)
  if (now >= end || (audible >= end && isQuiet(now, hours))) return { missed: due, remindedTo: lead, nextAt }
  if (audible > now) return { missed: [], remindedTo, nextAt: earliest([audible, ...(nextAt ? [nextAt] : [])]) }
  const quiet = isMeantToBe(now, startsAt, hours) ? end : (quietBegins(now, hours) ?? end)
  // Several fall on the last moment before a night: they are one.
  const at = momentOf(startsAt, lead, hours).getTime()
  const missed = others.filter((one) => momentOf(startsAt, one, hours).getTime() !== at)
  return { send: { lead, until: quiet < end ? quiet : end }, missed, remindedTo: lead, nextAt }
}

const earliest = (moments: Date[]): Date | null => (moments.length ? new Date(Math.min(...moments.map((at) => at.getTime()))) : null)

/** What is still ahead for somebody who is registered, or chooses, now: reminders whose moment is over are none of hers. */
export function aheadOf({ startsAt, leads, hours, now }: Omit<Standing, 'remindedTo'>): Pick<Due, 'remindedTo' | 'nextAt'> {
  const moments = leads.map((lead) => ({ lead, at: momentOf(startsAt, lead, hours) }))
  const over = moments.filter(({ at }) => at <= now).map(({ lead }) => lead)
  return { remindedTo: Math.min(leadOver(startsAt, now), ...over), nextAt: earliest(moments.filter(({ at }) => at > now).map(({ at }) => at)) }
}
