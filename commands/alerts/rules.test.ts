import { describe, expect, test } from 'vitest'
import { wallAt } from '../../bot/when/wall.ts'
import { nextTelling, usualHour } from './rules.ts'

/** When she is told from a moment on, so many times, as her clock shows it. */
function told(rhythm: 'daily' | 'weekly', timeZone: string, { from, times, hour = usualHour }: { from: string; times: number; hour?: number }): string[] {
  let at = new Date(from)
  return Array.from({ length: times }, () => wallAt((at = nextTelling(rhythm, { hour, timeZone }, at)), timeZone))
}

/** The two nights of a year in which the clocks change. */
const changes = [
  ['Europe/Paris', '2027-03-28'], ['Europe/Paris', '2027-10-31'], ['America/New_York', '2027-03-14'], ['America/New_York', '2027-11-07'],
  ['Africa/Casablanca', '2027-02-07'], ['Africa/Casablanca', '2027-03-14'],
] as const

describe('her hour', () => {
  test.each(changes)('is the same every day in %s when the clocks change on %s, and comes once a day', (zone, day) => {
    const days = [-2, -1, 0, 1].map((offset) => new Date(Date.parse(day) + offset * 86_400_000).toISOString().slice(0, 10))
    expect(told('daily', zone, { from: `${days[0]}T00:00:00Z`, times: 4 })).toEqual(days.map((one) => `${one}T08:00`))
  })

  test.each(changes)('is the same every Monday in %s around %s', (zone, day) => {
    const [first, second] = told('weekly', zone, { from: new Date(Date.parse(day) - 7 * 86_400_000).toISOString(), times: 2 })
    expect([first?.slice(11), second?.slice(11)]).toEqual(['08:00', '08:00'])
    expect(Date.parse(second?.slice(0, 10) ?? '') - Date.parse(first?.slice(0, 10) ?? '')).toBe(7 * 86_400_000)
  })

  test('at two is at three in the night that has no two, and once in the night that has two', () => {
    expect(told('daily', 'Europe/Paris', { from: '2027-03-27T12:00:00Z', times: 2, hour: 2 })).toEqual(['2027-03-28T03:00', '2027-03-29T02:00'])
    expect(told('daily', 'Europe/Paris', { from: '2027-10-30T12:00:00Z', times: 2, hour: 2 })).toEqual(['2027-10-31T02:00', '2027-11-01T02:00'])
  })
})
