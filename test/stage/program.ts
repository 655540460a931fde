import type { Capability } from '../../bot/action.ts'
import { createEngine, type Engine } from '../../bot/engine.ts'
import type { createLog } from '../../bot/log.ts'
import type { Pace } from '../../bot/pace.ts'
import { createWorker, type Worker } from '../../bot/worker.ts'
import type { Database } from '../../prisma/database.ts'
import { nextDue } from '../../scripts/rehearsal/due.ts'
import type { StageAdapter } from './adapter.ts'

const publicUrl = 'https://entraide.test'

export interface ProgramAbout {
  database: Database
  capabilities: Capability[]
  communityId: number
  adapter: StageAdapter
  log: ReturnType<typeof createLog>
  now: Date
  /** how much one account may look up; without it, as much as it likes */
  pace?: Pace
}

/** The whole program on a clock that obeys. */
export class Program {
  engine: Engine
  worker: Worker
  readonly clock: { now(): Date }
  #now: Date

  constructor(private readonly about: ProgramAbout) {
    this.#now = about.now
    this.clock = { now: () => this.#now }
    const begun = this.#begin()
    this.engine = begun.engine
    this.worker = begun.worker
  }

  get now(): Date {
    return this.#now
  }

  #begin() {
    const { database, capabilities, communityId, adapter, log, pace } = this.about
    const engine = createEngine({ database, capabilities, clock: this.clock, log, communityId, publicUrl, pace, onTold: () => undefined })
    return { engine, worker: createWorker({ database, engine, adapters: new Map([['stage', adapter]]), clock: this.clock, log, publicUrl }) }
  }

  /** To be awaited once, before anything happens. */
  async start(): Promise<void> {
    await this.about.adapter.start(this.engine)
  }

  /** The program ends and begins anew: what it knew besides the database is gone. */
  async restarts(): Promise<void> {
    await this.worker.stop()
    Object.assign(this, this.#begin())
    await this.start()
  }

  /** Does and delivers all that is due. */
  settle(): Promise<void> {
    return this.worker.drain()
  }

  /** Lets time pass, doing each thing when it is due, so that what follows from it is done too. */
  async passesUntil(end: Date): Promise<void> {
    while (this.#now < end) {
      this.#now = new Date(Math.min((await nextDue(this.about.database, this.#now)) ?? Infinity, end.getTime()))
      await this.settle()
    }
  }

  /** Nothing is done meanwhile, as when the program does not run. */
  isAwayUntil(end: Date): void {
    this.#now = end
  }
}
