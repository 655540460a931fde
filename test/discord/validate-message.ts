import { MessageFlags } from 'discord.js'
import { objectsOf, Problems, type Fields } from './problems.ts'
import { errorOf, type DiscordError } from './refusals.ts'
import { checkComponents } from './validate-components.ts'

export interface MessageAbout {
  /** `message` is sent with the bot's token, `answer` with an interaction's; by default a message */
  kind?: 'message' | 'answer' | 'edit'
  /** what comes with it; by default, files named as `attachments` say */
  files?: { name: string; bytes: number }[]
  /** what is edited */
  before?: { flags: number; content: string; embeds: number; components: number; attachments: { id: string; name: string }[] }
}

/** 10 MiB for a file, where nobody has paid for more. */
export const fileBytes = 10 * 2 ** 20

const settable = MessageFlags.SuppressEmbeds | MessageFlags.SuppressNotifications | MessageFlags.IsVoiceMessage | MessageFlags.IsComponentsV2

/**
 * What Discord finds wrong with the body of a message, or of an edit of one: its error, or undefined when it accepts it. Pure.
 * The two 500s are not documented: a message of Components V2 whose texts have more than 10,170 bytes (with 12 for each), or with
 * more than 64 pictures, was seen to get one.
 */
export function messageProblems(given: unknown, about: MessageAbout = {}): DiscordError | undefined {
  const problems = new Problems()
  const body = problems.object([], given)
  const { kind = 'message', before, files = filesNamedIn(body) } = about
  if (files.some(({ bytes }) => bytes > fileBytes)) return errorOf('fileTooLarge')
  const kept = keptAttachments(body, before)
  if (files.length + kept.length > 10) return errorOf('tooManyAttachments')
  const flags = Number(body.flags ?? 0)
  problems.whole(['flags'], body.flags, { min: 0, max: 2 ** 53 })
  const allowed = kind === 'answer' ? settable | MessageFlags.Ephemeral : settable
  if (kind !== 'edit' && flags & ~allowed) problems.add(['flags'], 'MESSAGE_FLAGS_INVALID', 'These flags cannot be set')
  const wasV2 = Boolean((before?.flags ?? 0) & MessageFlags.IsComponentsV2)
  const v2 = wasV2 || Boolean(flags & MessageFlags.IsComponentsV2)
  if (v2) checkLegacy(problems, body, before)
  else checkClassic(problems, body)
  const names = new Set([...files, ...kept].map(({ name }) => name))
  const totals = checkComponents(problems, body.components, v2, names)
  checkAttachments(problems, body, kept)
  checkMentions(problems, body.allowed_mentions)
  checkNonce(problems, body)
  if (!problems.none) return problems.error()
  if (v2 && (totals.bytes > 10_170 || totals.media > 64)) return errorOf('internal')
  return isEmpty(body, before, v2, files.length + kept.length) ? errorOf('emptyMessage') : undefined
}

/** For a body whose files are not at hand. */
const filesNamedIn = (body: Fields) =>
  objectsOf(body.attachments).flatMap(({ filename }) => (typeof filename === 'string' ? [{ name: filename, bytes: 0 }] : []))

/** The attachments that an edit leaves: all of them, unless it says which. */
const keptAttachments = (body: Fields, before: MessageAbout['before']) => {
  const said = Array.isArray(body.attachments) ? objectsOf(body.attachments).map(({ id }) => String(id)) : undefined
  return (before?.attachments ?? []).filter(({ id }) => !said || said.includes(id))
}

const legacy = 'MESSAGE_CANNOT_USE_LEGACY_FIELDS_WITH_COMPONENTS_V2'

function checkLegacy(problems: Problems, body: Fields, before: MessageAbout['before']): void {
  const has = { content: Boolean(body.content), embeds: objectsOf(body.embeds).length > 0, poll: Boolean(body.poll), sticker_ids: hasSome(body.sticker_ids) }
  const wasClassic = before && !(before.flags & MessageFlags.IsComponentsV2)
  if (wasClassic && before.content && body.content === undefined) has.content = true
  if (wasClassic && before.embeds && body.embeds === undefined) has.embeds = true
  for (const [field, used] of Object.entries(has))
    if (used) problems.add([field], legacy, `The '${field}' field cannot be used when using MessageFlags.IS_COMPONENTS_V2`)
}

const hasSome = (list: unknown) => Array.isArray(list) && list.length > 0

function checkClassic(problems: Problems, body: Fields): void {
  problems.text(['content'], body.content, { max: 2000 })
  const embeds = problems.list(['embeds'], body.embeds, { max: 10 })
  let total = 0
  embeds.forEach((embed, index) => (total += checkEmbed(problems, index, embed)))
  if (total > 6000) problems.add(['embeds'], 'MAX_EMBED_SIZE_EXCEEDED', 'Embed size exceeds maximum size of 6000')
  if (body.poll !== undefined && body.poll !== null) checkPoll(problems, problems.object(['poll'], body.poll))
}

/** Gives the characters that count towards 6,000. */
function checkEmbed(problems: Problems, index: number, embed: Fields): number {
  const at = ['embeds', index]
  const footer = problems.object([...at, 'footer'], embed.footer ?? {})
  const author = problems.object([...at, 'author'], embed.author ?? {})
  problems.text([...at, 'title'], embed.title, { max: 256 })
  problems.text([...at, 'description'], embed.description, { max: 4096 })
  problems.text([...at, 'footer', 'text'], footer.text, { max: 2048 })
  problems.text([...at, 'author', 'name'], author.name, { max: 256 })
  const fields = problems.list([...at, 'fields'], embed.fields, { max: 25 })
  fields.forEach((field, nth) => {
    problems.text([...at, 'fields', nth, 'name'], field.name, { min: 1, max: 256, required: true })
    problems.text([...at, 'fields', nth, 'value'], field.value, { min: 1, max: 1024, required: true })
  })
  const texts = [embed.title, embed.description, footer.text, author.name, ...fields.flatMap(({ name, value }) => [name, value])]
  return texts.reduce<number>((sum, text) => sum + (typeof text === 'string' ? text.length : 0), 0)
}

function checkPoll(problems: Problems, poll: Fields): void {
  problems.text(['poll', 'question', 'text'], problems.object(['poll', 'question'], poll.question).text, { min: 1, max: 300, required: true })
  problems.list(['poll', 'answers'], poll.answers, { min: 1, max: 10, required: true }).forEach((answer, index) => {
    const media = problems.object(['poll', 'answers', index, 'poll_media'], answer.poll_media)
    problems.text(['poll', 'answers', index, 'poll_media', 'text'], media.text, { min: 1, max: 55, required: true })
  })
  problems.whole(['poll', 'duration'], poll.duration, { min: 1, max: 768 })
}

function checkAttachments(problems: Problems, body: Fields, kept: { id: string }[]): void {
  problems.list(['attachments'], body.attachments, { max: 10 }).forEach((attachment, index) => {
    problems.text(['attachments', index, 'description'], attachment.description, { max: 1024 })
    const id = String(attachment.id)
    const isNew = /^\d{1,2}$/.test(id)
    if (!isNew && !kept.some((one) => one.id === id)) problems.add(['attachments', index, 'id'], 'MESSAGE_ATTACHMENT_NOT_FOUND', 'Attachment not found')
  })
}

function checkMentions(problems: Problems, given: unknown): void {
  if (given === undefined || given === null) return
  const mentions = problems.object(['allowed_mentions'], given)
  const parse = Array.isArray(mentions.parse) ? mentions.parse : []
  parse.forEach((one, index) => problems.oneOf(['allowed_mentions', 'parse', index], one, ['roles', 'users', 'everyone']))
  for (const key of ['users', 'roles']) {
    const ids = Array.isArray(mentions[key]) ? mentions[key] : []
    if (ids.length && parse.includes(key))
      problems.add(['allowed_mentions'], 'MESSAGE_ALLOWED_MENTIONS_PARSE_EXCLUSIVE', `parse:["${key}"] and ${key}: [ids...] are mutually exclusive.`)
    if (ids.length > 100) problems.add(['allowed_mentions', key], 'BASE_TYPE_MAX_LENGTH', 'Must be 100 or fewer in length.')
    if (new Set(ids).size < ids.length) problems.add(['allowed_mentions', key], 'SET_TYPE_CONTAINS_DUPLICATES', 'The set already contains this value')
    ids.forEach((id, index) => {
      if (typeof id !== 'string' || !/^\d{15,20}$/.test(id)) problems.add(['allowed_mentions', key, index], 'NUMBER_TYPE_COERCE', 'Value is not snowflake.')
    })
  }
}

function checkNonce(problems: Problems, { nonce, enforce_nonce }: Fields): void {
  if (typeof nonce === 'string' && nonce.length > 25) problems.add(['nonce'], 'NONCE_TYPE_TOO_LONG', 'Nonce must be 25 or fewer in length.')
  else if (nonce !== undefined && nonce !== null && typeof nonce !== 'string' && !Number.isInteger(nonce)) problems.add(['nonce'], 'NONCE_TYPE_INVALID', 'Nonce must be a string or an integer.')
  problems.flag(['enforce_nonce'], enforce_nonce)
}

function isEmpty(body: Fields, before: MessageAbout['before'], v2: boolean, files: number): boolean {
  const components = body.components === undefined ? (before?.components ?? 0) : objectsOf(body.components).length
  if (v2) return components === 0
  const content = body.content === undefined ? (before?.content ?? '') : body.content
  const embeds = body.embeds === undefined ? (before?.embeds ?? 0) : objectsOf(body.embeds).length
  const words = typeof content === 'string' && content.trim() !== ''
  return !words && embeds === 0 && files === 0 && !body.poll && !hasSome(body.sticker_ids) && components === 0
}
