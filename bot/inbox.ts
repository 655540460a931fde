import { setTimeout as wait } from 'node:timers/promises'
import { schedule, type ScheduledTask } from 'node-cron'
import type { z } from 'zod'
import type { Database } from '../prisma/database.ts'
import type { Clock } from './clock.ts'
import { leaseMs, mostAttempts, retryAt } from './due.ts'
import type { Json } from './field.ts'
import { json } from './json.ts'
import { createLanes } from './lanes.ts'
import type { Log } from './log.ts'

/** One thing that a platform delivered. */
export interface Arrival<T> {
  /** the same delivery again has the same key */
  key: string
  /** what has to be worked off in order has the same lane */
  lane: string
  payload: T
}

export interface InboxParts<T> {
  database: Database
  platform: string
  schema: z.ZodType<T>
  clock: Clock
  log: Log
  /**
   * May be repeated after a failure or a crash: what it changes has to be done once by its own means. `isAgain`: something of it may
   * have been done before.
   */
  work(arrival: Arrival<T>, about: { isAgain: boolean }): Promise<void>
}

/**
 * Keeps what a platform will not deliver again, since it was acknowledged before the work is done, until the work is done: each lane in
 * order, also after a failure, and whichever process took it. What fails ten times is left, and its lane goes on.
 * A repetition of what is kept, or was done within a day, does nothing.
 */
export interface Inbox<T> {
  /**
   * Keeps it and begins to work on it. Gives false when it was here already. A database that is busy or away is asked again, for a
   * minute and a half; what comes in the same lane waits meanwhile. @throws when it could not be kept
   */
  take(arrival: Arrival<T>): Promise<boolean>
  /** Takes up what was left behind by a failure, or by a process that is no more. */
  takeUp(): Promise<void>
  /** Takes up what was left behind, now and from time to time. */
  start(): void
  /** Finishes what is in flight. */
  stop(): Promise<void>
}

export const createInbox = <T extends Json>(parts: InboxParts<T>): Inbox<T> => new StoredInbox(parts)

const rememberedForMs = 86_400_000
/** What could not be done is looked into within this time, or it is forgotten: it holds what people wrote. */
const leftForMs = 30 * 86_400_000
const takenUpAtOnce = 500
/** how often, and how soon again, a database is asked to keep something */
const keepTries = 9
const keepEveryMs = 100
/** How soon to look again for what waits behind something else in its lane. */
const soonMs = 1000

type Row = Awaited<ReturnType<Database['client']['inbox']['findMany']>>[number]

/** Something whose turn it is to be worked off. */
interface Turn<T> {
  arrival: Arrival<T>
  createdAt: Date
  isAgain: boolean
}

class StoredInbox<T extends Json> implements Inbox<T> {
  readonly #arriving = createLanes()
  readonly #working = createLanes()
  readonly #inFlight = new Set<string>()
  readonly #ticks: ScheduledTask[] = []
  readonly #looking = createLanes()
  #nextLook: Promise<void> | undefined
  #soon: NodeJS.Timeout | undefined
  readonly #stopping = new AbortController()
  #newest = 0

  constructor(private readonly parts: InboxParts<T>) {}

  take({ key, lane, payload }: Arrival<T>): Promise<boolean> {
    const { platform, clock } = this.parts
    // Arrivals of one process differ in their time, so that their order is known.
    const createdAt = new Date((this.#newest = Math.max(clock.now().getTime(), this.#newest + 1)))
    return this.#arriving.run(lane, async () => {
      const row = { key, platform, lane, payload: json(payload), createdAt, attempts: 1 }
      for (let tries = 1; ; tries++)
        try {
          await this.#rows.create({ data: { ...row, leaseUntil: this.#lease() } })
          break
        } catch (error) {
          if (error instanceof Error && 'code' in error && error.code === 'P2002') return false
          if (tries === keepTries || this.#stopping.signal.aborted) throw error
          await wait(keepEveryMs * 2 ** tries, undefined, { signal: this.#stopping.signal, ref: false }).catch(() => undefined)
        }
      this.#begin({ arrival: { key, lane, payload }, createdAt, isAgain: false })
      return true
    })
  }

  /** One look at a time; who asks while one is under way gets a look that begins after it. */
  takeUp(): Promise<void> {
    const { log, platform } = this.parts
    this.#nextLook ??= this.#looking.run('', () => {
      this.#nextLook = undefined
      return this.#takeUpLeft().catch((error: unknown) => log.error({ err: error, platform }, 'the inbox stumbled; it goes on with the next tick'))
    })
    return this.#nextLook
  }

  start(): void {
    this.#ticks.push(schedule('*/10 * * * * *', () => this.takeUp()))
    void this.takeUp()
  }

  async stop(): Promise<void> {
    this.#stopping.abort()
    clearTimeout(this.#soon)
    for (const tick of this.#ticks) await tick.destroy()
    await this.#looking.idle()
    await this.#arriving.idle()
    await this.#working.idle()
  }

  get #rows() {
    return this.parts.database.client.inbox
  }

  /** What still has to be done, and what comes after it in its lane has to wait for. */
  get #undone() {
    return { platform: this.parts.platform, doneAt: null, attempts: { lte: mostAttempts } }
  }

  #lease(): Date {
    return new Date(this.parts.clock.now().getTime() + leaseMs)
  }

  #begin(turn: Turn<T>): void {
    const { key, lane } = turn.arrival
    this.#inFlight.add(key)
    void this.#working.run(lane, () => this.#inTurn(turn)).finally(() => this.#inFlight.delete(key))
  }

  /** Never fails. What came before it and is not done yet goes first, here or in another process. */
  async #inTurn(turn: Turn<T>): Promise<void> {
    const { arrival: { key, lane }, createdAt } = turn
    try {
      const before = { OR: [{ createdAt: { lt: createdAt } }, { createdAt, key: { lt: key } }] }
      if ((await this.#rows.count({ where: { ...this.#undone, lane, ...before } })) === 0) return await this.#workOff(turn)
      await this.#rows.updateMany({ where: { key, doneAt: null }, data: { leaseUntil: null, attempts: { decrement: 1 } } })
      this.#lookSoon()
    } catch (error) {
      this.parts.log.error({ err: error, platform: this.parts.platform, key }, 'what became of an arrival could not be noted; it is taken up when its lease ends')
    }
  }

  /** What could not be done is taken up again, less and less often. */
  async #workOff({ arrival, isAgain }: Turn<T>): Promise<void> {
    const { clock, log, platform, work } = this.parts
    const where = { key: arrival.key }
    try {
      await work(arrival, { isAgain })
    } catch (error) {
      log.error({ err: error, platform, key: arrival.key }, 'what arrived could not be worked off yet')
      this.#inFlight.delete(arrival.key)
      const row = await this.#rows.findFirst({ where, select: { attempts: true } })
      await this.#rows.updateMany({ where, data: { leaseUntil: retryAt(clock.now(), row?.attempts ?? 1) } })
      return
    }
    await this.#rows.updateMany({ where, data: { doneAt: clock.now(), leaseUntil: null, payload: {} } })
  }

  #lookSoon(): void {
    if (this.#stopping.signal.aborted) return
    this.#soon ??= setTimeout(() => {
      this.#soon = undefined
      void this.takeUp()
    }, soonMs).unref()
  }

  /** In the order in which it came; nothing of a lane in which something is in flight or waits for its time. */
  async #takeUpLeft(): Promise<void> {
    const now = this.parts.clock.now()
    // What waits here for its turn is not for another process to take.
    const held = { key: { in: [...this.#inFlight] }, doneAt: null, leaseUntil: { not: null } }
    await this.#rows.updateMany({ where: held, data: { leaseUntil: this.#lease() } })
    const left = await this.#rows.findMany({ where: this.#undone, orderBy: [{ createdAt: 'asc' }, { key: 'asc' }], take: takenUpAtOnce })
    const busy = new Set<string>()
    for (const row of left) {
      const isHeld = this.#inFlight.has(row.key) || (row.leaseUntil !== null && row.leaseUntil >= now)
      if (!isHeld && busy.has(row.lane)) this.#lookSoon()
      if (isHeld || this.#stopping.signal.aborted || busy.has(row.lane) || !(await this.#claim(row))) busy.add(row.lane)
    }
    await this.#forget(now)
  }

  /** False when another process was faster. What fails for good is left, so that its lane goes on. */
  async #claim({ key, lane, payload, leaseUntil, attempts, createdAt }: Row): Promise<boolean> {
    const { schema, log, platform } = this.parts
    const read = schema.safeParse(payload)
    const isLeft = attempts >= mostAttempts || !read.success
    const data = { leaseUntil: this.#lease(), attempts: isLeft ? mostAttempts + 1 : attempts + 1 }
    const { count } = await this.#rows.updateMany({ where: { key, leaseUntil, attempts, doneAt: null }, data })
    if (count === 0) return false
    if (isLeft) log.error({ platform, key, attempts, issues: read.error?.issues }, 'what arrived is left undone: it failed too often, or is not what it should be')
    else this.#begin({ arrival: { key, lane, payload: read.data }, createdAt, isAgain: attempts > 0 })
    return true
  }

  async #forget(now: Date): Promise<void> {
    const before = (ms: number) => ({ lt: new Date(now.getTime() - ms) })
    const old = [{ doneAt: { not: null }, createdAt: before(rememberedForMs) }, { createdAt: before(leftForMs) }]
    await this.#rows.deleteMany({ where: { platform: this.parts.platform, OR: old } })
  }
}
