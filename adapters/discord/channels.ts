import { PermissionFlagsBits, type Guild } from 'discord.js'
import type { Check } from '../../bot/check.ts'
import { channelsIn, placesIn } from '../../bot/places.ts'
import { inviteUrl } from './advice.ts'
import { nameOfPermission, type Permission } from './permissions.ts'

/** What posting needs in a channel. */
const neededInChannel: Permission[] = ['ViewChannel', 'SendMessages', 'EmbedLinks', 'AttachFiles', 'ReadMessageHistory']

interface About {
  /** what channels are for, such as `jobs` */
  purposes: string[]
  applicationId: string
}

/** Where jobs, deals and the like are shown in a guild, and whether the assistant may write there. `chosen`: a channel is meant for it. */
export function checkChannels(guild: Guild, space: Parameters<typeof channelsIn>[0] & Parameters<typeof placesIn>[0], { purposes, applicationId }: About): (Check & { chosen: boolean })[] {
  const chosen = channelsIn(space)
  const known = placesIn(space)
  return purposes.map((purpose) => {
    const id = chosen[purpose]
    const about = `${guild.name}, ${purpose}`
    if (id === '') return { ok: true, title: `${about}: an organiser chose to show nothing there`, chosen: false }
    if (!id) return { ok: false, title: `${about}: there is no channel for it`, advice: `Create a channel called ${purpose}, or choose one with /settings channels.`, chosen: false }
    return { ...checkChannel(guild, { about, id, known: known.find((place) => place.id === id)?.name, applicationId }), chosen: true }
  })
}

function checkChannel(guild: Guild, { about, id, known, applicationId }: { about: string; id: string; known?: string; applicationId: string }): Check {
  const channel = guild.channels.cache.get(id)
  const me = guild.members.me
  if (!channel || !me) return { ok: false, title: `${about}: the channel chosen for it${known ? `, #${known},` : ''} is gone`, advice: 'Choose another with /settings channels.' }
  const may = channel.permissionsFor(me)
  const missing = neededInChannel.filter((one) => !may.has(PermissionFlagsBits[one]))
  if (missing.length === 0) return { ok: true, title: `${about}: #${channel.name}` }
  const names = missing.map(nameOfPermission).join(', ')
  return {
    ok: false,
    title: `${about}: the bot lacks ${names} in #${channel.name}`,
    advice: `Right-click #${channel.name} → Edit Channel → Permissions → + → the bot’s role: allow ${names}. (${inviteUrl(applicationId)} gives them for the whole server.)`,
  }
}

/** Whether the assistant may create events in a guild, and change its own. */
export const mayCreateEvents = ({ members: { me } }: Guild): boolean => me?.permissions.has(PermissionFlagsBits.CreateEvents) ?? false

/** Whether what has a date can stand among the events of a guild. */
export function checkEvents(guild: Guild, applicationId: string): Check {
  if (mayCreateEvents(guild)) return { ok: true, title: `${guild.name}: it may create events` }
  const permission = nameOfPermission('CreateEvents')
  return {
    ok: false,
    title: `${guild.name}: the bot lacks ${permission}, so that nothing stands among the server’s events`,
    advice: `Server Settings → Roles → the bot’s role → Permissions: allow ${permission}. (${inviteUrl(applicationId)} gives it too.) Messages in channels are shown all the same.`,
  }
}
