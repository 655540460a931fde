import { PermissionFlagsBits } from 'discord.js'
import { channelObject, memberInChannel, messageObject, rolesOf, userObject } from './objects.ts'
import { permissionsIn } from './permissions.ts'
import type { Fields } from './problems.ts'
import type { Command, Commands } from './routes/application.ts'
import type { Channel, Message, User, World } from './world.ts'

/** The commands that the client offers somebody in a place: of the right context, and with the permissions they ask for. */
export function commandsFor(world: World, commands: Commands, channel: Channel, user: User): Command[] {
  const guild = world.guildOf(channel)
  const everywhere = (commands.get('') ?? []).filter(({ contexts }) => Array.isArray(contexts) && contexts.includes(guild ? 0 : 1))
  if (!guild) return everywhere
  const bits = permissionsIn(guild, channel, user.id)
  const may = ({ default_member_permissions: needed }: Command) => {
    if (needed === null || needed === undefined || bits & PermissionFlagsBits.Administrator) return true
    const asked = BigInt(needed as string)
    return asked !== 0n && (bits & asked) === asked
  }
  return bits & PermissionFlagsBits.UseApplicationCommands ? [...(commands.get(guild.id) ?? []), ...everywhere].filter(may) : []
}

/** What an interaction brings along about the people, channels, roles, files and messages that it names. */
export function resolvedData(world: World, channel: Channel, found: Record<string, Set<string>>, message?: Message): Fields {
  const guild = world.guildOf(channel)
  const members = (id: string) => {
    if (!guild?.members.has(id)) return undefined
    const { user: _user, ...member } = memberInChannel(world, guild, channel, id)
    return member
  }
  const known: Record<string, (id: string) => object | undefined> = {
    users: (id) => userOf(world, id),
    channels: (id) => channelWith(world, id),
    roles: (id) => guild && rolesOf(guild).find((role) => role.id === id),
    attachments: (id) => world.files.get(id)?.attachment,
    messages: (id) => (message?.id === id ? messageObject(world, message) : undefined),
  }
  const entries = Object.entries(found).map(([key, ids]) => [key, mapOf(ids, known[key] ?? (() => undefined))] as const)
  if (!entries.length) return {}
  return { resolved: { ...Object.fromEntries(entries), ...(found.users && guild ? { members: mapOf(found.users, members) } : {}) } }
}

const mapOf = (ids: Set<string>, give: (id: string) => object | undefined) =>
  Object.fromEntries([...ids].flatMap((id) => {
    const found = give(id)
    return found ? [[id, found]] : []
  }))

const userOf = (world: World, id: string) => {
  const user = world.users.get(id)
  return user && userObject(user)
}

/** A partial channel, with what the bot may there. */
const channelWith = (world: World, id: string) => {
  const channel = world.channels.get(id)
  const guild = channel && world.guildOf(channel)
  return channel && { ...channelObject(world, channel), ...(guild ? { permissions: String(permissionsIn(guild, channel, world.bot.id)), app_permissions: String(permissionsIn(guild, channel, world.bot.id)) } : {}) }
}
