import { GatewayIntentBits, MessageFlags, type APIAttachment } from 'discord.js'
import { stored } from './components.ts'
import { pingsOf } from './mentions.ts'
import { memberObject, messageObject } from './objects.ts'
import { objectsOf, type Fields } from './problems.ts'
import { refuse, refuseIf } from './refusals.ts'
import type { Upload } from './sent.ts'
import { messageProblems } from './validate-message.ts'
import type { Channel, Message, World } from './world.ts'

export interface Writing {
  channel: Channel
  authorId: string
  body: Fields
  files: Upload[]
  /** an id that is decided already: the first message of a forum's thread */
  id?: string
  interaction?: Message['interaction']
  ephemeralFor?: string | null
}

/** So long an enforced nonce is remembered: "a few minutes". */
const nonceLife = 180_000

const kept = MessageFlags.SuppressEmbeds | MessageFlags.SuppressNotifications | MessageFlags.IsComponentsV2 | MessageFlags.Ephemeral

/** Writes a message, or refuses it; the same nonce again gives the message that is there. */
export function createMessage(world: World, writing: Writing): Message {
  const { channel, authorId, body, files, interaction = null, ephemeralFor = null } = writing
  const named = files.map(({ name, bytes }) => ({ name, bytes: bytes.length }))
  refuseIf(messageProblems(body, { kind: interaction ? 'answer' : 'message', files: named }))
  const nonce = typeof body.nonce === 'string' || typeof body.nonce === 'number' ? body.nonce : undefined
  const known = body.enforce_nonce === true && nonce !== undefined ? withNonce(world, authorId, nonce) : undefined
  if (known) return known
  const attachments = files.map((file) => world.addFile(channel.id, { ...file, description: descriptionOf(body, file.index) }))
  const components = stored(objectsOf(body.components), mediaIn(attachments))
  const content = typeof body.content === 'string' ? body.content : ''
  const byDefault = interaction ? ['users'] : ['users', 'roles', 'everyone']
  const pings = pingsOf(world, channel, { content, components, allowed: body.allowed_mentions, byDefault })
  const message: Message = {
    id: writing.id ?? world.ids.next(), channelId: channel.id, authorId, content, flags: (Number(body.flags ?? 0) & kept) | (ephemeralFor ? MessageFlags.Ephemeral : 0),
    components, embeds: objectsOf(body.embeds), attachments, nonce, createdAt: world.clock.now(), editedAt: null,
    replyTo: replyOf(channel, body), interaction, ephemeralFor, pings, lateEdits: 0,
  }
  channel.messages.set(message.id, message)
  channel.lastMessageId = message.id
  if (nonce !== undefined) world.nonces.set(`${authorId} ${nonce}`, message)
  if (channel.thread) channel.thread.archived = false
  tell(world, channel, message, 'MESSAGE_CREATE')
  return message
}

const descriptionOf = (body: Fields, index: number): string | undefined => {
  const description = objectsOf(body.attachments).find(({ id }) => Number(id) === index)?.description
  return typeof description === 'string' ? description : undefined
}

/** What `attachment://name` becomes. */
const mediaIn = (attachments: APIAttachment[]) => (url: string): Fields => {
  const found = attachments.find(({ filename }) => url === `attachment://${filename}`)
  if (!found) return { url, proxy_url: url, width: null, height: null }
  const { url: link, proxy_url, content_type, id } = found
  return { url: link, proxy_url, content_type, attachment_id: id, width: null, height: null }
}

/** The message that this author sent with this nonce a few minutes ago, wherever it is. */
function withNonce(world: World, authorId: string, nonce: string | number): Message | undefined {
  const message = world.nonces.get(`${authorId} ${nonce}`)
  return message && message.createdAt > world.clock.now() - nonceLife ? message : undefined
}

/** The message that is replied to; one that is gone is refused unless the sender does not mind. */
function replyOf(channel: Channel, { message_reference }: Fields): string | null {
  const [reference] = objectsOf([message_reference])
  if (typeof reference?.message_id !== 'string') return null
  if (channel.messages.has(reference.message_id)) return reference.message_id
  return reference.fail_if_not_exists === false ? null : refuse('unknownMessage')
}

const hour = 3_600_000
/** Edits of one message older than an hour that are let through; Discord publishes no number. */
const oldEdits = 30

/** Changes a message; fields that are not sent stay as they are. */
export function editMessage(world: World, message: Message, body: Fields, files: Upload[]): Message {
  const channel = world.channels.get(message.channelId) ?? refuse('unknownChannel')
  const attachments = message.attachments.map(({ id, filename }) => ({ id, name: filename }))
  const before = { flags: message.flags, content: message.content, embeds: message.embeds.length, components: message.components.length, attachments }
  const named = files.map(({ name, bytes }) => ({ name, bytes: bytes.length }))
  refuseIf(messageProblems(body, { kind: 'edit', files: named, before }))
  if (world.clock.now() - message.createdAt > hour) message.lateEdits += 1
  if (message.lateEdits > oldEdits) refuse('tooManyOldEdits')
  const said = Array.isArray(body.attachments) ? objectsOf(body.attachments).map(({ id }) => String(id)) : undefined
  const added = files.map((file) => world.addFile(channel.id, { ...file, description: descriptionOf(body, file.index) }))
  message.attachments = [...message.attachments.filter(({ id }) => !said || said.includes(id)), ...added]
  if (body.content !== undefined) message.content = typeof body.content === 'string' ? body.content : ''
  if (body.embeds !== undefined) message.embeds = objectsOf(body.embeds)
  if (body.components !== undefined) message.components = stored(objectsOf(body.components), mediaIn(message.attachments))
  message.flags = (message.flags & ~MessageFlags.Loading) | (Number(body.flags ?? 0) & (MessageFlags.IsComponentsV2 | MessageFlags.SuppressEmbeds))
  message.editedAt = world.clock.now()
  tell(world, channel, message, 'MESSAGE_UPDATE')
  return message
}

export function deleteMessage(world: World, message: Message): void {
  const channel = world.channels.get(message.channelId)
  channel?.messages.delete(message.id)
  if (channel) tell(world, channel, message, 'MESSAGE_DELETE')
}

/** The place of "… is thinking", to be filled in by an edit. */
export function createPlaceholder(world: World, writing: Pick<Writing, 'channel' | 'authorId' | 'interaction' | 'ephemeralFor'>): Message {
  const { channel, authorId, interaction = null, ephemeralFor = null } = writing
  const message: Message = {
    id: world.ids.next(), channelId: channel.id, authorId, content: '', flags: MessageFlags.Loading | (ephemeralFor ? MessageFlags.Ephemeral : 0), components: [],
    embeds: [], attachments: [], createdAt: world.clock.now(), editedAt: null, replyTo: null, interaction, ephemeralFor,
    pings: { users: [], roles: [], everyone: false }, lateEdits: 0,
  }
  channel.messages.set(message.id, message)
  channel.lastMessageId = message.id
  tell(world, channel, message, 'MESSAGE_CREATE')
  return message
}

/** Tells the gateway; of what only one person sees, it says nothing. */
function tell(world: World, channel: Channel, message: Message, t: 'MESSAGE_CREATE' | 'MESSAGE_UPDATE' | 'MESSAGE_DELETE'): void {
  world.changed()
  if (message.ephemeralFor) return
  const guild = world.guildOf(channel)
  const member = guild && guild.members.has(message.authorId) ? { member: { ...memberObject(world, guild, message.authorId), user: undefined } } : {}
  const where = guild ? { guild_id: guild.id, ...member } : {}
  const known = t === 'MESSAGE_DELETE' ? { id: message.id, channel_id: channel.id } : messageObject(world, message)
  const intent = guild ? GatewayIntentBits.GuildMessages : GatewayIntentBits.DirectMessages
  world.dispatch({ t, d: { ...known, ...where, channel_type: channel.type }, guildId: guild?.id ?? null, intent })
}
