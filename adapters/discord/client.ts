import { Client, GatewayIntentBits, Options, Partials, REST, type RESTOptions } from 'discord.js'
import { agent } from './agent.ts'
import type { DiscordSettings } from './settings.ts'

/** How long one request may take: an answer is worth little after three seconds. */
const requestMs = 10_000
/** A bucket that is empty for longer than this is no reason to keep somebody waiting. */
const longestWaitMs = 60_000

const optionsFor = ({ apiUrl }: Pick<DiscordSettings, 'apiUrl'>): Partial<RESTOptions> => ({
  agent,
  timeout: requestMs,
  retries: 2,
  rejectOnRateLimit: ({ timeToReset }) => timeToReset > longestWaitMs,
  ...(apiUrl ? { api: apiUrl } : {}),
})

/** For answers and for looking things up. */
export const createRest = (settings: DiscordSettings): REST => new REST({ version: '10', ...optionsFor(settings) }).setToken(settings.token)

/** A client of the gateway: what happens in guilds, and what is written in private. Of what it is told it keeps little. */
export const createClient = (settings: DiscordSettings): Client =>
  new Client({
    intents: [GatewayIntentBits.Guilds, GatewayIntentBits.DirectMessages],
    // else what is written in a private channel that is not in the cache is dropped
    partials: [Partials.Channel],
    allowedMentions: { parse: [], repliedUser: false },
    failIfNotExists: false,
    makeCache: Options.cacheWithLimits({
      ...Options.DefaultMakeCacheSettings,
      MessageManager: 0,
      ReactionManager: 0,
      PresenceManager: 0,
      GuildMemberManager: { maxSize: 200, keepOverLimit: (member) => member.id === member.client.user.id },
    }),
    sweepers: { ...Options.DefaultSweeperSettings, users: { interval: 3600, filter: () => (user) => user.id !== user.client.user.id } },
    rest: optionsFor(settings),
    ...(settings.shards ? { shards: settings.shards.ids, shardCount: settings.shards.count } : { shards: 'auto' as const }),
  })
