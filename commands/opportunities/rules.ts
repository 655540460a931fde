import { createHash } from 'node:crypto'
import { Temporal } from 'temporal-polyfill'
import { fold } from '../kit.ts'

/** How far ahead, in days, the last day may be. */
export const mostDays = 180

/** How many days before its end the home of its author shows that something ends soon. */
const shownBefore = 3

/** What ends until then ends soon. */
export const daysAhead = (now: Date): Date => new Date(now.getTime() + shownBefore * 86_400_000)

/** For how many days after it was published the very same text is not published a second time. */
export const sameTextDays = 7

/** How many days before the last one its author is asked whether it is still open. */
export const askedBefore = 2

/** How many members must say that a deal is over before its author is asked. */
export const doubtsNeeded = 2

/** What is wrong with a last day, if anything. Both are calendar days, `2026-12-31`. */
export function judgeLastDay(day: string, today: string): 'past' | 'tooFar' | undefined {
  if (day < today) return 'past'
  return day > addDays(today, mostDays) ? 'tooFar' : undefined
}

/** The calendar day so many days later. */
export const addDays = (day: string, days: number): string => Temporal.PlainDate.from(day).add({ days }).toString()

/** When its author is asked whether it is still open: two days before the last one, at nine in the morning of her zone. */
export const askAt = (lastDay: string, timeZone: string): Date =>
  new Date(Temporal.PlainDate.from(lastDay).subtract({ days: askedBefore }).toZonedDateTime({ timeZone, plainTime: '09:00' }).epochMilliseconds)

/** The same words by the same author, whatever their case, accents and punctuation, have the same fingerprint. */
export const fingerprintOf = (authorId: number, kind: string, texts: string[]): string =>
  createHash('sha256').update(JSON.stringify([authorId, kind, ...texts.map((one) => fold(one).join(' '))])).digest('hex')

/** The first line of a message that says something, without the marks with which chats begin a heading, a quotation or a list. */
export const titleIn = (text: string): string =>
  (text.split('\n').find(hasWords) ?? '').replace(/^[\s#>*•–—-]+/u, '').replaceAll('**', '').trim()

/** How to apply for, or where to find, what a message is about: an e-mail address rather than a link to apply, and the first link. */
export function addressesIn(text: string): { apply?: string; link?: string } {
  const [email] = /[\w.+-]+@[\w-]+(?:\.[\w-]+)+/.exec(text) ?? []
  const [link] = /https?:\/\/[^\s<>|"”»]+[^\s<>|"”».,;:!?)]/.exec(text) ?? []
  return { apply: email ?? link, link }
}

/** Whether a text says something: emoji and punctuation alone do not. */
export const hasWords = (text: string): boolean => fold(text).length > 0

/** Whether some word begins as one of those looked for does; looking for nothing, everything fits. */
export function matches(text: string, wanted: string[]): boolean {
  const words = fold(text)
  return wanted.length === 0 || wanted.some((one) => words.some((word) => word.startsWith(one)))
}
