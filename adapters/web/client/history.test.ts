import { describe, expect, it } from 'vitest'
import { historyOf, recall, remembering } from './history.ts'

describe('the history of the composer', () => {
  it('goes back to the oldest line and forward to the empty one', () => {
    const start = historyOf(['one', 'two'])
    const two = recall(start, -1)
    const one = two && recall(two.history, -1)
    expect([two?.line, one?.line]).toEqual(['two', 'one'])
    expect(one && recall(one.history, -1)).toBeUndefined()
    expect(two && recall(two.history, 1)?.line).toBe('')
    expect(recall(start, 1)).toBeUndefined()
  })

  it('counts the same line twice in a row once, and stands at the end after each', () => {
    expect(remembering(remembering(historyOf([]), 'a'), 'a')).toEqual({ lines: ['a'], position: 1 })
  })
})
