import { expect, it } from 'vitest'
import { figuresShown, type Counted } from './relay-figures.ts'

const counts = (reached: number, started: number | Counted, submitted: number | Counted, shortlisted = 0, laureate = 0, shopOpen = 0) => {
  const counted = (one: number | Counted): Counted => (typeof one === 'number' ? { count: one, known: 0 } : one)
  const further = { shortlisted: counted(shortlisted), laureate: counted(laureate), 'shop-open': counted(shopOpen) }
  return { reached: counted(reached), started: counted(started), submitted: counted(submitted), ...further }
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

it.each([
  ['six of twelve', counts(90, 20, 12, 6, 0, 0), 6, undefined, undefined],
  ['three who were not would be known by the difference', counts(90, 20, 12, 9, 0, 0), undefined, undefined, undefined],
  ['nine of those who sent, where the shortlist is hidden', counts(90, 30, 22, 20, 12, 7), undefined, 12, 7],
  ['the two laureates without a shop yet', counts(90, 40, 30, 20, 12, 10), 20, 12, undefined],
  ['of whom nobody is known by name, whoever is among those who sent', counts(90, { count: 40, known: 20 }, { count: 30, known: 19 }, 12, 7, 0), 12, 7, undefined],
])('of those who came further: %s', (_what, counted, shortlisted, laureate, shopOpen) => {
  expect(figuresShown(counted)).toMatchObject({ shortlisted, laureate, 'shop-open': shopOpen })
})
