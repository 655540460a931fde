import { Client, Events, GatewayIntentBits, Partials, type ClientEvents, type ClientOptions, type Interaction, type Message } from 'discord.js'
import { onTestFinished } from 'vitest'
import type { Discord } from './index.ts'

export interface PlainBot {
  client: Client<true>
  /** what its handlers threw, and what discord.js reports */
  errors: unknown[]
  /** A listener that may wait: what it throws is kept in `errors`. */
  on<E extends keyof ClientEvents>(event: E, listener: (...given: ClientEvents[E]) => Promise<unknown>): void
}

interface Handlers {
  commands?: Parameters<NonNullable<Client['application']>['commands']['set']>[0]
  interaction?: (interaction: Interaction) => Promise<unknown>
  message?: (message: Message) => Promise<unknown>
  options?: Partial<ClientOptions>
}

/** A bot of nothing but discord.js, logged in and with its commands registered, until the test is over. */
export async function startPlainBot(discord: Discord, { commands = [], interaction, message, options = {} }: Handlers = {}): Promise<PlainBot> {
  const errors: unknown[] = []
  const client = new Client({
    intents: [GatewayIntentBits.Guilds, GatewayIntentBits.DirectMessages], partials: [Partials.Channel], allowedMentions: { parse: [] }, ...options,
    rest: { api: discord.apiUrl, ...options.rest },
  })
  onTestFinished(() => client.destroy())
  client.on(Events.Error, (error) => errors.push(error))
  const on: PlainBot['on'] = (event, listener) => {
    client.on(event, (...given) => void listener(...given).catch((error: unknown) => errors.push(error)))
  }
  if (interaction) on(Events.InteractionCreate, interaction)
  if (message) on(Events.MessageCreate, async (given) => (given.author.bot ? undefined : message(given)))
  const ready = new Promise<Client<true>>((resolve) => client.once(Events.ClientReady, resolve))
  await client.login(discord.token)
  const logged = await ready
  await logged.application.commands.set(commands)
  return { client: logged, errors, on }
}
