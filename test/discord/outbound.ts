import { onTestFinished, vi } from 'vitest'
import { createDelivery, type Delivery } from '../../adapters/discord/deliver.ts'
import { limits } from '../../adapters/discord/limits.ts'
import { capability, type Target } from '../../bot/action.ts'
import type { Adapter } from '../../bot/adapter.ts'
import { openCommunity } from '../../bot/community.ts'
import { createEngine, type Engine } from '../../bot/engine.ts'
import { createLog } from '../../bot/log.ts'
import type { Role } from '../../bot/person.ts'
import { catalogue, type Locale } from '../../bot/text.ts'
import type { View } from '../../bot/view.ts'
import { createWorker } from '../../bot/worker.ts'
import { workIn } from '../../bot/work.ts'
import { openDatabase, type Database } from '../../prisma/database.ts'
import { testKeys } from '../../prisma/testing-keys.ts'
import { temporaryDatabase } from '../../prisma/testing.ts'
import { stageAdapter, type StageAdapter } from '../stage/adapter.ts'
import { openDiscord, quickLimits, type Channel, type Discord, type DiscordAbout, type Guild, type User } from './index.ts'

export interface Member {
  user: User
  personId: number
}

/** The post office with the delivery of the Discord adapter, without its gateway; time goes by itself and is moved by `passes`. */
export interface Outbound {
  discord: Discord
  guild: Guild
  spaceId: number
  database: Database
  engine: Engine
  delivery: Delivery
  /** another platform, where people may have accounts too */
  elsewhere: StageAdapter
  logged: string[]
  /** what the adapter was told about its token */
  refusedToken: string[]
  member(name: string, about?: { locale?: Locale; roles?: Role[]; guilds?: Guild[] }): Promise<Member>
  /** Another account of hers, on the other platform. */
  accountElsewhere(member: Member): Promise<void>
  /** Another guild of the community, with its channels by purpose. */
  space(guild: Guild): Promise<number>
  channel(name: string, guild?: Guild): Channel
  tell(target: Target, view: View, key: string): Promise<void>
  /** Delivers until nothing waits that is due within so many seconds, six when left out. */
  settles(seconds?: number): Promise<void>
  /** What stands in a channel, read as anybody reads it. */
  reads(channel: Channel): string[]
  /** What she has been written in private. */
  readsInPrivate(member: Member): string[]
  postings(): Promise<{ key: string; status: string; error: string | null; attempts: number; dueAt: Date; messageId: string | null }[]>
  passes(time: { minutes?: number; seconds?: number }): void
}

/** Words that views of these tests are made of. */
export const m = catalogue('outbound', {
  en: { place: 'Place', sure: 'Are you sure?', thanks: 'Thanks to {first} and {second}' },
  fr: { place: 'Lieu', sure: 'Est-ce bien sûr ?', thanks: 'Merci à {first} et {second}' },
})
const capabilities = [capability({ name: 'outbound', messages: m, actions: [] })]

/** A database for one test, where it does not matter which. */
export async function anyDatabase(): Promise<Database> {
  const { url, drop } = await temporaryDatabase('sqlite')
  const database = await openDatabase(url, testKeys)
  onTestFinished(async () => {
    await database.close()
    await drop()
  })
  return database
}

const purposes = ['jobs', 'deals', 'workshops', 'stories']

export async function openOutbound(database: Database, about: DiscordAbout & { channels?: string[]; locale?: Locale } = {}): Promise<Outbound> {
  const { channels = ['general', ...purposes], locale = 'en', ...discordAbout } = about
  const discord = await openDiscord({ limits: quickLimits, ...discordAbout })
  let ahead = 0
  const clock = { now: () => new Date(Date.now() + ahead) }
  const logged: string[] = []
  const log = createLog({ level: 'info', pretty: false, write: (line) => void logged.push(line) })
  const communityId = await openCommunity(database, { name: 'Cyberelles', locale, timeZone: 'Europe/Paris' })
  const publicUrl = 'https://entraide.test'
  const engine = createEngine({ database, capabilities, clock, log, communityId, publicUrl, onTold: () => undefined })
  const refusedToken: string[] = []
  const delivery = createDelivery({ database, engine, clock, log, token: discord.token, apiUrl: discord.apiUrl, onTokenRefused: (sentence) => void refusedToken.push(sentence) })
  const adapter: Adapter = {
    platform: 'discord',
    limits,
    get connected() {
      return delivery.usable
    },
    start: () => Promise.resolve(),
    stop: () => Promise.resolve(),
    deliver: (message) => delivery.deliver(message),
  }
  const elsewhere = stageAdapter()
  await elsewhere.start(engine)
  const worker = createWorker({ database, engine, adapters: new Map([['discord', adapter], ['stage', elsewhere]]), clock, log, publicUrl })
  onTestFinished(async () => {
    await worker.stop()
    await discord.close()
  })
  const guild = discord.guild('Club', { channels })
  const space = async (of: Guild): Promise<number> => {
    const places = discord.world.channelsOf(of.id).map(({ id, name }) => ({ id, name }))
    const chosen = Object.fromEntries(places.filter(({ name }) => purposes.includes(name)).map(({ id, name }) => [name, id]))
    const data = { communityId, platform: 'discord', externalId: of.id, name: of.name, places, channels: chosen }
    return (await database.client.space.create({ data })).id
  }
  const spaceId = await space(guild)
  let stageSpace: number | undefined
  const postings = () => database.client.posting.findMany({ orderBy: { id: 'asc' } })
  return {
    discord, guild, spaceId, database, engine, delivery, elsewhere, logged, refusedToken, space, postings,
    async member(name, { locale: language = 'en', roles = ['member'], guilds = [guild] } = {}) {
      const user = discord.user(name, { locale: language === 'fr' ? 'fr' : 'en-GB', guilds })
      const spaces = await database.client.space.findMany({ where: { platform: 'discord', externalId: { in: guilds.map(({ id }) => id) } }, orderBy: { id: 'asc' } })
      const accounts = spaces.map(({ id }, index) => ({ spaceId: id, externalId: user.id, seenAt: new Date(clock.now().getTime() - index * 1000) }))
      const data = { communityId, name, locale: language, roles: { create: roles.map((role) => ({ role })) }, accounts: { create: accounts } }
      return { user, personId: (await database.client.person.create({ data })).id }
    },
    async accountElsewhere({ personId }) {
      stageSpace ??= (await database.client.space.create({ data: { communityId, platform: 'stage', externalId: 'stage', name: 'Stage' } })).id
      await database.client.account.create({ data: { spaceId: stageSpace, externalId: `at-${personId}`, personId, seenAt: new Date(0) } })
    },
    channel: (name, of = guild) => discord.channelOf(of, name),
    async tell(target, view, key) {
      const around = { search: database.search, community: await engine.community(), now: clock.now(), publicUrl, gathered: engine.gathered }
      await database.transaction((db) => workIn(db, around, () => undefined).tell(target, view, { key }))
    },
    settles: (seconds = 6) =>
      vi.waitFor(
        async () => {
          await worker.drain()
          const soon = new Date(clock.now().getTime() + seconds * 1000)
          const waiting = await database.client.posting.findMany({ where: { status: { in: ['waiting', 'sending'] }, dueAt: { lt: soon } } })
          if (waiting.length) throw new Error(`these still wait: ${waiting.map(({ key, error }) => `${key} ${error ?? ''}`).join(', ')}\n${logged.slice(-3).join('\n')}`)
        },
        { timeout: 25_000, interval: 50 },
      ),
    reads: (channel) => discord.textsIn(channel),
    readsInPrivate: ({ user }) => discord.textsIn(discord.world.directChannel(user.id)),
    passes(time) {
      const { minutes = 0, seconds = 0 } = time
      ahead += minutes * 60_000 + seconds * 1000
      discord.passes(time)
    },
  }
}
