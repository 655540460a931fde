import { expect, onTestFinished } from 'vitest'
import { Temporal } from 'temporal-polyfill'
import type { Capability } from '../bot/action.ts'
import type { Clock } from '../bot/clock.ts'
import type { Engine } from '../bot/engine.ts'
import { createLog } from '../bot/log.ts'
import type { Pace } from '../bot/pace.ts'
import type { Role } from '../bot/person.ts'
import type { Locale } from '../bot/text.ts'
import type { Worker } from '../bot/worker.ts'
import type { Database } from '../prisma/database.ts'
import { stageAdapter, type StageAdapter, type StageMessage } from './stage/adapter.ts'
import { StagePerson } from './stage/person.ts'
import { Program } from './stage/program.ts'

export interface StageAbout {
  database: Database
  capabilities: Capability[]
  /** an ISO instant; it stands still until `passes` */
  now?: string
  locale?: Locale
  timeZone?: string
  /** how many spaces the community lives in */
  spaces?: number
  /** how much one account may look up; without it, as much as it likes */
  pace?: Pace
}

export interface PersonAbout {
  locale?: Locale
  /** null where neither she nor her platform says */
  timeZone?: string | null
  roles?: Role[]
  /** roles that her platform vouches for whenever she acts */
  vouched?: Role[]
  /** which of the spaces, from 0 */
  space?: number
}

export interface Stage {
  database: Database
  engine: Engine
  worker: Worker
  adapter: StageAdapter
  clock: Clock & { now(): Date }
  communityId: number
  spaceIds: number[]
  person(name: string, about?: PersonAbout): Promise<StagePerson>
  /** Does and delivers all that is due. */
  settle(): Promise<void>
  /** Lets time pass, doing each thing when it is due, so that what follows from it is done too. */
  passes(time: { days?: number; hours?: number; minutes?: number }): Promise<void>
  /** Nothing is done meanwhile, as when the program does not run. */
  isAwayFor(time: { days?: number; hours?: number; minutes?: number }): Promise<void>
  /** The program ends and begins anew: what it knew besides the database is gone. */
  restarts(): Promise<void>
  channel(name: string, space?: number): { sees(...expected: (string | RegExp)[]): void; messages: string[]; drawn: StageMessage[] }
  /** what was logged, a line each */
  logged: string[]
}

const channelNames = ['jobs', 'deals', 'workshops', 'stories', 'general']

/** A community on a database, a clock that obeys, and a platform of our own: where people meet in tests. */
export async function openStage(about: StageAbout): Promise<Stage> {
  const { database, capabilities } = about
  const community = await database.client.community.create({
    data: { name: 'Cyberelles', locale: about.locale ?? 'fr', timeZone: about.timeZone ?? 'Europe/Paris' },
  })
  const spaceIds = await Promise.all(Array.from({ length: about.spaces ?? 1 }, (_, index) => createSpace(database, community.id, index)))
  const logged: string[] = []
  const log = createLog({ level: 'info', pretty: false, write: (line) => void logged.push(line) })
  const adapter = stageAdapter()
  const program = new Program({ database, capabilities, communityId: community.id, adapter, log, pace: about.pace, now: new Date(about.now ?? '2026-11-23T09:00:00Z') })
  await program.start()
  onTestFinished(async () => {
    await program.worker.stop()
    await database.close()
  })
  let keys = 0
  const settle = () => program.settle()
  const person = async (name: string, given: PersonAbout = {}) => {
    const { locale = 'en', timeZone = 'Europe/Paris', roles = ['member'], vouched = [], space = 0 } = given
    const spaceId = spaceIds[space] ?? 0
    const externalId = `${name.toLowerCase()}-${++keys}`
    const row = await database.client.person.create({
      data: {
        communityId: community.id, name, locale, timeZone,
        roles: { create: roles.map((role) => ({ role })) },
        accounts: { create: { spaceId, externalId, seenAt: program.now } },
      },
    })
    const account = { spaceId, externalId, name, roles: vouched }
    return new StagePerson({ id: row.id, account, engine: () => program.engine, adapter, settle, nextKey: () => `key-${++keys}` })
  }
  const after = (time: Parameters<Stage['passes']>[0]) => new Date(program.now.getTime() + Temporal.Duration.from(time).total('milliseconds'))
  const passes: Stage['passes'] = (time) => program.passesUntil(after(time))
  const isAwayFor: Stage['isAwayFor'] = async (time) => program.isAwayUntil(after(time))
  const restarts = () => program.restarts()
  const channel: Stage['channel'] = (name, space = 0) => {
    const there = ({ to, spaceId }: StageMessage) => 'channel' in to && to.channel === name && spaceId === spaceIds[space]
    const drawn = [...adapter.delivered.values()].filter(there)
    const messages = drawn.map(({ text }) => text)
    return {
      drawn,
      messages,
      sees: (...expected) => expected.forEach((one) => expect(messages.join('\n\n')).toMatch(one)),
    }
  }
  return {
    database, adapter, clock: program.clock, communityId: community.id, spaceIds, person, settle, passes, isAwayFor, restarts, channel, logged,
    get engine() {
      return program.engine
    },
    get worker() {
      return program.worker
    },
  }
}

async function createSpace(database: Database, communityId: number, index: number): Promise<number> {
  const channels = Object.fromEntries(channelNames.map((name) => [name, name]))
  const space = await database.client.space.create({ data: { communityId, platform: 'stage', externalId: `stage-${index}`, name: `Stage ${index}`, channels } })
  return space.id
}
