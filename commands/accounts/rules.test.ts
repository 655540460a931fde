import { describe, expect, it, test } from 'vitest'
import { codeAlphabet, readCode } from '../../bot/code.ts'
import { mayTryAt } from '../../bot/guesses.ts'
import { loginsOf, type StoredAccount } from './rules.ts'

const at = (time: string) => new Date(`2026-11-23T${time}Z`)

test.each(['K7MF3QXW', 'k7mf3qxw', ' k7mf 3qxw ', 'K7MF-3QXW', 'K7MF.3QXW'])('a code is read however it is typed: %s', (typed) => {
  expect(readCode(typed)).toBe('K7MF3QXW')
})

test('no two characters of a code look alike', () => {
  const alike = ['0OQD', '1IL', '2Z', '5S', '6G', '8B', 'UV']
  const both = alike.map((group) => [...group].filter((letter) => codeAlphabet.includes(letter)))
  expect(both.map((letters) => letters.length <= 1)).toEqual(alike.map(() => true))
})

describe('a sixth code may be typed', () => {
  const five = ['09:00', '09:01', '09:02', '09:03', '09:04'].map((time) => at(`${time}:00`))

  it.each([
    ['at once after four', five.slice(1), '09:05:00', undefined],
    ['ten minutes after the first of five', five, '09:05:00', '09:10:00'],
    ['ten minutes after the second of six, in whatever order they come', [at('09:06:00'), ...five], '09:07:00', '09:11:00'],
    ['at once when the first of five is ten minutes old', five, '09:10:00', undefined],
  ])('%s', (_, tries, now, expected) => {
    expect(mayTryAt(tries, at(now))).toEqual(expected && at(expected))
  })
})

test('the same login in several spaces of a platform is one, the last used first', () => {
  const account = (id: number, externalId: string, platform: string, name: string, seen: string): StoredAccount =>
    ({ id, externalId, seenAt: at(seen), space: { platform, name } })
  const stored = [
    account(1, 'ada', 'one', 'Lyon', '09:00:00'),
    account(2, 'U1', 'two', 'Atelier', '10:00:00'),
    account(3, 'ada', 'one', 'Paris', '11:00:00'),
    account(4, 'ada', 'three', 'Web', '08:00:00'),
  ]
  expect(loginsOf(stored)).toEqual([
    { accountIds: [3, 1], spaces: ['Paris', 'Lyon'], seenAt: at('11:00:00') },
    { accountIds: [2], spaces: ['Atelier'], seenAt: at('10:00:00') },
    { accountIds: [4], spaces: ['Web'], seenAt: at('08:00:00') },
  ])
})
