import { createHash } from 'node:crypto'
import { DiscordAPIError, GuildScheduledEventEntityType, GuildScheduledEventPrivacyLevel, GuildScheduledEventStatus, RESTJSONErrorCodes, Routes } from 'discord.js'
import { z } from 'zod'
import type { Calendar, OutgoingEntry } from '../../bot/adapter.ts'
import { shorten } from '../../bot/shorten.ts'
import { actionFor } from './errors.ts'
import { limits } from './limits.ts'
import { write } from './markup.ts'
import type { Outcomes } from './outcome.ts'
import { wordsOf } from './plainly.ts'
import { patiently } from './rest.ts'
import type { Sending } from './sending.ts'
import { short } from './short.ts'

/** In UTF-16 units, as Discord documents them for the events of a guild. */
const longest = { name: 100, description: 1000, location: 100 }

/** What we read of an event: those that are over or cancelled are in no list. */
const events = z.array(z.object({ id: z.string(), description: z.string().nullish(), user_count: z.number().optional() }))

/**
 * Writes among the events of guilds, as external ones: they need no channel, and begin and end by themselves. It takes the permission to
 * create events and no intent, as all of it is asked for, who is interested too.
 */
export function createCalendar(sending: Sending, outcomes: Outcomes): Calendar {
  return {
    async put(message) {
      const early = outcomes.beforehand()
      if (early) return early
      try {
        return { kind: 'sent', messageId: await put(sending, message) }
      } catch (error) {
        return outcomes.ofEvent(error)
      }
    },
    async interest(space) {
      if (outcomes.beforehand()) return new Map()
      const all = await listed(sending, space)
      return new Map(all.flatMap(({ id, user_count: count }): [string, number][] => (count === undefined ? [] : [[id, count]])))
    },
  }
}

/** Gives the id of the event; null where there is none, and none is needed any more. */
async function put(sending: Sending, message: OutgoingEntry): Promise<string | null> {
  const { messageId: before, inDoubt, space, key, view, entry } = message
  if (before !== null && (await change(sending, message, before))) return before
  // The platform recognises no repetition here: where an earlier attempt may have succeeded, its event is looked for.
  const arrived = inDoubt ? (await listed(sending, space)).find(({ description }) => description?.endsWith(markOf(key)))?.id : undefined
  if (arrived !== undefined && (await change(sending, message, arrived))) return arrived
  if (view.tone === 'past' || hasBegun(sending, message)) return before
  const about = { privacy_level: GuildScheduledEventPrivacyLevel.GuildOnly, entity_type: GuildScheduledEventEntityType.External }
  const body = { ...about, ...(await wordsFor(sending, message)), ...spanOf(entry) }
  return z.object({ id: z.string() }).parse(await patiently(() => sending.rest.post(Routes.guildScheduledEvents(space), { body }))).id
}

/** Gives false when it is no more, or over, or somebody cancelled it there. */
async function change(sending: Sending, message: OutgoingEntry, id: string): Promise<boolean> {
  const patch = (body: object) => patiently(() => sending.rest.patch(Routes.guildScheduledEvent(message.space, id), { body }))
  try {
    if (message.view.tone === 'past') await cancel(patch)
    // The start of what has begun cannot be changed.
    else await patch({ ...(await wordsFor(sending, message)), ...(hasBegun(sending, message) ? {} : spanOf(message.entry)) })
    return true
  } catch (error) {
    if (actionFor(error).do !== 'write anew') throw error
    return false
  }
}

/** What has begun cannot be cancelled, only ended. */
async function cancel(patch: (body: object) => Promise<unknown>): Promise<void> {
  try {
    await patch({ status: GuildScheduledEventStatus.Canceled })
  } catch (error) {
    if (!(error instanceof DiscordAPIError) || error.code !== RESTJSONErrorCodes.InvalidFormBodyOrContentType) throw error
    await patch({ status: GuildScheduledEventStatus.Completed })
  }
}

const hasBegun = ({ clock }: Sending, { entry }: OutgoingEntry): boolean => new Date(entry.startsAt) <= clock.now()

const spanOf = ({ startsAt, endsAt }: OutgoingEntry['entry']) => ({ scheduled_start_time: startsAt, scheduled_end_time: endsAt })

async function wordsFor({ engine }: Sending, { key, view, entry, reader }: OutgoingEntry) {
  // The blanks of French that do not break stay.
  const line = (text: string, max: number) => short(text.replace(/[^\S\u00a0\u202f]+/g, ' ').trim(), max) || '…'
  const mark = `\n\n${markOf(key)}`
  const pages = await engine.draw(view, reader, limits)
  const words = shorten(wordsOf(pages.flatMap(({ blocks }) => blocks)), longest.description - mark.length, limits.measure)
  return {
    name: line(engine.words.plain(view.title ?? '', reader), longest.name),
    description: write(words, { reader, people: new Map() }) + mark,
    entity_metadata: { location: line(engine.words.plain(entry.place, reader), longest.location) },
  }
}

/** What tells an event of ours from all others: it ends its description. */
const markOf = (key: string): string => `#${createHash('sha256').update(key).digest('hex').slice(0, 10)}`

/** Those to come and those under way, with how many are interested. */
const listed = async ({ rest }: Sending, space: string): Promise<z.infer<typeof events>> =>
  events.parse(await patiently(() => rest.get(Routes.guildScheduledEvents(space), { query: new URLSearchParams({ with_user_count: 'true' }) })))
