import { fold } from './fold.ts'
import type { Meanings } from './meanings.ts'
import { wordsOf } from './phrases.ts'
import { isFindable, literal, needed, type Sought } from './need.ts'
import { noCompany, score, tuning, wordsFound } from './scoring.ts'
import type { Reason, Search, SearchDocument, SearchHit, SearchQuery } from './search.ts'
import { Shelf } from './shelf.ts'
import { tagToken, termsOf } from './terms.ts'
import { Vocabulary } from './vocabulary.ts'

/** What fits a need that much less than the best does, or so little of it, is no find. */
const worth = { ofBest: 0.1, least: 0.08 }

/** From here on a phrase is a reason. */
const tellingLikeness = 0.5

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
    if (!shelf) this.#shelves.set(kind, (shelf = new Shelf(new Vocabulary(), this.meanings)))
    return shelf
  }

  /** @param own what the transaction that asks has changed itself, by kind and ref */
  find(query: SearchQuery, own: Own = new Map()): Awaited<ReturnType<Search['find']>> {
    const base = this.#shelf(query.kind)
    const shelves = [base, ...ownShelf(base, query.kind, own)]
    const isOver = (shelf: Shelf, ref: number) => shelf === base && own.has(`${query.kind} ${ref}`)
    const tags = (query.tags ?? []).map(tagToken)
    const sought = soughtBy(query, base)
    const hits = asksForAll(query)
      ? shelves.flatMap((shelf) => shelf.tagged(tags).flatMap((ref) => (isOver(shelf, ref) ? [] : [{ ref, score: 0 }])))
      : shelves.flatMap((shelf) => {
          const accepts = (document: number) => shelf.hasTags(document, tags) && !isOver(shelf, shelf.refs[document] ?? 0)
          return score(shelf, sought, accepts, 'need' in query ? tuning : noCompany).map((hit): SearchHit => ({ ref: shelf.refs[hit.document] ?? 0, score: Math.round(hit.score * grain) / grain }))
        })
    const found = 'need' in query ? worthy(hits, findableShare(base, sought)) : hits
    return { total: found.length, hits: best(found, query.offset + query.limit).slice(query.offset) }
  }

  /** See `Search`. */
  reasons(kind: string, need: string, phrases: string[]): Reason[] {
    const base = this.#shelf(kind)
    const some = new Shelf(base.vocabulary, this.meanings)
    // Each is one phrase, whatever punctuation it has.
    phrases.forEach((phrase, ref) => some.put({ ref, strong: fold(phrase).join(' '), medium: '', weak: '', tags: [] }))
    const sought = soughtBy({ need }, base)
    const same = new Set(wordsFound(some, sought.map(bySpelling)).flatMap(({ phrase, found }) => (found.some(isTelling) ? refsOf(some, phrase) : [])))
    return wordsFound(some, sought)
      .flatMap(({ phrase, found }) => {
        const words = found.filter(isTelling)
        return words.length ? refsOf(some, phrase).map((ref) => ({ phrase: ref, words: words.map(({ said }) => said), isSame: same.has(ref) })) : []
      })
      .sort((one, other) => one.phrase - other.phrase)
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

const isTelling = ({ likeness }: { likeness: number }): boolean => likeness >= tellingLikeness

const refsOf = (shelf: Shelf, phrase: number): number[] => Array.from({ length: shelf.documentCount(phrase) }, (_, index) => shelf.refs[shelf.documentAt(phrase, index)] ?? 0)

/** A word as it is found by its own forms alone. */
const bySpelling = (sought: Sought): Sought => ({ ...sought, ways: sought.ways.filter(({ by }) => by === 'word') })

const soughtBy = (query: { need: string } | { words: string[] }, base: Shelf): Sought[] =>
  'need' in query ? needed(base, wordsOf(query.need)) : literal(base, termsOf(query.words))

/** How much of a need anybody could fit at all. */
function findableShare(shelf: Shelf, sought: Sought[]): number {
  const weigh = (some: Sought[]) => some.reduce((sum, { weight }) => sum + weight, 0)
  return weigh(sought.filter((one) => isFindable(shelf, one))) / (weigh(sought) || 1)
}

function worthy(hits: SearchHit[], share: number): SearchHit[] {
  const most = hits.reduce((highest, hit) => Math.max(highest, hit.score), 0)
  return hits.filter((hit) => hit.score >= worth.least * share && hit.score >= most * worth.ofBest)
}

/** The first of the hits, the best first, equals by ref. */
function best(hits: SearchHit[], count: number): SearchHit[] {
  const order = (one: SearchHit, other: SearchHit) => other.score - one.score || one.ref - other.ref
  if (hits.length <= count * 8) return hits.sort(order).slice(0, count)
  // all is not worth ordering where a page is asked for: what is below the last of a first look cannot be on it
  const sample = hits.slice(0, count * 4).sort(order)[count - 1]
  return hits.filter((hit) => !sample || order(hit, sample) <= 0).sort(order).slice(0, count)
}
