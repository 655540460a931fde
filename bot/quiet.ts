import { Temporal } from 'temporal-polyfill'

/** When somebody is not to be disturbed, in minutes of her day: from 21:00 to 08:00 is from 1260 to 480. The same twice is never. */
export interface QuietHours {
  timeZone: string
  quietFrom: number
  quietTo: number
}

/** What holds for whoever has chosen nothing: from 21:00 to 08:00. */
export const usualQuiet = { quietFrom: 21 * 60, quietTo: 8 * 60 }

/** The quiet hours of a person, who may have chosen none of her own. */
export const quietHoursOf = (person: { quietFrom: number | null; quietTo: number | null }, timeZone: string): QuietHours => ({
  timeZone,
  quietFrom: person.quietFrom ?? usualQuiet.quietFrom,
  quietTo: person.quietTo ?? usualQuiet.quietTo,
})

const localTime = (at: Date, timeZone: string) => Temporal.Instant.fromEpochMilliseconds(at.getTime()).toZonedDateTimeISO(timeZone)

const minuteOf = ({ hour, minute }: { hour: number; minute: number }): number => hour * 60 + minute

/** Whether a moment is in the quiet hours of this reader. */
export function isQuiet(at: Date, hours: QuietHours): boolean {
  const { quietFrom, quietTo } = hours
  const minute = minuteOf(localTime(at, hours.timeZone))
  return quietFrom <= quietTo ? minute >= quietFrom && minute < quietTo : minute >= quietFrom || minute < quietTo
}

/** The instant at which her clock shows this minute of a day. */
const atMinute = (day: Temporal.PlainDate, minute: number, timeZone: string): Date =>
  new Date(day.toPlainDateTime({ hour: Math.floor(minute / 60), minute: minute % 60 }).toZonedDateTime(timeZone).epochMilliseconds)

/** The first moment at or after this one that is not quiet for this reader: the very same, or the end of her quiet hours. */
export function firstAudible(at: Date, hours: QuietHours): Date {
  if (!isQuiet(at, hours)) return at
  const today = localTime(at, hours.timeZone).toPlainDate()
  const ends = [0, 1, 2].map((days) => atMinute(today.add({ days }), hours.quietTo, hours.timeZone))
  return ends.find((end) => end > at && !isQuiet(end, hours)) ?? at
}

/** The last moment at or before this one that is not quiet for this reader: the very same, or the last minute before her quiet hours. */
export function lastAudible(at: Date, hours: QuietHours): Date {
  if (!isQuiet(at, hours)) return at
  const today = localTime(at, hours.timeZone).toPlainDate()
  const before = [0, 1, 2].map((days) => new Date(atMinute(today.subtract({ days }), hours.quietFrom, hours.timeZone).getTime() - 60_000))
  return before.find((moment) => moment < at && !isQuiet(moment, hours)) ?? at
}

/** When the next quiet hours of this reader begin after this moment; undefined when she has none. */
export function quietBegins(at: Date, hours: QuietHours): Date | undefined {
  const today = localTime(at, hours.timeZone).toPlainDate()
  const begins = [0, 1, 2].map((days) => atMinute(today.add({ days }), hours.quietFrom, hours.timeZone))
  return hours.quietFrom === hours.quietTo ? undefined : begins.find((moment) => moment > at)
}

/** `21:00` */
export const clockTime = (minute: number): string => `${String(Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`

const range = /^(?:de |from )?(\d{1,2})(?:[:h](\d{2})?)?\s*(?:[-–—]|to|à|a|until|jusqu['’]à)\s*(\d{1,2})(?:[:h](\d{2})?)?$/i
const never = /^(?:none|never|no|non|aucune?|jamais|rien)$/i

/** Quiet hours as people write them: `21:00–08:00`, `22h à 7h30`; `none` or `aucune` for never. Undefined when it is neither. */
export function readQuietHours(typed: string): Pick<QuietHours, 'quietFrom' | 'quietTo'> | undefined {
  if (never.test(typed.trim())) return { quietFrom: 0, quietTo: 0 }
  const [, fromHour, fromMinute = '0', toHour, toMinute = '0'] = range.exec(typed.trim()) ?? []
  if (Number(fromHour) > 24 || Number(toHour) > 24 || Number(fromMinute) > 59 || Number(toMinute) > 59) return undefined
  if (fromHour === undefined || toHour === undefined) return undefined
  const minute = (hours: string, minutes: string) => (Number(hours) % 24) * 60 + Number(minutes)
  return { quietFrom: minute(fromHour, fromMinute), quietTo: minute(toHour, toMinute) }
}
