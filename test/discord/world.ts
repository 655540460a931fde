import { EventEmitter } from 'node:events'
import { ChannelType, type APIAttachment, type APIEmbed, type GuildScheduledEventStatus, type LocaleString } from 'discord.js'
import { createIds, secret, type Ids } from './ids.ts'
import { everyoneBits, invitedBits, type Overwrite } from './permissions.ts'

/** Goes by itself, and is moved on by a test. */
export interface Clock {
  now(): number
  /** milliseconds that the test let pass */
  passed(): number
}

export interface User {
  id: string
  name: string
  bot: boolean
  locale: LocaleString
  /** what is written to her is refused */
  dmsClosed: boolean
}

export interface Role {
  id: string
  name: string
  bits: bigint
  /** the role that a bot brings along */
  botId?: string
}

export interface Guild {
  id: string
  name: string
  locale: LocaleString
  ownerId: string
  roles: Role[]
  members: Map<string, { roles: string[]; joinedAt: number }>
  events: Map<string, ScheduledEvent>
}

/** Something that takes place outside of the channels of a guild. */
export interface ScheduledEvent {
  id: string
  creatorId: string
  name: string
  description: string | null
  location: string
  startsAt: number
  endsAt: number
  /** as it was set; time alone makes it begin and end too */
  status: GuildScheduledEventStatus
  /** who pressed “Interested” */
  interested: Set<string>
}

export interface Channel {
  id: string
  type: ChannelType
  name: string
  /** its place among the channels of the guild */
  position: number
  guildId: string | null
  parentId: string | null
  overwrites: Overwrite[]
  /** the person of a direct message channel */
  recipientId: string | null
  thread: Thread | null
  lastMessageId: string | null
  messages: Map<string, Message>
  /** of a forum: what a post can be given */
  tags: { id: string; name: string; moderated: boolean }[]
  /** of a forum: a post has to have one */
  requiresTag: boolean
}

export interface Thread {
  ownerId: string
  archived: boolean
  locked: boolean
  autoArchive: number
  members: Set<string>
}

/** A component as Discord stores it: with an id, and files turned into links. */
export interface Component {
  type: number
  id: number
  [key: string]: unknown
}

export interface Message {
  id: string
  channelId: string
  authorId: string
  content: string
  flags: number
  components: Component[]
  embeds: APIEmbed[]
  attachments: APIAttachment[]
  nonce?: string | number
  createdAt: number
  editedAt: number | null
  replyTo: string | null
  /** the interaction that it answers */
  interaction: { id: string; type: number; userId: string } | null
  /** the one who sees it, when nobody else does */
  ephemeralFor: string | null
  /** who was really notified */
  pings: Pings
  /** edits made when it was older than an hour */
  lateEdits: number
}

export interface Pings {
  users: string[]
  roles: string[]
  everyone: boolean
}

export interface StoredFile {
  attachment: APIAttachment
  bytes: Buffer
  expiresAt: number
}

/** Something that the gateway says: to the shard of a guild, or to shard 0; to those who have the intent. */
export interface GatewayEvent {
  t: string
  d: object
  guildId: string | null
  /** 0: everybody gets it */
  intent: number
}

/** All there is: people, guilds, channels, messages, files. It changes; it decides nothing. */
export class World {
  readonly ids: Ids
  readonly users = new Map<string, User>()
  readonly guilds = new Map<string, Guild>()
  readonly channels = new Map<string, Channel>()
  /** messages by author and nonce */
  readonly nonces = new Map<string, Message>()
  readonly files = new Map<string, StoredFile>()
  readonly bot: User
  readonly token: string
  readonly changes = new EventEmitter().setMaxListeners(0)
  /** where the server listens, once it does */
  baseUrl = ''
  dispatch: (event: GatewayEvent) => void = () => undefined

  constructor(readonly clock: Clock) {
    this.ids = createIds(() => clock.now())
    this.bot = this.addUser('Entraide', 'en-US', true)
    this.token = `${Buffer.from(this.bot.id).toString('base64url')}.${secret(5)}.${secret(24)}`
  }

  /** Says that something is no longer as it was: whoever waits looks again. */
  changed(): void {
    this.changes.emit('change')
  }

  addUser(name: string, locale: LocaleString, bot = false): User {
    const user = { id: this.ids.next(), name, bot, locale, dmsClosed: false }
    this.users.set(user.id, user)
    return user
  }

  addGuild(name: string, locale: LocaleString): Guild {
    const id = this.ids.nextGuild()
    const owner = this.addUser(`Owner of ${name}`, locale)
    const botRole = { id: this.ids.next(), name: this.bot.name, bits: invitedBits, botId: this.bot.id }
    const roles = [{ id, name: '@everyone', bits: everyoneBits }, botRole]
    const guild: Guild = { id, name, locale, ownerId: owner.id, roles, members: new Map(), events: new Map() }
    guild.members.set(owner.id, { roles: [], joinedAt: this.clock.now() })
    guild.members.set(this.bot.id, { roles: [botRole.id], joinedAt: this.clock.now() })
    this.guilds.set(id, guild)
    return guild
  }

  addChannel(about: Partial<Channel> & Pick<Channel, 'type' | 'name'>): Channel {
    const position = about.guildId ? this.channelsOf(about.guildId).length : 0
    const empty = { position, guildId: null, parentId: null, overwrites: [], recipientId: null, thread: null, lastMessageId: null, messages: new Map<string, Message>(), tags: [], requiresTag: false }
    const channel: Channel = { ...empty, id: this.ids.next(), ...about }
    this.channels.set(channel.id, channel)
    return channel
  }

  /** The channel of direct messages between the bot and somebody; always the same. */
  directChannel(userId: string): Channel {
    const known = [...this.channels.values()].find(({ recipientId }) => recipientId === userId)
    return known ?? this.addChannel({ type: ChannelType.DM, name: '', recipientId: userId })
  }

  channelsOf(guildId: string): Channel[] {
    return [...this.channels.values()].filter((channel) => channel.guildId === guildId)
  }

  guildOf(channel: Channel): Guild | undefined {
    return channel.guildId === null ? undefined : this.guilds.get(channel.guildId)
  }

  /** A file, under the address at which it can be fetched for a day. */
  addFile(channelId: string, file: { name: string; bytes: Buffer; type: string; description?: string }): APIAttachment {
    const id = this.ids.next()
    const expiresAt = this.clock.now() + 24 * 3_600_000
    const seal = `ex=${Math.floor(expiresAt / 1000).toString(16)}&is=${Math.floor(this.clock.now() / 1000).toString(16)}&hm=${secret(16)}`
    const url = `${this.baseUrl}/attachments/${channelId}/${id}/${encodeURIComponent(file.name)}?${seal}`
    const attachment: APIAttachment = {
      id, filename: file.name, size: file.bytes.length, url, proxy_url: url, content_type: file.type,
      ...(file.description ? { description: file.description } : {}),
    }
    this.files.set(id, { attachment, bytes: file.bytes, expiresAt })
    return attachment
  }
}
