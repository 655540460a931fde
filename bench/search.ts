import BetterSqlite3 from 'better-sqlite3'
import MiniSearch from 'minisearch'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import { gunzipSync } from 'node:zlib'
import { z } from 'zod'
import { fold } from '../prisma/search/fold.ts'
import { offeredIn } from '../prisma/search/phrases.ts'
import { benchDatabases, type BenchDatabase } from './databases.ts'
import { print } from './measure.ts'

const members = z.object({ id: z.string(), headline: z.string(), skills: z.array(z.string()), bio: z.string() })
const queries = z.object({ id: z.string(), text: z.string(), kind: z.string() })
type Member = z.infer<typeof members>
type Query = z.infer<typeof queries>

/** How many of the best finds are judged. */
const judged = 10

interface Bench {
  members: Member[]
  queries: Query[]
  /** of a query, the grade of each member who is relevant: 1 or 2 */
  grades: Map<string, Map<string, number>>
}

interface Engine {
  name: string
  find(text: string): Promise<string[]> | string[]
  /** what else is told of it */
  about: Record<string, number | string>
  close?(): Promise<void> | void
}

const lines = (path: string): string[] => gunzipSync(readFileSync(path)).toString('utf8').trim().split('\n')

function read(folder: string, size: string): Bench {
  const grades = new Map<string, Map<string, number>>()
  for (const line of lines(join(folder, `qrels-${size}.tsv.gz`))) {
    const [query = '', member = '', grade] = line.split('\t')
    const known = grades.get(query) ?? new Map<string, number>()
    grades.set(query, known.set(member, Number(grade)))
  }
  const parsed = <T>(name: string, schema: z.ZodType<T>) => lines(join(folder, `${name}-${size}.jsonl.gz`)).map((line) => schema.parse(JSON.parse(line)))
  return { members: parsed('members', members), queries: parsed('queries', queries), grades }
}

/** Normalised discounted cumulative gain of the first ten, from 0 to 1; gains 3 and 1 for the grades 2 and 1. */
export function gain(found: readonly string[], grades: ReadonlyMap<string, number>): number {
  const sum = (values: number[]) => values.slice(0, judged).reduce((total, grade, at) => total + (2 ** grade - 1) / Math.log2(at + 2), 0)
  const ideal = sum([...grades.values()].sort((one, other) => other - one))
  return ideal === 0 ? 0 : sum([...new Set(found)].slice(0, judged).map((id) => grades.get(id) ?? 0)) / ideal
}

setFlagsFromString('--expose-gc')
const collect = runInNewContext('gc') as () => void
function memory(): number {
  collect()
  const { heapUsed, arrayBuffers } = process.memoryUsage()
  return (heapUsed + arrayBuffers) / 1e6
}

const kind = 'bench'
const documentOf = ({ headline, skills, bio }: Member, ref: number) => ({ kind, ref, strong: [headline, ...skills].join(' · '), medium: '', weak: offeredIn(bio), tags: [] })

async function ours(open: () => Promise<BenchDatabase>, all: Member[]): Promise<Engine> {
  const { database, drop } = await open()
  const { client, search } = database
  for (let from = 0; from < all.length; from += 1000)
    await database.transaction(async (db) => {
      for (const [index, member] of all.slice(from, from + 1000).entries()) await search.put(db, documentOf(member, from + index))
    })
  const look = async (need: string) => (await search.find(client, { kind, need, limit: judged, offset: 0 })).hits.map(({ ref }) => all[ref]?.id ?? '')
  const before = memory()
  const start = performance.now()
  await look('read it')
  const seconds = (performance.now() - start) / 1000
  const megabytes = memory() - before
  // what one change costs: written, and read by the search that follows
  const changes: number[] = []
  for (const [index, member] of all.slice(0, 50).entries()) {
    const from = performance.now()
    await search.put(client, documentOf(member, index))
    await look('zzzzzz')
    changes.push(performance.now() - from)
  }
  changes.sort((one, other) => one - other)
  return { name: `Entraide, ${database.provider}`, find: look, about: { 'index, MB': megabytes, 'read, s': seconds, 'change and search, ms': changes[25] ?? 0 }, close: drop }
}

function miniSearch(all: Member[]): Engine {
  const before = memory()
  const index = new MiniSearch<{ id: number; strong: string; weak: string }>({ fields: ['strong', 'weak'], processTerm: (term) => fold(term).join('') || null, searchOptions: { prefix: true, fuzzy: 0.2, boost: { strong: 3 } } })
  index.addAll(all.map((member, id) => ({ id, strong: documentOf(member, id).strong, weak: member.bio })))
  return { name: 'MiniSearch', find: (text) => index.search(text).slice(0, judged).map(({ id }) => all[id as number]?.id ?? ''), about: { 'index, MB': memory() - before } }
}

function plainFts5(all: Member[]): Engine {
  const database = new BetterSqlite3(':memory:')
  database.exec(`CREATE VIRTUAL TABLE member USING fts5(strong, weak, content = '', tokenize = "unicode61 remove_diacritics 2")`)
  const insert = database.prepare('INSERT INTO member (rowid, strong, weak) VALUES (?, ?, ?)')
  database.transaction(() => all.forEach((member, id) => insert.run(id + 1, documentOf(member, id).strong, member.bio)))()
  const select = database.prepare<[string, number], { rowid: number }>('SELECT rowid FROM member WHERE member MATCH ? ORDER BY bm25(member, 3.0, 1.0) LIMIT ?')
  const find = (text: string) => {
    const words = fold(text).map((word) => `"${word}"`)
    return words.length ? select.all(words.join(' OR '), judged).map(({ rowid }) => all[rowid - 1]?.id ?? '') : []
  }
  return { name: 'FTS5, unicode61', find, about: {}, close: () => void database.close() }
}

async function measured(engine: Engine, bench: Bench): Promise<Record<string, number | string>> {
  const times: number[] = []
  const kinds = new Map<string, number[]>()
  for (const { text } of bench.queries.slice(0, 200)) await engine.find(text)
  for (const query of bench.queries) {
    const start = performance.now()
    const found = await engine.find(query.text)
    times.push(performance.now() - start)
    kinds.set(query.kind, [...(kinds.get(query.kind) ?? []), gain(found, bench.grades.get(query.id) ?? new Map())])
  }
  times.sort((one, other) => one - other)
  const mean = (values: number[]) => values.reduce((sum, value) => sum + value, 0) / values.length
  const each = [...kinds].map(([name, values]) => [name, mean(values)] as const)
  const at = (share: number) => times[Math.floor(times.length * share)] ?? 0
  return { engine: engine.name, MACRO: mean(each.map(([, value]) => value)), ALL: mean([...kinds.values()].flat()), ...Object.fromEntries(each), 'p50, ms': at(0.5), 'p95, ms': at(0.95), ...engine.about }
}

/** Prints, for each size that a folder has (`members-SIZE.jsonl.gz`, `queries-…`, `qrels-…tsv.gz`), quality by kind and latencies of search beside two others. */
export async function benchSearch(folder: string | undefined): Promise<void> {
  if (folder === undefined || !existsSync(folder)) throw new Error('Say which folder holds the members, the queries and who is right: npm run bench -- search FOLDER')
  const place = existsSync(join(folder, 'dev')) ? join(folder, 'dev') : folder
  const sizes = readdirSync(place).flatMap((name) => /^members-(\w+)\.jsonl\.gz$/.exec(name)?.[1] ?? []).sort((one, other) => parseInt(one, 10) - parseInt(other, 10))
  if (sizes.length === 0) throw new Error(`There is no members-SIZE.jsonl.gz in ${place}.`)
  for (const size of sizes) {
    const bench = read(place, size)
    const rows: Record<string, number | string>[] = []
    const makers = [...(await benchDatabases()).map((open) => () => ours(open, bench.members)), () => miniSearch(bench.members), () => plainFts5(bench.members)]
    for (const make of makers) {
      const engine = await make()
      rows.push(await measured(engine, bench))
      await engine.close?.()
    }
    const names = [...new Set(rows.flatMap((row) => Object.keys(row)))].filter((name) => name !== 'engine')
    print(`Search, ${bench.members.length} members, ${bench.queries.length} queries: nDCG@10 by kind, latencies`, names.map((name) => ({ of: name, ...Object.fromEntries(rows.map((row) => [String(row.engine), row[name] ?? ''] as const)) })))
  }
}
