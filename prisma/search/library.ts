import { fold } from './fold.ts'
import type { Meanings } from './meanings.ts'
import { isFindable, literal, needed, stemsNeeded, type Sought, type Way } from './need.ts'
import { isFor } from './own-words.ts'
import { rank, tuning, wordsFound, type Ranking } from './scoring.ts'
import type { NeedQuery, Reason, Search, SearchDocument, SearchHit, SearchQuery, WordQuery } from './search.ts'
import { Shelf } from './shelf.ts'
import { tagToken, termsOf } from './terms.ts'
import { Vocabulary } from './vocabulary.ts'

/** What fits a need that much less than the best does, or so little of it, is no find. */
const worth = { ofBest: 0.04, least: 0.03 }

/** Hits that differ by less are equals. */
const grain = 1e6

type Own = ReadonlyMap<string, SearchDocument | undefined>

/** The shelves of every kind. */
export class Library {
  readonly #shelves = new Map<string, Shelf>()

  constructor(private readonly meanings: Meanings) {}

  /** Whether so much is dead in it that it had better be made anew. */
  get isWorn(): boolean {
    return [...this.#shelves.values()].some((shelf) => shelf.dead > 1000 && shelf.dead > shelf.size)
  }

  put(document: SearchDocument): void {
    this.#shelf(document.kind).put(document)
  }

  remove(kind: string, ref: number): void {
    this.#shelves.get(kind)?.remove(ref)
  }

  #shelf(kind: string): Shelf {
    let shelf = this.#shelves.get(kind)
    if (!shelf) this.#shelves.set(kind, (shelf = new Shelf(new Vocabulary(this.meanings.vocabulary), this.meanings)))
    return shelf
  }

  /** @param own what the transaction that asks has changed itself, by kind and ref */
  find(query: SearchQuery, own: Own = new Map()): Awaited<ReturnType<Search['find']>> {
    const base = this.#shelf(query.kind)
    const shelves = [base, ...ownShelf(base, query.kind, own)]
    const tags = (query.tags ?? []).map(tagToken)
    const sought = soughtBy(query, base)
    const count = query.offset + query.limit
    if (asksForAll(query)) {
      const hits = shelves.flatMap((shelf) => shelf.tagged(tags).flatMap((ref) => (shelf === base && own.has(`${query.kind} ${ref}`) ? [] : [{ ref, score: 0 }])))
      return { total: hits.length, hits: hits.sort(order).slice(query.offset, count) }
    }
    const isNeed = 'need' in query
    const least = isNeed ? worth.least * findableShare(base, sought) : 0
    const ofBest = isNeed ? worth.ofBest : 0
    const ranked = (shelf: Shelf, accepts: (document: number) => boolean) => lifted(rank(shelf, sought, accepts, isNeed), shelf, isNeed ? query.lifts : undefined)
    // what a transaction wrote itself is on a shelf of its own, and has to be worth as much as all else
    const written = ownShelf(base, query.kind, own).map((shelf) => best(ranked(shelf, shelf.taggedBy(tags)), shelf, Infinity, least, 0))
    const isWanted = base.taggedBy(tags)
    const accepts = own.size > 0 ? (document: number) => isWanted(document) && !own.has(`${query.kind} ${base.refs[document]}`) : isWanted
    const found = best(ranked(base, accepts), base, count, least, ofBest, Math.max(0, ...written.map(({ most }) => most)))
    const worthy = written.flatMap(({ hits }) => hits.filter(({ score }) => score >= found.most * ofBest))
    return { total: found.total + worthy.length, hits: [...found.hits, ...worthy].sort(order).slice(query.offset, count) }
  }

  /** See `Search`. */
  reasons(kind: string, need: string, things: string[][]): Reason[][] {
    const base = this.#shelf(kind)
    const some = new Shelf(base.vocabulary, this.meanings)
    const said = things.flatMap((phrases, thing) => phrases.map((phrase, at) => ({ phrase, thing, at })))
    // Each is one phrase, whatever punctuation it has.
    said.forEach(({ phrase }, ref) => some.put({ ref, strong: fold(phrase).join(' '), medium: '', weak: '', tags: [] }))
    const sought = soughtBy({ kind, need }, base)
    const same = new Set(wordsFound(some, sought.map(bySpelling)).flatMap(({ phrase, found }) => (found.some(isTelling) ? refsOf(some, phrase) : [])))
    const reasons = things.map((): Reason[] => [])
    for (const { phrase, found } of wordsFound(some, sought)) {
      const words = found.filter(isTelling).map(({ said }) => said)
      for (const ref of words.length ? refsOf(some, phrase) : []) {
        const { thing, at } = said[ref] ?? { thing: 0, at: 0 }
        reasons[thing]?.push({ phrase: at, words, isSame: same.has(ref) })
      }
    }
    return reasons.map((own) => own.sort((one, other) => one.phrase - other.phrase))
  }
}

const asksForAll = (query: SearchQuery): boolean => 'words' in query && query.words.length === 0

function ownShelf(base: Shelf, kind: string, own: Own): Shelf[] {
  const documents = [...own.values()].filter((document) => document?.kind === kind)
  if (documents.length === 0) return []
  const shelf = new Shelf(base.vocabulary, base.meanings)
  for (const document of documents) if (document) shelf.put(document)
  return [shelf]
}

const isTelling = ({ likeness }: { likeness: number }): boolean => likeness >= tuning.sure

const refsOf = (shelf: Shelf, phrase: number): number[] => Array.from({ length: shelf.documentCount(phrase) }, (_, index) => shelf.refs[shelf.documentAt(phrase, index)] ?? 0)

/** A word as it is found by its own forms alone. */
const bySpelling = (sought: Sought): Sought => ({ ...sought, ways: sought.ways.filter(({ by }) => by === 'word') })

function soughtBy(query: Pick<NeedQuery, 'kind' | 'tags' | 'need'> | WordQuery, base: Shelf): Sought[] {
  if (!('need' in query)) return literal(base, termsOf(query.words))
  const isOurs = ({ by, number }: Way) => by !== 'meaning' || isFor(base.meanings.owner(number), query)
  return needed(base, [...stemsNeeded(query.need).values()]).map((sought) => ({ ...sought, ways: sought.ways.filter(isOurs) }))
}

/** How much of a need anybody could fit at all. */
function findableShare(shelf: Shelf, sought: Sought[]): number {
  const weigh = (some: Sought[]) => some.reduce((sum, { weight }) => sum + weight, 0)
  return weigh(sought.filter((one) => isFindable(shelf, one))) / (weigh(sought) || 1)
}

function lifted(ranking: Ranking, shelf: Shelf, lifts: NeedQuery['lifts']): Ranking {
  if (!lifts?.size) return ranking
  const { count, documents, scores } = ranking
  for (let at = 0; at < count; at++) scores[at] = (scores[at] as number) * (1 + (lifts.get(shelf.refs[documents[at] as number] ?? 0) ?? 0))
  return ranking
}

const order = (one: SearchHit, other: SearchHit): number => other.score - one.score || one.ref - other.ref

/** Scores are told apart in so many steps to find the best of them. */
const steps = 512

/** The best of a ranking, at least `count` of them where there are so many, in no order; and how many are worth being found beside what scores `most`. */
function best({ count: ranked, documents, scores }: Ranking, shelf: Shelf, count: number, least: number, ofBest: number, most = 0): { most: number; total: number; hits: SearchHit[] } {
  for (let at = 0; at < ranked; at++) most = Math.max(most, scores[at] as number)
  const from = Math.max(least, most * ofBest)
  const step = (score: number): number => Math.floor((score / (most || 1)) * (steps - 1))
  const inStep = new Uint32Array(steps)
  let total = 0
  for (let at = 0; at < ranked; at++) {
    const score = scores[at] as number
    if (score < from) continue
    total++
    inStep[step(score)] = (inStep[step(score)] as number) + 1
  }
  // one step more than the page needs: scores that are equal once they are rounded may be in two
  let lowest = steps - 1
  for (let sum = inStep[lowest] as number; lowest > 0 && sum < count; ) sum += inStep[--lowest] as number
  const hits: SearchHit[] = []
  for (let at = 0; at < ranked; at++) {
    const score = scores[at] as number
    if (score >= from && step(score) >= lowest - 1) hits.push({ ref: shelf.refs[documents[at] as number] ?? 0, score: Math.round(score * grain) / grain })
  }
  return { most, total, hits }
}
