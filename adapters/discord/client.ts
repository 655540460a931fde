import { Client, GatewayDispatchEvents, GatewayIntentBits, Options, Partials, REST, type RESTOptions } from 'discord.js'
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

/** As many people of all, as many of one guild, and as many private conversations are kept, besides the bot itself. */
export const mostKept = 200

/** A client of the gateway: what happens in guilds, and what is written in private. Of what it is told it keeps little. */
export function createClient(settings: DiscordSettings): Client {
  const client = new Client({
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
      GuildMemberManager: { maxSize: mostKept, keepOverLimit: (member) => member.id === member.client.user.id },
      UserManager: { maxSize: mostKept, keepOverLimit: (user) => user.id === user.client.user?.id },
    }),
    sweepers: Options.DefaultSweeperSettings,
    rest: optionsFor(settings),
    ...(settings.shards ? { shards: settings.shards.ids, shardCount: settings.shards.count } : { shards: 'auto' as const }),
  })
  forgetConversations(client)
  return client
}

const { MessageCreate, MessageUpdate, MessageDelete, InteractionCreate, ChannelPinsUpdate } = GatewayDispatchEvents

/** The library has no limit for private conversations, and forgets none: those that nothing has happened in for longest are left out. */
function forgetConversations(client: Client): void {
  const kept = new Set<string>()
  const note = ({ channel_id: channel, guild_id: guild }: { channel_id?: string; guild_id?: string }) => {
    if (!channel || guild) return
    kept.delete(channel)
    kept.add(channel)
    const [oldest] = kept
    if (kept.size <= mostKept || !oldest) return
    kept.delete(oldest)
    client.channels.cache.delete(oldest)
  }
  for (const event of [MessageCreate, MessageUpdate, MessageDelete, InteractionCreate, ChannelPinsUpdate]) client.ws.on(event, note)
}
