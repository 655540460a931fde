import { expect, test } from 'vitest'
import { isKind } from './rules.ts'

test.each([
  ['Thank you!', true],
  ['merci', true],
  ['THANK YOU', false],
  ['🎉', true],
])('%j is kind: %j', (words, kind) => {
  expect(isKind(words)).toBe(kind)
})
