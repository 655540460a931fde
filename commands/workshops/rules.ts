import { isQuiet, type QuietHours } from '../../bot/quiet.ts'
import { datesOf } from '../../bot/when/series.ts'
import { instantOf } from '../../bot/when/wall.ts'

/** More seats than any room of ours has: what is above is a slip of the keyboard. */
export const mostSeats = 10_000

/** The shortest and the longest a date lasts, in minutes: an hour spent together, or a week of it. */
export const fewestMinutes = 5
export const mostMinutes = 7 * 24 * 60

/** How many days ahead a first date may be. */
export const mostDaysAhead = 730

/** Longer than any time to accept that still is one. */
export const mostAcceptHours = 96

/** In these last hours before the start no seat is offered any more: who presses first has it. */
export const lastHours = 3

/** How many hours somebody has to take a seat that is offered to her, unless the organisers say otherwise. */
export const usualAcceptHours = 12

const hourMs = 3_600_000

/** Both ends of a date as instants. */
export function spanOf({ starts, timeZone, minutes }: { starts: string; timeZone: string; minutes: number }): { startsAt: Date; endsAt: Date } {
  const startsAt = instantOf(starts, timeZone)
  return { startsAt, endsAt: new Date(startsAt.getTime() + minutes * 60_000) }
}

/** Every start of a series, as its rule says. @throws Error for a rule that was never read by us */
export function slotsOf(series: { start: string; rule: string | null }): string[] {
  const found = datesOf(series)
  if ('problem' in found) throw new Error(`the rule ${series.rule ?? ''} is none: ${found.problem}`)
  return found.dates
}

/** The day of a wall-clock time. */
const dayOfWall = (wall: string): string => wall.slice(0, 10)

/**
 * Which of the dates of a changed series each of its former ones is by now; one that is not named is no more. A date stays the one of its
 * day, whatever the hour; where no day stays and there are as many as before, all have moved, each to the next in line.
 */
export function continued(before: readonly string[], after: readonly string[]): Map<string, string> {
  const byDay = new Map(after.map((slot) => [dayOfWall(slot), slot]))
  const sameDay = before.flatMap((slot): [string, string][] => {
    const now = byDay.get(dayOfWall(slot))
    return now === undefined ? [] : [[slot, now]]
  })
  if (sameDay.length || before.length !== after.length) return new Map(sameDay)
  return new Map(before.map((slot, index) => [slot, after[index] ?? slot]))
}

/** Whether a first date is further ahead than anybody plans. */
export const isTooFar = (startsAt: Date, now: Date): boolean => startsAt.getTime() - now.getTime() > mostDaysAhead * 24 * hourMs

/** When registration closes: so many hours before the start. */
export const closesAt = (startsAt: Date, closesHours: number): Date => new Date(startsAt.getTime() - closesHours * hourMs)

/** From when on nothing is offered any more: the last hours before registration closes. */
export const offersEndAt = (startsAt: Date, closesHours: number): Date => new Date(closesAt(startsAt, closesHours).getTime() - lastHours * hourMs)

/** When those who have a seat are asked whether they still come: so many hours before the start. Who joined later than that is not asked. */
export const comingHours = 24
export const comingAskedAt = (startsAt: Date): Date => new Date(startsAt.getTime() - comingHours * hourMs)

/** When those who came are asked how it was: an hour after the end, so that attendance may be taken before. */
export const feedbackAskedAt = (endsAt: Date): Date => new Date(endsAt.getTime() + hourMs)

/** Nobody is asked how it was so many days after the end, nor can answer: it would be guessing. */
export const feedbackDays = 30
export const feedbackEndsAt = (endsAt: Date): Date => new Date(endsAt.getTime() + feedbackDays * 24 * hourMs)

/** With fewer answers than these only their number is shown: a figure would say who gave it. */
export const fewestAnswers = 3

/** Attendance is taken from so many minutes before the start; the code said in the room works until so many after the end. */
export const attendanceMinutes = { before: 15, after: 30 }
export const attendanceFrom = (startsAt: Date): Date => new Date(startsAt.getTime() - attendanceMinutes.before * 60_000)

/** Capital letters and digits none of which looks or sounds like another: no 0 O Q, 1 I L, 2 Z, 5 S, 6 G, 8 B, C D E P T V, M N. */
export const codeAlphabet = '3479AFHJKRUWXY'
export const codeLength = 5

/** So many wrong codes within so many minutes are enough for a while. */
export const mostTries = 5
export const triesMinutes = 10

/** A code as it is kept, however it was typed: `k7 hf3`. */
export const readCode = (typed: string): string => typed.toUpperCase().replace(/[^\p{L}\p{N}]/gu, '')

export interface Span {
  status: string
  startsAt: Date
  endsAt: Date
}

/** Where a date stands: nobody can join any more once registration is closed. */
export function phaseOf(date: Span, closesHours: number, now: Date): 'open' | 'closed' | 'running' | 'past' | 'cancelled' {
  if (date.status === 'cancelled') return 'cancelled'
  if (date.endsAt <= now) return 'past'
  if (date.startsAt <= now) return 'running'
  return closesAt(date.startsAt, closesHours) <= now ? 'closed' : 'open'
}

/** A text that begins as a link does, so that it has to be one. */
export const looksLikeLink = (typed: string): boolean => /^(?:[a-z][a-z\d+.-]*:\/\/|www\.)/i.test(typed)

/** What a registration says besides whose it is. */
export interface Standing {
  status: string
  rank: number
  offeredUntil: Date | null
  confirmedAt: Date | null
  attended: boolean | null
  mark: number | null
  words: string
}

const order = ['registered', 'offered', 'waiting', 'left']
const holdsSeat = ({ status }: Standing): boolean => status === 'registered' || status === 'offered'

/** Of two registrations of one human being for one date: the one nearer to a seat, with what either says; and whether a seat is free by it. */
export function better(one: Standing, other: Standing): { kept: Standing; freed: boolean } {
  const isFirst = (order.indexOf(one.status) - order.indexOf(other.status) || one.rank - other.rank) <= 0
  const [kept, rest] = isFirst ? [one, other] : [other, one]
  const said = { confirmedAt: kept.confirmedAt ?? rest.confirmedAt, attended: kept.attended ?? rest.attended, mark: kept.mark ?? rest.mark, words: kept.words || rest.words }
  return { kept: { ...kept, ...said }, freed: holdsSeat(kept) && holdsSeat(rest) }
}

/** Until when somebody may answer who is told now: so many hours that are not quiet for her, and at most until offers end. */
export function answerBy(told: Date, acceptHours: number, hours: QuietHours, end: Date): Date {
  let at = told
  for (let left = acceptHours; left > 0 && at < end; ) {
    at = new Date(at.getTime() + hourMs)
    if (!isQuiet(at, hours)) left--
  }
  return at < end ? at : end
}
