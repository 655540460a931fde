import {
  DiscordAPIError, PermissionFlagsBits, RESTJSONErrorCodes as Code, Routes, type APIGuild, type APIGuildMember, type BaseInteraction, type REST, type User,
} from 'discord.js'
import type { AccountRef, Role } from '../../bot/person.ts'
import { locales, type Locale } from '../../bot/text.ts'
import type { Database } from '../../prisma/database.ts'
import { platform } from './discord.ts'

/** Why somebody cannot be served where she is. */
export type Unserved = 'notConnected' | 'nowhere'

export interface People {
  /** Who uses something, with the roles that the platform vouches for at this moment. @throws when it cannot be asked */
  of(interaction: BaseInteraction): Promise<AccountRef | Unserved>
  /** Who writes in private. @throws when the platform cannot be asked */
  writing(user: { id: string; name: string }): Promise<AccountRef | Unserved>
  /** Whether somebody manages a guild now. @throws when the platform cannot be asked */
  organises(guildId: string, userId: string): Promise<boolean>
}

interface Means {
  database: Database
  rest: REST
  communityId: number
}

/** How long the platform's word on somebody's roles is believed. */
const believedForMs = 60_000
const mostRemembered = 2000
/** of guilds that somebody unknown is looked for in */
const mostAsked = 25

/** People as the platform knows them. */
export function createPeople({ database, rest, communityId }: Means): People {
  const guilds = remembering((id) => rest.get(Routes.guild(id)) as Promise<Pick<APIGuild, 'owner_id' | 'roles'>>)
  const members = remembering((path: `/${string}`) => memberAt(rest, path))

  const rolesIn = async (guildId: string, userId: string): Promise<Role[] | undefined> => {
    const member = await members(Routes.guildMember(guildId, userId))
    return member && vouched(manages(await guilds(guildId), guildId, userId, member))
  }
  // Discord tells somebody’s language with what she presses and types as a command, not with what she writes.
  const languages = new Map<string, Locale>()
  const spaces = () => database.client.space.findMany({ where: { platform, communityId, connected: true }, orderBy: { id: 'asc' } })

  const writing: People['writing'] = async ({ id, name }) => {
    const locale = languages.get(id)
    const connected = await spaces()
    const where = { externalId: id, spaceId: { in: connected.map((space) => space.id) } }
    const known = await database.client.account.findFirst({ where, orderBy: { seenAt: 'desc' } })
    const home = connected.find((space) => space.id === known?.spaceId)
    for (const space of [...(home ? [home] : []), ...connected.filter((one) => one !== home)].slice(0, mostAsked)) {
      const roles = await rolesIn(space.externalId, id)
      if (roles) return { platform, spaceId: space.id, externalId: id, name, locale, roles }
    }
    // She shares no guild of ours at present: a guest, at whose record the engine looks.
    const space = home ?? connected[0]
    return space ? { platform, spaceId: space.id, externalId: id, name, locale, roles: [] } : 'nowhere'
  }
  return {
    writing,
    organises: async (guildId, userId) => (await rolesIn(guildId, userId))?.includes('organiser') ?? false,
    async of(interaction) {
      const locale = localeOf(interaction.locale)
      noteLanguage(languages, interaction.user.id, locale)
      if (!interaction.guildId) return writing({ id: interaction.user.id, name: nameOf(interaction.user) })
      const space = await database.client.space.findFirst({ where: { platform, externalId: interaction.guildId, communityId } })
      if (!space?.connected) return 'notConnected'
      const roles = vouched(interaction.memberPermissions?.has(PermissionFlagsBits.ManageGuild) ?? false)
      return { platform, spaceId: space.id, externalId: interaction.user.id, name: nameIn(interaction), roles, locale }
    },
  }
}

/** As people read it: the name of the account for all guilds, not the one it is unique by. */
export const nameOf = (user: Pick<User, 'displayName'>): string => user.displayName

/** The name she goes by in this guild. */
function nameIn({ member, user }: BaseInteraction): string {
  if (member && 'displayName' in member) return member.displayName
  return member?.nick ?? nameOf(user)
}

/** The newest are remembered; one forgotten is noted again with her next command. */
function noteLanguage(languages: Map<string, Locale>, userId: string, locale: Locale | undefined): void {
  languages.delete(userId)
  if (locale) languages.set(userId, locale)
  for (const oldest of languages.keys()) if (languages.size > mostRemembered) languages.delete(oldest)
}

const localeOf = (locale: string): Locale | undefined => locales.find((one) => one === locale.split('-')[0])

const vouched = (isManager: boolean): Role[] => (isManager ? ['member', 'organiser'] : ['member'])

function manages({ owner_id, roles }: Pick<APIGuild, 'owner_id' | 'roles'>, guildId: string, userId: string, member: APIGuildMember): boolean {
  if (owner_id === userId) return true
  // The role of everybody has the id of the guild.
  const own = roles.filter(({ id }) => id === guildId || member.roles.includes(id))
  const bits = own.reduce((all, { permissions }) => all | BigInt(permissions), 0n)
  return (bits & (PermissionFlagsBits.ManageGuild | PermissionFlagsBits.Administrator)) !== 0n
}

const absent: (number | string)[] = [Code.UnknownMember, Code.UnknownUser, Code.UnknownGuild, Code.MissingAccess]

async function memberAt(rest: REST, path: `/${string}`): Promise<APIGuildMember | undefined> {
  try {
    return (await rest.get(path)) as APIGuildMember
  } catch (error) {
    if (error instanceof DiscordAPIError && absent.includes(error.code)) return undefined
    throw error
  }
}

/** Remembers for a minute what was answered; what failed is asked again. */
function remembering<K extends string, T>(ask: (key: K) => Promise<T>): (key: K) => Promise<T> {
  const known = new Map<K, { answer: Promise<T>; until: number }>()
  return (key) => {
    const now = performance.now()
    const before = known.get(key)
    if (before && before.until > now) return before.answer
    for (const [old, { until }] of known) if (until <= now || known.size >= mostRemembered) known.delete(old)
    const answer = ask(key)
    known.set(key, { answer, until: now + believedForMs })
    answer.catch(() => known.delete(key))
    return answer
  }
}
