import { setTimeout as sleep } from 'node:timers/promises'
import { DiscordAPIError, Events, Routes, SnowflakeUtil, Status, type APIMessage, type Client } from 'discord.js'
import { z } from 'zod'
import type { Arrival } from '../../bot/inbox.ts'
import { arrivalOf, type Written } from './direct-messages.ts'
import { platform, type Discord } from './discord.ts'
import { patiently } from './rest.ts'

/** How often it is noted that we listen. */
const everyMs = 60_000
/** how much the clocks of Discord and of this machine may differ */
const skewMs = 60_000
/** Nothing older is looked for: what was answered is known for a day, and an answer later than that is none. */
const longestMs = 23 * 3_600_000
/** conversations that are looked through: those of who was here last, and of these only whoever was here within three months */
const mostChannels = 500
const seenWithinMs = 90 * 86_400_000
const inPage = 100
/** between two of them: a request counts as much as one that brings a message, and Discord lets through 50 a second of all */
const paceMs = 200

const stateName = 'listened in private until'
const stateSchema = z.object({ at: z.number() })

/**
 * What is written in private while nobody listens, or cannot be kept when it comes, is not delivered again: once somebody listens again, it
 * is looked for in the conversations that we know. What came before is known by its key, so nothing is answered twice.
 */
export class Missed {
  private readonly stopping = new AbortController()
  private client: Client | undefined
  private timer: NodeJS.Timeout | undefined
  private work: Promise<void> | undefined
  /** something was missed, and is not found yet */
  private isBehind = false

  constructor(private readonly discord: Discord, private readonly take: (arrival: Arrival<Written>) => Promise<unknown>) {}

  /** Looks for what was missed whenever this client has a new session; one that was resumed has missed nothing. */
  follow(client: Client): void {
    this.client = client
    client.on(Events.ShardReady, (shard) => {
      // What is written in private comes by the first.
      if (shard === 0) void this.catchUp()
    })
    this.timer ??= setInterval(() => void (this.isBehind ? this.catchUp() : this.note()), everyMs).unref()
  }

  /** Something that came could not be kept. */
  lost(error: unknown): void {
    this.discord.log.error({ err: error }, 'a message could not be kept; it is looked for later')
    this.isBehind = true
  }

  async stop(): Promise<void> {
    clearInterval(this.timer)
    await this.note()
    this.stopping.abort()
    await this.work
  }

  private get isListening(): boolean {
    return this.client?.ws.shards.get(0)?.status === Status.Ready
  }

  private catchUp(): Promise<void> {
    this.isBehind = true
    this.work ??= this.look()
      .catch((error: unknown) => this.discord.log.warn({ err: error }, 'what was written in private meanwhile could not be looked for yet'))
      .finally(() => (this.work = undefined))
    return this.work
  }

  private async look(): Promise<void> {
    const { database, clock } = this.discord
    const now = clock.now().getTime()
    const row = await database.client.platformState.findFirst({ where: { platform, name: stateName } })
    if (row) await this.lookSince(Math.max(stateSchema.parse(row.value).at - skewMs, now - longestMs), now)
    if (this.stopping.signal.aborted) return
    this.isBehind = false
    await this.note(now)
  }

  private async lookSince(since: number, now: number): Promise<void> {
    const { database } = this.discord
    const where = { directChannel: { not: null }, seenAt: { gt: new Date(now - seenWithinMs) }, space: { platform } }
    const accounts = await database.client.account.findMany({ where, orderBy: { seenAt: 'desc' }, take: mostChannels, select: { directChannel: true } })
    const { signal } = this.stopping
    for (const channel of new Set(accounts.flatMap(({ directChannel }) => directChannel ?? []))) {
      if (signal.aborted) return
      await this.lookIn(channel, String(SnowflakeUtil.generate({ timestamp: since })))
      await sleep(paceMs, undefined, { signal }).catch(() => undefined)
    }
  }

  private async lookIn(channel: string, after: string): Promise<void> {
    const { rest } = this.discord
    const query = new URLSearchParams({ after, limit: String(inPage) })
    try {
      const page = (await patiently(() => rest.get(Routes.channelMessages(channel), { query }))) as APIMessage[]
      const written = page.toReversed()
      for (const message of written) {
        const arrival = arrivalOf(message)
        if (arrival) await this.take(arrival)
      }
      const last = written.at(-1)
      if (last && page.length === inPage) await this.lookIn(channel, last.id)
    } catch (error) {
      // A conversation that is no more.
      if (!(error instanceof DiscordAPIError)) throw error
      this.discord.log.info({ code: error.code }, 'a private conversation could not be read')
    }
  }

  /** Until now, nothing was missed. */
  private async note(at = this.discord.clock.now().getTime()): Promise<void> {
    if (this.isBehind || !this.isListening) return
    const key = { platform, name: stateName }
    const value = { at }
    const { client } = this.discord.database
    await client.platformState
      .upsert({ where: { platform_name: key }, create: { ...key, value }, update: { value } })
      .catch((error: unknown) => this.discord.log.warn({ err: error }, 'it could not be noted until when we listened'))
  }
}
