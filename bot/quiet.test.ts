import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { clockTime, firstAudible, isQuiet, lastAudible, quietHoursOf, readQuietHours, type QuietHours } from './quiet.ts'

const usual = (timeZone = 'Europe/Paris') => quietHoursOf({ quietFrom: null, quietTo: null }, timeZone)
const iso = (at: Date) => at.toISOString().slice(0, 16)

describe('quiet hours, from 21:00 to 08:00 of the reader,', () => {
  test.each([
    ['2026-11-26T12:00', 'Europe/Paris', '2026-11-26T12:00', '2026-11-26T12:00'],
    ['2026-11-26T19:59', 'Europe/Paris', '2026-11-26T19:59', '2026-11-26T19:59'],
    ['2026-11-26T20:00', 'Europe/Paris', '2026-11-27T07:00', '2026-11-26T19:59'],
    ['2026-11-27T03:00', 'Europe/Paris', '2026-11-27T07:00', '2026-11-26T19:59'],
    ['2026-11-27T07:00', 'Europe/Paris', '2026-11-27T07:00', '2026-11-27T07:00'],
    // midday in Paris is the middle of the night in New York
    ['2026-11-26T11:00', 'America/New_York', '2026-11-26T13:00', '2026-11-26T01:59'],
    // the nights when the clocks change
    ['2026-03-28T22:00', 'Europe/Paris', '2026-03-29T06:00', '2026-03-28T19:59'],
    ['2026-10-24T22:00', 'Europe/Paris', '2026-10-25T07:00', '2026-10-24T18:59'],
  ])('at %s in %s: first at %s, last at %s', (at, zone, first, last) => {
    expect(iso(firstAudible(new Date(`${at}Z`), usual(zone)))).toBe(first)
    expect(iso(lastAudible(new Date(`${at}Z`), usual(zone)))).toBe(last)
  })

  test('never have somebody wait two days, nor wake her, in any zone and with any hours', () => {
    const minute = fc.integer({ min: 0, max: 1439 })
    const instant = fc.date({ min: new Date('2024-01-01'), max: new Date('2034-01-01'), noInvalidDate: true })
    fc.assert(
      fc.property(instant, fc.constantFrom(...Intl.supportedValuesOf('timeZone')), minute, minute, (at, timeZone, quietFrom, quietTo) => {
        const hours: QuietHours = { timeZone, quietFrom, quietTo }
        const [first, last] = [firstAudible(at, hours), lastAudible(at, hours)]
        expect(isQuiet(first, hours)).toBe(false)
        expect(isQuiet(last, hours)).toBe(false)
        expect(first.getTime() - at.getTime()).toBeGreaterThanOrEqual(0)
        expect(at.getTime() - last.getTime()).toBeGreaterThanOrEqual(0)
        expect(first.getTime() - at.getTime()).toBeLessThanOrEqual(49 * 3_600_000)
        expect(at.getTime() - last.getTime()).toBeLessThanOrEqual(49 * 3_600_000)
        expect(firstAudible(first, hours)).toEqual(first)
      }),
      { numRuns: 500 },
    )
  })
})

describe('quiet hours are written', () => {
  test.each([
    ['21:00–08:00', '21:00 08:00'],
    ['22h à 7h30', '22:00 07:30'],
    ['de 22h à 7h', '22:00 07:00'],
    ['from 9 to 17', '09:00 17:00'],
    ['22-24', '22:00 00:00'],
    ['none', '00:00 00:00'],
    ['Aucune', '00:00 00:00'],
  ])('%s', (typed, hours) => {
    const read = readQuietHours(typed)
    expect(read && `${clockTime(read.quietFrom)} ${clockTime(read.quietTo)}`).toBe(hours)
  })

  test.each(['', 'at night', '25:00-08:00', '21:75–08:00', '21', '21:00–'])('not %s', (typed) => {
    expect(readQuietHours(typed)).toBeUndefined()
  })
})
