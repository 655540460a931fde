import { randomBytes } from 'node:crypto'

/** The first millisecond of 2015, from which Discord counts in its ids. */
const epoch = 1_420_070_400_000

export interface Ids {
  /** a snowflake later than every other */
  next(): string
  /** a snowflake in the next millisecond: guilds made one after the other belong to different shards */
  nextGuild(): string
}

/** Snowflakes: 42 bits of milliseconds, 22 that tell apart what one millisecond made. */
export function createIds(now: () => number): Ids {
  let last = 0n
  let lastGuild = 0n
  const at = () => BigInt(now() - epoch) << 22n
  const next = () => {
    last = at() > last ? at() : last + 1n
    return String(last)
  }
  return {
    next,
    nextGuild: () => {
      const after = (lastGuild >> 22n) + 1n
      lastGuild = (at() >> 22n) > after ? (at() >> 22n) << 22n : after << 22n
      return String(lastGuild)
    },
  }
}

/** The shard of a guild. */
export const shardOf = (guildId: string, shards: number): number => Number((BigInt(guildId) >> 22n) % BigInt(shards))

export const secret = (bytes = 48): string => randomBytes(bytes).toString('base64url')
