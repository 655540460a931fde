import { RRuleTemporal } from 'rrule-temporal'
import { Temporal } from 'temporal-polyfill'
import { plainTime, wallOf, type Wall } from './wall.ts'

/** A series has at most so many dates… */
export const mostDates = 60
/** …and is over within so many years of its first. */
export const mostYears = 2

export interface Series {
  start: Wall
  /** a recurrence rule of RFC 5545, without the word RRULE and its colon; null for a single date */
  rule: string | null
}

export type Expanded = { dates: Wall[] } | { problem: 'notARule' | 'noEnd' | 'noDates' | 'tooManyDates' }

const allowed = /^FREQ=(DAILY|WEEKLY|MONTHLY|YEARLY)(;(INTERVAL|COUNT|UNTIL|BYDAY|BYMONTH|BYMONTHDAY|BYSETPOS|WKST)=[A-Z0-9,+-]+)*$/
const ends = /;(COUNT=[1-9]\d{0,11}|UNTIL=\d{8}(T\d{6}Z?)?)(;|$)/

/**
 * The dates of a series, as clocks on the wall show them: a rule goes on in wall-clock time, so that no clock change moves it. A rule
 * that never ends, finds no day, or goes too far is a problem and no list.
 */
export function datesOf({ start, rule }: Series): Expanded {
  if (rule === null) return { dates: [start] }
  if (!allowed.test(rule)) return { problem: 'notARule' }
  if (!ends.test(rule)) return { problem: 'noEnd' }
  // As if in a zone without clock changes: what comes out is what the clocks on the wall show.
  const dtstart = plainTime(start).toZonedDateTime('UTC')
  try {
    const series = new RRuleTemporal({ rruleString: untilInUtc(rule), dtstart, temporal: Temporal, maxIterations: 1000 })
    const found = series.all((_, index) => index <= mostDates).map((date) => date.toPlainDateTime())
    const last = found.at(-1)
    if (!last) return { problem: 'noDates' }
    const tooFar = Temporal.PlainDateTime.compare(last, dtstart.toPlainDateTime().add({ years: mostYears })) > 0
    return found.length > mostDates || tooFar ? { problem: 'tooManyDates' } : { dates: found.map(wallOf) }
  } catch (error) {
    return { problem: error instanceof Error && error.message.startsWith('Maximum') ? 'noDates' : 'notARule' }
  }
}

/** UNTIL on a day means all of it; on a wall it has no zone, and the library wants one. */
const untilInUtc = (rule: string): string => rule.replace(/UNTIL=(\d{8})(T\d{6})?Z?/, (_, day: string, time = 'T235959') => `UNTIL=${day}${String(time)}Z`)
