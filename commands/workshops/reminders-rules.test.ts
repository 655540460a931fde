import { describe, expect, test } from 'vitest'
import { quietHoursOf } from '../../bot/quiet.ts'
import { wallAt } from '../../bot/when/wall.ts'
import { leadAcross, momentOf } from './reminders-rules.ts'
import { spanOf } from './rules.ts'

const never = { quietFrom: 0, quietTo: 0 }

/** When somebody is reminded so many minutes before, as the clock shows it where the workshop is held. */
function remindedAt(starts: string, timeZone: string, lead: number, hours: { quietFrom: number | null; quietTo: number | null } = never): string {
  const { startsAt } = spanOf({ starts, timeZone, minutes: 60 })
  return wallAt(momentOf(startsAt, leadAcross({ startsAt, timeZone }, lead), quietHoursOf(hours, timeZone)), timeZone)
}

describe('a reminder', () => {
  test.each([
    // the clocks change in the night before: on 28 March and 31 October 2027, 14 March and 7 November 2027, and around Ramadan
    ['Europe/Paris', '2027-03-28', '2027-03-27', '2027-03-21'], ['Europe/Paris', '2027-10-31', '2027-10-30', '2027-10-24'],
    ['America/New_York', '2027-03-14', '2027-03-13', '2027-03-07'], ['America/New_York', '2027-11-07', '2027-11-06', '2027-10-31'],
    ['Africa/Casablanca', '2027-02-07', '2027-02-06', '2027-01-31'], ['Africa/Casablanca', '2027-03-14', '2027-03-13', '2027-03-07'],
  ])('comes at the same hour a day and a week before in %s on %s, and an hour before is an hour', (zone, day, dayBefore, weekBefore) => {
    expect([1440, 10_080, 60].map((lead) => remindedAt(`${day}T18:30`, zone, lead))).toEqual([`${dayBefore}T18:30`, `${weekBefore}T18:30`, `${day}T17:30`])
  })

  test.each([
    // 02:30 does not exist: the workshop is at 03:30, an hour before is 01:30
    ['Europe/Paris', '2027-03-28T02:30', ['2027-03-27T03:30', '2027-03-28T01:30', '2027-03-28T03:15']],
    // 02:30 comes twice: the workshop is at the first of them
    ['Europe/Paris', '2027-10-31T02:30', ['2027-10-30T02:30', '2027-10-31T01:30', '2027-10-31T02:15']],
    ['America/New_York', '2027-03-14T02:30', ['2027-03-13T03:30', '2027-03-14T01:30', '2027-03-14T03:15']],
    ['America/New_York', '2027-11-07T01:30', ['2027-11-06T01:30', '2027-11-07T00:30', '2027-11-07T01:15']],
    ['Africa/Casablanca', '2027-02-07T02:30', ['2027-02-06T02:30', '2027-02-07T01:30', '2027-02-07T02:15']],
    ['Africa/Casablanca', '2027-03-14T02:30', ['2027-03-13T03:30', '2027-03-14T01:30', '2027-03-14T03:15']],
  ])('of a workshop in the night of the change in %s, %s, comes in that night to who is never disturbed', (zone, starts, expected) => {
    expect([1440, 60, 15].map((lead) => remindedAt(starts, zone, lead))).toEqual(expected)
  })

  test('of a workshop in that night comes to who sleeps too, as the workshop itself is then; a day before it is the evening', () => {
    expect(remindedAt('2027-03-28T02:30', 'Europe/Paris', 60, { quietFrom: null, quietTo: null })).toBe('2027-03-28T01:30')
    expect(remindedAt('2027-03-28T02:30', 'Europe/Paris', 1440, { quietFrom: null, quietTo: null })).toBe('2027-03-26T20:59')
  })
})
