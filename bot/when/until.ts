import { Temporal } from 'temporal-polyfill'
import { readDay, type Reading } from '../dates.ts'

/** How a series ends: after so many dates, or with a day. */
export type End = { count: number } | { last: Temporal.PlainDate }

/** A series of which nobody said how it ends has so many dates; they are read back before anything is planned. */
export const usualDates = 8

const numbers: Record<string, number> = {
  two: 2, three: 3, four: 4, five: 5, six: 6, seven: 7, eight: 8, nine: 9, ten: 10, twelve: 12,
  deux: 2, trois: 3, quatre: 4, cinq: 5, sept: 7, huit: 8, neuf: 9, dix: 10, douze: 12,
}
const number = String.raw`(\d{1,12}|${Object.keys(numbers).join('|')})`
const times = new RegExp(String.raw`(?<![a-z0-9])(?:for |pendant )?${number} (?:times|dates|sessions?|occurrences|fois|seances|rendez-vous)(?![a-z])`)
const span = new RegExp(String.raw`(?<![a-z0-9])(?:for|pendant|sur|durant) ${number} (weeks?|months?|semaines|mois|years?|ans?)(?![a-z])`)
const until = /(?<![a-z])(?:until|till|up to|jusqu'(?:au|a la|en|a|aux)?)\s+(?:the\s+|le\s+|la\s+)?(.+?)\s*$/
const from = /(?<![a-z])(?:starting|beginning|from|as of|a (?:partir|compter) (?:du|de|d')|des|depuis)\s*(?:on |from |le )?(.+?)\s*$/

const months = [
  ['january', 'janvier'], ['february', 'fevrier'], ['march', 'mars'], ['april', 'avril'], ['may', 'mai'], ['june', 'juin'],
  ['july', 'juillet'], ['august', 'aout'], ['september', 'septembre'], ['october', 'octobre'], ['november', 'novembre'], ['december', 'decembre'],
]

const valueOf = (said: string): number => numbers[said] ?? Number(said)

export interface Bounds {
  end?: End | { problem: 'noSuchDay' | 'notAMoment' }
  /** the words that say when it begins */
  begins?: string
  /** what is left */
  rest: string
}

/** Finds where a series begins and ends, in words in lower case and without accents; `first` gives the day it begins on. */
export function findBounds(text: string, reading: Reading, first: (begins: string | undefined) => Temporal.PlainDate): Bounds {
  const counted = times.exec(text)
  const cut = counted ? text.replace(counted[0], ' ') : text
  const spanned = span.exec(cut)
  let rest = spanned ? cut.replace(spanned[0], ' ') : cut
  // "from December until March", "until March from December": whichever comes last is cut first.
  const found: { last?: string; begins?: string } = {}
  for (let pass = 0; pass < 2; pass++) {
    const [last, begins] = [until.exec(rest), from.exec(rest)]
    const later = last && begins ? (last.index > begins.index ? last : begins) : (last ?? begins)
    if (!later) break
    found[later === last ? 'last' : 'begins'] = later[1] ?? ''
    rest = rest.slice(0, later.index)
  }
  const start = first(found.begins)
  const end: Bounds['end'] = counted
    ? { count: valueOf(counted[1] ?? '') }
    : spanned
      ? { last: after(start, valueOf(spanned[1] ?? ''), spanned[2] ?? '') }
      : found.last !== undefined
        ? lastDay(found.last, start, reading)
        : undefined
  return { end, begins: found.begins, rest }
}

function after(start: Temporal.PlainDate, many: number, unit: string): Temporal.PlainDate {
  const few = Math.min(many, 1000)
  const length = unit.startsWith('m') ? { months: few } : unit.startsWith('w') || unit.startsWith('s') ? { weeks: few } : { years: few }
  return start.add(length).subtract({ days: 1 })
}

/** The last day that "March", "fin mars", "the end of the year" or a day means. */
function lastDay(said: string, start: Temporal.PlainDate, reading: Reading): NonNullable<Bounds['end']> {
  const plain = said.replace(/^(?:(?:the )?end of|la fin (?:de|du)|fin(?: de)?)\s+(?:the |l')?/, '')
  if (/^(?:l')?(?:year|annee)$/.test(plain)) return { last: Temporal.PlainDate.from({ year: start.year, month: 12, day: 31 }) }
  const [name = '', year] = plain.split(' ')
  const month = months.findIndex((names) => names.includes(name)) + 1
  if (month > 0 && /^(\d{4})?$/.test(year ?? '')) {
    const said = Temporal.PlainYearMonth.from({ year: year ? Number(year) : start.year, month })
    const whole = year === undefined && Temporal.PlainYearMonth.compare(said, start.toPlainYearMonth()) < 0 ? said.add({ years: 1 }) : said
    return { last: whole.toPlainDate({ day: whole.daysInMonth }) }
  }
  const day = readDay(said, reading)
  return 'day' in day ? { last: Temporal.PlainDate.from(day.day) } : { problem: day.problem === 'noSuchDay' ? 'noSuchDay' : 'notAMoment' }
}
