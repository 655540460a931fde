import { Temporal } from 'temporal-polyfill'

/**
 * What a clock on the wall shows, `2026-12-03T12:30`, without a zone. What people agree upon is kept so, with its IANA zone: when a
 * country changes its rules, half past twelve stays half past twelve.
 */
export type Wall = string

/** Reads what a clock on the wall shows, to the minute. @throws RangeError */
export const plainTime = (wall: Wall): Temporal.PlainDateTime => Temporal.PlainDateTime.from(wall)

/** Writes what a clock on the wall shows, to the minute. */
export const wallOf = (time: Temporal.PlainDateTime): Wall => time.toString({ smallestUnit: 'minute' })

/**
 * The instant at which a clock in a zone shows this. In the night that has no 02:30 it is an hour later, 03:30, since that is when
 * somebody who waits for half past two looks up; in the night that has two, it is the first. (RFC 5545, 3.3.5, says the same.)
 */
export const instantOf = (wall: Wall, timeZone: string): Date =>
  new Date(plainTime(wall).toZonedDateTime(timeZone, { disambiguation: 'compatible' }).epochMilliseconds)

/** What a clock in a zone shows at an instant, to the minute. */
export const wallAt = (instant: Date, timeZone: string): Wall =>
  wallOf(Temporal.Instant.fromEpochMilliseconds(instant.getTime()).toZonedDateTimeISO(timeZone).toPlainDateTime())
