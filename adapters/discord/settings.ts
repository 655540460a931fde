import { z } from 'zod'
import { ConfigError, type Environment } from '../../bot/config.ts'

export interface DiscordSettings {
  token: string
  /** another server than Discord's own, with its path: http://127.0.0.1:8080/api */
  apiUrl?: string
  /** which part of the guilds this process listens to; undefined when it is the only one */
  shards?: { ids: number[]; count: number }
}

const asJson = z.string().transform((text, context) => {
  try {
    return JSON.parse(text) as unknown
  } catch {
    context.addIssue('SHARDS is set by npm run shards; remove it.')
    return z.NEVER
  }
})

const schema = z.object({
  DISCORD_TOKEN: z.string().optional(),
  DISCORD_API_URL: z.url('DISCORD_API_URL must be an address, such as http://127.0.0.1:8080/api; remove it to use Discord’s own.').optional(),
  SHARDING_MANAGER: z.string().optional(),
  SHARDS: asJson.pipe(z.union([z.number().transform((id) => [id]), z.array(z.number())], 'SHARDS is set by npm run shards; remove it.')).optional(),
  SHARD_COUNT: z.coerce.number('SHARD_COUNT is set by npm run shards; remove it.').optional(),
})

/** The settings of Discord; undefined when there is no token. @throws ConfigError */
export function readDiscordSettings(env: Environment): DiscordSettings | undefined {
  const read = schema.safeParse(Object.fromEntries(Object.entries(env).filter(([, value]) => value?.trim())))
  if (!read.success) throw new ConfigError(read.error.issues.map(({ message }) => message).join('\n'))
  const { DISCORD_TOKEN: token, DISCORD_API_URL: apiUrl, SHARDING_MANAGER, SHARDS: ids, SHARD_COUNT: count } = read.data
  const shards = SHARDING_MANAGER && ids && count ? { ids, count } : undefined
  return token ? { token: token.trim(), apiUrl, shards } : undefined
}

/** Of several processes, the one with the first shard does what is to be done once: commands, web chat, deliveries. */
export const leads = ({ shards }: Pick<DiscordSettings, 'shards'>): boolean => shards === undefined || shards.ids.includes(0)
