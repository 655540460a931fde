import { describe, expect, it } from 'vitest'
import type { Database } from '../database.ts'
import { eachDatabase } from '../testing.ts'
import type { SearchDocument, SearchQuery } from './search.ts'

const blank = { kind: 'profile', strong: '', medium: '', weak: '', tags: [] }

async function fill(database: Database, documents: (Partial<SearchDocument> & { ref: number })[]): Promise<void> {
  await database.transaction(async (db) => {
    for (const document of documents) await database.search.put(db, { ...blank, ...document })
  })
}

async function refs(database: Database, words: string[], rest: Partial<SearchQuery> = {}): Promise<number[]> {
  const { hits } = await database.search.find(database.client, { kind: 'profile', words, limit: 100, offset: 0, ...rest })
  return hits.map((hit) => hit.ref)
}

eachDatabase('search', (open) => {
  it('finds whole words and beginnings, folded as the documents are', async () => {
    const database = await open()
    await fill(database, [
      { ref: 1, strong: 'Ingénieure Élan C++' },
      { ref: 2, medium: 'ingénierie' },
      { ref: 3, weak: 'un cœur, Node.js' },
    ])
    expect(await refs(database, ['ing'])).toEqual([1, 2])
    expect(await refs(database, ['ELAN'])).toEqual([1])
    expect(await refs(database, ['cplusplus'])).toEqual([1])
    expect(await refs(database, ['c++'])).toEqual([1])
    expect(await refs(database, ['coeur', 'node'])).toEqual([3])
    expect(await refs(database, ['genie'])).toEqual([])
    expect(await refs(database, ['i'])).toEqual([])
  })

  it('ranks strong text before medium before weak', async () => {
    const database = await open()
    const others = Array.from({ length: 20 }, (_, i) => ({ ref: 100 + i, strong: 'autre', medium: 'chose', weak: 'ici' }))
    await fill(database, [{ ref: 1, weak: 'droit' }, { ref: 2, medium: 'droit' }, { ref: 3, strong: 'droit' }, ...others])
    expect(await refs(database, ['droit'])).toEqual([3, 2, 1])
  })

  it('ranks more words before fewer, rarer before commoner, whole before beginning', async () => {
    const database = await open()
    const common = Array.from({ length: 30 }, (_, i) => ({ ref: 100 + i, strong: i < 8 ? 'vente' : 'autre' }))
    await fill(database, [
      { ref: 1, strong: 'vente' },
      { ref: 2, strong: 'brevet' },
      { ref: 3, strong: 'vente brevet' },
      { ref: 4, strong: 'brevets' },
      ...common,
    ])
    const found = await refs(database, ['vente', 'brevet'])
    expect(found.slice(0, 4)).toEqual([3, 2, 4, 1])
    expect(found).toHaveLength(12)
  })

  it('keeps to the kind and to every tag', async () => {
    const database = await open()
    await fill(database, [
      { ref: 1, strong: 'droit', tags: ['open', 'lang_fr'] },
      { ref: 2, strong: 'droit', tags: ['open', 'lang_en'] },
      { ref: 3, strong: 'droit', tags: ['lang_fr'] },
      { ref: 4, strong: 'droit', tags: ['city_Saint-Étienne', 'open'] },
      { ref: 1, kind: 'deal', strong: 'droit', tags: ['open', 'lang_fr'] },
    ])
    expect(await refs(database, ['droit'], { tags: ['open', 'lang_fr'] })).toEqual([1])
    expect(await refs(database, ['droit'], { tags: ['city_Saint-Étienne'] })).toEqual([4])
    expect(await refs(database, ['droit'], { tags: ['city_saint-etienne'] })).toEqual([])
    expect(await refs(database, ['open'])).toEqual([])
    expect(await refs(database, [], { tags: ['open'] })).toEqual([1, 2, 4])
    expect(await refs(database, [])).toEqual([1, 2, 3, 4])
    expect(await refs(database, ['droit'], { kind: 'deal' })).toEqual([1])
    expect(await refs(database, ['droit'], { kind: 'unknown' })).toEqual([])
  })

  it('replaces and removes', async () => {
    const database = await open()
    await fill(database, [{ ref: 1, strong: 'droit', tags: ['open'] }, { ref: 2, strong: 'droit' }])
    await fill(database, [{ ref: 1, strong: 'gestion' }])
    expect(await refs(database, ['droit'])).toEqual([2])
    expect(await refs(database, ['gestion'])).toEqual([1])
    expect(await refs(database, [], { tags: ['open'] })).toEqual([])
    await database.search.remove(database.client, 'profile', 1)
    await database.search.remove(database.client, 'profile', 1)
    await database.search.remove(database.client, 'nothing', 1)
    expect(await refs(database, ['gestion'])).toEqual([])
    expect(await refs(database, [])).toEqual([2])
  })

  it('pages through equals in the order of ref, and counts them all', async () => {
    const database = await open()
    await fill(database, Array.from({ length: 25 }, (_, i) => ({ ref: 25 - i, strong: 'droit' })))
    const query = { kind: 'profile', words: ['droit'], limit: 10 }
    const pages = await Promise.all([0, 10, 20, 30].map((offset) => database.search.find(database.client, { ...query, offset })))
    expect(pages.flatMap((page) => page.hits.map((hit) => hit.ref))).toEqual(Array.from({ length: 25 }, (_, i) => i + 1))
    expect(pages.map((page) => page.total)).toEqual([25, 25, 25, 25])
  })

  it('goes back with its transaction', async () => {
    const database = await open()
    const failing = database.transaction(async (db) => {
      await database.search.put(db, { ...blank, ref: 1, strong: 'droit' })
      throw new Error('no')
    })
    await expect(failing).rejects.toThrow('no')
    expect(await refs(database, ['droit'])).toEqual([])
  })

  describe('with hostile words', () => {
    const hostile = ['"', '*', "'", ':', '-', '(', ')', '^', '\\', '\u0000', 'NEAR(a b)', 'a" OR "b', "x' | 'y", '{strong} : a', 'a AND', '!', '&', '<->', ':*']

    it.each([...hostile, 'x'.repeat(10_000), '"'.repeat(10_000), '\ud800'])('%.20j is harmless', async (word) => {
      const database = await open()
      await fill(database, [{ ref: 1, strong: `droit ${word}`, tags: [word] }])
      await refs(database, [word])
      await refs(database, [word, 'droit'], { tags: [word] })
      expect(await refs(database, [word, 'droit'])).toEqual([1])
      expect(await refs(database, [], { tags: [word] })).toEqual([1])
    })

    it('and thousands of them only as many as make sense', async () => {
      const database = await open()
      await fill(database, [{ ref: 1, strong: 'mot5 mot500' }])
      const words = Array.from({ length: 5000 }, (_, i) => `mot${i}`)
      expect(await refs(database, words)).toEqual([1])
      expect(await refs(database, words.slice(500).concat('mot5'))).toEqual([1])
    })
  })
})
