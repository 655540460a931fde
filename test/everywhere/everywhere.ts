import { onTestFinished } from 'vitest'
import { createDiscordAdapter } from '../../adapters/discord/index.ts'
import { m as discordMessages } from '../../adapters/discord/messages.ts'
import { createSlackAdapter } from '../../adapters/slack/index.ts'
import { manifestFor } from '../../adapters/slack/manifest.ts'
import { createWebAdapter } from '../../adapters/web/index.ts'
import type { Adapter } from '../../bot/adapter.ts'
import { systemClock } from '../../bot/clock.ts'
import { openCommunity } from '../../bot/community.ts'
import { m as dialogMessages } from '../../bot/dialog/messages.ts'
import { createEngine, type Engine } from '../../bot/engine.ts'
import { createLog } from '../../bot/log.ts'
import { m as botMessages } from '../../bot/messages.ts'
import type { Locale, Message } from '../../bot/text.ts'
import { createWords } from '../../bot/words.ts'
import { createWorker, type Worker } from '../../bot/worker.ts'
import { capabilities } from '../../commands/index.ts'
import type { Database } from '../../prisma/database.ts'
import { openDiscord, type Discord, type Guild } from '../discord/index.ts'
import { freePort } from '../faults/program.ts'
import { openSlack, type Slack, type SlackWorkspace } from '../slack/index.ts'
import { WebPerson } from '../web/person.ts'
import { onDiscord, onSlack, onWeb, type Actor } from './actor.ts'

export const platforms = ['discord', 'slack', 'web'] as const
export type Platform = (typeof platforms)[number]

export interface ActorAbout {
  locale?: Locale
  /** manages the guild, is an admin of the workspace; on the web she has the role */
  organises?: boolean
}

/** One community that lives on all the platforms at once, on one database. */
export interface Everywhere {
  database: Database
  communityId: number
  engine: Engine
  worker: Worker
  discord: Discord
  guild: Guild
  slack: Slack
  workspace: SlackWorkspace
  logged: string[]
  at(platform: Platform, name: string, about?: ActorAbout): Promise<Actor>
  /** Somebody on the web who has no account yet. */
  stranger(name: string, locale?: Locale): WebPerson
  /** From now on nobody who was met has quiet hours, at whatever hour the tests run. */
  awake(): Promise<unknown>
  /** what everybody can read in a channel */
  channel(platform: Platform, name: string): Promise<string[]>
  /** Words of ours as they are read. */
  say(message: Message, locale?: Locale): string
}

const channelNames = ['general', 'jobs', 'deals', 'workshops', 'stories', 'contests']
const roomy = { 'POST /channels/:channel/messages': { limit: 1000, per: 1000 }, other: { limit: 1000, per: 1000 } }

/** Opens the platforms, with the assistant at those named; everything ends with the test. The web is always there. */
export async function openEverywhere(database: Database, on: readonly Platform[] = platforms): Promise<Everywhere> {
  const communityId = await openCommunity(database, { name: 'Cyberelles', locale: 'en', timeZone: 'Europe/Paris' })
  const logged: string[] = []
  const log = createLog({ level: 'info', pretty: false, write: (line) => void logged.push(line) })
  const port = await freePort()
  const webUrl = `http://127.0.0.1:${port}`
  const clock = systemClock
  const engine = createEngine({ database, capabilities, clock, log, communityId, publicUrl: webUrl, onTold: () => worker.nudge() })
  const settle = () => worker.drain()
  const discord = await openDiscord({ limits: { limits: roomy, global: 1000 } })
  const guild = discord.guild('Cyberelles', { channels: channelNames })
  const manifest = manifestFor(engine, { name: 'Entraide', publicUrl: webUrl, socketMode: true })
  const slack = await openSlack({ manifest, settle })
  const workspace = slack.workspace('Cyberelles')
  const slackChannels = new Map(channelNames.map((name) => [name, workspace.channel(name)]))
  const config = { host: '127.0.0.1', port, secretKey: 'a secret key of thirty-two signs!', demo: true, publicUrl: webUrl }
  const parts = { database, engine, clock, log, communityId, config }
  const adapters: Adapter[] = [
    createWebAdapter({ ...parts, rates: { perAddress: 100_000, perSession: 100_000, followed: 100_000 } }),
    ...(on.includes('discord') ? [createDiscordAdapter({ ...parts, patience: 60_000 }, { token: discord.token, apiUrl: discord.apiUrl })] : []),
    ...(on.includes('slack') ? [createSlackAdapter(parts, { botToken: workspace.botToken, appToken: slack.app.appToken, apiUrl: slack.apiUrl })] : []),
  ]
  const worker = createWorker({ database, engine, adapters: new Map(adapters.map((adapter) => [adapter.platform, adapter])), clock, log, publicUrl: webUrl })
  onTestFinished(async () => {
    for (const adapter of adapters) await adapter.stop()
    await worker.stop()
    await Promise.all([discord.close(), slack.close()])
  })
  for (const adapter of adapters) await adapter.start(engine)
  // A platform may put a message off for some seconds.
  await worker.start()
  const words = createWords([botMessages, dialogMessages, discordMessages, ...capabilities.map(({ messages }) => messages)])
  const say: Everywhere['say'] = (message, locale = 'en') => words.plain(message, { locale, timeZone: 'Europe/Paris' })
  const awake = () => database.client.person.updateMany({ data: { quietFrom: 0, quietTo: 0 } })
  const web = await database.client.space.findFirstOrThrow({ where: { platform: 'web' } })

  const webPerson = async (name: string, { locale = 'en', organises = false }: ActorAbout) => {
    const externalId = `demo-${name.toLowerCase()}`
    const accounts = { create: { spaceId: web.id, externalId, seenAt: clock.now() } }
    const roles = { create: ['member', ...(organises ? ['organiser'] : [])].map((role) => ({ role })) }
    await database.client.person.create({ data: { communityId, name, locale, timeZone: 'Europe/Paris', accounts, roles } })
    const person = new WebPerson(webUrl, name)
    await person.becomes(externalId, locale)
    return onWeb(person)
  }
  return {
    database, communityId, engine, worker, discord, guild, slack, workspace, logged, say, awake,
    stranger: (name, locale = 'en') => new WebPerson(webUrl, name, locale),
    async at(platform, name, about = {}) {
      const { locale = 'en', organises = false } = about
      switch (platform) {
        case 'web':
          return webPerson(name, about)
        case 'discord': {
          const person = discord.person(name, { guilds: [guild], manager: organises, locale: locale === 'fr' ? 'fr' : 'en-GB' })
          return onDiscord(person.in('general'), (message) => say(message, locale))
        }
        case 'slack':
          return onSlack(workspace.user(name, { admin: organises, locale: { en: 'en-GB', fr: 'fr-FR' }[locale] }).in('general'))
      }
    },
    async channel(platform, name) {
      await worker.drain()
      if (platform === 'discord') return discord.textsIn(discord.channelOf(guild, name))
      if (platform === 'slack') return slackChannels.get(name)?.messages ?? []
      const messages = await database.client.webMessage.findMany({ where: { spaceId: web.id, channel: name, visibleTo: null }, orderBy: { id: 'asc' } })
      return messages.map(({ text, view }) => text ?? JSON.stringify(view))
    },
  }
}
