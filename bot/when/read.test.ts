import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Locale } from '../text.ts'
import { createWords } from '../words.ts'
import { m } from './messages.ts'
import { readWhen } from './read.ts'
import { whenWords } from './say.ts'
import { datesOf } from './series.ts'
import { usualDates } from './until.ts'
import { instantOf } from './wall.ts'

// a Thursday, ten in the morning in Paris
const thursday = '2026-11-26T09:00:00Z'
interface About { now?: string; locale?: Locale; timeZone?: string }
const read = (typed: string, { now = thursday, locale = 'fr', timeZone = 'Europe/Paris' }: About = {}) =>
  readWhen(typed, { locale, timeZone, now: new Date(now) })
const words = createWords([m])
const said = (typed: string, about: About = {}) => {
  const found = read(typed, about)
  if ('problem' in found) return found.problem.message.replace('when.', '')
  const { start, rule, lasts } = found.when
  return [start, rule, lasts && `${lasts} min`].filter(Boolean).join(' ')
}
const readBack = (typed: string, locale: Locale, about: About = {}) => {
  const found = read(typed, about)
  return 'problem' in found ? found.problem.message : words.plain(whenWords(found.when), { locale, timeZone: 'Asia/Tokyo' })
}

describe('a moment, whatever the language of the reader,', () => {
  test.each([
    ['mardi 18h30', '2026-12-01T18:30'],
    ['mardi à 18 h 30', '2026-12-01T18:30'],
    ['18h30 mardi', '2026-12-01T18:30'],
    ['14 January 6pm', '2027-01-14T18:00'],
    ['14 janvier à 18h', '2027-01-14T18:00'],
    ['Thursday at 12:30', '2026-11-26T12:30'],
    ['jeudi 9h', '2026-12-03T09:00'],
    ['demain 23:59', '2026-11-27T23:59'],
    ['tomorrow at noon', '2026-11-27T12:00'],
    ['demain midi', '2026-11-27T12:00'],
    ['demain à 8h du soir', '2026-11-27T20:00'],
    ['3/12 à 12h30', '2026-12-03T12:30'],
    ['2026-12-03T12:30', '2026-12-03T12:30'],
    ['2026-12-03 12:30', '2026-12-03T12:30'],
    ['le 3 décembre 2026 à 12 heures 30', '2026-12-03T12:30'],
    ['3 December 2026, 12:30 p.m.', '2026-12-03T12:30'],
    ['12 am on 3 December', '2026-12-03T00:00'],
    ['18h30', '2026-11-26T18:30'],
    ['9h', '2026-11-27T09:00'],
    ['dans 2 heures', '2026-11-26T12:00'],
    ['in 2 hours', '2026-11-26T12:00'],
    ['mardi 18h30-20h', '2026-12-01T18:30 90 min'],
    ['mardi de 18h30 à 20h', '2026-12-01T18:30 90 min'],
    ['Tuesday 6-8pm', '2026-12-01T18:00 120 min'],
    ['Tuesday from 11:00 to 12:30', '2026-12-01T11:00 90 min'],
    ['samedi 22h à 1h', '2026-11-28T22:00 180 min'],
  ])('is understood: %s', (typed, moment) => {
    expect(said(typed)).toBe(moment)
    expect(said(typed, { locale: 'en' })).toBe(moment)
  })

  test.each([
    ['every second Thursday at 12:30', '2026-11-26T12:30 FREQ=WEEKLY;INTERVAL=2;BYDAY=TH;COUNT=8'],
    ['un jeudi sur deux à 9h', '2026-12-03T09:00 FREQ=WEEKLY;INTERVAL=2;BYDAY=TH;COUNT=8'],
    ['tous les deux jeudis à 9h, 4 fois', '2026-12-03T09:00 FREQ=WEEKLY;INTERVAL=2;BYDAY=TH;COUNT=4'],
    ['tous les jeudis à 12h30 jusqu’en mars', '2026-11-26T12:30 FREQ=WEEKLY;BYDAY=TH;UNTIL=20270331'],
    ['every Thursday at 12:30 until the end of March', '2026-11-26T12:30 FREQ=WEEKLY;BYDAY=TH;UNTIL=20270331'],
    ['every Thursday until 15 January at 12:30', '2026-11-26T12:30 FREQ=WEEKLY;BYDAY=TH;UNTIL=20270115'],
    ['chaque mardi de 18h30 à 20h à partir du 5 janvier jusqu’au 2/2', '2027-01-05T18:30 FREQ=WEEKLY;BYDAY=TU;UNTIL=20270202 90 min'],
    ['les mardis et jeudis à 18h', '2026-11-26T18:00 FREQ=WEEKLY;BYDAY=TU,TH;COUNT=8'],
    ['Tuesdays and Thursdays at 6pm for 3 weeks', '2026-11-26T18:00 FREQ=WEEKLY;BYDAY=TU,TH;UNTIL=20261216'],
    ['le premier lundi du mois 9h', '2026-12-07T09:00 FREQ=MONTHLY;BYDAY=1MO;COUNT=8'],
    ['tous les mois, le premier lundi à 9h, pendant 3 mois', '2026-12-07T09:00 FREQ=MONTHLY;BYDAY=1MO;UNTIL=20270225'],
    ['the second Thursday of the month at 9am', '2026-12-10T09:00 FREQ=MONTHLY;BYDAY=2TH;COUNT=8'],
    ['every last Friday of the month at 9am, 3 times', '2026-11-27T09:00 FREQ=MONTHLY;BYDAY=-1FR;COUNT=3'],
    ['le 15 de chaque mois à 9h', '2026-12-15T09:00 FREQ=MONTHLY;BYMONTHDAY=15;COUNT=8'],
    ['every weekday at 9am, 5 times', '2026-11-27T09:00 FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR;COUNT=5'],
    ['tous les jours à 9h pendant 2 semaines', '2026-11-27T09:00 FREQ=DAILY;UNTIL=20261209'],
    ['tous les quinze jours le mercredi à 9h', '2026-12-02T09:00 FREQ=WEEKLY;INTERVAL=2;BYDAY=WE;COUNT=8'],
    ['every 2 weeks on Wednesday at 9:00 starting on 16 December', '2026-12-16T09:00 FREQ=WEEKLY;INTERVAL=2;BYDAY=WE;COUNT=8'],
    ['3 December 12:30 FREQ=WEEKLY;COUNT=4', '2026-12-03T12:30 FREQ=WEEKLY;COUNT=4'],
    ['jeudi prochain 12h30 RRULE:FREQ=WEEKLY;BYDAY=TH;UNTIL=20261231', '2026-12-03T12:30 FREQ=WEEKLY;BYDAY=TH;UNTIL=20261231'],
  ])('may come again: %s', (typed, series) => {
    expect(said(typed)).toBe(series)
    expect(said(typed, { locale: 'en' })).toBe(series)
  })

  test.each([
    ['mardi', 'noTime'],
    ['tous les jeudis', 'noTime'],
    ['14 January', 'noTime'],
    ['hier 18h', 'past'],
    ['aujourd’hui 9h', 'past'],
    ['14/01/2025 18h', 'past'],
    ['25 novembre 2026 à 18h', 'past'],
    ['31/02 18h', 'noSuchDay'],
    ['mardi 25h', 'noSuchTime'],
    ['mardi 18h75', 'noSuchTime'],
    ['Tuesday 13pm', 'noSuchTime'],
    ['mardi de 20h à 18h30', 'endBeforeStart'],
    ['Tuesday 14:00-14:00', 'endBeforeStart'],
    ['3 December 12:30 FREQ=WEEKLY', 'noEnd'],
    ['3 December 12:30 FREQ=WEEKLY;BYDAY=TH', 'noEnd'],
    ['3 December 12:30 FREQ=SECONDLY;COUNT=5', 'notAMoment'],
    ['3 December 12:30 FREQ=WEEKLY;COUNT=0', 'noEnd'],
    ['3 December 12:30 FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30;COUNT=3', 'noDates'],
    ['every day at 9:00 until 2040', 'notAMoment'],
    ['every day at 9:00 until 31/12/2040', 'tooManyDates'],
    ['every Thursday at 9:00, 1000000000 times', 'tooManyDates'],
    ['le 15 de chaque mois à 9h, 40 fois', 'tooManyDates'],
    ['tous les jeudis à 9h jusqu’à hier', 'noDates'],
    ['tous les jeudis à 9h jusqu’au 31/02', 'noSuchDay'],
    ['every 2 hours', 'notAMoment'],
    ['toutes les heures', 'notAMoment'],
    ['bientôt à 18h', 'notAMoment'],
    ['mardi ou mercredi 18h', 'notAMoment'],
    ['', 'notAMoment'],
    ['🎉', 'notAMoment'],
    ['18h '.repeat(100), 'notAMoment'],
  ])('is refused: %s', (typed, problem) => {
    expect(said(typed)).toBe(problem)
    expect(said(typed, { locale: 'en' })).toBe(problem)
  })

  test('is one of the place where it happens: the same words in two zones, at the end of a day', () => {
    const now = '2026-11-26T23:30:00Z'
    expect(said('demain 23:59', { now, timeZone: 'Europe/Paris' })).toBe('2026-11-28T23:59')
    expect(said('demain 23:59', { now, timeZone: 'America/New_York' })).toBe('2026-11-27T23:59')
    expect(said('today 23:59', { now, timeZone: 'Pacific/Kiritimati' })).toBe('2026-11-27T23:59')
  })
})

describe('what was understood is read back', () => {
  test.each([
    ['mardi 18h30', 'Tuesday 1 December 2026 at 18:30, Paris time', 'mardi 1er décembre 2026 à 18 h 30, heure de Paris'],
    ['every second Thursday at 12:30 from 3 December', 'every second Thursday at 12:30, from Thursday 3 December 2026 to Thursday 11 March 2027, Paris time: 8 dates',
      'un jeudi sur deux à 12 h 30, du jeudi 3 décembre 2026 au jeudi 11 mars 2027, heure de Paris : 8 dates'],
    ['le premier lundi du mois 9h, 2 fois', 'the first Monday of each month at 9:00, from Monday 7 December 2026 to Monday 4 January 2027, Paris time: 2 dates',
      'le premier lundi de chaque mois à 9 h, du lundi 7 décembre 2026 au lundi 4 janvier 2027, heure de Paris : 2 dates'],
    ['les mardis, mercredis et jeudis à 18h05 jusqu’au 2/12', 'every Tuesday, Wednesday and Thursday at 18:05, from Thursday 26 November 2026 to Wednesday 2 December 2026, Paris time: 3 dates',
      'tous les mardis, mercredis et jeudis à 18 h 05, du jeudi 26 novembre 2026 au mercredi 2 décembre 2026, heure de Paris : 3 dates'],
  ])('in full: %s', (typed, english, french) => {
    expect(readBack(typed, 'en')).toBe(english)
    expect(readBack(typed, 'fr').replaceAll('\u00a0', ' ')).toBe(french)
  })

  test('with the name of the zone as one says it', () => {
    expect(readBack('mardi 18h', 'fr', { timeZone: 'America/New_York' })).toContain('heure de New York')
    expect(readBack('mardi 18h', 'fr', { timeZone: 'Africa/Abidjan' })).toContain('heure d’Abidjan')
    expect(readBack('mardi 18h', 'en', { timeZone: 'UTC' })).toMatch(/, UTC$/)
  })
})

const zones = ['Europe/Paris', 'America/New_York', 'Africa/Casablanca', 'Pacific/Kiritimati', 'Pacific/Pago_Pago', 'Australia/Lord_Howe']
const now = fc.date({ min: new Date('2024-01-01'), max: new Date('2030-01-01'), noInvalidDate: true })

test('whatever is typed, the answer is a problem or dates to come that the rule itself gives', () => {
  const piece = fc.oneof(
    fc.constantFrom('demain', 'every', 'tous les', 'jeudi', 'Thursdays', ' à ', '18h30', '6pm', 'until', 'jusqu’en', 'mars', '3', '/', '12', 'du mois', 'le premier', 'lundi', 'FREQ=WEEKLY', ';COUNT=3', '8 fois', ' ', '-', 'from', 'for 2 weeks'),
    fc.string({ maxLength: 5 }),
  )
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 9 }), fc.constantFrom<Locale>('en', 'fr'), fc.constantFrom(...zones), now, (pieces, locale, timeZone, at) => {
      const found = readWhen(pieces.join(' '), { locale, timeZone, now: at })
      if ('problem' in found) return
      const { start, rule, dates } = found.when
      expect(instantOf(start, timeZone).getTime()).toBeGreaterThan(at.getTime())
      expect(dates).toEqual([...dates].sort())
      expect(datesOf({ start, rule })).toEqual({ dates })
    }),
    { numRuns: 600 },
  )
})

test('a day and a time in digits are that day and time in any zone', () => {
  const minute = fc.integer({ min: 0, max: 1439 })
  fc.assert(
    fc.property(now, fc.integer({ min: 2, max: 300 }), minute, fc.constantFrom(...zones), fc.constantFrom<Locale>('en', 'fr'), (at, days, said, timeZone, locale) => {
      const day = new Date(at.getTime() + days * 86_400_000).toISOString().slice(0, 10)
      const time = `${String(Math.floor(said / 60)).padStart(2, '0')}:${String(said % 60).padStart(2, '0')}`
      expect(readWhen(`${day} ${time}`, { locale, timeZone, now: at })).toMatchObject({ when: { start: `${day}T${time}`, rule: null } })
      expect(readWhen(`le ${day.split('-').reverse().join('/')} à ${time.replace(':', 'h')}`, { locale, timeZone, now: at })).toMatchObject({ when: { start: `${day}T${time}` } })
    }),
    { numRuns: 200 },
  )
})

test('a weekday comes again on that very weekday, as often as usual', () => {
  const names = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday']
  fc.assert(
    fc.property(now, fc.integer({ min: 0, max: 6 }), fc.integer({ min: 1, max: 4 }), (at, weekday, interval) => {
      const found = readWhen(`every ${interval} ${names[weekday] ?? ''} at 18:00`, { locale: 'en', timeZone: 'Europe/Paris', now: at })
      if ('problem' in found) throw new Error(found.problem.message)
      const days = found.when.dates.map((date) => new Date(`${date}Z`))
      expect(new Set(days.map((day) => day.getUTCDay()))).toEqual(new Set([(weekday + 1) % 7]))
      const gaps = days.slice(1).map((day, index) => (day.getTime() - (days[index]?.getTime() ?? 0)) / 86_400_000)
      expect(gaps).toEqual(Array(usualDates - 1).fill(interval * 7))
    }),
    { numRuns: 100 },
  )
})
