import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { place } from './merge.ts'

interface Version {
  id: number
  revision: number
}

/** A log that does what `place` says. */
function receive(log: Version[], incoming: Version): Version[] {
  const placing = place(log, incoming, false, false)
  if (placing.kind === 'ignore') return log
  if (placing.kind === 'replace') return log.map((one) => (one.id === incoming.id ? incoming : one))
  const at = log.findIndex(({ id }) => id === placing.before)
  return at < 0 ? [...log, incoming] : [...log.slice(0, at), incoming, ...log.slice(at)]
}

describe('the log', () => {
  it('holds each message once, the newest revision, in order, however often and in whatever order they arrive', () => {
    const version = fc.record({ id: fc.integer({ min: 1, max: 12 }), revision: fc.integer({ min: 1, max: 4 }) })
    fc.assert(
      fc.property(fc.array(version), (arrivals) => {
        const newest = new Map<number, number>()
        for (const { id, revision } of arrivals) newest.set(id, Math.max(revision, newest.get(id) ?? 0))
        const expected = [...newest].map(([id, revision]) => ({ id, revision })).sort((one, other) => one.id - other.id)
        expect(arrivals.reduce(receive, [])).toEqual(expected)
      }),
    )
  })

  const shown = [{ id: 20, revision: 1 }, { id: 30, revision: 1 }]

  it('leaves out a change of a message further back than it goes', () => {
    expect(place(shown, { id: 10, revision: 2 }, true, false)).toEqual({ kind: 'ignore' })
    expect(place(shown, { id: 10, revision: 2 }, false, false)).toEqual({ kind: 'insert', before: 20 })
  })

  it('leaves out what is new while it shows a part of the past', () => {
    expect(place(shown, { id: 40, revision: 1 }, true, true)).toEqual({ kind: 'ignore' })
    expect(place(shown, { id: 30, revision: 2 }, true, true)).toEqual({ kind: 'replace' })
  })

  it('begins with the first message', () => {
    expect(place([], { id: 1, revision: 1 }, false, false)).toEqual({ kind: 'insert', before: undefined })
  })
})
