import { ChannelType, Routes, ThreadAutoArchiveDuration, type APIThreadChannel } from 'discord.js'
import { knownLocale } from '../../bot/person.ts'
import { channelsIn } from '../../bot/places.ts'
import type { Reader, Words } from '../../bot/words.ts'
import { platform } from './discord.ts'
import { actionFor } from './errors.ts'
import { h } from './hindrances.ts'
import { escape } from './markup.ts'
import { markOf } from './mark.ts'
import { missingIn } from './permissions.ts'
import type { MessageBody } from './render.ts'
import { patiently } from './rest.ts'
import { post, type Sending } from './sending.ts'
import { short } from './short.ts'

export interface Whom {
  spaceId: number
  userId: string
  personId: number
}

const longestName = 100

/**
 * Opens a thread that only somebody and the moderators of her guild see, in the first channel of ours there where that is possible, and
 * calls her in; undefined where it is possible nowhere, or where she can be reached on another account.
 */
export async function openPrivateThread(sending: Sending, whom: Whom): Promise<string | undefined> {
  const { database, log } = sending
  const person = await database.client.person.findUnique({ where: { id: whom.personId }, select: { name: true, locale: true } })
  const space = await database.client.space.findFirst({ where: { id: whom.spaceId, connected: true }, select: { channels: true } })
  if (!person || !space || (await hasOtherAccount(sending, whom))) return undefined
  for (const parent of new Set(Object.values(channelsIn(space)).filter(Boolean))) {
    const thread = await openIn(sending, parent, whom, person).catch((error: unknown) => {
      // Only what is certainly not done may be tried elsewhere.
      if (!['refuse', 'name what is missing'].includes(actionFor(error).do)) throw error
      return undefined
    })
    if (!thread) continue
    log.info({ space: whom.spaceId }, 'direct messages are closed to us: a private thread takes their place')
    return thread
  }
  return undefined
}

/** Another account of hers that takes messages, of another human being’s id there or on another platform. */
async function hasOtherAccount({ database, clock }: Sending, { personId, userId }: Whom): Promise<boolean> {
  const open = [{ closedUntil: null }, { closedUntil: { lt: clock.now() } }]
  const others = { personId, NOT: { externalId: userId, space: { platform } }, space: { connected: true }, OR: open }
  return (await database.client.account.count({ where: others })) > 0
}

async function openIn(sending: Sending, parent: string, { userId }: Whom, person: { name: string; locale: string | null }): Promise<string | undefined> {
  const { rest, engine, words } = sending
  const mayNot = [
    ...(await missingIn(rest, parent, await sending.self(), ['ViewChannel', 'CreatePrivateThreads', 'SendMessagesInThreads'])),
    // She could not see a thread of a channel that she does not see.
    ...(await missingIn(rest, parent, userId, ['ViewChannel'])),
  ]
  if (mayNot.length) return undefined
  const community = await engine.community()
  const body = {
    name: short(`${community.name} · ${person.name}`, longestName),
    type: ChannelType.PrivateThread,
    invitable: false,
    auto_archive_duration: ThreadAutoArchiveDuration.OneWeek,
  }
  const thread = (await patiently(() => rest.post(Routes.threads(parent), { body }))) as APIThreadChannel
  await patiently(() => rest.put(Routes.threadMembers(thread.id, userId)))
  const reader = { locale: knownLocale([person.locale], community.locale), timeZone: community.timeZone }
  const greeting = greetingOf(words, userId, reader)
  await post(sending, thread.id, { body: greeting, files: [], plain: [greeting] }, markOf(`thread:${thread.id}`, 0, null))
  return thread.id
}

/** Stands for the person in our words until they are escaped. */
const mentionHere = '\u0000'

/** What such a thread begins with; it calls her in. */
export function greetingOf(words: Words, userId: string, reader: Reader): MessageBody {
  const [before = '', after = ''] = words.plain(h.thread({ person: mentionHere }), reader).split(mentionHere)
  return { content: `${escape(before)}<@${userId}>${escape(after)}`, flags: 0, allowed_mentions: { parse: [], users: [userId] }, attachments: [] }
}
