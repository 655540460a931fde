import type { Message } from '../text.ts'
import { m } from './messages.ts'
import type { When } from './read.ts'
import { plainTime, type Wall } from './wall.ts'

const codes = ['MO', 'TU', 'WE', 'TH', 'FR', 'SA', 'SU'] as const

/** A day as a calendar shows it: "Thursday 3 December 2026". */
export const dayWords = (wall: Wall): Message => {
  const { dayOfWeek, day, month, year } = plainTime(wall)
  return m.day({ weekday: codes[dayOfWeek - 1] ?? 'SU', day, month: `M${month}`, year: String(year) })
}

/** What a clock on the wall shows: "12:30". */
export const timeWords = (wall: Wall): Message => m.time({ hour: String(plainTime(wall).hour), minute: wall.slice(14, 16) })

/** Whose clocks show it: "Paris time". */
export function zoneWords(timeZone: string): Message {
  if (/^(?:etc\/)?(?:utc|gmt|uct)$/i.test(timeZone)) return m.utc
  const city = (timeZone.split('/').at(-1) ?? timeZone).replaceAll('_', ' ')
  return /^[aeiou]/i.test(city) ? m.zoneElided({ city }) : m.zone({ city })
}

/** When something happens, read back in full to whoever said it, as the clocks there show it: this is what she confirms. */
export function whenWords({ start, timeZone, rule, dates }: Omit<When, 'lasts'>): Message {
  const [time, zone] = [timeWords(start), zoneWords(timeZone)]
  if (rule === null) return m.once({ day: dayWords(start), time, zone })
  const [first, last] = [dayWords(dates[0] ?? start), dayWords(dates.at(-1) ?? start)]
  return m.series({ rhythm: rhythmWords(rule, start), time, first, last, zone, count: dates.length })
}

/** How often, from the rules that `readWhen` makes; any other is just a series. */
function rhythmWords(rule: string, start: Wall): Message {
  const parts = new Map(rule.split(';').map((part) => part.split('=') as [string, string]))
  const interval = Number(parts.get('INTERVAL') ?? 1)
  const byDay = parts.get('BYDAY')?.split(',') ?? []
  const isPlain = !['BYMONTH', 'BYSETPOS'].some((name) => parts.has(name))
  if (!isPlain) return m.otherwise
  if (parts.get('FREQ') === 'DAILY' && byDay.length === 0) return interval === 1 ? m.daily : m.everyFewDays({ interval })
  if (parts.get('FREQ') === 'WEEKLY') return weeklyWords(byDay.length ? byDay : [codes[plainTime(start).dayOfWeek - 1] ?? 'SU'], interval)
  if (parts.get('FREQ') === 'MONTHLY' && interval === 1) return monthlyWords(byDay, parts.get('BYMONTHDAY'))
  return m.otherwise
}

function weeklyWords(byDay: string[], interval: number): Message {
  if (byDay.join() === 'MO,TU,WE,TH,FR' && interval === 1) return m.workdays
  if (interval === 2 && byDay.length === 1) return m.everySecond({ days: m.weekday({ day: byDay[0] ?? 'SU' }) })
  const days = listed(byDay.map((day) => m.weekdays({ day })))
  return interval === 1 ? m.weekly({ days }) : m.everyFewWeeks({ interval, days })
}

function monthlyWords(byDay: string[], monthDay: string | undefined): Message {
  if (byDay.length === 0 && /^\d+$/.test(monthDay ?? '')) return m.monthlyDay({ day: Number(monthDay) })
  const [, place, day] = /^([1-4]|-1)([A-Z]{2})$/.exec(byDay.length === 1 && monthDay === undefined ? (byDay[0] ?? '') : '') ?? []
  return place && day ? m.monthlyNth({ nth: `n${place}`, days: m.weekday({ day }) }) : m.otherwise
}

/** "Tuesday, Wednesday and Thursday" */
const listed = (all: Message[]): Message =>
  all.slice(1).reduce((some, last, index) => (index === all.length - 2 ? m.both({ some, last }) : m.comma({ some, last })), all[0] ?? m.daily)
