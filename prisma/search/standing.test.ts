import fc from 'fast-check'
import { expect, it } from 'vitest'
import { eachDatabase } from '../testing.ts'
import { fold } from './fold.ts'
import { ourMeanings } from './our-meanings.ts'
import { anchorOf, anchorsIn, fitting, tellingTerms } from './standing.ts'

const vocabulary = ['SEO', 'référencement naturel', 'avocates', 'lawyer', 'shopify', 'shop', 'sho', 's', 'Lyon', 'développeuse', 'developpement', 'C++', 'c#', '.NET', 'node.js', 'Œuvre', 'TVA', 'NEAR', '"x*', '💬', 'sur', 'lyonnaise', '東京']
const text = fc.array(fc.constantFrom(...vocabulary), { maxLength: 6 }).map((words) => words.join(' '))
const tags = fc.subarray(['contract_freelance', 'remote_remote', 'Ü b'])
const document = fc.record({ strong: text, medium: text, weak: text, place: text, tags })
const standing = fc.record({ words: text, place: fc.oneof(fc.constant(''), text), tags })

it('is found by its anchor by every document that it fits', () => {
  // words of trades, whole and unfinished, so that forms and meanings meet
  const ours = ourMeanings()
  const lines = Array.from({ length: ours.size }, (_, meaning) => ours.line(meaning))
  const anyOf = (some: string[]) => fc.nat({ max: some.length - 1 }).map((index) => some[index] ?? '')
  const trade = fc.tuple(anyOf(lines.flatMap((line) => fold(line))), fc.constantFrom(2, 4, 6, 40)).map(([word, letters]) => word.slice(0, letters))
  const titled = fc.record({ strong: fc.oneof(anyOf(lines).map((line) => line.split(/[,=]/)[0] ?? ''), trade), medium: text, weak: text, place: text, tags })
  const alert = fc.record({ words: fc.oneof(trade, anyOf(lines).map((line) => line.split(/[,=]/).at(-1) ?? '')), place: fc.constant(''), tags: fc.constant([]) })
  fc.assert(fc.property(fc.oneof(document, titled), fc.oneof(standing, alert), (arrival, one) => {
    if (fitting(arrival, ourMeanings())(one)) expect(anchorsIn(arrival, ourMeanings())).toContain(anchorOf(one))
  }), { numRuns: 2000 })
})

it.each([
  ['SEO', 'Chargée de référencement naturel', true],
  ['référencement naturel', 'SEO specialist', true],
  ['comptables', 'Comptable à mi-temps', true],
  ['comptable lyonnaise', 'Comptable à mi-temps', false],
  ['avocate', 'Lawyer for trademarks', true],
  ['caissière', 'Hôte de caisse', true],
  ['femme', 'Agent de propreté', false],
  ['comptable SEO', 'Référencement naturel', false],
])('%s is for “%s”: %s', (words, strong, fits) => {
  const arrival = { strong, medium: '', weak: 'Trois jours par semaine.', place: '', tags: [] }
  expect(fitting(arrival, ourMeanings())({ words, place: '', tags: [] })).toBe(fits)
  if (fits) expect(anchorsIn(arrival, ourMeanings())).toContain(anchorOf({ words, place: '', tags: [] }))
})

eachDatabase('a standing query', (open) => {
  it('fits at least the documents in which search finds each of its words, and the tags', async () => {
    const { client: db, search } = await open()
    const documents = fc.sample(document, { numRuns: 60, seed: 7 })
    for (const [index, { place: _, ...given }] of documents.entries()) await search.put(db, { kind: 'job', ref: index + 1, ...given })
    for (const one of fc.sample(standing, { numRuns: 60, seed: 8 })) {
      const terms = tellingTerms(one.words)
      const fits = documents.flatMap((arrival, index) => (fitting(arrival, ourMeanings())({ ...one, place: '' }) ? [index + 1] : []))
      const answers: number[][] = [(await search.find(db, { kind: 'job', words: [], tags: one.tags, limit: 100, offset: 0 })).hits.map(({ ref }) => ref)]
      for (const { word } of terms) answers.push((await search.find(db, { kind: 'job', words: [word], tags: one.tags, limit: 100, offset: 0 })).hits.map(({ ref }) => ref))
      const found = documents.map((_, index) => index + 1).filter((ref) => answers.every((answer) => answer.includes(ref)))
      expect(fits, one.words).toEqual(expect.arrayContaining(found))
    }
  })
})
