import { Temporal } from 'temporal-polyfill'
import { answersUntil } from './access.ts'
import type { ApplicationRow, Contest } from './store.ts'

/** How many months after the results what was not sent or not chosen is kept, where the contest's file does not say. */
const usualMonths = 12

/** How long before her answers are erased somebody is told, in days. */
export const warnedDays = 14

export const daysAfter = (at: Date, days: number): Date => new Date(at.getTime() + days * 86_400_000)

/**
 * When what was not sent to a contest is erased: so many months after its results, or after its closing as long as it has none. An
 * application that was not chosen is kept as long from when that was announced.
 */
export function forgottenAt({ about, closesAt, resultsAt }: Pick<Contest, 'about' | 'closesAt' | 'resultsAt'>, application?: Pick<ApplicationRow, 'refusedAt'>): Date {
  const from = application?.refusedAt ?? resultsAt ?? closesAt
  return new Date(Temporal.Instant.fromEpochMilliseconds(from.getTime()).toZonedDateTimeISO('UTC').add({ months: about.keeps ?? usualMonths }).epochMilliseconds)
}

/** When an application is erased: not while it can be answered, and not before its candidate has known for `warnedDays`. */
export function erasedAt(contest: Contest, application: Pick<ApplicationRow, 'refusedAt' | 'extendedTo' | 'warnedAt'>): Date {
  const times = [forgottenAt(contest, application), answersUntil(contest, application), ...(application.warnedAt ? [daysAfter(application.warnedAt, warnedDays)] : [])]
  return new Date(Math.max(...times.map(Number)))
}

/** The applications to a contest that are not kept: begun and not sent, withdrawn, or not chosen. */
export const notKept = (contestId: number) => ({ contestId, OR: [{ status: { in: ['draft', 'withdrawn'] } }, { refusedAt: { not: null } }] })
