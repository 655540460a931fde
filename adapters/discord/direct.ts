import { createHash, randomInt } from 'node:crypto'
import { Routes, type APIDMChannel, type REST } from 'discord.js'
import { z } from 'zod'
import type { Clock } from '../../bot/clock.ts'
import { json } from '../../bot/json.ts'
import type { Database, Db } from '../../prisma/database.ts'
import { platform } from './discord.ts'
import { patiently } from './rest.ts'

/** One new private channel in three seconds, and 50 in a day: Discord publishes no number, and flags bots that open many. */
const pace = { ms: 3000, jitterMs: 1000, perDay: 50 }
const dayMs = 86_400_000

/** Where somebody can be written to in private. */
export type Direct = { kind: 'channel'; id: string } | { kind: 'later'; at: Date } | { kind: 'closed' }

export interface DirectChannels {
  /** The channel of direct messages with somebody; opened, at our pace, where there is none yet. */
  of(userId: string): Promise<Direct>
  /** Another place for what is said to her in private. */
  remember(userId: string, channelId: string): Promise<void>
  /** It is no more. */
  forget(userId: string): Promise<void>
  /** Opens no new ones for so long. */
  pause(ms: number): Promise<void>
}

/**
 * Remembers the channel of direct messages with somebody who wrote in it or pressed something there, for all her accounts: she is
 * written to without opening one. Writes only when it is news.
 */
export async function rememberDirectChannel({ client }: Database, userId: string, channelId: string): Promise<void> {
  const isNews = [{ directChannel: null }, { NOT: { directChannel: channelId } }, { NOT: { closedUntil: null } }]
  await client.account.updateMany({ where: { ...ofUser(userId), OR: isNews }, data: { directChannel: channelId, closedUntil: null } })
}

/** All accounts of one human being on the platform. */
const ofUser = (externalId: string) => ({ externalId, space: { platform } })

export function createDirectChannels({ database, clock, rest }: { database: Database; clock: Clock; rest: REST }): DirectChannels {
  const { client } = database
  return {
    async of(userId) {
      const accounts = await client.account.findMany({ where: ofUser(userId), select: { directChannel: true, closedUntil: true } })
      // Her direct messages were closed to another of her accounts, which are the same: asking again only counts against us.
      if (accounts.some(({ closedUntil }) => closedUntil && closedUntil > clock.now())) return { kind: 'closed' }
      const known = accounts.find(({ directChannel }) => directChannel)?.directChannel
      if (known) return { kind: 'channel', id: known }
      const at = await database.transaction((db) => turnOf(db, userId, clock.now()))
      if (at > clock.now()) return { kind: 'later', at }
      const { id } = (await patiently(() => rest.post(Routes.userChannels(), { body: { recipient_id: userId } }))) as APIDMChannel
      await this.remember(userId, id)
      return { kind: 'channel', id }
    },
    remember: async (userId, directChannel) => void (await client.account.updateMany({ where: ofUser(userId), data: { directChannel } })),
    forget: async (userId) => void (await client.account.updateMany({ where: ofUser(userId), data: { directChannel: null } })),
    pause: (ms) =>
      database.transaction(async (db) => {
        const { turns } = await readState(db)
        await writeState(db, { turns, pausedUntil: clock.now().getTime() + ms })
      }),
  }
}

const stateName = 'new direct channels'

/** Who had or has a turn to be written to for the first time, and when; in milliseconds. */
const stateSchema = z.object({ turns: z.array(z.object({ of: z.string(), at: z.number() })), pausedUntil: z.number().optional() })
type State = z.infer<typeof stateSchema>

async function readState(db: Db): Promise<State> {
  const row = await db.platformState.findFirst({ where: { platform, name: stateName } })
  return row ? stateSchema.parse(row.value) : { turns: [] }
}

async function writeState(db: Db, state: State): Promise<void> {
  const key = { platform, name: stateName }
  const value = json(state)
  await db.platformState.upsert({ where: { platform_name: key }, create: { ...key, value }, update: { value } })
}

/** When a channel may be opened for somebody: it is kept, so that whoever waits is not overtaken, and all processes keep one pace. */
async function turnOf(db: Db, userId: string, now: Date): Promise<Date> {
  const of = createHash('sha256').update(userId).digest('base64url').slice(0, 12)
  const state = await readState(db)
  const soonest = Math.max(now.getTime(), state.pausedUntil ?? 0)
  const turns = state.turns.filter(({ at }) => at > now.getTime() - dayMs)
  const own = turns.find((turn) => turn.of === of)
  if (own) return new Date(Math.max(own.at, state.pausedUntil ?? 0))
  const [first] = turns
  if (first && turns.length >= pace.perDay) return new Date(Math.max(soonest, first.at + dayMs + randomInt(pace.jitterMs)))
  const latest = turns.at(-1)?.at ?? -Infinity
  const at = Math.max(soonest, latest + pace.ms + randomInt(pace.jitterMs))
  await writeState(db, { ...state, turns: [...turns, { of, at }] })
  return new Date(at)
}
