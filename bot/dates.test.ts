import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { dayOf, endOfDay, readDay } from './dates.ts'
import type { Locale } from './text.ts'

// a Monday
const monday = '2026-11-23T09:00:00Z'
const read = (typed: string, { now = monday, locale = 'fr', timeZone = 'Europe/Paris' }: { now?: string; locale?: Locale; timeZone?: string } = {}) => {
  const found = readDay(typed, { locale, timeZone, now: new Date(now) })
  return 'day' in found ? found.day : found.problem
}

describe('a day, whatever the language of the reader,', () => {
  test.each([
    ['2026-12-31', '2026-12-31'],
    ['2026-1-5', '2026-01-05'],
    ['31/12/2026', '2026-12-31'],
    ['31.12.26', '2026-12-31'],
    ['31-12-2026', '2026-12-31'],
    ['jusqu’au 31/12/2026 inclus', '2026-12-31'],
    ['le 31/12 à 18h', '2026-12-31'],
    ['03/04/2027', '2027-04-03'],
    ['31/12', '2026-12-31'],
    ['22/11', '2027-11-22'],
    ['23/11', '2026-11-23'],
    ['31 décembre', '2026-12-31'],
    ['31 decembre', '2026-12-31'],
    ['le 31 décembre 2025', '2025-12-31'],
    ['1er janvier', '2027-01-01'],
    ['31 December', '2026-12-31'],
    ['December 31', '2026-12-31'],
    ['Dec 31, 2026', '2026-12-31'],
    ['until 31 December', '2026-12-31'],
    ['demain', '2026-11-24'],
    ['demain 18h', '2026-11-24'],
    ['tomorrow at 6pm', '2026-11-24'],
    ['aujourd’hui', '2026-11-23'],
    ['today', '2026-11-23'],
    ['hier', '2026-11-22'],
    ['mardi', '2026-11-24'],
    ['Tuesday', '2026-11-24'],
    ['lundi prochain', '2026-11-30'],
    ['dans 3 jours', '2026-11-26'],
    ['dans deux semaines', '2026-12-07'],
    ['in 2 months', '2027-01-23'],
    ['  demain  ', '2026-11-24'],
  ])('is understood: %s', (typed, day) => {
    expect(read(typed)).toBe(day)
    expect(read(typed, { locale: 'en' })).toBe(day)
  })

  test.each([
    ['31/02', 'noSuchDay'],
    ['le 31/02 à 18h', 'noSuchDay'],
    ['31/02/2027', 'noSuchDay'],
    ['2027-02-29', 'noSuchDay'],
    ['29/02/2027', 'noSuchDay'],
    ['29/02', 'noSuchDay'],
    ['12/31/2026', 'noSuchDay'],
    ['2026-13-01', 'noSuchDay'],
    ['0/0', 'noSuchDay'],
    ['31 février', 'notADate'],
    ['31/12/0001', 'notADate'],
    ['31 december 12026', 'notADate'],
    ['9999-12-31', 'notADate'],
    ['18h', 'notADate'],
    ['à 18h30', 'notADate'],
    ['18:30', 'notADate'],
    ['décembre', 'notADate'],
    ['2027', 'notADate'],
    ['12', 'notADate'],
    ['-5', 'notADate'],
    ['', 'notADate'],
    ['🎉', 'notADate'],
    ['غدا', 'notADate'],
    ['bientôt', 'notADate'],
    ['demain '.repeat(1500), 'notADate'],
  ])('is refused: %s', (typed, problem) => {
    expect(read(typed)).toBe(problem)
    expect(read(typed, { locale: 'en' })).toBe(problem)
  })

  test('in a leap year has a 29 February', () => {
    expect(read('29/02/2028')).toBe('2028-02-29')
    expect(read('29/02', { now: '2027-12-01T09:00:00Z' })).toBe('2028-02-29')
    expect(read('29/02', { now: '2028-01-10T09:00:00Z' })).toBe('2028-02-29')
    expect(read('29/02', { now: '2028-03-10T09:00:00Z' })).toBe('noSuchDay')
  })

  test('depends on where the reader is', () => {
    const now = '2026-11-23T23:30:00Z'
    expect(read('today', { now, timeZone: 'Europe/Paris' })).toBe('2026-11-24')
    expect(read('today', { now, timeZone: 'America/New_York' })).toBe('2026-11-23')
    expect(read('demain', { now, timeZone: 'Europe/Paris' })).toBe('2026-11-25')
    expect(read('23/11', { now, timeZone: 'Europe/Paris' })).toBe('2027-11-23')
  })

  test.each(['2026-03-28T23:30:00Z', '2026-03-29T00:30:00Z', '2026-03-29T01:30:00Z', '2026-10-24T22:30:00Z', '2026-10-25T00:30:00Z', '2026-10-25T01:30:00Z'])(
    'is right in a night when the clocks change: %s',
    (now) => {
      const today = dayOf(new Date(now), 'Europe/Paris')
      expect(read('aujourd’hui', { now })).toBe(today)
      expect(read('demain', { now })).toBe(dayOf(new Date(Date.parse(`${today}T12:00:00Z`) + 86_400_000), 'UTC'))
    },
  )

  test('never fails, and once read stays as it is', () => {
    const piece = fc.oneof(fc.constantFrom('demain', '31', '/', '02', '-', 'mardi', ' ', 'dans', 'jours', '18h', 'December', '2026', 'in', '5', '.'), fc.string())
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 8 }), fc.constantFrom<Locale>('en', 'fr'), (pieces, locale) => {
        const reading = { locale, timeZone: 'Pacific/Auckland', now: new Date(monday) }
        const first = readDay(pieces.join(''), reading)
        if ('day' in first) expect(readDay(first.day, reading)).toEqual(first)
      }),
      { numRuns: 1000 },
    )
  })
})

describe('the end of a day', () => {
  test.each([
    ['2026-12-31', 'Europe/Paris', '2026-12-31T22:59:59.999Z'],
    ['2026-03-29', 'Europe/Paris', '2026-03-29T21:59:59.999Z'],
    ['2026-10-25', 'Europe/Paris', '2026-10-25T22:59:59.999Z'],
    // no midnight: the next day begins at one
    ['2026-09-05', 'America/Santiago', '2026-09-06T03:59:59.999Z'],
    ['2026-12-31', 'Pacific/Kiritimati', '2026-12-31T09:59:59.999Z'],
  ])('of %s in %s', (day, timeZone, end) => {
    expect(endOfDay(day, timeZone).toISOString()).toBe(end)
    expect(dayOf(endOfDay(day, timeZone), timeZone)).toBe(day)
  })

  test('is the last instant of that very day in every zone', () => {
    const zones = Intl.supportedValuesOf('timeZone')
    const days = fc.date({ min: new Date('2000-01-01'), max: new Date('2100-01-01'), noInvalidDate: true })
    fc.assert(
      fc.property(days, fc.constantFrom(...zones), (instant, zone) => {
        const day = dayOf(instant, zone)
        const end = endOfDay(day, zone)
        expect(dayOf(end, zone)).toBe(day)
        expect(dayOf(new Date(end.getTime() + 1), zone)).not.toBe(day)
      }),
      { numRuns: 500 },
    )
  })
})
