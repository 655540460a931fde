// A real process with a real database, which is killed while it works. It waits, warm, until it is told what to open.
import type { Adapter, Delivered, Incoming, Outgoing } from '../../../bot/adapter.ts'
import { systemClock } from '../../../bot/clock.ts'
import { createEngine, type Engine } from '../../../bot/engine.ts'
import { createLog } from '../../../bot/log.ts'
import { createWorker } from '../../../bot/worker.ts'
import { openDatabase, type Database } from '../../../prisma/database.ts'
import { testKeys } from '../../../prisma/testing-keys.ts'
import { stageLimits } from '../../stage/plain.ts'
import { ledger } from '../ledger.ts'
import { wordsOf } from '../telling.ts'

/** What the parent says. */
export type ToChild =
  | { kind: 'start'; databaseUrl: string; platformUrl: string; communityId: number }
  | { kind: 'deliver'; number: number; incoming: Incoming }
  | { kind: 'left' }

/** What the child answers. */
export type FromChild = { kind: 'ready' } | { kind: 'done'; number: number; answer: string } | { kind: 'left'; count: number }

/** Short, so that what a killed process had claimed is soon taken up. */
const leaseMs = 1000

const say = (message: FromChild) => process.send?.(message)

/** Brings messages to the parent's platform, which remembers their keys. */
const platform = (url: string): Adapter => ({
  platform: 'stage',
  connected: true,
  limits: stageLimits,
  start: () => Promise.resolve(),
  async deliver(message: Outgoing): Promise<Delivered> {
    const lane = 'channel' in message.to ? message.to.channel : message.to.externalId
    const response = await fetch(url, { method: 'POST', body: JSON.stringify({ key: message.key, lane, words: wordsOf(message) }) })
    if (!response.ok) throw new Error(`answered ${response.status}`)
    return { kind: 'sent', messageId: await response.text() }
  },
  stop: () => Promise.resolve(),
})

async function start({ databaseUrl, platformUrl, communityId }: Extract<ToChild, { kind: 'start' }>): Promise<{ database: Database; engine: Engine }> {
  const database = await openDatabase(databaseUrl, testKeys)
  const log = createLog({ level: 'silent' })
  const engine = createEngine({ database, capabilities: [ledger], clock: systemClock, log, communityId, publicUrl: '', onTold: () => worker.nudge() })
  const adapters = new Map([['stage', platform(platformUrl)]])
  const worker = createWorker({ database, engine, adapters, clock: systemClock, log, publicUrl: '', leaseMs })
  // In place of the ticks of every second, so that a death costs less time.
  setInterval(worker.nudge, 100)
  return { database, engine }
}

let started: ReturnType<typeof start> | undefined

async function answer(message: ToChild): Promise<FromChild> {
  if (message.kind === 'start') {
    started = start(message)
    await started
    return { kind: 'ready' }
  }
  if (!started) throw new Error('not started')
  const { database, engine } = await started
  if (message.kind === 'deliver') return { kind: 'done', number: message.number, answer: JSON.stringify(await engine.run(message.incoming)) }
  const [postings, jobs] = [await database.client.posting.count({ where: { status: { not: 'sent' } } }), await database.client.job.count()]
  return { kind: 'left', count: postings + jobs }
}

process.on('message', (message: ToChild) => void answer(message).then(say))
process.on('disconnect', () => process.exit())
