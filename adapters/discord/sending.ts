import { Routes, SnowflakeUtil, type APIMessage, type RawFile, type REST } from 'discord.js'
import type { Clock } from '../../bot/clock.ts'
import type { Engine } from '../../bot/engine.ts'
import type { Log } from '../../bot/log.ts'
import type { Words } from '../../bot/words.ts'
import type { Database } from '../../prisma/database.ts'
import type { Composed } from './compose.ts'
import { actionFor } from './errors.ts'
import { isMarked, marked, saysAlready, type Mark } from './mark.ts'
import { asEdit, inComponents, type MessageBody } from './render.ts'
import { patiently } from './rest.ts'

/** What the parts of delivery share. */
export interface Sending {
  rest: REST
  database: Database
  engine: Engine
  clock: Clock
  log: Log
  /** our words for what hinders a message */
  words: Words
  /** the assistant’s own id on the platform */
  self(): Promise<string>
}

/** One message of a posting, as it stands. `plain`: it never had components. */
export interface Page {
  id: string
  plain: boolean
}

const isPlain = (body: Pick<MessageBody, 'components'>): boolean => !body.components?.length

/** Writes a message; one with the same mark that is there since a few minutes is taken for it, and changed if it says something else. */
export async function post(sending: Sending, channelId: string, { body, files }: Composed, mark: Mark): Promise<Page> {
  const said = marked(body, mark)
  const wanted = { ...said, nonce: mark.nonce, enforce_nonce: true }
  const message = (await inOpenThread(sending, channelId, () => sending.rest.post(Routes.channelMessages(channelId), { body: wanted, files }))) as APIMessage
  const page = { id: message.id, plain: isPlain(message) }
  return saysAlready(message, said) ? page : changeTo(sending, channelId, page, said, files)
}

/** Changes a message. Gives undefined when it is no more, or may be changed no more: then it is no longer there. */
export async function change(sending: Sending, channelId: string, page: Page, { body, files }: Composed, mark: Mark): Promise<Page | undefined> {
  try {
    return await changeTo(sending, channelId, page, marked(body, mark), files)
  } catch (error) {
    if (actionFor(error).do !== 'write anew') throw error
    await remove(sending, channelId, page)
    return undefined
  }
}

async function changeTo(sending: Sending, channelId: string, { id, plain }: Page, said: MessageBody, files: RawFile[]): Promise<Page> {
  const body = asEdit(plain ? said : inComponents(said))
  await inOpenThread(sending, channelId, () => sending.rest.patch(Routes.channelMessage(channelId, id), { body, files }))
  return { id, plain: plain && isPlain(body) }
}

/** Takes a message away, if it is there. */
export async function remove({ rest }: Sending, channelId: string, { id }: Page): Promise<void> {
  try {
    await patiently(() => rest.delete(Routes.channelMessage(channelId, id)))
  } catch (error) {
    const action = actionFor(error)
    if (action.do !== 'write anew' && action.do !== 'refuse') throw error
  }
}

/** A thread that was archived meanwhile is opened again. */
async function inOpenThread<T>({ rest }: Sending, channelId: string, request: () => Promise<T>): Promise<T> {
  try {
    return await patiently(request)
  } catch (error) {
    if (actionFor(error).do !== 'unarchive') throw error
    await patiently(() => rest.patch(Routes.channel(channelId), { body: { archived: false } }))
    return patiently(request)
  }
}

/** What was sent may say that it is older than our clock does. */
const slackMs = 60_000
const batch = 100
const mostBatches = 10

/** What an earlier attempt at a posting may have left in a channel. */
export interface Sought {
  key: string
  /** the attempts are not older */
  since: Date
  /** by page, those beyond the last too */
  marks: Mark[]
  /** what the pages say now */
  bodies: MessageBody[]
}

/**
 * The messages of ours in a channel that carry a mark, by page, read from the channel itself: the platform forgets nonces after minutes.
 * Words alone are known by what they say, unless they are known to belong to another posting. Empty where we may not read.
 */
export async function findSent(sending: Sending, channelId: string, sought: Sought): Promise<Map<number, APIMessage>> {
  const found = new Map<number, APIMessage>()
  try {
    for await (const message of messagesSince(sending, channelId, sought.since)) {
      const page = await pageOf(sending, message, sought)
      if (page !== undefined && !found.has(page)) found.set(page, message)
    }
  } catch (error) {
    const action = actionFor(error)
    if (action.do !== 'name what is missing' && action.do !== 'refuse') throw error
    sending.log.warn({ channelId }, 'we may not read here what an earlier attempt has sent: it might be sent twice')
  }
  return found
}

/** The id that something written at a moment has at least. */
export const idSince = (since: Date): string => SnowflakeUtil.generate({ timestamp: since.getTime() - slackMs, increment: 0n, workerId: 0n, processId: 0n }).toString()

async function* messagesSince({ rest }: Sending, channelId: string, since: Date): AsyncGenerator<APIMessage> {
  let after = idSince(since)
  for (let nth = 0; nth < mostBatches; nth++) {
    const query = new URLSearchParams({ after, limit: String(batch) })
    const messages = (await patiently(() => rest.get(Routes.channelMessages(channelId), { query }))) as APIMessage[]
    yield* [...messages].reverse()
    if (messages.length < batch) return
    after = messages.reduce((latest, { id }) => (BigInt(id) > BigInt(latest) ? id : latest), after)
  }
}

async function pageOf(sending: Sending, message: APIMessage, { key, marks, bodies }: Sought): Promise<number | undefined> {
  const byMark = marks.findIndex((mark) => isMarked(message, mark))
  if (byMark >= 0) return byMark
  const byWords = bodies.findIndex((body) => isPlain(body) && isPlain(message) && saysAlready(message, body))
  if (byWords < 0 || message.webhook_id || message.author.id !== (await sending.self())) return undefined
  const others = await sending.database.client.posting.count({ where: { messageId: { contains: message.id }, NOT: { key } } })
  return others === 0 ? byWords : undefined
}
