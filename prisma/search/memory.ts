import { setImmediate } from 'node:timers/promises'
import type { Db } from '../transaction.ts'
import type { Change, Feed, Position } from './feed.ts'
import { Library } from './library.ts'
import { OwnWords, ownWordsKind } from './own-words.ts'
import type { Search, SearchDocument } from './search.ts'

/** So many documents are read and indexed before others have their turn. */
const readAtOnce = 200

const keyOf = ({ kind, ref }: { kind: string; ref: number }): string => `${kind} ${ref}`

/**
 * Search with its index in memory, made of what the database keeps: read at the first need of it, and brought up to date before each
 * answer by what changed since. Two processes on one database thus agree, and a change is found as soon as it is committed; by the
 * transaction that makes it, at once.
 */
export class MemorySearch implements Search {
  readonly #ownWords = new OwnWords()
  #library: Library | undefined
  #reading: Promise<Library> | undefined
  #waiting: Promise<Library> | undefined
  #position: Position | undefined
  /** what was applied of what is read again */
  #applied = new Map<string, number>()
  /** what transactions changed that are not over */
  readonly #own = new WeakMap<Db, Map<string, SearchDocument | undefined>>()

  /** @param root the client itself, which is in no transaction */
  constructor(
    private readonly feed: Feed,
    private readonly root: Db,
  ) {}

  async prepare(): Promise<void> {
    await this.#upToDate()
  }

  async put(db: Db, document: SearchDocument): Promise<void> {
    await this.feed.put(db, document)
    this.#note(db, document, document)
  }

  async remove(db: Db, kind: string, ref: number): Promise<void> {
    await this.feed.remove(db, kind, ref)
    this.#note(db, { kind, ref }, undefined)
  }

  async find(db: Db, query: Parameters<Search['find']>[1]): ReturnType<Search['find']> {
    const library = await this.#upToDate()
    return library.find(query, this.#own.get(db))
  }

  async reasons(_: Db, kind: string, need: string, things: string[][]): ReturnType<Search['reasons']> {
    const library = await this.#upToDate()
    return library.reasons(kind, need, things)
  }

  async meanings(community: number): ReturnType<Search['meanings']> {
    await this.#upToDate()
    return this.#ownWords.meaningsOf(community)
  }

  #note(db: Db, which: { kind: string; ref: number }, document: SearchDocument | undefined): void {
    if (db === this.root) return
    const own = this.#own.get(db) ?? new Map<string, SearchDocument | undefined>()
    this.#own.set(db, own.set(keyOf(which), document))
  }

  /** Has read all that was committed when it was called: who comes while it is read waits for it to be read once more, with all others who came. */
  #upToDate(): Promise<Library> {
    if (!this.#reading) return this.#read()
    const again = () => {
      this.#waiting = undefined
      return this.#read()
    }
    this.#waiting ??= this.#reading.then(again, again)
    return this.#waiting
  }

  #read(): Promise<Library> {
    this.#reading = this.#readChanges().finally(() => (this.#reading = undefined))
    return this.#reading
  }

  async #readChanges(): Promise<Library> {
    let library = this.#library
    if (library === undefined || this.#position === undefined || library.isWorn) library = await this.#readAll()
    const { changes, position, isTooOld } = await this.feed.since(this.#position ?? 0n)
    // what is indexed has its meanings with it: where words mean something else now, all is read again
    const meansOther = changes.filter((change) => this.#ownWords.take(change)).length > 0
    if (isTooOld || meansOther) {
      this.#position = undefined
      return this.#readChanges()
    }
    // what is gone comes first: what is there again was put after it
    const ordered = [...changes.filter(({ document }) => !document), ...changes.filter(({ document }) => document)]
    const now = new Map<string, number>()
    for (const change of ordered) {
      if (this.#applied.get(keyOf(change)) !== change.version) apply(library, change)
      now.set(keyOf(change), change.version)
    }
    this.#applied = now
    this.#position = position
    return library
  }

  async #readAll(): Promise<Library> {
    const position = await this.feed.position()
    this.#ownWords.clear()
    for (const change of await this.feed.page({ kind: ownWordsKind, ref: 0 }, readAtOnce)) this.#ownWords.take(change)
    const library = new Library(this.#ownWords.meanings())
    let after = { kind: '', ref: 0 }
    for (;;) {
      const page = await this.feed.page(after, readAtOnce)
      for (const change of page) apply(library, change)
      const last = page.at(-1)
      if (!last) break
      after = last
      await setImmediate()
    }
    this.#library = library
    this.#applied.clear()
    this.#position = position
    return library
  }
}

function apply(library: Library, { kind, ref, document }: Change): void {
  if (kind === ownWordsKind) return
  if (document) library.put(document)
  else library.remove(kind, ref)
}
