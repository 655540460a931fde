import { PermissionFlagsBits } from 'discord.js'
import type { Channel, Guild } from './world.ts'

export type Permission = keyof typeof PermissionFlagsBits

export const bitsOf = (...permissions: Permission[]): bigint => permissions.reduce((bits, one) => bits | PermissionFlagsBits[one], 0n)

/** What everybody may in a new guild, as Discord sets it up; less than @everyone pings. */
export const everyoneBits = bitsOf(
  'ViewChannel', 'SendMessages', 'EmbedLinks', 'AttachFiles', 'ReadMessageHistory', 'SendMessagesInThreads', 'UseApplicationCommands', 'AddReactions',
)

/** What an invitation of ours asks for: view, send, embed, attach, history, threads, events. */
export const invitedBits = 17970143284224n

export interface Overwrite {
  id: string
  /** 0 a role, 1 a member */
  type: 0 | 1
  allow: bigint
  deny: bigint
}

/** What somebody may in a channel: roles, then the channel's overwrites for everyone, for roles and for the member. */
export function permissionsIn(guild: Guild, channel: Channel | undefined, userId: string): bigint {
  const member = guild.members.get(userId)
  if (!member) return 0n
  const roleIds = [guild.id, ...member.roles]
  const base = guild.roles.filter(({ id }) => roleIds.includes(id)).reduce((bits, role) => bits | role.bits, 0n)
  if (guild.ownerId === userId || base & PermissionFlagsBits.Administrator) return Object.values(PermissionFlagsBits).reduce((all, bit) => all | bit, 0n)
  const overwrites = channel?.overwrites ?? []
  const apply = (bits: bigint, chosen: Overwrite[]) => {
    const deny = chosen.reduce((sum, one) => sum | one.deny, 0n)
    const allow = chosen.reduce((sum, one) => sum | one.allow, 0n)
    return (bits & ~deny) | allow
  }
  const ofEveryone = overwrites.filter(({ id }) => id === guild.id)
  const ofRoles = overwrites.filter(({ id, type }) => type === 0 && id !== guild.id && member.roles.includes(id))
  const ofMember = overwrites.filter(({ id, type }) => type === 1 && id === userId)
  return [ofEveryone, ofRoles, ofMember].reduce(apply, base)
}
