import { z } from 'zod'
import type { Outgoing } from '../../bot/adapter.ts'
import { plainOf } from '../../bot/words.ts'
import type { Composed } from './compose.ts'
import { openForumPost } from './forum.ts'
import { markOf } from './mark.ts'
import { inlinesOf } from './render.ts'
import type { Drawn } from '../../bot/draw.ts'
import { change, findSent, post, remove, type Page, type Sending } from './sending.ts'
import { short } from './short.ts'

/** Where a posting stands: a channel, and a message for each page. */
const standingSchema = z.object({ channel: z.string(), pages: z.array(z.object({ id: z.string(), plain: z.boolean() })) })
export type Standing = z.infer<typeof standingSchema>

export const standingOf = ({ messageId }: Outgoing): Standing | undefined => (messageId === null ? undefined : standingSchema.parse(JSON.parse(messageId)))

/** One attempt to bring a posting to a channel. */
export interface Bringing {
  message: Outgoing
  composed: Composed[]
  /** something is there that was not before: whoever tries again has to look for it first */
  begun: boolean
}

/** An earlier attempt may have got so many pages further than this one does. */
const mostPages = 10

/** Writes what is not there, changes what is, takes away what is too much. */
export async function bring(sending: Sending, bringing: Bringing, channel: string, standing: Page[], written = new Map<number, Page>()): Promise<Standing> {
  const { message, composed } = bringing
  const marks = Array.from({ length: Math.max(composed.length, mostPages) }, (_, page) => markOf(message.key, page, message.messageId))
  const sought = { key: message.key, since: message.saidAt, marks, bodies: composed.map(({ body }) => body) }
  const found = message.inDoubt ? await findSent(sending, channel, sought) : new Map<number, never>()
  const arrived = new Map([...[...found].map(([page, { id, components }]): [number, Page] => [page, { id, plain: !components?.length }]), ...written])
  const pages: Page[] = []
  for (const [index, one] of composed.entries()) {
    const mark = marks[index] ?? markOf(message.key, index, message.messageId)
    const before = standing[index]
    const there = written.get(index) ?? (before && (await change(sending, channel, before, one, mark)))
    const late = there ? undefined : arrived.get(index)
    const page = there ?? (late && (await change(sending, channel, late, one, mark)))
    // Nobody misses what is over and was taken away.
    if (!page && before && message.view.tone === 'past') continue
    pages.push(page ?? (await post(sending, channel, one, mark)))
    bringing.begun = true
  }
  const tooMany = [...standing.slice(composed.length), ...[...arrived].flatMap(([index, page]) => (index < composed.length ? [] : [page]))]
  for (const page of tooMany) await remove(sending, channel, page)
  return { channel, pages }
}

const longestName = 100

/** The same in a forum, where it is a thread of its own. */
export async function bringToForum(sending: Sending, bringing: Bringing, forumId: string, drawn: Drawn[]): Promise<Standing> {
  const { message, composed } = bringing
  const [first] = composed
  if (!first) throw new Error('a posting without a message')
  const [page] = drawn
  const words = plainOf(page?.title ?? (page ? inlinesOf(page) : []), message.reader).replace(/\s+/g, ' ').trim()
  const mark = markOf(message.key, 0, message.messageId)
  const inDoubtSince = message.inDoubt ? message.saidAt : null
  const thread = await openForumPost(sending, { forumId, name: short(words, longestName) || '…', first, mark, inDoubtSince })
  bringing.begun = true
  return bring(sending, bringing, thread, [], new Map([[0, { id: thread, plain: false }]]))
}
