import * as chrono from 'chrono-node'
import { Temporal } from 'temporal-polyfill'
import { readDay, type Reading } from '../dates.ts'
import { m } from './messages.ts'
import { findRhythm, ruleOf, type Rhythm } from './rhythm.ts'
import { datesOf, mostDates, mostYears } from './series.ts'
import { findTime, type SaidTime } from './time-of-day.ts'
import type { Message } from '../text.ts'
import { findBounds, usualDates, type End } from './until.ts'
import { instantOf, wallAt, wallOf, type Wall } from './wall.ts'

/** When something happens, once or as a series: wall-clock time and its zone. */
export interface When {
  start: Wall
  timeZone: string
  /** the rule of the series; null for a single date */
  rule: string | null
  /** all its dates, the first being `start` */
  dates: Wall[]
  /** how long it lasts in minutes, if that was said too */
  lasts?: number
}

export type ReadWhen = { when: When } | { problem: Message }

/** Longer than anybody writes it. */
const longest = 200

const problems = {
  notADate: m.notAMoment, notAMoment: m.notAMoment, notARule: m.notAMoment, noTime: m.noTime, noSuchTime: m.noSuchTime, noSuchDay: m.noSuchDay,
  past: m.past, noEnd: m.noEnd, noDates: m.noDates, endBeforeStart: m.endBeforeStart, tooManyDates: m.tooManyDates({ dates: mostDates, years: mostYears }),
}

type Problem = { problem: keyof typeof problems }

const typedRule = /(?:rrule:)?(freq=[a-z0-9=;,:+-]+)$/

/**
 * When a person means, in her own words, English or French ("mardi 18h30", "14 January 6pm", "every second Thursday at 12:30 until
 * March"), in her language, in the zone where it happens, after `now`. A rule of RFC 5545 behind the first date is understood too. A
 * series of which nobody said how it ends has `usualDates` dates; nothing has more than `mostDates`.
 */
export function readWhen(typed: string, reading: Reading): ReadWhen {
  const text = tidy(typed)
  const read = text.length > longest || text === '' ? ({ problem: 'notAMoment' } as const) : readText(text, reading)
  return 'problem' in read ? { problem: problems[read.problem] } : read
}

/** Lower case and without accents, apostrophes and spaces of one kind each. */
const tidy = (typed: string): string =>
  typed.toLowerCase().normalize('NFD').replace(/\p{M}/gu, '').replace(/[’ʼ]/g, "'").replace(/(\d{4}-\d\d?-\d\d?)t(?=\d)/, '$1 ').replace(/\s+/g, ' ').trim()

function readText(text: string, reading: Reading): { when: When } | Problem {
  const rule = typedRule.exec(text)?.[1]
  if (rule !== undefined) return withRule(text.replace(typedRule, ' '), rule.toUpperCase(), reading)
  if (/(?:every|chaque|toutes les)(?: \d+)? (?:hours?|heures?|minutes?)/.test(text)) return { problem: 'notAMoment' }
  const found = findTime(text)
  if ('problem' in found) return found.problem === 'noTime' ? fromNow(text, reading) : found
  const series = findRhythm(found.rest)
  return series ? seriesOf(series.rhythm, series.rest, found.time, reading) : onceOn(found.rest, found.time, reading)
}

const onDay = (day: string, minute: number): Temporal.PlainDateTime =>
  Temporal.PlainDate.from(day).toPlainDateTime({ hour: Math.floor(minute / 60), minute: minute % 60 })

const isOver = (time: Temporal.PlainDateTime, { now, timeZone }: Reading): boolean => instantOf(wallOf(time), timeZone) <= now

const todayOf = ({ now, timeZone }: Reading): Temporal.PlainDate => Temporal.PlainDate.from(wallAt(now, timeZone).slice(0, 10))

/** Words that join others and say nothing themselves. */
const joining = /(?<![a-z0-9])(?:le|la|les|on|at|a|the|du|de|et|and|l')(?![a-z0-9])|[,;]|\.(?!\d)/g
const leftover = (text: string): string => text.replace(joining, ' ').replace(/\s+/g, ' ').trim()

const namesWeekday = /(?:mon|tues|wednes|thurs|fri|satur|sun)day|lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche/

function single(time: Temporal.PlainDateTime, said: SaidTime, reading: Reading): { when: When } | Problem {
  if (isOver(time, reading)) return { problem: 'past' }
  const start = wallOf(time)
  return { when: { start, timeZone: reading.timeZone, rule: null, dates: [start], ...(said.lasts ? { lasts: said.lasts } : {}) } }
}

function onceOn(rest: string, said: SaidTime, reading: Reading): { when: When } | Problem {
  const words = rest.replace(/\s+/g, ' ').replace(/[,;]/g, ' ').trim()
  if (leftover(words) === '') return next(said, reading)
  // Either of two days is none.
  if (/(?<![a-z])(?:ou|or)(?![a-z])/.test(words)) return { problem: 'notAMoment' }
  const read = readDay(words, reading)
  const day = 'day' in read ? read : readDay(leftover(words), reading)
  if ('problem' in day) return day
  const time = onDay(day.day, said.minute)
  // On a Tuesday evening, "Tuesday at nine" is a week away.
  const isWeekday = namesWeekday.test(words) && !/\d/.test(words) && day.day === todayOf(reading).toString()
  return single(isWeekday && isOver(time, reading) ? time.add({ weeks: 1 }) : time, said, reading)
}

/** A time without a day: the next time the clock shows it. */
function next(said: SaidTime, reading: Reading): { when: When } | Problem {
  const today = onDay(todayOf(reading).toString(), said.minute)
  return single(isOver(today, reading) ? today.add({ days: 1 }) : today, said, reading)
}

/** "in two hours" */
function fromNow(text: string, reading: Reading): { when: When } | Problem {
  const parsers = [chrono.en, chrono.fr]
  const whole = parsers.flatMap((parser) => parser.parse(text, reading.now)).find((found) => found.text.length === text.length)
  const isClock = whole?.start.isCertain('hour') && whole.start.tags().has('result/relativeDateAndTime')
  if (whole && isClock) return single(Temporal.PlainDateTime.from(wallAt(whole.start.date(), reading.timeZone)), { minute: 0 }, reading)
  const isSeries = findRhythm(text) !== undefined
  return { problem: isSeries || 'day' in readDay(text, reading) ? 'noTime' : 'notAMoment' }
}

function seriesOf(rhythm: Rhythm, words: string, said: SaidTime, reading: Reading): { when: When } | Problem {
  const today = todayOf(reading)
  const startOf = (begins: string | undefined) => (begins === undefined ? undefined : readDay(leftover(begins), reading))
  const { end, begins, rest } = findBounds(words, reading, (said) => {
    const start = startOf(said)
    return start && 'day' in start ? Temporal.PlainDate.from(start.day) : today
  })
  if (end && 'problem' in end) return end
  const day = startOf(begins ?? (leftover(rest) || undefined))
  if (day && 'problem' in day) return { problem: day.problem === 'noSuchDay' ? 'noSuchDay' : 'notAMoment' }
  if (begins !== undefined && leftover(rest) !== '') return { problem: 'notAMoment' }
  const from = day ? onDay(day.day, said.minute) : onDay(today.toString(), said.minute)
  if (day && isOver(from, reading)) return { problem: 'past' }
  return expand(rhythm, isOver(from, reading) ? from.add({ days: 1 }) : from, end ?? { count: usualDates }, said, reading)
}

function expand(rhythm: Rhythm, from: Temporal.PlainDateTime, end: End, said: SaidTime, reading: Reading): { when: When } | Problem {
  const endOf = (limit: End) => ('count' in limit ? `;COUNT=${limit.count}` : `;UNTIL=${limit.last.toString().replaceAll('-', '')}`)
  // The first day that fits, whatever the interval: every second Thursday begins with the next Thursday.
  const first = datesOf({ start: wallOf(from), rule: `${ruleOf({ ...rhythm, interval: 1 }, from)};COUNT=1` })
  if ('problem' in first) return first
  const start = first.dates[0] ?? wallOf(from)
  return planned(start, ruleOf(rhythm, from) + endOf(end), said, reading)
}

function planned(start: Wall, rule: string, said: SaidTime, reading: Reading): { when: When } | Problem {
  const all = datesOf({ start, rule })
  if ('problem' in all) return all
  return { when: { start: all.dates[0] ?? start, timeZone: reading.timeZone, rule, dates: all.dates, ...(said.lasts ? { lasts: said.lasts } : {}) } }
}

/** "3 December 12:30 FREQ=WEEKLY;COUNT=8" */
function withRule(words: string, rule: string, reading: Reading): { when: When } | Problem {
  const first = readText(words.trim(), reading)
  if ('problem' in first) return first
  return planned(first.when.start, rule, { minute: 0, lasts: first.when.lasts }, reading)
}
