import { Prisma } from '../generated/sqlite/client.ts'
import type { Db } from '../transaction.ts'
import { fold } from './fold.ts'
import type { Search, SearchDocument, SearchQuery } from './search.ts'
import { tagToken, termsOf } from './terms.ts'
import type { Term } from './terms.ts'

/** Full-text search on a tsvector. */
export const postgresqlSearch: Search = {
  async put(db, document) {
    await db.$executeRaw`
      INSERT INTO search_document (kind, ref, words) VALUES (${document.kind}, ${document.ref}::int, ${vectorOf(document)}::tsvector)
      ON CONFLICT (kind, ref) DO UPDATE SET words = excluded.words`
  },

  async remove(db, kind, ref) {
    await db.$executeRaw`DELETE FROM search_document WHERE kind = ${kind} AND ref = ${ref}::int`
  },

  async find(db, query) {
    const terms = termsOf(query)
    if (!terms) return { total: 0, hits: [] }
    const tags = (query.tags ?? []).map((tag) => quoted(`#${tagToken(tag)}`))
    const any = terms.map(beginning).join(' | ')
    const filter = allOf(query.kind, [...tags, ...(any === '' ? [] : [`(${any})`])])
    const [counted] = await db.$queryRaw<{ total: bigint }[]>`SELECT count(*) AS total FROM search_document WHERE ${filter}`
    const rows = await (terms.length === 0 ? listed(db, query, filter) : ranked(db, query, tags, terms))
    return { total: Number(counted?.total ?? 0), hits: rows }
  },
}

interface Hit {
  ref: number
  score: number
}

function listed(db: Db, query: SearchQuery, filter: Prisma.Sql): Promise<Hit[]> {
  return db.$queryRaw<Hit[]>`
    SELECT ref, 0::float8 AS score FROM search_document WHERE ${filter}
    ORDER BY ref LIMIT ${query.limit}::int OFFSET ${query.offset}::int`
}

/** PostgreSQL's own rank does not know how rare a word is, so each word is ranked alone and weighed by how many documents have it. */
function ranked(db: Db, query: SearchQuery, tags: string[], terms: Term[]): Promise<Hit[]> {
  const matches = terms.map((term) => {
    const rank = Prisma.sql`ts_rank('{0, 0.1, 0.4, 1}', words, ${beginning(term)}::tsquery)
      + ts_rank('{0, 0.1, 0.4, 1}', words, ${quoted(term.word)}::tsquery) / 2`
    return Prisma.sql`SELECT ref, ${term.word} AS word, ${rank} AS rank FROM search_document
      WHERE ${allOf(query.kind, [...tags, beginning(term)])}`
  })
  // the number of all documents is what the server believes: to count them would cost more than the search
  return db.$queryRaw<Hit[]>`
    WITH matched AS MATERIALIZED (${Prisma.join(matches, ' UNION ALL ')}),
    frequency AS (SELECT word, count(*)::float8 AS documents FROM matched GROUP BY word),
    rarity AS (SELECT word, ln(1 + greatest(max(documents) OVER (), reltuples) / documents) AS weight
      FROM frequency, pg_class WHERE oid = 'search_document'::regclass)
    SELECT ref, sum(rank * weight)::float8 AS score FROM matched JOIN rarity USING (word)
    GROUP BY ref ORDER BY score DESC, ref LIMIT ${query.limit}::int OFFSET ${query.offset}::int`
}

function allOf(kind: string, conditions: string[]): Prisma.Sql {
  if (conditions.length === 0) return Prisma.sql`kind = ${kind}`
  return Prisma.sql`kind = ${kind} AND words @@ ${conditions.join(' & ')}::tsquery`
}

function beginning({ word, asBeginning }: Term): string {
  return asBeginning ? `${quoted(word)}:*` : quoted(word)
}

/** Words are letters and digits only, tags nearly: there is nothing in them to escape. */
function quoted(token: string): string {
  return `'${token}'`
}

/** The text of a tsvector: each word with the weights at which it stands in the document, and the tags, which have none. */
function vectorOf(document: SearchDocument): string {
  const places = new Map<string, string[]>()
  const texts: [string, string][] = [['1A', document.strong], ['2B', document.medium], ['3C', document.weak]]
  for (const [place, text] of texts) {
    for (const word of new Set(fold(text))) places.set(word, [...(places.get(word) ?? []), place])
  }
  const words = [...places].map(([word, at]) => `${quoted(word)}:${at.join(',')}`)
  return [...words, ...document.tags.map((tag) => quoted(`#${tagToken(tag)}`))].join(' ')
}
