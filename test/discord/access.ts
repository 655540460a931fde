import { ChannelType, PermissionFlagsBits } from 'discord.js'
import { withParent } from './objects.ts'
import { bitsOf, permissionsIn, type Permission } from './permissions.ts'
import { refuse } from './refusals.ts'
import type { Channel, World } from './world.ts'

/** What somebody may in a channel or thread; in direct messages everything. */
function bitsIn(world: World, channel: Channel, userId: string): bigint {
  const guild = world.guildOf(channel)
  return guild ? permissionsIn(guild, withParent(world, channel), userId) : ~0n
}

/** Whether somebody sees a channel: her own direct messages, the open channels of her guilds, the private threads she is in. */
export function sees(world: World, channel: Channel, userId: string): boolean {
  if (channel.guildId === null) return userId === world.bot.id || channel.recipientId === userId
  const bits = bitsIn(world, channel, userId)
  if (!(bits & PermissionFlagsBits.ViewChannel)) return false
  const secret = channel.type === ChannelType.PrivateThread
  return !secret || Boolean(channel.thread?.members.has(userId)) || Boolean(bits & PermissionFlagsBits.ManageThreads)
}

/** The channel, if the bot sees it and has these permissions there: else 10003, 50001 or 50013. */
export function channelFor(world: World, id: string, ...permissions: Permission[]): Channel {
  const channel = world.channels.get(id) ?? refuse('unknownChannel')
  if (!sees(world, channel, world.bot.id)) refuse('missingAccess')
  const needed = bitsOf(...permissions)
  if ((bitsIn(world, channel, world.bot.id) & needed) !== needed) refuse('missingPermissions')
  return channel
}

/** Whether the bot may write there, and somebody reads it. */
export function channelToWriteIn(world: World, id: string, withFiles: boolean): Channel {
  const found = channelFor(world, id)
  const write: Permission = found.thread ? 'SendMessagesInThreads' : 'SendMessages'
  const channel = channelFor(world, id, write, ...(withFiles ? (['AttachFiles'] as const) : []))
  if (channel.type === ChannelType.GuildForum) refuse('forumNeedsThread')
  if (channel.thread?.locked) refuse('threadLocked')
  if (channel.recipientId !== null) checkRecipient(world, channel)
  return channel
}

/** Somebody can be written to who shares a guild with the bot, or wrote first, and has not closed her direct messages. */
function checkRecipient(world: World, { recipientId, messages }: Channel): void {
  const recipient = world.users.get(recipientId ?? '') ?? refuse('cannotSendToUser')
  if (recipient.dmsClosed || recipient.bot) refuse('cannotSendToUser')
  const together = [...world.guilds.values()].some(({ members }) => members.has(recipient.id) && members.has(world.bot.id))
  const wrote = [...messages.values()].some(({ authorId }) => authorId === recipient.id)
  if (!together && !wrote) refuse('noMutualGuild')
}
