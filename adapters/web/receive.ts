import { createHash } from 'node:crypto'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { z } from 'zod'
import type { Incoming } from '../../bot/adapter.ts'
import type { Form } from '../../bot/engine.ts'
import type { Json } from '../../bot/field.ts'
import { meet, type Who } from '../../bot/person.ts'
import { cleanText, type RawInput } from '../../bot/read.ts'
import type { Message } from '../../bot/text.ts'
import type { View } from '../../bot/view.ts'
import { answerConfirm, answerDone, answerGone, answerForm, answerTrouble, wantsJson } from './answer.tsx'
import { BadRequest, fieldsOfForm, valueOf, type Posted } from './body.ts'
import { assistant, storedChannel } from './channels.ts'
import { m } from './messages.ts'
import { visitOf, type Visit } from './session.ts'
import type { StoredMessage } from './store.ts'
import { takeFiles } from './take-files.ts'
import type { Web } from './web.ts'

/** Everything known of one post. */
export interface Post {
  web: Web
  request: FastifyRequest
  reply: FastifyReply
  posted: Posted
  visit: Visit
  /** as it stands in the address */
  channel: string
}

/** Reads what is common to all posts. @throws BadRequest */
export async function postOf(web: Web, request: FastifyRequest, reply: FastifyReply): Promise<Post> {
  const posted = request.body as Posted
  const channel = web.channels.find(({ id }) => id === valueOf(posted, 'channel'))?.id ?? assistant
  return { web, request, reply, posted, visit: await visitOf(web, request, reply), channel }
}

const longestText = 8000

/** What was written in the composer: to everybody in a channel; to the assistant in private or as a command. */
export async function say(post: Post): Promise<unknown> {
  const { web, posted, channel } = post
  const written = valueOf(posted, 'text')
  const text = cleanText(written, 'many')
  if (text === '') return answerTrouble(post, 400, m.emptyText)
  if (written.length > longestText) return answerTrouble(post, 400, m.longText({ length: written.length, max: longestText }))
  const isCommand = text.startsWith('/')
  if (channel !== assistant && !isCommand) return tellEverybody(post, text)
  const who = await met(post)
  const incoming = incomingOf(post, { typed: text }, text)
  const plan = await web.door.plan(incoming)
  if (plan.kind === 'form') return answerForm(post, plan.form, { status: 200 })
  const echo = await web.store.post({ key: `said:${incoming.key}`, ...placeOf(post, who), authorId: who.id, text })
  if (plan.kind === 'say') return answerDone(post, [echo, ...(await keepAnswer(post, who, incoming, plan.view))])
  return finish(post, who, incoming, [echo])
}

async function tellEverybody(post: Post, text: string): Promise<unknown> {
  const { web, visit, channel } = post
  if (visit.who.roles.size === 0) return answerTrouble(post, 403, m.guestsRead)
  const { key } = incomingOf(post, { typed: text }, text)
  const place = { channel: storedChannel(channel), visibleTo: null }
  return answerDone(post, [await web.store.post({ key: `said:${key}`, ...place, authorId: visit.who.id, text })])
}

/** A button, a select, or a form that was filled in. */
export async function act(post: Post): Promise<unknown> {
  return valueOf(post.posted, 'action') ? submit(post) : press(post)
}

const callSchema = z.object({ action: z.string().min(1).max(100), input: z.record(z.string(), z.json()) })

async function press(post: Post): Promise<unknown> {
  const { web, posted } = post
  const call = callSchema.safeParse(parsed(valueOf(posted, 'call')))
  if (!call.success) throw new BadRequest('the call cannot be read')
  if (valueOf(posted, 'confirm') && !wantsJson(post.request)) return answerConfirm(post)
  const who = await met(post)
  const incoming = incomingOf(post, { call: call.data }, valueOf(posted, 'call'))
  const plan = await web.door.plan(incoming)
  if (plan.kind === 'form') return answerForm(post, plan.form, { status: 200 })
  if (plan.kind === 'say') return answerDone(post, await keepAnswer(post, who, incoming, plan.view))
  return finish(post, who, incoming, [])
}

async function submit(post: Post): Promise<unknown> {
  const { web, posted } = post
  const action = valueOf(posted, 'action')
  const who = await met(post)
  const { input: files, problems, accepts, keptFiles, hasTooLarge } = await takeFiles(post, who)
  const input: RawInput = { ...fieldsOfForm(posted), ...files, ...hiddenOf(posted) }
  const incoming = incomingOf(post, { call: { action, input }, submitted: true }, action)
  const plan = await web.door.plan(incoming)
  const about = { accepts, keptFiles, status: hasTooLarge ? 413 : 422 }
  if (Object.keys(problems).length) {
    const form = plan.kind === 'form' ? plan.form : await emptyForm(post, action)
    if (form) return answerForm(post, { ...form, values: { ...form.values, ...input }, problems: { ...form.problems, ...problems } }, about)
  }
  if (plan.kind === 'form') return answerForm(post, plan.form, about)
  if (plan.kind === 'say') return answerDone(post, await keepAnswer(post, who, incoming, plan.view))
  return finish(post, who, incoming, [], about)
}

/** Does the work and keeps its answer. */
async function finish(post: Post, who: Who, incoming: Incoming, before: StoredMessage[], about = {}): Promise<unknown> {
  const reply = await post.web.door.run(incoming)
  if (reply.kind === 'view' && reply.personId === 0 && who.id !== 0) return answerGone(post, reply)
  // what was done may have changed how she reads, and whose account this is
  post.visit.who = { ...post.visit.who, ...reply.reader, id: reply.personId || who.id }
  if (post.visit.who.id !== who.id) post.web.feed.changed(post.visit.session.id, 'met')
  if (reply.kind === 'form') return answerForm(post, reply.form, { status: 422, ...about })
  return answerDone(post, [...before, ...(await keepAnswer(post, post.visit.who, incoming, reply.view))])
}

/** An answer is a message of the chat that only its person sees; one that says nothing is none. */
async function keepAnswer(post: Post, who: Who, { key }: Incoming, view: View): Promise<StoredMessage[]> {
  if (view.blocks.length === 0 && view.title === undefined) return []
  return [await post.web.store.post({ key: `reply:${key}`, ...placeOf(post, who), authorId: null, view })]
}

const placeOf = ({ channel }: Post, who: Who) => ({ channel: storedChannel(channel), visibleTo: who.id })

/** Somebody who does more than read is written down, so that her conversation is hers alone. */
async function met({ web, visit }: Post): Promise<Who> {
  if (visit.who.id !== 0) return visit.who
  const community = await web.engine.community()
  visit.who = await web.database.transaction((db) => meet(db, visit.from, community, web.clock.now()))
  web.feed.changed(visit.session.id, 'met')
  return visit.who
}

/** A repeated post of the same form by the same person is the same delivery. @throws BadRequest */
function incomingOf({ posted, visit, channel }: Post, what: Incoming['what'], about: string): Incoming {
  const given = valueOf(posted, 'key')
  if (!/^[\w-]{8,64}$/.test(given)) throw new BadRequest('the key of the form is missing')
  const digest = createHash('sha256').update(JSON.stringify([visit.from.externalId, given, about])).digest('base64url')
  return { key: `web:${digest}`, from: visit.from, channel: channel === assistant ? null : channel, what }
}

/** The form of an action with nothing given, so that what was typed can be put back into it. */
async function emptyForm(post: Post, action: string): Promise<Form | undefined> {
  const plan = await post.web.door.plan(incomingOf(post, { call: { action, input: hiddenOf(post.posted) } }, action))
  return plan.kind === 'form' ? plan.form : undefined
}

/** A post that did not come from a page of ours, or from one too old: what was typed comes back in a fresh form. */
export async function stale(post: Post): Promise<unknown> {
  const { posted } = post
  const action = valueOf(posted, 'action')
  const form = action && valueOf(posted, 'key') ? await emptyForm(post, action) : undefined
  if (form) return answerForm(post, { ...form, values: { ...form.values, ...fieldsOfForm(posted) } }, { status: 403, notice: m.stale })
  return answerTrouble(post, 403, staleWords(posted))
}

const staleWords = (posted: Posted): Message => (valueOf(posted, 'text') || valueOf(posted, 'action') ? m.stale : m.staleButton)

const hiddenSchema = z.record(z.string(), z.json())

function hiddenOf(posted: Posted): Record<string, Json> {
  const hidden = hiddenSchema.safeParse(parsed(valueOf(posted, 'hidden') || '{}'))
  if (!hidden.success) throw new BadRequest('what travels with the form cannot be read')
  return hidden.data
}

/** JSON of a button or a form; a null character, which PostgreSQL cannot keep, is in none of ours. */
function parsed(text: string): unknown {
  try {
    if (text.includes('\\u0000')) return undefined
    return JSON.parse(text) as unknown
  } catch {
    return undefined
  }
}
