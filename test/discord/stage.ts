import { onTestFinished } from 'vitest'
import { createDiscordAdapter, type DiscordSettings } from '../../adapters/discord/index.ts'
import { m as discordMessages } from '../../adapters/discord/messages.ts'
import type { Capability } from '../../bot/action.ts'
import type { Adapter } from '../../bot/adapter.ts'
import { systemClock, type Clock } from '../../bot/clock.ts'
import { openCommunity } from '../../bot/community.ts'
import { createEngine, type Engine } from '../../bot/engine.ts'
import { createLog } from '../../bot/log.ts'
import { m as botMessages } from '../../bot/messages.ts'
import type { Locale, Message } from '../../bot/text.ts'
import { createWords } from '../../bot/words.ts'
import { createWorker, type Worker } from '../../bot/worker.ts'
import { capabilities as all } from '../../commands/index.ts'
import type { Database } from '../../prisma/database.ts'
import { openDiscord, quickLimits, type Discord, type DiscordAbout, type DiscordPerson, type Guild } from './index.ts'

export interface DiscordStageAbout {
  capabilities?: Capability[]
  /** of the community */
  locale?: Locale
  clock?: Clock
  /** milliseconds before an answer is said to take a while; long, so that a slow machine is no slow assistant */
  patience?: number
  /** other settings than the right ones */
  settings?: Partial<DiscordSettings>
  /** what Discord allows and how patient it is */
  discord?: DiscordAbout
  /** of the first guild */
  channels?: string[]
  /** false: the test starts the adapter itself */
  start?: boolean
}

export interface DiscordPersonAbout {
  locale?: Locale
  timeZone?: string
  /** may manage the guilds she is in */
  manager?: boolean
  /** the first one when left out; none for somebody who has left them all */
  guilds?: Guild[]
}

/** The assistant at Discord: engine, database, worker and adapter are the real ones, Discord is on this machine. */
export interface DiscordStage {
  discord: Discord
  /** the first guild */
  guild: Guild
  adapter: Adapter
  engine: Engine
  worker: Worker
  database: Database
  communityId: number
  /** what was logged, a line each */
  logged: string[]
  /** Somebody of the first guild, who is in its first channel. */
  person(name: string, about?: DiscordPersonAbout): DiscordPerson
  /** Does and delivers all that is due. */
  settle(): Promise<void>
  /** Words of ours as they are read. */
  say(message: Message, locale?: Locale): string
}

const usualChannels = ['general', 'jobs', 'deals', 'workshops', 'stories', 'contests']

/** Opens a Discord with a guild and the assistant in it; all of it ends with the test. */
export async function openDiscordStage(database: Database, about: DiscordStageAbout = {}): Promise<DiscordStage> {
  const { clock = systemClock, patience = 60_000, locale = 'en', capabilities = all, channels = usualChannels } = about
  const communityId = await openCommunity(database, { name: 'Cyberelles', locale, timeZone: 'Europe/Paris' })
  const logged: string[] = []
  const log = createLog({ level: 'info', pretty: false, write: (line) => void logged.push(line) })
  const publicUrl = 'https://entraide.test'
  const engine = createEngine({ database, capabilities, clock, log, communityId, publicUrl, onTold: () => worker.nudge() })
  const discord = await openDiscord({ limits: quickLimits, ...about.discord })
  const guild = discord.guild('Club', { channels })
  const config = { secretKey: 'a secret key of thirty-two signs!', publicUrl }
  const settings = { token: discord.token, apiUrl: discord.apiUrl, ...about.settings }
  const adapter = createDiscordAdapter({ database, engine, clock, log, config, communityId, patience }, settings)
  const worker = createWorker({ database, engine, adapters: new Map([['discord', adapter]]), clock, log, publicUrl })
  onTestFinished(async () => {
    await adapter.stop()
    await worker.stop()
    await discord.close()
  })
  if (about.start !== false) await adapter.start(engine)
  // As in the program, what has to wait is taken up by itself; with a clock that stands still, tests say when.
  if (clock === systemClock) await worker.start()
  const words = createWords([botMessages, discordMessages, ...capabilities.map(({ messages }) => messages)])
  return {
    discord, guild, adapter, engine, worker, database, communityId, logged,
    settle: () => worker.drain(),
    say: (message, language = 'en') => words.plain(message, { locale: language, timeZone: 'Europe/Paris' }),
    person(name, { locale: language = 'en', guilds = [guild], ...rest } = {}) {
      const person = discord.person(name, { ...rest, guilds, locale: language === 'fr' ? 'fr' : 'en-GB' })
      return guilds.includes(guild) && channels[0] ? person.in(channels[0]) : person
    },
  }
}
