import fc from 'fast-check'
import { expect, it } from 'vitest'
import { eachDatabase } from '../testing.ts'
import { anchorOf, anchorsIn, fitting, tellingTerms } from './standing.ts'

const vocabulary = ['shopify', 'shop', 'sho', 's', 'Lyon', 'développeuse', 'developpement', 'C++', 'c#', '.NET', 'node.js', 'Œuvre', 'TVA', 'NEAR', '"x*', '💬', 'sur', 'lyonnaise', '東京']
const text = fc.array(fc.constantFrom(...vocabulary), { maxLength: 6 }).map((words) => words.join(' '))
const tags = fc.subarray(['contract_freelance', 'remote_remote', 'Ü b'])
const document = fc.record({ strong: text, medium: text, weak: text, place: text, tags })
const standing = fc.record({ words: text, place: fc.oneof(fc.constant(''), text), tags })

it('is found by its anchor by every document that it fits', () => {
  fc.assert(fc.property(document, standing, (arrival, one) => {
    if (fitting(arrival)(one)) expect(anchorsIn(arrival)).toContain(anchorOf(one))
  }), { numRuns: 2000 })
})

eachDatabase('a standing query', (open) => {
  it('fits the documents in which search finds each of its words, and the tags', async () => {
    const { client: db, search } = await open()
    const documents = fc.sample(document, { numRuns: 60, seed: 7 })
    for (const [index, { place: _, ...given }] of documents.entries()) await search.put(db, { kind: 'job', ref: index + 1, ...given })
    for (const one of fc.sample(standing, { numRuns: 60, seed: 8 })) {
      const terms = tellingTerms(one.words)
      const fits = documents.flatMap((arrival, index) => (fitting(arrival)({ ...one, place: '' }) ? [index + 1] : []))
      const answers: number[][] = [(await search.find(db, { kind: 'job', words: [], tags: one.tags, limit: 100, offset: 0 })).hits.map(({ ref }) => ref)]
      for (const { word } of terms) answers.push((await search.find(db, { kind: 'job', words: [word], tags: one.tags, limit: 100, offset: 0 })).hits.map(({ ref }) => ref))
      const found = documents.map((_, index) => index + 1).filter((ref) => answers.every((answer) => answer.includes(ref)))
      expect(fits, one.words).toEqual(found)
    }
  })
})
