import { ChannelType, type LocaleString } from 'discord.js'
import type { FastifyInstance } from 'fastify'
import { Buckets, usualLimits, type BucketsAbout, type Violation } from './buckets.ts'
import { Faults, type Fault, type Match, type Order, type RandomFaults } from './faults.ts'
import { Gateway, type GatewayAbout } from './gateway.ts'
import { channelObject, guildObject, roleObject } from './objects.ts'
import { createMessage, deleteMessage } from './messages.ts'
import { bitsOf, type Permission } from './permissions.ts'
import { DiscordPerson } from './person.ts'
import { Rest, type LoggedRequest } from './rest.ts'
import { Interactions } from './interactions.ts'
import { applicationRoutes, type Command, type Commands } from './routes/application.ts'
import { eventRoutes, statusOf } from './routes/events.ts'
import { fileRoutes } from './routes/files.ts'
import { guildRoutes } from './routes/guilds.ts'
import { interactionRoutes } from './routes/interactions.ts'
import { messageRoutes } from './routes/messages.ts'
import { threadRoutes } from './routes/threads.ts'
import { textOf } from './reading.ts'
import { until } from './until.ts'
import { World, type Channel, type Guild, type Message, type ScheduledEvent, type User } from './world.ts'

export type { Fault, Match, Order, RandomFaults } from './faults.ts'
export type { LoggedRequest } from './rest.ts'
export type { FileToSend, Filling, OpenForm } from './form.ts'
export { quickLimits, usualLimits } from './buckets.ts'
export { DiscordPerson } from './person.ts'
export type { Channel, Guild, Message, ScheduledEvent, User } from './world.ts'

export interface DiscordAbout {
  /** rate limits; those of every day by default */
  limits?: Partial<BucketsAbout>
  gateway?: Partial<GatewayAbout>
  /** milliseconds of real time that the bot has for a first answer; without it, only the 3 seconds that a test lets pass count */
  answerWithin?: number
  /** milliseconds that people wait before they say that nothing came; only matters when something is wrong */
  patience?: number
  /** answers of 401, 403 and 429 in ten minutes before everything is refused */
  invalidRequests?: number
}

export interface GuildAbout {
  /** names of text channels; `#` before a forum's name makes a forum */
  channels?: string[]
  locale?: LocaleString
}

export interface UserAbout {
  locale?: LocaleString
  /** the guilds she is a member of */
  guilds?: Guild[]
  /** may manage them */
  manager?: boolean
}

export interface PersonAbout extends UserAbout {
  /** of her computer: moments are shown in it */
  timeZone?: string
}

const usualGateway: GatewayAbout = { heartbeat: 41_250, shards: 1, concurrency: 16, privileged: 0 }

/**
 * A Discord of our own on loopback: REST v10 and gateway, for the real discord.js
 * (`new Client({ rest: { api: discord.apiUrl }, intents })`, then `login(discord.token)`). It keeps a world, enforces the platform's
 * limits, refuses with its error bodies, and fails when it is told to.
 */
export class Discord {
  readonly world: World
  readonly gateway: Gateway
  readonly buckets: Buckets
  readonly interactions: Interactions
  private readonly faults = new Faults()
  private readonly rest: Rest
  private readonly commandsByGuild: Commands = new Map()
  private readonly patience: number
  private ahead = 0

  constructor({ limits, gateway, invalidRequests = 10_000, answerWithin, patience = 20_000 }: DiscordAbout) {
    this.world = new World({ now: () => Date.now() + this.ahead, passed: () => this.ahead })
    this.buckets = new Buckets({ ...usualLimits, ...limits, limits: { ...usualLimits.limits, ...limits?.limits } })
    this.rest = new Rest({ world: this.world, buckets: this.buckets, faults: this.faults, invalidRequests })
    this.gateway = new Gateway(this.rest.app.server, this.world, { ...usualGateway, ...gateway }, () => this.buckets.forget())
    this.patience = patience
    this.interactions = new Interactions(this.world, answerWithin)
    const { app } = this.rest
    void app.register(async (api) => this.addRoutes(api), { prefix: '/api/v10' })
    fileRoutes(app, this.world)
  }

  private addRoutes(app: FastifyInstance): void {
    applicationRoutes(app, this.world, this.gateway, this.commandsByGuild)
    guildRoutes(app, this.world)
    eventRoutes(app, this.world)
    messageRoutes(app, this.world)
    threadRoutes(app, this.world)
    interactionRoutes(app, this.world, this.interactions)
  }

  async listen(): Promise<void> {
    this.world.baseUrl = await this.rest.app.listen({ host: '127.0.0.1', port: 0 })
  }

  async close(): Promise<void> {
    await this.gateway.close()
    await this.rest.close()
  }

  /** For the client's `rest.api`. */
  get apiUrl(): string {
    return `${this.world.baseUrl}/api`
  }

  get token(): string {
    return this.world.token
  }

  /** Every request that came, in order, with what was answered. */
  get log(): LoggedRequest[] {
    return this.rest.log
  }

  /** The commands that are registered for all guilds and for direct messages. */
  get commands(): Command[] {
    return this.commandsByGuild.get('') ?? []
  }

  /** A guild that the bot is a member of. */
  guild(name: string, { channels = ['general'], locale = 'en-US' }: GuildAbout = {}): Guild {
    const guild = this.world.addGuild(name, locale)
    for (const given of channels) this.opensChannel(guild, given)
    this.world.dispatch({ t: 'GUILD_CREATE', d: guildObject(this.world, guild), guildId: guild.id, intent: 1 })
    return guild
  }

  /** Somebody at a client: what she types and presses is sent to the bot, what comes back she sees. */
  person(name: string, { timeZone = 'Europe/Paris', ...about }: PersonAbout = {}): DiscordPerson {
    const { world, interactions, commandsByGuild: commands, patience } = this
    return new DiscordPerson({ world, interactions, commands, user: this.user(name, about), timeZone, patience })
  }

  /** A new channel; `#` before the name of a forum. */
  opensChannel(guild: Guild, name: string): Channel {
    const type = name.startsWith('#') ? ChannelType.GuildForum : ChannelType.GuildText
    const channel = this.world.addChannel({ type, name: name.replace(/^#/, ''), guildId: guild.id })
    this.world.dispatch({ t: 'CHANNEL_CREATE', d: channelObject(this.world, channel), guildId: guild.id, intent: 1 })
    return channel
  }

  user(name: string, { locale = 'en-US', guilds = [], manager = false }: UserAbout = {}): User {
    const user = this.world.addUser(name, locale)
    for (const guild of guilds) this.joins(guild, user, manager ? ['ManageGuild'] : [])
    return user
  }

  /** Makes somebody a member of a guild, with a role that has these permissions. */
  joins(guild: Guild, user: User, permissions: Permission[] = []): void {
    const { world } = this
    const roles = permissions.length ? [{ id: world.ids.next(), name: permissions.join(', '), bits: bitsOf(...permissions) }] : []
    guild.members.set(user.id, { roles: roles.map(({ id }) => id), joinedAt: world.clock.now() })
    for (const role of roles) {
      guild.roles.push(role)
      world.dispatch({ t: 'GUILD_ROLE_CREATE', d: { guild_id: guild.id, role: roleObject(role, guild.roles.length - 1) }, guildId: guild.id, intent: 1 })
    }
  }

  /** From now on nobody reaches her by direct message; or, with false, again. */
  dmsClosed(user: User, closed = true): void {
    user.dmsClosed = closed
  }

  /** Takes somebody, or the bot itself, out of a guild. */
  leaves(guild: Guild, user: User): void {
    guild.members.delete(user.id)
    if (user === this.world.bot) this.world.dispatch({ t: 'GUILD_DELETE', d: { id: guild.id }, guildId: guild.id, intent: 1 })
  }

  deletesChannel(channel: Channel): void {
    const gone = channelObject(this.world, channel)
    this.world.channels.delete(channel.id)
    this.world.dispatch({ t: 'CHANNEL_DELETE', d: gone, guildId: channel.guildId, intent: 1 })
  }

  deletesMessage(message: Message): void {
    deleteMessage(this.world, message)
  }

  /** What the bot wrote there at another time, from another process. */
  hasWritten(channel: Channel, body: Record<string, unknown>): Message {
    return createMessage(this.world, { channel, authorId: this.world.bot.id, body, files: [] })
  }

  channelOf(guild: Guild, name: string): Channel {
    const found = this.world.channelsOf(guild.id).find((channel) => channel.name === name)
    if (!found) throw new Error(`${guild.name} has no channel #${name}`)
    return found
  }

  /** Takes permissions from the bot in one channel; none given, it has them all back. */
  botMayNot(channel: Channel, ...permissions: Permission[]): void {
    channel.overwrites = channel.overwrites.filter(({ id }) => id !== this.world.bot.id)
    if (permissions.length) channel.overwrites.push({ id: this.world.bot.id, type: 1, allow: 0n, deny: bitsOf(...permissions) })
    this.world.dispatch({ t: 'CHANNEL_UPDATE', d: channelObject(this.world, channel), guildId: channel.guildId, intent: 1 })
  }

  /** Takes a permission from the bot in the whole guild; or, with false, gives it back. */
  botLacks(guild: Guild, permission: Permission, lacks = true): void {
    for (const [index, role] of guild.roles.entries()) {
      if (role.botId !== this.world.bot.id) continue
      role.bits = lacks ? role.bits & ~bitsOf(permission) : role.bits | bitsOf(permission)
      this.world.dispatch({ t: 'GUILD_ROLE_UPDATE', d: { guild_id: guild.id, role: roleObject(role, index) }, guildId: guild.id, intent: 1 })
    }
  }

  /** The events of a guild as its members see them, those that are over or cancelled too. */
  eventsOf(guild: Guild): ScheduledEvent[] {
    return [...guild.events.values()].map((event) => ({ ...event, status: statusOf(event, this.world.clock.now()) }))
  }

  /** Somebody presses “Interested” on an event. */
  isInterested(guild: Guild, user: Pick<User, 'id'>, name: string): void {
    const event = [...guild.events.values()].find((one) => one.name === name)
    if (!event) throw new Error(`${guild.name} has no event ${name}`)
    event.interested.add(user.id)
  }

  /** What stands in a channel, as anybody there reads it: without what only one person sees. */
  textsIn(channel: Channel): string[] {
    const eyes = { world: this.world, locale: 'en-US', timeZone: 'Europe/Paris' }
    return [...channel.messages.values()].filter(({ ephemeralFor }) => !ephemeralFor).map((message) => textOf(message, eyes))
  }

  /** Waits until something is so; looks again whenever something changed. */
  until<T>(look: () => T | undefined | false, otherwise = 'it never came to be so'): Promise<T> {
    return until(this.world, look, { within: this.patience, otherwise: () => otherwise })
  }

  /** Orders a fault for the next requests that match. */
  fails(match: Match, fault: Fault, times = 1): Order {
    return this.faults.order(match, fault, times)
  }

  /** Orders faults at random, from a seed; undefined ends them. */
  failsAtRandom(about: RandomFaults | undefined): void {
    this.faults.orderRandom(about)
  }

  /** Requests that were made although the bucket was known to be empty, or the global limit reached. */
  get violations(): Violation[] {
    return this.buckets.violations
  }

  /** Answers of 401, 403 and 429 in the last ten minutes, which Discord bans for when they are 10,000. */
  get invalidRequests(): number {
    return this.rest.invalidRequests
  }

  /** What was refused because of its form (50035, 50006 and the like): a renderer that is wrong. */
  get refusedBodies(): LoggedRequest[] {
    return this.log.filter(({ error }) => error && [50035, 50006, 30015, 30032, 40005, 50045, 50109].includes(error.code))
  }

  /** Makes every token of an interaction worthless, as fifteen minutes do. */
  expireTokens(): void {
    this.interactions.expireTokens()
  }

  /** Lets time pass at Discord: tokens run out, links expire, answers come too late. */
  passes({ minutes = 0, seconds = 0 }: { minutes?: number; seconds?: number }): void {
    this.ahead += minutes * 60_000 + seconds * 1000
  }
}

/** Opens a Discord on a free port of loopback. Close it at the end. */
export async function openDiscord(about: DiscordAbout = {}): Promise<Discord> {
  const discord = new Discord(about)
  await discord.listen()
  return discord
}
