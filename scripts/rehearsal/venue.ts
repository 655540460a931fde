import { randomBytes } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Adapter, Outgoing } from '../../bot/adapter.ts'
import { openCommunity } from '../../bot/community.ts'
import { createEngine, type Engine } from '../../bot/engine.ts'
import type { Limits } from '../../bot/limits.ts'
import { createLog } from '../../bot/log.ts'
import type { Locale } from '../../bot/text.ts'
import { createWorker } from '../../bot/worker.ts'
import { plainOf } from '../../bot/words.ts'
import { contest } from '../../commands/contest/index.ts'
import { openDatabase, type Database } from '../../prisma/database.ts'
import { nextDue } from './due.ts'

/** The whole assistant in a database that is thrown away, on a platform where nobody is, with a clock that leaps from one thing that is due to the next. */
export interface Venue {
  database: Database
  engine: Engine
  communityId: number
  spaceId: number
  now(): Date
  /** Does and delivers all that is due now. */
  settle(): Promise<void>
  /** Leaps to what is due next and does it, or to `end` where that is before. */
  leaps(end: Date): Promise<void>
  /** what was said since this was asked last, in the order in which it was said */
  said(): Outgoing[]
  /** what went wrong in the assistant, as its log has it */
  faults: string[]
  close(): Promise<void>
}

export interface Community {
  name: string
  locale: Locale
  timeZone: string
}

const platform = 'rehearsal'
const publicUrl = 'https://rehearsal.invalid'

/** Opens one, with the clock at `now`. */
export async function openVenue(community: Community, now: Date): Promise<Venue> {
  const folder = mkdtempSync(join(tmpdir(), 'entraide-rehearsal-'))
  const database = await openDatabase(`file:${join(folder, 'rehearsal.db')}`, { secretKey: randomBytes(32).toString('base64') })
  await database.client.$executeRawUnsafe('PRAGMA synchronous = OFF')
  const faults: string[] = []
  const log = createLog({ level: 'warn', pretty: false, write: (line) => void faults.push(line) })
  const communityId = await openCommunity(database, community)
  const { id: spaceId } = await database.client.space.create({ data: { communityId, platform, externalId: platform, name: community.name, channels: { contests: 'contests' } } })
  const heard: Outgoing[] = []
  let at = now
  const clock = { now: () => at }
  const engine = createEngine({ database, capabilities: [contest], clock, log, communityId, publicUrl, onTold: () => undefined })
  const adapter = listening((message) => void heard.push(message))
  const worker = createWorker({ database, engine, adapters: new Map([[platform, adapter]]), clock, log, publicUrl })
  await adapter.start(engine)
  return {
    database, engine, communityId, spaceId, faults,
    now: clock.now,
    settle: worker.drain,
    async leaps(end) {
      at = new Date(Math.min((await nextDue(database, at)) ?? Infinity, end.getTime()))
      await worker.drain()
    },
    said: () => heard.splice(0),
    async close() {
      await worker.stop()
      await database.close()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

/** A platform that brings every message to whoever listens. */
const listening = (hears: (message: Outgoing) => void): Adapter => ({
  platform,
  connected: true,
  limits,
  start: () => Promise.resolve(),
  async deliver(message) {
    hears(message)
    return { kind: 'sent', messageId: message.key }
  },
  stop: () => Promise.resolve(),
})

/** Nothing is drawn there: it has all the room in the world. */
const limits: Limits = {
  title: 1000, text: 10_000, total: 100_000, components: 1000, buttonsInRow: 100, buttonLabel: 1000, options: 1000, optionLabel: 1000, factsInBlock: 1000,
  itemsInMessage: 1000, buttonsInItem: 100, files: 100, call: 10_000, link: 10_000, messages: 10, cost: () => 1,
  measure: (inlines) => plainOf(inlines, { locale: 'en', timeZone: 'UTC' }).length,
  measureCall: (call) => JSON.stringify(call).length,
}
