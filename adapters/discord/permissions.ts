import { PermissionFlagsBits, PermissionsBitField, Routes, type APIChannel, type APIGuild, type APIGuildMember, type APIOverwrite, type REST } from 'discord.js'
import { patiently } from './rest.ts'

export type Permission = keyof typeof PermissionFlagsBits

/** What somebody may in a channel of a guild, asked of the platform anew; of a thread, what she may in its channel. */
export async function permissionsIn(rest: REST, channelId: string, userId: string): Promise<PermissionsBitField> {
  const get = async <T>(route: `/${string}`) => (await patiently(() => rest.get(route))) as T
  const found = await get<APIChannel>(Routes.channel(channelId))
  const isThread = 'thread_metadata' in found && 'parent_id' in found && found.parent_id
  const channel = isThread ? await get<APIChannel>(Routes.channel(String(found.parent_id))) : found
  if (!('guild_id' in channel) || !channel.guild_id) return new PermissionsBitField()
  const guild = await get<APIGuild>(Routes.guild(channel.guild_id))
  const member = await get<APIGuildMember>(Routes.guildMember(guild.id, userId))
  return computed(guild, 'permission_overwrites' in channel ? (channel.permission_overwrites ?? []) : [], member, userId)
}

/** As Discord computes it: roles, then what the channel says of everyone, of roles, of her. */
function computed(guild: APIGuild, overwrites: APIOverwrite[], member: APIGuildMember, userId: string): PermissionsBitField {
  const roles = [guild.id, ...member.roles]
  const base = guild.roles.filter(({ id }) => roles.includes(id)).reduce((bits, { permissions }) => bits | BigInt(permissions), 0n)
  if (guild.owner_id === userId || base & PermissionFlagsBits.Administrator) return new PermissionsBitField(PermissionsBitField.All)
  const apply = (bits: bigint, all: APIOverwrite[]) =>
    (bits & ~all.reduce((sum, { deny }) => sum | BigInt(deny), 0n)) | all.reduce((sum, { allow }) => sum | BigInt(allow), 0n)
  const ofEveryone = overwrites.filter(({ id }) => id === guild.id)
  const ofRoles = overwrites.filter(({ id }) => id !== guild.id && member.roles.includes(id))
  return new PermissionsBitField([ofEveryone, ofRoles, overwrites.filter(({ id }) => id === userId)].reduce(apply, base))
}

/** `SendMessagesInThreads` → `Send Messages In Threads`, as the server’s settings call it */
export const nameOfPermission = (permission: string): string => permission.replace(/(?<=[a-z])(?=[A-Z])/g, ' ')

/** Those of the permissions that somebody has not in a channel. @throws what the platform answers when we may not even see it */
export async function missingIn(rest: REST, channelId: string, userId: string, needed: Permission[]): Promise<Permission[]> {
  const has = await permissionsIn(rest, channelId, userId)
  return needed.filter((one) => !has.has(PermissionFlagsBits[one]))
}
