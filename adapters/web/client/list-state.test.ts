import { describe, expect, it } from 'vitest'
import { move, taken } from './list-state.ts'

describe('a list of suggestions', () => {
  it('goes round by the arrows, through the text itself', () => {
    const seen = [-1]
    for (let step = 0; step < 4; step++) seen.push(move({ count: 3, marked: seen.at(-1) ?? -1 }, 'ArrowDown') ?? NaN)
    expect(seen).toEqual([-1, 0, 1, 2, -1])
    expect(move({ count: 3, marked: -1 }, 'ArrowUp')).toBe(2)
    expect(move({ count: 3, marked: 0 }, 'ArrowUp')).toBe(-1)
  })

  it('leaves Home and End to the text until something is marked', () => {
    expect(move({ count: 3, marked: -1 }, 'Home')).toBeUndefined()
    expect(move({ count: 3, marked: 1 }, 'Home')).toBe(0)
    expect(move({ count: 3, marked: 1 }, 'End')).toBe(2)
  })

  it('takes by Enter only what is marked, by Tab the first too', () => {
    expect(taken({ count: 3, marked: -1 }, 'Enter')).toBeUndefined()
    expect(taken({ count: 3, marked: 1 }, 'Enter')).toBe(1)
    expect(taken({ count: 3, marked: -1 }, 'Tab')).toBe(0)
    expect(taken({ count: 0, marked: -1 }, 'Tab')).toBeUndefined()
  })

  it('has no say when it is empty', () => {
    expect(move({ count: 0, marked: -1 }, 'ArrowDown')).toBeUndefined()
  })
})
