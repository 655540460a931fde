import { describe, expect, it, test } from 'vitest'
import { readTimeZone, timeZonesLike } from './zones.ts'

test.each([
  ['Europe/Paris', 'Europe/Paris'],
  [' europe/paris ', 'Europe/Paris'],
  ['PARIS', 'Europe/Paris'],
  ['Montréal', 'America/Montreal'],
  ['new york', 'America/New_York'],
  ['Kyiv', 'Europe/Kyiv'],
  ['Asia/Kolkata', 'Asia/Kolkata'],
  ['America/Port_of_Spain', 'America/Port_of_Spain'],
  ['utc', 'UTC'],
  ['Atlantis', undefined],
  ['+02:00', undefined],
  ['', undefined],
  ['Europe/Paris; DROP TABLE', undefined],
])('the time zone %j is %j', (typed, zone) => {
  expect(readTimeZone(typed)).toBe(zone)
})

describe('time zones are suggested', () => {
  it('by the beginnings of words, without accents', () => {
    expect(timeZonesLike('par')).toContain('Europe/Paris')
    expect(timeZonesLike('réunion')).toEqual(['Indian/Reunion'])
    expect(timeZonesLike('america york')).toEqual(['America/New_York'])
    expect(timeZonesLike('xyz')).toEqual([])
  })

  it('at most twenty', () => {
    expect(timeZonesLike('')).toHaveLength(20)
  })
})
