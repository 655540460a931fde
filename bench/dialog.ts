import type { Incoming } from '../bot/adapter.ts'
import { systemClock } from '../bot/clock.ts'
import { createEngine, type Engine } from '../bot/engine.ts'
import { createLog } from '../bot/log.ts'
import { opens, small } from '../commands/contest/testing.ts'
import { capabilities } from '../commands/index.ts'
import { benchApplyPage } from './apply-page.ts'
import { bareDriver, recorded } from './bare.ts'
import { benchDatabases, type BenchDatabase } from './databases.ts'
import { percentiles, print, throughput } from './measure.ts'

const candidates = 200
/** so many type at the same time */
const atOnce = 20
const day = 86_400_000

/** What each types from the first line to the receipt, a question at a time. */
const typed = ['/contest apply', 'yes', 'Zoé', '06 12 34 56 78', 'Cakes, by post', 'yes', 'At the market', '1, 3', 'yes', 'send']

let keys = 0
const keyMark = 'bench-key-'

const incoming = (spaceId: number, who: string, said: string): Incoming =>
  ({ key: `${keyMark}${++keys}`, from: { spaceId, externalId: who, name: who, locale: 'en' }, channel: null, what: { typed: said } })

/** One who is about to write the same answer, again and again: the statements of that turn, and how long the bare driver needs for them. */
async function bareTurn(engine: Engine, { url }: BenchDatabase, spaceId: number): Promise<{ statements: number; bare: number }> {
  for (const said of typed.slice(0, 4)) await engine.run(incoming(spaceId, 'recorded', said))
  const statements = await recorded(() => engine.run(incoming(spaceId, 'recorded', 'Cakes, by post')))
  const driver = await bareDriver(url)
  const samples: number[] = []
  for (let time = 0; time < 200; time++) {
    const before = performance.now()
    await driver.execute(statements, (value) => (typeof value === 'string' && value.includes(keyMark) ? `${keyMark}${++keys}` : value))
    samples.push(performance.now() - before)
  }
  await driver.close()
  return { statements: statements.length, bare: percentiles(samples).p50 }
}

async function benchTurns(opened: BenchDatabase) {
  const { database } = opened
  const now = systemClock.now()
  const { id: communityId } = await database.client.community.create({ data: { name: 'Bench', locale: 'en', timeZone: 'Europe/Paris' } })
  const { id: spaceId } = await database.client.space.create({ data: { communityId, platform: 'bench', externalId: 'bench', name: 'Bench' } })
  await opens({ database, communityId, clock: systemClock }, { ...small, opensAt: new Date(now.getTime() - day), closesAt: new Date(now.getTime() + 28 * day) })
  const engine = createEngine({ database, capabilities, clock: systemClock, log: createLog({ level: 'error' }), communityId, publicUrl: 'https://bench.test', onTold: () => undefined })
  const samples: number[] = []
  const applies = async (index: number) => {
    for (const said of typed) {
      const before = performance.now()
      await engine.run(incoming(spaceId, `candidate-${index}`, said))
      samples.push(performance.now() - before)
    }
  }
  const applications = await throughput(candidates, atOnce, applies)
  const sent = await database.client.submission.count()
  if (sent !== candidates) throw new Error(`${sent} of ${candidates} applications were sent`)
  const { p50, p99 } = percentiles(samples)
  const alone: number[] = []
  for (const said of typed) {
    const before = performance.now()
    await engine.run(incoming(spaceId, 'alone', said))
    alone.push(performance.now() - before)
  }
  const { statements, bare } = await bareTurn(engine, opened, spaceId)
  return {
    database: database.provider, applications: candidates, 'at once': atOnce, 'turns/s': applications * typed.length, 'turn p50': p50, 'turn p99': p99,
    'alone p50': percentiles(alone).p50, statements, 'bare p50': bare,
  }
}

/** A guided conversation: how many turns a second, and how heavy and quick the page is on which it is had. */
export async function benchDialog(): Promise<void> {
  const rows = []
  for (const open of await benchDatabases()) {
    const opened = await open()
    rows.push(await benchTurns(opened))
    await opened.drop()
  }
  print('Applying to a contest, from the first line to the receipt (milliseconds; a turn waits for those before it; bare: the statements of one answer on the driver)', rows)
  await benchApplyPage()
}
