import { ChannelType, type APIUser } from 'discord.js'
import { permissionsIn, type Overwrite } from './permissions.ts'
import type { Channel, Guild, Message, Role, User, World } from './world.ts'

/** What Discord sends about things, as discord.js reads it. */

export const isThread = (channel: Channel): boolean => channel.thread !== null

const iso = (at: number): string => new Date(at).toISOString()

export const userObject = (user: User): APIUser => ({
  id: user.id,
  username: user.name.toLowerCase().replaceAll(' ', '_'),
  discriminator: '0',
  global_name: user.bot ? null : user.name,
  avatar: null,
  ...(user.bot ? { bot: true } : {}),
})

export const roleObject = (role: Role, position: number) => ({
  id: role.id, name: role.name, color: 0, colors: { primary_color: 0, secondary_color: null, tertiary_color: null }, hoist: false, icon: null,
  unicode_emoji: null, position, permissions: String(role.bits), managed: role.botId !== undefined, mentionable: false, flags: 0,
  ...(role.botId ? { tags: { bot_id: role.botId } } : {}),
})

export const rolesOf = (guild: Guild) => guild.roles.map(roleObject)

export function memberObject(world: World, guild: Guild, userId: string) {
  const member = guild.members.get(userId)
  const user = world.users.get(userId)
  return {
    user: user && userObject(user), nick: null, avatar: null, roles: member?.roles ?? [], joined_at: iso(member?.joinedAt ?? 0),
    premium_since: null, deaf: false, mute: false, flags: 0, pending: false, communication_disabled_until: null,
  }
}

/** A member as an interaction brings her, with what she may where she is. */
export function memberInChannel(world: World, guild: Guild, channel: Channel, userId: string) {
  return { ...memberObject(world, guild, userId), permissions: String(permissionsIn(guild, withParent(world, channel), userId)) }
}

/** The channel whose overwrites count: a thread has those of its parent. */
export const withParent = (world: World, channel: Channel): Channel =>
  channel.thread ? (world.channels.get(channel.parentId ?? '') ?? channel) : channel

const overwriteObject = ({ id, type, allow, deny }: Overwrite) => ({ id, type, allow: String(allow), deny: String(deny) })

export function channelObject(world: World, channel: Channel): object {
  const { id, type, name, lastMessageId: last } = channel
  if (type === ChannelType.DM) {
    const recipient = world.users.get(channel.recipientId ?? '')
    return { id, type, last_message_id: last, flags: 0, recipients: recipient ? [userObject(recipient)] : [] }
  }
  const common = { id, type, name, guild_id: channel.guildId, parent_id: channel.parentId, last_message_id: last, rate_limit_per_user: 0, flags: 0 }
  const tags = type === ChannelType.GuildForum ? { available_tags: channel.tags.map((tag) => ({ ...tag, emoji_id: null, emoji_name: null })) } : {}
  if (!channel.thread) return { ...common, ...tags, position: channel.position, topic: null, nsfw: false, permission_overwrites: channel.overwrites.map(overwriteObject) }
  const { archived, locked, autoArchive, ownerId, members } = channel.thread
  const created = iso(Number((BigInt(id) >> 22n) + 1_420_070_400_000n))
  const metadata = { archived, locked, auto_archive_duration: autoArchive, archive_timestamp: created, create_timestamp: created }
  const counts = { message_count: channel.messages.size, total_message_sent: channel.messages.size, member_count: members.size }
  const own = members.has(world.bot.id) ? { member: { id, user_id: world.bot.id, join_timestamp: created, flags: 1 } } : {}
  return { ...common, owner_id: ownerId, thread_metadata: metadata, ...counts, ...own }
}

/** A guild as it is described after login. */
export function guildObject(world: World, guild: Guild): object {
  const all = world.channelsOf(guild.id)
  const [threads, channels] = [all.filter(isThread), all.filter((channel) => !isThread(channel))]
  const settings = {
    icon: null, splash: null, discovery_splash: null, description: null, banner: null, vanity_url_code: null, afk_channel_id: null, afk_timeout: 300,
    system_channel_id: null, system_channel_flags: 0, rules_channel_id: null, public_updates_channel_id: null, safety_alerts_channel_id: null,
    verification_level: 0, default_message_notifications: 0, explicit_content_filter: 0, mfa_level: 0, nsfw_level: 0, premium_tier: 0,
    premium_progress_bar_enabled: false, application_id: null, features: ['COMMUNITY'],
  }
  const live = { stage_instances: [], guild_scheduled_events: [], soundboard_sounds: [], voice_states: [], presences: [], emojis: [], stickers: [] }
  return {
    id: guild.id, name: guild.name, owner_id: guild.ownerId, preferred_locale: guild.locale, ...settings, ...live, roles: rolesOf(guild),
    channels: channels.map((channel) => channelObject(world, channel)), threads: threads.map((channel) => channelObject(world, channel)),
    members: [memberObject(world, guild, world.bot.id)], member_count: guild.members.size, large: false, unavailable: false,
    joined_at: iso(guild.members.get(world.bot.id)?.joinedAt ?? 0),
  }
}

export function messageObject(world: World, message: Message): Record<string, unknown> {
  const author = world.users.get(message.authorId)
  const channel = world.channels.get(message.channelId)
  const users = message.pings.users.flatMap((id) => world.users.get(id) ?? [])
  const invoker = world.users.get(message.interaction?.userId ?? '')
  return {
    id: message.id, channel_id: message.channelId, author: author && userObject(author), content: message.content,
    timestamp: iso(message.createdAt), edited_timestamp: message.editedAt === null ? null : iso(message.editedAt), tts: false, pinned: false,
    mention_everyone: message.pings.everyone, mentions: users.map(userObject), mention_roles: message.pings.roles, attachments: message.attachments,
    embeds: message.embeds, components: message.components, flags: message.flags, type: message.replyTo ? 19 : message.interaction ? 20 : 0,
    ...(message.nonce === undefined ? {} : { nonce: message.nonce }),
    ...(message.replyTo ? { message_reference: { message_id: message.replyTo, channel_id: message.channelId, guild_id: channel?.guildId ?? undefined } } : {}),
    ...(message.interaction ? interactionOf(message.interaction, world.bot.id, invoker) : {}),
    ...(message.authorId === world.bot.id ? { application_id: world.bot.id } : {}),
  }
}

const interactionOf = ({ id, type, userId }: NonNullable<Message['interaction']>, botId: string, user: User | undefined) => ({
  webhook_id: botId,
  interaction_metadata: { id, type, user: user && userObject(user), authorizing_integration_owners: { 0: userId } },
})

export const applicationObject = (world: World, flags: number) => ({
  id: world.bot.id, name: world.bot.name, icon: null, description: '', summary: '', bot_public: false, bot_require_code_grant: false,
  verify_key: '0'.repeat(64), flags, owner: userObject(world.bot), team: null, bot: userObject(world.bot), approximate_guild_count: world.guilds.size,
})
