import { Temporal } from 'temporal-polyfill'
import type { Capability } from '../../bot/action.ts'
import type { Adapter, Outgoing } from '../../bot/adapter.ts'
import type { Clock } from '../../bot/clock.ts'
import { createEngine, type Engine } from '../../bot/engine.ts'
import { createLog } from '../../bot/log.ts'
import type { Role } from '../../bot/person.ts'
import type { Locale } from '../../bot/text.ts'
import { createWorker } from '../../bot/worker.ts'
import { capabilities } from '../../commands/index.ts'
import { openDatabase, type Database } from '../../prisma/database.ts'
import { testKeys } from '../../prisma/testing-keys.ts'
import { temporaryDatabase } from '../../prisma/testing.ts'
import { stageLimits } from '../stage/plain.ts'
import { Album, type Doing } from './pieces.ts'
import { Visitor } from './visitor.ts'

/** Where the community of the gallery lives, by number. */
export interface Spaces {
  web: number
  discord: number
  slack: number
}

interface VisitorAbout {
  roles?: Role[]
  /** where she is, on the web unless it is said */
  at?: keyof Spaces
  /** how she is known elsewhere */
  discord?: string
  slack?: string
  /** her platform knows no time zone, and she chose none */
  timeless?: boolean
}

/** A community whose every view and form is put into an album. Everything in it is the same each time it is played. */
export interface GalleryCommunity {
  locale: Locale
  database: Database
  engine: Engine
  clock: Clock
  spaces: Spaces
  album: Album
  logged: string[]
  visitor(name: string, about?: VisitorAbout): Promise<Visitor>
  /** Time passes, and what was due is done; what it says goes into the album under this name. */
  passes(time: { days?: number; hours?: number; minutes?: number }, doing?: Doing): Promise<void>
  /** whom no message reaches, by number, and why */
  closed: Map<number, string>
  /** Does and delivers what is due. */
  settle(): Promise<void>
  close(): Promise<void>
}

/** how far the clock goes at a time: what is due is done a little late */
const stepMs = 86_400_000

const places = {
  discord: [['900000000000000001', 'general'], ['900000000000000002', 'jobs'], ['900000000000000003', 'bons-plans'], ['900000000000000004', 'ateliers']],
  slack: [['C0GENERAL1', 'general'], ['C0JOBS0001', 'jobs'], ['C0DEALS001', 'deals'], ['C0WORKSHOP', 'workshops']],
}
const placesOf = (platform: keyof typeof places) => places[platform].map(([id = '', name = '']) => ({ id, name }))

/** Notes which action gave a view of its own: a refusal is none. */
const watched = (all: Capability[], ran: (action: string) => void): Capability[] =>
  all.map((capability) => ({
    ...capability,
    actions: capability.actions.map((action) => ({
      ...action,
      async run(...given) {
        const shown = await action.run(...given)
        ran(action.name)
        return shown
      },
    })),
  }))

export async function openGallery(locale: Locale): Promise<GalleryCommunity> {
  const { url, drop } = await temporaryDatabase('sqlite')
  const database = await openDatabase(url, testKeys)
  let now = new Date('2026-11-23T09:00:00Z')
  const clock = { now: () => now }
  const { id: communityId } = await database.client.community.create({ data: { name: 'Cyberelles', locale, timeZone: 'Europe/Paris', createdAt: now } })
  const logged: string[] = []
  const log = createLog({ level: 'warn', pretty: false, write: (line) => void logged.push(line) })
  const album = new Album(capabilities)
  const publicUrl = 'https://entraide.test'
  const seen = watched(capabilities, (action) => album.ran.add(action))
  const engine = createEngine({ database, capabilities: seen, clock, log, communityId, publicUrl, onTold: () => undefined })
  const closed: GalleryCommunity['closed'] = new Map()
  const deliver: Adapter['deliver'] = async (message: Outgoing) => {
    const refusal = 'externalId' in message.to && closed.get(message.to.personId)
    if (refusal) return { kind: 'refused', reason: 'closed', detail: refusal }
    album.arrives(message)
    return { kind: 'sent', messageId: message.key }
  }
  const adapterOf = (platform: string): Adapter => ({ platform, limits: stageLimits, connected: true, start: async () => {}, deliver, stop: async () => {} })
  const adapters = new Map(['web', 'discord', 'slack'].map((platform) => [platform, adapterOf(platform)]))
  const worker = createWorker({ database, engine, adapters, clock, log, publicUrl })
  const web = await database.client.space.create({ data: { communityId, platform: 'web', externalId: 'web', name: 'Cyberelles', channels: { jobs: 'jobs', deals: 'deals', workshops: 'workshops' } } })
  const discord = await engine.openSpace({ platform: 'discord', externalId: '800000000000000001', name: 'Les Cyberelles', places: placesOf('discord') })
  const slack = await engine.openSpace({ platform: 'slack', externalId: 'T0CYBER001', name: 'Cyberelles Pro', places: placesOf('slack') })
  const spaces = { web: web.id, discord: discord.id, slack: slack.id }
  let people = 0
  return {
    locale, database, engine, clock, spaces, album, logged, closed,
    async visitor(name, { roles = ['member'], at = 'web', timeless = false, ...accounts } = {}) {
      const externalId = `visitor-${++people}`
      const known = [{ spaceId: spaces[at], externalId }, ...(['discord', 'slack'] as const).flatMap((one) => (accounts[one] ? [{ spaceId: spaces[one], externalId: accounts[one] }] : []))]
      const row = await database.client.person.create({
        data: {
          communityId, name, locale, createdAt: now, timeZone: timeless ? null : 'Europe/Paris',
          roles: { create: roles.map((role) => ({ role })) },
          accounts: { create: known.map((account, index) => ({ ...account, seenAt: new Date(now.getTime() - index * 86_400_000) })) },
        },
      })
      const account = { spaceId: spaces[at], externalId, name, locale, ...(timeless ? {} : { timeZone: 'Europe/Paris' }) }
      album.people.set(row.id, name)
      return new Visitor({ id: row.id, account, database, engine, album, settle: () => worker.drain() })
    },
    async passes(time, doing) {
      await album.during(doing, async () => {
        const end = new Date(now.getTime() + Temporal.Duration.from(time).total('milliseconds'))
        while (now < end) {
          now = new Date(Math.min(now.getTime() + stepMs, end.getTime()))
          await worker.drain()
        }
        return undefined
      })
    },
    settle: () => worker.drain(),
    async close() {
      await worker.stop()
      await database.close()
      await drop()
    },
  }
}
