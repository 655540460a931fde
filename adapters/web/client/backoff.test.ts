import { describe, expect, it } from 'vitest'
import { delayBefore } from './backoff.ts'

describe('the wait before another attempt', () => {
  it('doubles, spread by half, and stays under half a minute', () => {
    expect([0, 1, 2, 3].map((attempt) => delayBefore(attempt, 1))).toEqual([1000, 2000, 4000, 8000])
    expect([0, 1, 2, 3].map((attempt) => delayBefore(attempt, 0))).toEqual([500, 1000, 2000, 4000])
    expect(delayBefore(50, 1)).toBe(30_000)
  })
})
