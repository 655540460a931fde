import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { createRates, slackRates } from './rates.ts'

beforeEach(() => void vi.useFakeTimers({ toFake: ['performance'] }))
afterEach(() => void vi.useRealTimers())

it('a channel takes one message a second, and one more at once', () => {
  const rates = createRates(slackRates)
  expect([rates.posts('jobs'), rates.posts('jobs'), rates.posts('deals')]).toEqual([undefined, undefined, undefined])
  expect(rates.posts('jobs')).toBe(1)
  expect(rates.waits('deals')).toBeUndefined()
  expect(rates.waits('jobs')).toBe(1)
  vi.advanceTimersByTime(1000)
  expect(rates.waits('jobs')).toBeUndefined()
  expect([rates.posts('jobs'), rates.posts('jobs')]).toEqual([undefined, 1])
  expect(rates.violations.map(({ lane, why }) => `${lane}: ${why}`)).toEqual(['jobs: too many', 'jobs: before Retry-After', 'jobs: too many'])
})

it('a message every second never breaks a limit', () => {
  const rates = createRates(slackRates)
  for (let sent = 0; sent < 100; sent++) {
    expect(rates.posts('jobs')).toBeUndefined()
    vi.advanceTimersByTime(1000)
  }
  expect(rates.violations).toEqual([])
})

it('a method may be called as often in a minute as its tier says', () => {
  const rates = createRates(slackRates)
  for (let call = 0; call < 50; call++) {
    expect(rates.counts('update', 3)).toBeUndefined()
    vi.advanceTimersByTime(100)
  }
  expect(rates.counts('update', 3)).toBe(55)
  vi.advanceTimersByTime(55_000)
  expect(rates.waits('update') ?? rates.counts('update', 3)).toBeUndefined()
})

it('who was told to wait is counted when it does not', () => {
  const rates = createRates(slackRates)
  rates.block('jobs', 3)
  vi.advanceTimersByTime(1000)
  expect(rates.waits('jobs')).toBe(2)
  vi.advanceTimersByTime(2000)
  expect(rates.waits('jobs')).toBeUndefined()
  expect(rates.violations).toHaveLength(1)
})
