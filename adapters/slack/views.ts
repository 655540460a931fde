import type { types } from '@slack/bolt'
import { z } from 'zod'
import type { Form } from '../../bot/engine.ts'
import type { Json } from '../../bot/field.ts'
import { ownFiles } from '../../bot/files.ts'
import { recognise } from '../../bot/person.ts'
import { shortenText } from '../../bot/shorten.ts'
import type { Message } from '../../bot/text.ts'
import { redeem, ticketFor } from '../../bot/ticket.ts'
import type { Reader } from '../../bot/words.ts'
import { blocksOf, isTooLong, type FieldAbout } from './fields.ts'
import { m } from './messages.ts'
import type { Here } from './place.ts'
import type { Slack } from './slack.ts'
import { typeableForm } from './typeable.ts'

export const formView = 'form'
export const workingView = 'working'

const mostBlocks = 100
const longestTitle = 24
const longestMetadata = 3000

/** Of a ticket that keeps what a modal carries unseen, when it is too long for it. */
const carriedAction = 'slack.carried'

const metadataSchema = z.object({
  action: z.string(),
  /** the form's hidden values, and what stays as it is; or the ticket that keeps them */
  carried: z.record(z.string(), z.json()).optional(),
  ticket: z.string().optional(),
  channel: z.string().nullable(),
  thread: z.string().optional(),
  response: z.object({ url: z.url(), until: z.number() }).optional(),
})
export type Metadata = Omit<z.infer<typeof metadataSchema>, 'carried' | 'ticket'> & { carried: Record<string, Json> }

const plain = (text: string, max: number): types.PlainTextElement => ({ type: 'plain_text', text: shortenText(text, max), emoji: false })
const section = (text: string): types.SectionBlock => ({ type: 'section', text: plain(text, 3000) })

/** A title within Slack's 24 characters: as many whole words as fit. */
export function shortTitle(title: string): string {
  if (title.length <= longestTitle) return title
  const words = title.slice(0, longestTitle)
  const end = words.lastIndexOf(' ')
  return end >= longestTitle / 2 ? `${words.slice(0, end)}…` : shortenText(title, longestTitle)
}

interface About {
  here: Here
  reader: Reader
}

/** What a modal is made with. */
type Means = Pick<Slack, 'words' | 'database' | 'engine' | 'clock' | 'typed'>

/** A form as one modal, with what was given before and what is wrong with it. */
export async function modalOf(slack: Means, asking: Form, { here, reader }: About): Promise<types.ModalView> {
  const form = typeableForm(asking, slack.typed)
  const say = (message: Message) => slack.words.plain(message, reader)
  const stays = form.fields.filter(({ name, kind }) => kind === 'text' && isTooLong(form.values[name]))
  const asked = form.fields.filter((field) => !stays.includes(field))
  const about: FieldAbout = {
    say,
    channelIsHere: form.hidden.space === undefined || Number(form.hidden.space) === here.workspace.spaceId,
    fileNames: await namesOfFiles(slack, form, here),
  }
  const elsewhere = Object.entries(form.problems).flatMap(([name, problem]) => (asked.some((field) => field.name === name) ? [] : [`⚠️ ${problem}`]))
  const title = shortTitle(form.title)
  const blocks = [
    ...(title === form.title ? [] : [section(form.title)]),
    ...(form.description && form.description !== form.title ? [section(form.description)] : []),
    ...elsewhere.map(section),
    ...asked.flatMap((field) => blocksOf(field, form.values[field.name], form.problems[field.name], about)),
    ...stays.map(({ label }) => section(say(m.stays({ label })))),
  ]
  if (blocks.length > mostBlocks) throw new Error(`the form of ${form.action} has ${blocks.length} blocks, and a modal holds ${mostBlocks}`)
  const carried = { ...form.hidden, ...Object.fromEntries(stays.map(({ name }) => [name, form.values[name] ?? null])) }
  return {
    type: 'modal',
    callback_id: formView,
    private_metadata: await metadataOf(slack, { action: form.action, carried, channel: here.channel, thread: here.thread, response: here.response }),
    title: plain(title, longestTitle),
    submit: plain(say(m.send), longestTitle),
    close: plain(say(m.cancel), longestTitle),
    blocks,
  }
}

/** A modal that says something, without anything to fill in. */
export const noticeOf = (slack: Pick<Slack, 'words'>, title: string, message: Message, reader: Reader): types.ModalView => ({
  type: 'modal',
  callback_id: workingView,
  title: plain(shortTitle(title), longestTitle),
  close: plain(slack.words.plain(m.close, reader), longestTitle),
  blocks: [section(slack.words.plain(message, reader))],
})

async function namesOfFiles({ database, engine }: Means, form: Form, { from }: Here): Promise<ReadonlyMap<string, string>> {
  const ids = form.fields.flatMap(({ name, kind }) => (kind === 'files' ? idsIn(form.values[name]) : []))
  if (!ids.length) return new Map()
  const { who } = await recognise(database.client, from, await engine.community())
  return new Map((await ownFiles(database, who.id, ids)).map(({ id, name }) => [id, name]))
}

const idsIn = (value: Json | undefined): string[] => (Array.isArray(value) ? value : [value]).filter((one): one is string => typeof one === 'string')

/** What a modal carries unseen: within 3,000 characters, else in a ticket. */
async function metadataOf({ database, clock }: Means, metadata: Metadata): Promise<string> {
  const written = JSON.stringify(metadata)
  if (written.length <= longestMetadata) return written
  const { carried, ...rest } = metadata
  const { input } = await ticketFor(database.client, { action: carriedAction, input: carried }, clock.now())
  return JSON.stringify({ ...rest, ticket: input.id })
}

/** What a modal carried; undefined when its ticket is too old. */
export async function metadataIn({ database, clock }: Slack, written: string): Promise<Metadata | undefined> {
  const { carried, ticket, ...rest } = metadataSchema.parse(JSON.parse(written))
  if (carried) return { ...rest, carried }
  const kept = await redeem(database.client, ticket, clock.now())
  return kept?.action === carriedAction ? { ...rest, carried: z.record(z.string(), z.json()).parse(kept.input) } : undefined
}
