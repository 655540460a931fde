import { expect, it } from 'vitest'
import { figuresShown, type Counted } from './relay-figures.ts'

const counts = (reached: number, started: number | Counted, submitted: number | Counted) => {
  const counted = (one: number | Counted): Counted => (typeof one === 'number' ? { count: one, known: 0 } : one)
  return { reached: counted(reached), started: counted(started), submitted: counted(submitted) }
}

it.each([
  ['nothing at all', counts(0, 0, 0), undefined, undefined, undefined],
  ['four are too few', counts(4, 4, 4), undefined, undefined, undefined],
  ['five are not', counts(5, 5, 5), 5, 5, 5],
  ['visits are not people: what is missing after them tells of nobody', counts(12, 9, 0), 12, 9, undefined],
  ['two who began and did not send would be known by the difference', counts(30, 9, 7), 30, 9, undefined],
  ['five who did not are not recognised', counts(30, 12, 7), 30, 12, 7],
  ['all who began sent', counts(30, 7, 7), 30, 7, 7],
  ['beside those known by name there would be one', counts(30, { count: 7, known: 6 }, 0), 30, undefined, undefined],
  ['all are known by name', counts(30, { count: 7, known: 7 }, { count: 5, known: 5 }), 30, 7, undefined],
  ['those not known by name are many, and many of them did not send', counts(90, { count: 20, known: 2 }, { count: 12, known: 1 }), 90, 20, 12],
  ['of those not known by name, one did not send', counts(90, { count: 20, known: 8 }, { count: 12, known: 1 }), 90, 20, undefined],
])('%s', (_what, counted, reached, started, submitted) => {
  expect(figuresShown(counted)).toEqual({ reached, started, submitted })
})
