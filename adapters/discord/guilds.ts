import { ChannelType, Events, PermissionFlagsBits, ShardClientUtil, type Client, type Guild } from 'discord.js'
import type { Place } from '../../bot/places.ts'
import { checkChannels, checkEvents, mayCreateEvents } from './channels.ts'
import { platform, type Discord } from './discord.ts'

/** Keeps what the assistant knows of its guilds up to date: their names, and the channels that it can see. */
export class Guilds {
  private readonly changed = new Map<string, Guild>()
  private work: Promise<void> | undefined

  constructor(private readonly discord: Discord) {}

  /** Writes down all guilds as they are now, and from now on whatever changes. */
  async follow(client: Client<true>): Promise<void> {
    this.listen(client)
    client.guilds.cache.forEach((guild) => this.note(guild))
    await this.settled()
    await this.leaveThoseGone(client)
    for (const guild of client.guilds.cache.values()) await this.complain(guild, client.application.id)
  }

  /** Says in which channels the assistant is meant to write, and may not. */
  private async complain(guild: Guild, applicationId: string): Promise<void> {
    const { database, engine, log } = this.discord
    const space = await database.client.space.findFirst({ where: { platform, externalId: guild.id, connected: true } })
    const checks = space ? checkChannels(guild, space, { purposes: Object.keys(engine.channels), applicationId }) : []
    for (const { ok, chosen, title, advice } of checks) if (chosen && !ok) log.warn(`Discord: ${title}. ${advice}`)
    const events = checkEvents(guild, applicationId)
    if (space && !events.ok) log.warn(`Discord: ${events.title}. ${events.advice}`)
  }

  /** Finishes what is under way. */
  async settled(): Promise<void> {
    while (this.work) await this.work
  }

  private listen(client: Client<true>): void {
    const note = ({ guild }: { guild: Guild }) => this.note(guild)
    client.on(Events.GuildCreate, (guild) => this.note(guild))
    client.on(Events.GuildAvailable, (guild) => this.note(guild))
    client.on(Events.GuildUpdate, (_, guild) => this.note(guild))
    client.on(Events.GuildRoleUpdate, note)
    client.on(Events.ChannelCreate, note)
    client.on(Events.ChannelDelete, (channel) => void ('guild' in channel && note(channel)))
    client.on(Events.ChannelUpdate, (_, channel) => void ('guild' in channel && note(channel)))
    client.on(Events.GuildDelete, ({ id }) => {
      this.leave(id).catch((error: unknown) => this.discord.log.error({ err: error }, 'it could not be noted that a server was left'))
    })
  }

  private note(guild: Guild): void {
    if (!guild.available) return
    this.changed.set(guild.id, guild)
    this.work ??= Promise.resolve().then(() => this.writeDown())
  }

  /** One after the other: which guild is the first of the community is decided once. */
  private async writeDown(): Promise<void> {
    for (const [id, guild] of this.changed) {
      this.changed.delete(id)
      try {
        await this.discord.engine.openSpace({ platform, externalId: id, name: guild.name, places: placesOf(guild), hasCalendar: mayCreateEvents(guild) })
      } catch (error) {
        this.discord.log.error({ err: error }, 'a server could not be written down; it is tried again when something changes there')
      }
    }
    this.work = undefined
  }

  /** What is posted there would be refused; what its people did stays. */
  private async leave(guildId: string): Promise<void> {
    this.changed.delete(guildId)
    await this.discord.database.client.space.updateMany({ where: { platform, externalId: guildId }, data: { channels: {}, places: [] } })
  }

  /** Guilds that the assistant was removed from while it was not there. */
  private async leaveThoseGone(client: Client<true>): Promise<void> {
    const known = await this.discord.database.client.space.findMany({ where: { platform }, select: { externalId: true } })
    const count = client.options.shardCount ?? 1
    for (const { externalId } of known) {
      const isOurs = client.ws.shards.has(ShardClientUtil.shardIdForGuildId(externalId, count))
      if (isOurs && !client.guilds.cache.has(externalId)) await this.leave(externalId)
    }
  }
}

/** The text channels that the assistant sees, in the order of the guild. */
function placesOf(guild: Guild): Place[] {
  const me = guild.members.me
  const seen = guild.channels.cache.filter((channel) => channel.type === ChannelType.GuildText || channel.type === ChannelType.GuildAnnouncement)
  return [...seen.values()]
    .filter((channel) => me && channel.permissionsFor(me).has(PermissionFlagsBits.ViewChannel))
    .sort((one, other) => ('rawPosition' in one && 'rawPosition' in other ? one.rawPosition - other.rawPosition : 0))
    .map(({ id, name }) => ({ id, name }))
}
