import { Events, type Client } from 'discord.js'
import type { Adapter, Door } from '../../bot/adapter.ts'
import { createVouching } from '../../bot/vouching.ts'
import { createWords } from '../../bot/words.ts'
import { m as bot } from '../../bot/messages.ts'
import { advice } from './advice.ts'
import { createRest } from './client.ts'
import { createDelivery } from './deliver.ts'
import { arrivalIn, createDirectMessages } from './direct-messages.ts'
import { platform, type Discord, type DiscordParts } from './discord.ts'
import { Gateway } from './gateway.ts'
import { Guilds } from './guilds.ts'
import { limits } from './limits.ts'
import { m } from './messages.ts'
import { Missed } from './missed.ts'
import { createPeople } from './people.ts'
import { receive } from './receive.ts'
import { commandsOf } from './register.ts'
import { keepRegistered } from './registration.ts'
import { leads, type DiscordSettings } from './settings.ts'

export type { DiscordParts } from './discord.ts'
export { leads, readDiscordSettings, type DiscordSettings } from './settings.ts'

/** How long a stop waits for what is in flight. */
const stopMs = 10_000

/** The assistant in the guilds it was invited to. */
export function createDiscordAdapter(parts: DiscordParts, settings: DiscordSettings): Adapter {
  const rest = createRest(settings)
  const delivery = createDelivery({ ...parts, ...settings, onTokenRefused: (sentence) => running?.gateway.leave(sentence) })
  delivery.watch(rest)
  let running: Running | undefined
  return {
    platform,
    limits,
    get connected() {
      return (running?.gateway.connected ?? false) && delivery.usable
    },
    async start(door) {
      running = run({ ...parts, door, rest, delivery }, settings)
      await running.gateway.start()
    },
    deliver: (message) => delivery.deliver(message),
    calendar: delivery.calendar,
    stop: async () => running?.stop(),
  }
}

interface Running {
  gateway: Gateway
  stop(): Promise<void>
}

type Begun = DiscordParts & Pick<Discord, 'rest' | 'delivery'> & { door: Door }

/** Everything that listens. */
function run(begun: Begun, settings: DiscordSettings): Running {
  const people = createPeople(begun)
  const discord: Discord = { ...begun, people, commands: commandsOf(begun.door), words: createWords([bot, m]) }
  const { log, delivery } = discord
  const stopping = new AbortController()
  const inbox = createDirectMessages(discord)
  const missed = new Missed(discord, (arrival) => inbox.take(arrival))
  const vouching = createVouching({ ...begun, platform, organises: ({ space, externalId }) => people.organises(space, externalId) })
  const guilds = new Guilds(discord)
  const inFlight = new InFlight()
  const seen = new Seen()

  const onClient = (client: Client) => {
    delivery.watch(client.rest)
    client.on(Events.InteractionCreate, (interaction) => {
      if (seen.isNew(interaction.id)) inFlight.add(receive(discord, interaction))
      else log.warn('an interaction was delivered twice')
    })
    if (!leads(settings)) return
    missed.follow(client)
    client.on(Events.MessageCreate, (message) => {
      const arrival = arrivalIn(message)
      if (arrival) inFlight.add(inbox.take(arrival).then(() => undefined, (error: unknown) => missed.lost(error)))
    })
  }
  const onReady = async (client: Client<true>) => {
    await guilds.follow(client)
    if (!leads(settings)) return
    vouching.start()
    await keepRegistered(discord, client.application.id, stopping.signal)
    if (client.guilds.cache.size === 0 && !settings.shards) log.warn(advice.noGuild(client.application.id))
  }
  const gateway = new Gateway({ settings, log, onClient, onReady })
  inbox.start()
  return {
    gateway,
    async stop() {
      stopping.abort()
      await inFlight.settled(stopMs)
      await Promise.all([missed.stop(), vouching.stop()])
      await gateway.stop()
      await inbox.stop()
      await guilds.settled()
    },
  }
}

/** What is under way. */
class InFlight {
  private readonly all = new Set<Promise<void>>()

  add(work: Promise<void>): void {
    this.all.add(work)
    void work.finally(() => this.all.delete(work))
  }

  /** Waits until all is done, but no longer than this. */
  async settled(atMost: number): Promise<void> {
    let timer: NodeJS.Timeout | undefined
    const late = new Promise<void>((resolve) => (timer = setTimeout(resolve, atMost)))
    await Promise.race([Promise.all(this.all), late])
    clearTimeout(timer)
  }
}

/** The ids of what was delivered lately: after a lost connection the platform delivers some of it again. */
class Seen {
  private readonly ids = new Set<string>()

  isNew(id: string): boolean {
    if (this.ids.has(id)) return false
    this.ids.add(id)
    const [oldest] = this.ids
    if (this.ids.size > 5000 && oldest) this.ids.delete(oldest)
    return true
  }
}
