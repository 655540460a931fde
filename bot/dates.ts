import * as chrono from 'chrono-node'
import { Temporal } from 'temporal-polyfill'
import type { Reader } from './words.ts'

/** Who reads and when: what a date in a person's own words depends on. */
export interface Reading extends Reader {
  now: Date
}

export type ReadDay = { day: string } | { problem: 'notADate' | 'noSuchDay' }

/** Longer than anybody writes a day. */
const longest = 100

/** Days that people mean; what lies outside is a slip of the finger. */
const years = { first: 1900, last: 2199 }

const isoDay = /^(\d{4})-(\d{1,2})-(\d{1,2})$/
/** 31/12/2026, 31.12.2026, 31-12-26, also within other words */
const dayFirst = /(?<![\d/.-])(\d{1,2})[/.-](\d{1,2})[/.-](\d{4}|\d{2})(?![\d/.-])/
/** 31/12, also within other words */
const dayAndMonth = /(?<![\d/.-])(\d{1,2})\/(\d{1,2})(?![\d/.-])|^(\d{1,2})\.(\d{1,2})\.?$/

/** 18h, which English takes for a time from now */
const hour = /^(?:à\s*)?\d{1,2}\s?h(?:\d{2})?$/i

/**
 * The calendar day that a person means ("demain 18h", "31 December", "31/12"), in her language and time zone, as `2026-12-31`.
 * Written digits are day first, as in French and British English. A day and month without a year is the next one to come.
 */
export function readDay(typed: string, reading: Reading): ReadDay {
  const today = Temporal.Instant.fromEpochMilliseconds(reading.now.getTime()).toZonedDateTimeISO(reading.timeZone).toPlainDate()
  const text = typed.trim().replaceAll('’', "'")
  if (text.length > longest || hour.test(text)) return { problem: 'notADate' }
  const iso = isoDay.exec(text)
  if (iso) return exactDay(Number(iso[1]), Number(iso[2]), Number(iso[3]))
  const written = dayFirst.exec(text)
  if (written) {
    const [, day, month, year = ''] = written
    return exactDay(year.length === 2 ? 2000 + Number(year) : Number(year), Number(month), Number(day))
  }
  const short = dayAndMonth.exec(text)
  if (short) return nextDay(today, Number(short[2] ?? short[4]), Number(short[1] ?? short[3]))
  return inWords(text, reading)
}

function exactDay(year: number, month: number, day: number): ReadDay {
  if (year < years.first || year > years.last) return { problem: 'notADate' }
  try {
    return { day: Temporal.PlainDate.from({ year, month, day }, { overflow: 'reject' }).toString() }
  } catch {
    return { problem: 'noSuchDay' }
  }
}

/** This year's, or next year's once it is over. */
function nextDay(today: Temporal.PlainDate, month: number, day: number): ReadDay {
  const thisYear = exactDay(today.year, month, day)
  return 'day' in thisYear && thisYear.day >= today.toString() ? thisYear : exactDay(today.year + 1, month, day)
}

function inWords(text: string, reading: Reading): ReadDay {
  const { offsetNanoseconds } = Temporal.Instant.fromEpochMilliseconds(reading.now.getTime()).toZonedDateTimeISO(reading.timeZone)
  const reference = { instant: reading.now, timezone: offsetNanoseconds / 60e9 }
  const parsers = reading.locale === 'fr' ? [chrono.fr, chrono.en] : [chrono.en, chrono.fr]
  const [best] = parsers
    .flatMap((parser) => parser.parse(text, reference, { forwardDate: true }))
    .filter((found) => isWhole(found, text))
    .sort((one, other) => other.text.length - one.text.length)
  const [year, month, day] = best && saysTheDay(best) ? [best.start.get('year'), best.start.get('month'), best.start.get('day')] : []
  return year && month && day ? exactDay(year, month, day) : { problem: 'notADate' }
}

/** Whether it was found in whole words, with no number left over: "31 d" is not what "31 décembre" means. */
function isWhole({ index, text: found }: chrono.ParsedResult, text: string): boolean {
  const [before, after] = [text.slice(0, index), text.slice(index + found.length)]
  return !/[\p{L}\p{N}]$/u.test(before) && !/^[\p{L}\p{N}]/u.test(after) && !/\p{N}/u.test(before + after)
}

/** Whether it says which day: a time alone or a month alone does not. */
const saysTheDay = ({ start }: chrono.ParsedResult): boolean =>
  start.isCertain('day') || start.isCertain('weekday') || start.tags().has('result/relativeDate')

/** The last instant of a calendar day in a zone. */
export const endOfDay = (day: string, timeZone: string): Date =>
  new Date(Temporal.PlainDate.from(day).add({ days: 1 }).toZonedDateTime(timeZone).epochMilliseconds - 1)

/** The calendar day of an instant in a zone, `2026-12-31`. */
export const dayOf = (instant: Date, timeZone: string): string =>
  Temporal.Instant.fromEpochMilliseconds(instant.getTime()).toZonedDateTimeISO(timeZone).toPlainDate().toString()
