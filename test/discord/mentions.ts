import { PermissionFlagsBits } from 'discord.js'
import { allOf } from './components.ts'
import { permissionsIn } from './permissions.ts'
import { isFields, type Fields } from './problems.ts'
import type { Channel, Pings, World } from './world.ts'

interface Said {
  content: string
  components: Fields[]
  /** `allowed_mentions` as it was sent */
  allowed: unknown
  /** what is parsed when nothing is said: everything with the bot's token, people only in answers to interactions */
  byDefault: string[]
}

/**
 * Who is notified by a message, as Discord finds it: mentions in its content and its text displays, where `allowed_mentions` lets them.
 * A backslash does not help: what looks like a mention is one.
 */
export function pingsOf(world: World, channel: Channel, { content, components, allowed, byDefault }: Said): Pings {
  const texts = [content, ...allOf(components).flatMap((one) => (typeof one.content === 'string' ? [one.content] : []))].join('\n')
  const rules = isFields(allowed) ? allowed : { parse: byDefault }
  const parse: unknown[] = Array.isArray(rules.parse) ? rules.parse : []
  const named = (key: 'users' | 'roles'): unknown[] => (Array.isArray(rules[key]) ? rules[key] : [])
  const lets = (key: 'users' | 'roles', id: string) => parse.includes(key) || named(key).includes(id)
  const found = (pattern: RegExp) => [...new Set([...texts.matchAll(pattern)].map(([, id = '']) => id))]
  const guild = world.guildOf(channel)
  const mayPing = guild ? Boolean(permissionsIn(guild, channel, world.bot.id) & PermissionFlagsBits.MentionEveryone) : false
  return {
    users: found(/<@!?(\d+)>/g).filter((id) => world.users.has(id) && lets('users', id)),
    roles: found(/<@&(\d+)>/g).filter((id) => mayPing && lets('roles', id)),
    everyone: mayPing && parse.includes('everyone') && /@(everyone|here)/.test(texts),
  }
}
