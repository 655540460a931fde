import type { Incoming } from '../bot/adapter.ts'
import { action, capability } from '../bot/action.ts'
import { systemClock } from '../bot/clock.ts'
import { createEngine, type Engine } from '../bot/engine.ts'
import { ask } from '../bot/field.ts'
import { createLog } from '../bot/log.ts'
import { member } from '../bot/person.ts'
import { catalogue } from '../bot/text.ts'
import { text, view } from '../bot/view.ts'
import { capabilities } from '../commands/index.ts'
import { bareDriver, recorded } from './bare.ts'
import { benchDatabases, type BenchDatabase } from './databases.ts'
import { measure, print, throughput } from './measure.ts'
import { populate, type Population } from './population.ts'

const words = catalogue('bench', { en: { note: 'Note', noted: 'Noted: {note}' }, fr: { note: 'Note', noted: 'Noté : {note}' } })

/** The simplest action that writes: one row, in a transaction with the key of its delivery. */
const simpleWrite = action({
  name: 'bench.note',
  title: words.note,
  description: words.note,
  can: member,
  input: { note: ask.text({ label: words.note, max: 200 }) },
  async run({ audit }, { note }) {
    await audit('bench:note', { note })
    return view({}, text(words.noted({ note })))
  },
})

interface Case {
  name: string
  call: { action: string; input: Record<string, string> }
  times: number
}

const cases: Case[] = [
  { name: 'simple write', call: { action: 'bench.note', input: { note: 'hello' } }, times: 1000 },
  { name: 'expert find tva', call: { action: 'expert find', input: { need: 'tva e-commerce' } }, times: 300 },
  { name: 'job list', call: { action: 'job list', input: {} }, times: 300 },
]

const keyMark = 'bench-key-'
let keys = 0

function incoming({ spaceId, members }: Population, call: Case['call']): Incoming {
  const externalId = `member-${1 + (keys % members)}`
  return { key: `${keyMark}${++keys}`, from: { spaceId, externalId, name: externalId }, channel: null, what: { call } }
}

async function benchOne(engine: Engine, { url }: BenchDatabase, population: Population, { name, call, times }: Case) {
  const next = () => incoming(population, call)
  const first = await engine.run(next())
  if (first.kind === 'form' || first.view.tone === 'problem') throw new Error(`"${name}" is refused: there is nothing to measure`)
  const plan = await measure(times, () => engine.plan(next()))
  const run = await measure(times, () => engine.run(next()))
  const perSecond = await throughput(times, 20, () => engine.run(next()))
  const statements = await recorded(() => engine.run(next()))
  const driver = await bareDriver(url)
  const fresh = (value: unknown) => (typeof value === 'string' && value.startsWith(keyMark) ? `${keyMark}${++keys}` : value)
  const bare = await measure(times, () => driver.execute(statements, fresh))
  await driver.close()
  return {
    action: name,
    'plan p50': plan.p50,
    'plan p99': plan.p99,
    'run p50': run.p50,
    'run p99': run.p99,
    'actions/s': perSecond,
    statements: statements.length,
    'bare p50': bare.p50,
    'run ÷ bare': run.p50 / bare.p50,
  }
}

/** plan and run of three actions, beside the same statements executed bare on the driver. */
export async function benchActions(sizes: number[]): Promise<void> {
  const own = capability({ name: 'bench', messages: words, actions: [simpleWrite] })
  for (const members of sizes)
    for (const open of await benchDatabases()) {
      const opened = await open()
      const { database } = opened
      const population = await populate(database, members)
      const engine = createEngine({
        database, capabilities: [...capabilities, own], clock: systemClock, log: createLog({ level: 'error' }),
        communityId: population.communityId, publicUrl: '', onTold: () => undefined,
      })
      const rows = []
      for (const one of cases) rows.push(await benchOne(engine, opened, population, one))
      print(`${database.provider}, ${members.toLocaleString('en')} members (milliseconds; aims: plan p99 5, run p99 25)`, rows)
      await opened.drop()
    }
}
