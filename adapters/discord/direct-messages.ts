import { MessageType, Routes, SnowflakeUtil, type APIMessage, type APIUser, type Message as DiscordMessage } from 'discord.js'
import { z } from 'zod'
import type { Incoming } from '../../bot/adapter.ts'
import { leaseMs } from '../../bot/due.ts'
import type { Form } from '../../bot/form.ts'
import { createInbox, type Arrival, type Inbox } from '../../bot/inbox.ts'
import { knownLocale, type AccountRef } from '../../bot/person.ts'
import type { Message } from '../../bot/text.ts'
import { text, view, type View } from '../../bot/view.ts'
import type { Reader } from '../../bot/words.ts'
import { rememberDirectChannel } from './direct.ts'
import { platform, type Discord } from './discord.ts'
import { present } from './form-state.ts'
import { m } from './messages.ts'
import { formOffer } from './own-views.ts'
import { offeredCall, whoAsks } from './show.ts'

const schema = z.object({ userId: z.string(), name: z.string(), channelId: z.string(), text: z.string(), files: z.number() })

/** What somebody wrote to the assistant in private. */
export type Written = z.infer<typeof schema>

/** Keeps what is written in private until it is answered: the platform does not deliver it again. */
export function createDirectMessages(discord: Discord): Inbox<Written> {
  const { database, clock, log } = discord
  return createInbox({ database, platform, schema, clock, log, work: (arrival) => answer(discord, arrival) })
}

/** A message of a private conversation, as the platform gives it. */
type Told = Pick<APIMessage, 'id' | 'channel_id' | 'content' | 'type'> & { author: Pick<APIUser, 'id' | 'username' | 'global_name' | 'bot'>; attachments: { length: number } }

const written: MessageType[] = [MessageType.Default, MessageType.Reply]

/** What a message holds for us; undefined when it is none that a person wrote. */
export function arrivalOf({ id, author, channel_id: channelId, content, type, attachments }: Told): Arrival<Written> | undefined {
  if (author.bot || !written.includes(type)) return undefined
  const payload = { userId: author.id, name: author.global_name ?? author.username, channelId, text: content, files: attachments.length }
  return { key: `msg:${id}`, lane: `direct:${author.id}`, payload }
}

/** The same of a message that the library has read; undefined for one of a guild. */
export function arrivalIn({ id, author, guildId, channelId, content, type, attachments }: DiscordMessage): Arrival<Written> | undefined {
  if (guildId !== null) return undefined
  const { id: userId, bot, globalName, username } = author
  return arrivalOf({ id, author: { id: userId, bot, global_name: globalName, username }, channel_id: channelId, content, type, attachments: { length: attachments.size } })
}

interface Answering {
  discord: Discord
  key: string
  from: AccountRef
  channelId: string
}

async function answer(discord: Discord, { key, payload }: Arrival<Written>): Promise<void> {
  const { userId, name, channelId, text: typed, files } = payload
  const from = await discord.people.writing({ id: userId, name })
  if (typeof from === 'string') return sayNowhere(discord, key, channelId)
  await rememberDirectChannel(discord.database, userId, channelId)
  const answering = { discord, key, from, channelId }
  if (typed.trim() === '') return say(answering, files > 0 ? m.filesInForms : m.wordsOnly)
  const incoming: Incoming = { key, from, channel: null, what: { typed } }
  const plan = await discord.door.plan(incoming)
  if (plan.kind === 'say') return send(answering, plan.view, plan.reader)
  if (plan.kind === 'form') return offer(answering, plan.form)
  const reply = await discord.door.run(incoming)
  if (reply.kind === 'form') return offer(answering, reply.form)
  await send(answering, reply.view, reply.reader, reply.personId)
  // She may be known only since she was answered.
  await rememberDirectChannel(discord.database, userId, channelId)
}

/** Only a button can open a form. */
async function offer(answering: Answering, form: Form): Promise<void> {
  const who = await whoAsks(answering)
  const state = { action: form.action, input: present({ ...form.values, ...form.hidden }), done: [], problems: form.problems, by: answering.from.externalId }
  await send(answering, inWordsOf(answering.discord, formOffer(form, await offeredCall(answering.discord, state, who)), who), who, who.id)
}

async function say(answering: Answering, message: Message): Promise<void> {
  const who = await whoAsks(answering)
  await send(answering, inWordsOf(answering.discord, view({}, text(message)), who), who, who.id)
}

/** A view in which our own words for this platform, which the engine does not know, are chosen already. */
function inWordsOf({ words }: Discord, { title, blocks, ...about }: View, reader: Reader): View {
  const plain = (one: Parameters<typeof words.plain>[0]) => words.plain(one, reader)
  return {
    ...about,
    ...(title === undefined ? {} : { title: plain(title) }),
    blocks: blocks.map((block) => {
      if (block.kind === 'text') return { ...block, text: plain(block.text) }
      if (block.kind === 'buttons') return { ...block, buttons: block.buttons.map((button) => ({ ...button, label: plain(button.label) })) }
      return block
    }),
  }
}

/** @throws when it is to be tried again */
async function send({ discord, key, from, channelId }: Answering, shown: View, reader: Reader, personId = 0): Promise<void> {
  const { log, delivery, clock } = discord
  const to = { externalId: from.externalId, personId }
  const saidAt = new Date(SnowflakeUtil.timestampFrom(key.replace('msg:', '')))
  // Answered again after a crash: the first answer may have been the last thing done.
  const inDoubt = clock.now().getTime() - saidAt.getTime() > leaseMs
  const message = { key: `answer:${key}`, spaceId: from.spaceId, to, view: shown, reader, messageId: null, inDoubt, saidAt }
  const outcome = await delivery.deliver(message, channelId)
  if (outcome.kind === 'later') throw new Error('Discord lets us answer later')
  if (outcome.kind === 'refused') log.warn({ reason: outcome.reason, detail: outcome.detail }, 'an answer was refused')
}

/** There is no guild of ours yet: nothing is known of anybody. */
async function sayNowhere({ rest, words, engine }: Discord, key: string, channelId: string): Promise<void> {
  const { locale, timeZone } = await engine.community()
  const content = words.plain(m.nowhere, { locale: knownLocale([], locale), timeZone })
  await rest.post(Routes.channelMessages(channelId), { body: { content, nonce: key.slice(-25), enforce_nonce: true, allowed_mentions: { parse: [] } } })
}
