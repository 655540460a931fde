/** How often something happens, as words say it. */
export interface Rhythm {
  every: 'day' | 'week' | 'month'
  interval: number
  /** MO…SU; with `nth`, the one weekday that is meant */
  days: string[]
  /** the first (1) to the fourth (4) or the last (-1) weekday of the month */
  nth?: number
  /** a day of the month */
  monthDay?: number
}

const weekdays: Record<string, string> = {
  monday: 'MO', tuesday: 'TU', wednesday: 'WE', thursday: 'TH', friday: 'FR', saturday: 'SA', sunday: 'SU',
  lundi: 'MO', mardi: 'TU', mercredi: 'WE', jeudi: 'TH', vendredi: 'FR', samedi: 'SA', dimanche: 'SU',
}
const numbers: Record<string, number> = {
  other: 2, second: 2, '2nd': 2, two: 2, deux: 2, third: 3, '3rd': 3, three: 3, trois: 3, fourth: 4, '4th': 4, four: 4, quatre: 4,
}
const ordinals: Record<string, number> = {
  first: 1, '1st': 1, premier: 1, '1er': 1, second: 2, '2nd': 2, deuxieme: 2, '2e': 2, third: 3, '3rd': 3, troisieme: 3, '3e': 3,
  fourth: 4, '4th': 4, quatrieme: 4, '4e': 4, last: -1, dernier: -1,
}

const day = String.raw`(?:${Object.keys(weekdays).join('|')})`
const days = String.raw`(?<days>${day}s?(?:\s*(?:,|and|et|&|,\s*and|,\s*et)\s*(?:les?\s+|on\s+)?${day}s?)*)`
const n = String.raw`(?<n>other|second|third|fourth|two|three|four|deux|trois|quatre|2nd|3rd|4th|\d{1,2}(?:st|nd|rd|th)?)`
const nth = String.raw`(?<nth>${Object.keys(ordinals).join('|')})s?`
const onDays = String.raw`(?:\s*,?\s*(?:on |les? |the )?${days})?`
const eachMonth = String.raw`(?:of (?:the|each|every) months?|in (?:each|every) month|du mois|de chaque mois|des mois|de tous les mois)`
const monthly = String.raw`(?:every month|each month|monthly|tous les mois|chaque mois)`

type Groups = Record<string, string | undefined>

const daysIn = (said = ''): string[] => [...new Set([...said.matchAll(new RegExp(day, 'g'))].map(([name]) => weekdays[name] ?? ''))]
const count = (said: string | undefined): number => (said === undefined ? 1 : (numbers[said] ?? Number.parseInt(said, 10)))
const weekly = (interval: (said: Groups) => number) => (said: Groups): Rhythm => ({ every: 'week', interval: interval(said), days: daysIn(said.days) })
const byPlace = ({ days: said, nth: place = '' }: Groups): Rhythm => ({ every: 'month', interval: 1, days: daysIn(said), nth: ordinals[place] })
const byDay = ({ date }: Groups): Rhythm => ({ every: 'month', interval: 1, days: [], monthDay: Number.parseInt(date ?? '', 10) })
const daily = (only: string[]) => (): Rhythm => (only.length ? { every: 'week', interval: 1, days: only } : { every: 'day', interval: 1, days: [] })
const workdays = ['MO', 'TU', 'WE', 'TH', 'FR']

/** What people write, the more particular before the less: "every second Thursday of the month" is no fortnight. */
const patterns: [RegExp, (said: Groups) => Rhythm][] = (
  [
    [`(?:on )?(?:the |le |every |each |tous les |chaque )?${nth} (?<days>${day})s? ${eachMonth}`, byPlace],
    [`${monthly},?(?: on)? (?:the|le|les) ${nth} (?<days>${day})s?`, byPlace],
    [String.raw`(?:on )?(?:the |le |tous les |every )(?<date>\d{1,2})(?:st|nd|rd|th|er)? ${eachMonth}`, byDay],
    [String.raw`${monthly},?(?: on)? (?:the|le|les) (?<date>\d{1,2})(?:st|nd|rd|th|er)?`, byDay],
    [`(?:un|une) (?<days>${day}) sur ${n}`, weekly(({ n: said }) => count(said))],
    [`une semaine sur ${n}${onDays}`, weekly(({ n: said }) => count(said))],
    [`(?:every|each) ${n} weeks?${onDays}`, weekly(({ n: said }) => count(said))],
    [`(?:every fortnight|fortnightly|tous les (?:quinze|15) jours)${onDays}`, weekly(() => 2)],
    [`(?:toutes|tous) les ${n} semaines${onDays}`, weekly(({ n: said }) => count(said))],
    [`(?:every|each) ${n} ${days}`, weekly(({ n: said }) => count(said))],
    [`(?:tous|toutes) les ${n} ${days}`, weekly(({ n: said }) => count(said))],
    ['(?:every|each) (?:weekday|working day)|on weekdays|tous les jours (?:ouvres|ouvrables|de la semaine)', daily(workdays)],
    ['(?:every|each) day|daily|tous les jours|chaque jour', daily([])],
    [`(?:every week|each week|weekly|toutes les semaines|chaque semaine)${onDays}`, weekly(() => 1)],
    [`(?:every|each|tous les|toutes les|chaque) ${days}`, weekly(() => 1)],
    [`(?:on |les )?(?<days>${day}s(?:\\s*(?:,|and|et|&)\\s*(?:les?\\s+|on\\s+)?${day}s)*)`, weekly(() => 1)],
    [monthly, () => ({ every: 'month', interval: 1, days: [] })],
  ] as [string, (said: Groups) => Rhythm][]
).map(([pattern, read]) => [new RegExp(String.raw`(?<![a-z0-9])(?:${pattern})(?![a-z0-9])`), read])

/** Finds how often something happens in words that are in lower case and without accents, and gives what is left without it. */
export function findRhythm(text: string): { rhythm: Rhythm; rest: string } | undefined {
  for (const [pattern, read] of patterns) {
    const found = pattern.exec(text)
    if (found) return { rhythm: read(found.groups ?? {}), rest: `${text.slice(0, found.index)} ${text.slice(found.index + found[0].length)}` }
  }
  return undefined
}

/** Its rule, without its end. `from` is the day it begins on, for what the words leave open. */
export function ruleOf({ every, interval, days: on, nth: place, monthDay }: Rhythm, from: { day: number }): string {
  const often = interval > 1 ? `;INTERVAL=${interval}` : ''
  if (every === 'day') return `FREQ=DAILY${often}`
  if (every === 'week') return `FREQ=WEEKLY${often}${on.length ? `;BYDAY=${on.join(',')}` : ''}`
  return place ? `FREQ=MONTHLY;BYDAY=${place}${on[0] ?? ''}` : `FREQ=MONTHLY;BYMONTHDAY=${monthDay ?? from.day}`
}
