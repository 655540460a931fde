import { expect, it } from 'vitest'
import { addDays, askAt, fingerprintOf, hasWords, judgeLastDay, matches } from './rules.ts'

it.each([
  ['2026-11-22', 'past'],
  ['2026-11-23', undefined],
  ['2027-05-22', undefined],
  ['2027-05-23', 'tooFar'],
])('%s as a last day is %s', (day, judged) => expect(judgeLastDay(day, '2026-11-23')).toBe(judged))

it('counts days over the change of the clocks', () => {
  expect(addDays('2026-03-28', 2)).toBe('2026-03-30')
  expect(askAt('2026-03-30', 'Europe/Paris').toISOString()).toBe('2026-03-28T08:00:00.000Z')
  expect(askAt('2026-03-31', 'Europe/Paris').toISOString()).toBe('2026-03-29T07:00:00.000Z')
})

it('a fingerprint sees the words and nothing else', () => {
  expect(fingerprintOf(1, 'job', ['Développeuse  C++', 'Cyber', 'À Lyon.'])).toBe(fingerprintOf(1, 'job', ['DEVELOPPEUSE c++!', 'cyber', 'a lyon']))
  const different = [fingerprintOf(1, 'job', ['a', 'b']), fingerprintOf(2, 'job', ['a', 'b']), fingerprintOf(1, 'deal', ['a', 'b']), fingerprintOf(1, 'job', ['a b', ''])]
  expect(new Set(different).size).toBe(4)
})

it('words are letters or digits', () => {
  expect(['Ada', '7', 'مطلوب', '🎉', '…', ' '].map(hasWords)).toEqual([true, true, true, false, false, false])
})

it('a word matches from its beginning', () => {
  expect(matches('Développeuse à Évry', ['develop'])).toBe(true)
  expect(matches('Développeuse à Évry', ['loppeuse'])).toBe(false)
  expect(matches('', [])).toBe(true)
})
