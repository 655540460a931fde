import { Temporal } from 'temporal-polyfill'
import { firstAudible, isQuiet, type QuietHours } from '../../bot/quiet.ts'

export const rhythms = ['at-once', 'daily', 'weekly'] as const
export type Rhythm = (typeof rhythms)[number]

/** More alerts than these nobody keeps an eye on. */
export const mostAlerts = 25

/** The hour of daily and weekly messages for whoever has chosen none. */
export const usualHour = 8

/** An alert is tried on what came up in so many days. */
export const triedDays = 30

/** A first digest looks back so many days. */
export const digestDays = 7

/** When somebody is written to. */
export interface Reading {
  /** of her daily and weekly messages */
  hour: number
  timeZone: string
  quiet: QuietHours
}

/**
 * The first moment after this one at which her clock shows this hour; of a Monday where it is weekly. In the night in which that hour does
 * not exist, it is the one after it; where it comes twice, the first.
 */
export function nextTelling(rhythm: 'daily' | 'weekly', { hour, timeZone }: Pick<Reading, 'hour' | 'timeZone'>, after: Date): Date {
  const today = Temporal.Instant.fromEpochMilliseconds(after.getTime()).toZonedDateTimeISO(timeZone).toPlainDate()
  const first = rhythm === 'daily' ? today : today.subtract({ days: today.dayOfWeek - 1 })
  for (let day = first; ; day = day.add(rhythm === 'daily' ? { days: 1 } : { weeks: 1 })) {
    const at = new Date(day.toZonedDateTime({ timeZone, plainTime: { hour } }).epochMilliseconds)
    if (at > after) return at
  }
}

/**
 * When somebody is to be told of what fitted at `since`. At once means as soon as it is not quiet for her. Her hour is hers even within
 * her quiet hours; a message that is late, as after an outage, waits until they are over.
 */
export function tellingTime(rhythm: Rhythm, reading: Reading, { since, now }: { since: Date; now: Date }): Date {
  if (rhythm === 'at-once') return firstAudible(now, reading.quiet)
  const at = nextTelling(rhythm, reading, since)
  return at > now || isQuiet(at, reading.quiet) ? at : firstAudible(now, reading.quiet)
}
