import type { Db } from '../transaction.ts'
import { fold } from './fold.ts'
import type { Search, SearchHit, SearchQuery } from './search.ts'
import { tagToken, termsOf } from './terms.ts'
import type { Term } from './terms.ts'

// Ranking costs a microsecond a row, counting a fiftieth of that: so all are counted, and the best of them ranked.
const mostRanked = 10_000
/** A word that is in more documents than these says little about any of them. */
const mostTelling = 30_000

/** Full-text search on an FTS5 table. */
export const sqliteSearch: Search = {
  async put(db, document) {
    const [strong, medium, weak] = [document.strong, document.medium, document.weak].map((text) => [...new Set(fold(text))].join(' '))
    const tags = document.tags.map(tagToken).join(' ')
    await db.$executeRaw`INSERT INTO search_kind (name) VALUES (${document.kind}) ON CONFLICT DO NOTHING`
    await db.$executeRaw`
      INSERT OR REPLACE INTO search_document (rowid, strong, medium, weak, tags)
      SELECT CAST(${document.ref} AS INTEGER) * 256 + id, ${strong}, ${medium}, ${weak}, ${tags}
      FROM search_kind WHERE name = ${document.kind}`
  },

  async remove(db, kind, ref) {
    await db.$executeRaw`
      DELETE FROM search_document
      WHERE rowid = CAST(${ref} AS INTEGER) * 256 + (SELECT id FROM search_kind WHERE name = ${kind})`
  },

  async find(db, query) {
    const terms = termsOf(query)
    if (!terms) return { total: 0, hits: [] }
    const tags = (query.tags ?? []).map((tag) => `tags : "${tagToken(tag)}"`)
    if (terms.length === 0) return findByTags(db, query, tags)
    const all = [...tags, anyOf(terms)].join(' AND ')
    const total = await count(db, query.kind, all)
    const best = total <= mostRanked ? all : await narrow(db, query.kind, tags, terms)
    const hits = await rank(db, query, best)
    if (best === all || hits.length === query.limit) return { total, hits }
    return { total, hits: [...hits, ...(await rest(db, query, all, best, hits.length))] }
  },
}

async function findByTags(db: Db, query: SearchQuery, tags: string[]): Promise<{ total: number; hits: SearchHit[] }> {
  // every document is in the table's own list; one that has the tags, in the index
  const match = tags.join(' AND ')
  if (match === '') return listAll(db, query)
  const rows = await db.$queryRaw<Row[]>`
    SELECT rowid / 256 AS ref, 0 AS score FROM search_document
    WHERE search_document MATCH ${match} AND rowid % 256 = (SELECT id FROM search_kind WHERE name = ${query.kind})
    ORDER BY rowid LIMIT ${query.limit} OFFSET ${query.offset}`
  return { total: await count(db, query.kind, match), hits: rows.map(hit) }
}

async function listAll(db: Db, query: SearchQuery): Promise<{ total: number; hits: SearchHit[] }> {
  const rows = await db.$queryRaw<Row[]>`
    SELECT rowid / 256 AS ref, 0 AS score FROM search_document
    WHERE rowid % 256 = (SELECT id FROM search_kind WHERE name = ${query.kind})
    ORDER BY rowid LIMIT ${query.limit} OFFSET ${query.offset}`
  const [row] = await db.$queryRaw<{ total: number | bigint }[]>`
    SELECT count(*) AS total FROM search_document WHERE rowid % 256 = (SELECT id FROM search_kind WHERE name = ${query.kind})`
  return { total: Number(row?.total ?? 0), hits: rows.map(hit) }
}

/** The expression that any of the words matches. They are letters and digits only; the quotes keep OR and NOT from being operators. */
function anyOf(terms: Term[]): string {
  // the word itself counts once more than its being a beginning
  const matches = terms.map(({ word, asBeginning }) => (asBeginning ? `"${word}" OR "${word}" *` : `"${word}"`))
  return `{strong medium weak} : (${matches.join(' OR ')})`
}

/**
 * The expression for the documents that deserve the first places among too many: those with the rarer words, or when every word is
 * common, those which have one in their strong text.
 */
async function narrow(db: Db, kind: string, tags: string[], terms: Term[]): Promise<string> {
  const counted: { term: Term; total: number }[] = []
  for (const term of terms) counted.push({ term, total: await countUpTo(db, kind, [...tags, anyOf([term])].join(' AND ')) })
  const telling = counted.filter(({ total }) => total > 0 && total <= mostTelling).sort((one, other) => one.total - other.total)
  const rare: Term[] = []
  let sum = 0
  for (const { term, total } of telling) {
    sum += total
    if (sum <= mostRanked) rare.push(term)
  }
  if (rare.length === 0) return [...tags, anyOf(terms).replace('{strong medium weak}', 'strong')].join(' AND ')
  // the rare words choose, and the commoner ones have their say in the order
  return [...tags, anyOf(rare), anyOf(telling.map(({ term }) => term))].join(' AND ')
}

interface Row {
  ref: number | bigint
  score: number
}

async function rank(db: Db, query: SearchQuery, match: string): Promise<SearchHit[]> {
  const rows = await db.$queryRaw<Row[]>`
    SELECT rowid / 256 AS ref, bm25(search_document, 10.0, 4.0, 1.0, 0.0) AS score FROM search_document
    WHERE search_document MATCH ${match} AND rowid % 256 = (SELECT id FROM search_kind WHERE name = ${query.kind})
    ORDER BY score, rowid LIMIT ${query.limit} OFFSET ${query.offset}`
  return rows.map(hit)
}

/** What follows the documents that were ranked, by ref: a reader gets there after thousands of better ones. */
async function rest(db: Db, query: SearchQuery, all: string, best: string, ranked: number): Promise<SearchHit[]> {
  const offset = Math.max(0, query.offset - (await count(db, query.kind, best)))
  const match = `(${all}) NOT (${best})`
  const rows = await db.$queryRaw<Row[]>`
    SELECT rowid / 256 AS ref, 0 AS score FROM search_document
    WHERE search_document MATCH ${match} AND rowid % 256 = (SELECT id FROM search_kind WHERE name = ${query.kind})
    ORDER BY rowid LIMIT ${query.limit - ranked} OFFSET ${offset}`
  return rows.map(hit)
}

/** How many match, if they are not too many to matter. */
async function countUpTo(db: Db, kind: string, match: string): Promise<number> {
  const [row] = await db.$queryRaw<{ total: number | bigint }[]>`
    SELECT count(*) AS total FROM (
      SELECT 1 FROM search_document
      WHERE search_document MATCH ${match} AND rowid % 256 = (SELECT id FROM search_kind WHERE name = ${kind})
      LIMIT ${mostTelling + 1})`
  return Number(row?.total ?? 0)
}

async function count(db: Db, kind: string, match: string): Promise<number> {
  const [row] = await db.$queryRaw<{ total: number | bigint }[]>`
    SELECT count(*) AS total FROM search_document
    WHERE search_document MATCH ${match} AND rowid % 256 = (SELECT id FROM search_kind WHERE name = ${kind})`
  return Number(row?.total ?? 0)
}

function hit(row: Row): SearchHit {
  // bm25 is the better the more negative; 0 - x and not -x, which would be -0
  return { ref: Number(row.ref), score: 0 - Number(row.score) }
}
