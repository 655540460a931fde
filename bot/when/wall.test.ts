import fc from 'fast-check'
import { Temporal } from 'temporal-polyfill'
import { describe, expect, test } from 'vitest'
import { datesOf } from './series.ts'
import { instantOf, wallAt, wallOf } from './wall.ts'

const utc = (wall: string, zone: string) => instantOf(wall, zone).toISOString().slice(0, 16)

describe('what a clock on the wall shows', () => {
  test.each([
    // Paris springs forward on 29 March 2026 and falls back on 25 October
    ['2026-03-28T12:30', 'Europe/Paris', '2026-03-28T11:30'],
    ['2026-03-29T12:30', 'Europe/Paris', '2026-03-29T10:30'],
    ['2026-10-24T12:30', 'Europe/Paris', '2026-10-24T10:30'],
    ['2026-10-25T12:30', 'Europe/Paris', '2026-10-25T11:30'],
    // New York: 8 March and 1 November
    ['2026-03-07T12:30', 'America/New_York', '2026-03-07T17:30'],
    ['2026-03-08T12:30', 'America/New_York', '2026-03-08T16:30'],
    ['2026-10-31T12:30', 'America/New_York', '2026-10-31T16:30'],
    ['2026-11-01T12:30', 'America/New_York', '2026-11-01T17:30'],
    // Casablanca is an hour behind during Ramadan: from 15 February to 22 March 2026
    ['2026-02-14T12:30', 'Africa/Casablanca', '2026-02-14T11:30'],
    ['2026-02-15T12:30', 'Africa/Casablanca', '2026-02-15T12:30'],
    ['2026-03-21T12:30', 'Africa/Casablanca', '2026-03-21T12:30'],
    ['2026-03-22T12:30', 'Africa/Casablanca', '2026-03-22T11:30'],
    // the night without 02:30: an hour later; the night with two: the first
    ['2026-03-29T02:30', 'Europe/Paris', '2026-03-29T01:30'],
    ['2026-10-25T02:30', 'Europe/Paris', '2026-10-25T00:30'],
    ['2026-03-08T02:30', 'America/New_York', '2026-03-08T07:30'],
    ['2026-11-01T01:30', 'America/New_York', '2026-11-01T05:30'],
    ['2026-02-15T02:30', 'Africa/Casablanca', '2026-02-15T01:30'],
    ['2026-03-22T02:30', 'Africa/Casablanca', '2026-03-22T02:30'],
  ])('%s in %s is %s in UTC', (wall, zone, instant) => {
    expect(utc(wall, zone)).toBe(instant)
  })

  test('is, in every zone, what its clocks show at that instant, or later where no clock shows it', () => {
    const zones = Intl.supportedValuesOf('timeZone')
    const instant = fc.date({ min: new Date('2020-01-01'), max: new Date('2037-01-01'), noInvalidDate: true })
    fc.assert(
      fc.property(instant, fc.constantFrom(...zones), (at, zone) => {
        const wall = wallAt(at, zone)
        expect(wallAt(instantOf(wall, zone), zone)).toBe(wall)
        const any = wallOf(Temporal.PlainDateTime.from(at.toISOString().slice(0, 16)))
        expect(wallAt(instantOf(any, zone), zone) >= any).toBe(true)
      }),
      { numRuns: 400 },
    )
  })
})

describe('a series', () => {
  const everyDay = (start: string, days: number) => datesOf({ start, rule: `FREQ=DAILY;COUNT=${days}` })

  test.each([
    ['Europe/Paris', '2026-03-28', ['11:30', '10:30', '10:30']],
    ['Europe/Paris', '2026-10-24', ['10:30', '11:30', '11:30']],
    ['America/New_York', '2026-03-07', ['17:30', '16:30', '16:30']],
    ['America/New_York', '2026-10-31', ['16:30', '17:30', '17:30']],
    ['Africa/Casablanca', '2026-02-14', ['11:30', '12:30', '12:30']],
    ['Africa/Casablanca', '2026-03-21', ['12:30', '11:30', '11:30']],
  ])('stays at half past twelve in %s when the clocks change after %s', (zone, day, times) => {
    const found = everyDay(`${day}T12:30`, 3)
    if ('problem' in found) throw new Error(found.problem)
    expect(found.dates.map((wall) => wall.slice(11))).toEqual(['12:30', '12:30', '12:30'])
    expect(found.dates.map((wall) => utc(wall, zone).slice(11))).toEqual(times)
  })

  test('at 02:30 has one date in the night that has none of it, and one in the night that has two', () => {
    for (const [day, instants] of [['2026-03-28', ['01:30', '01:30', '00:30']], ['2026-10-24', ['00:30', '00:30', '01:30']]] as const) {
      const found = everyDay(`${day}T02:30`, 3)
      if ('problem' in found) throw new Error(found.problem)
      expect(found.dates.map((wall) => utc(wall, 'Europe/Paris').slice(11))).toEqual(instants)
    }
  })

  test.each([
    ['FREQ=WEEKLY', 'noEnd'],
    ['FREQ=WEEKLY;UNTIL=20300101', 'tooManyDates'],
    ['FREQ=DAILY;COUNT=1000000000', 'tooManyDates'],
    ['FREQ=YEARLY;COUNT=4', 'tooManyDates'],
    ['FREQ=MONTHLY;BYMONTHDAY=30;BYMONTH=2;COUNT=1', 'noDates'],
    ['FREQ=WEEKLY;UNTIL=20200101', 'noDates'],
    ['FREQ=HOURLY;COUNT=3', 'notARule'],
    ['FREQ=WEEKLY;BYHOUR=9;COUNT=3', 'notARule'],
    ['FREQ=WEEKLY;INTERVAL=0;COUNT=3', 'notARule'],
    ['COUNT=3', 'notARule'],
  ])('is none by %s', (rule, problem) => {
    expect(datesOf({ start: '2026-12-03T12:30', rule })).toEqual({ problem })
  })
})
