import type { FastifyReply, FastifyRequest } from 'fastify'
import { recognise } from '../../bot/person.ts'
import { showMessages } from './message.tsx'
import { bootOf } from './page.tsx'
import { visitOf, type Visit } from './session.ts'
import type { Web } from './web.ts'

const pingEveryMs = 15_000
const messagesAtOnce = 50

/**
 * The live feed: every message that appeared or changed since `Last-Event-ID` or `?after=`, in order, then those to come. An event's id
 * is the message's sequence, so that a browser which comes back goes on where it was.
 */
export async function live(web: Web, request: FastifyRequest, reply: FastifyReply): Promise<void> {
  const visit = await visitOf(web, request, reply)
  const closed = new AbortController()
  const { raw } = reply.hijack()
  raw.on('close', () => closed.abort())
  const stopHearing = web.feed.onChange(visit.session.id, (change) => {
    // Another person sits at this browser now: its pages are told to load again. One just met only needs a feed of her own. When we
    // stop, the browser comes back as soon as somebody answers.
    if (change === 'left') raw.write(sessionEvent('left'))
    closed.abort()
  })
  raw.writeHead(200, {
    'content-type': 'text/event-stream; charset=utf-8',
    'cache-control': 'no-store',
    'x-accel-buffering': 'no',
    'x-content-type-options': 'nosniff',
  })
  raw.write(`retry: 2000\n${sessionEvent(bootOf(web, visit))}`)
  try {
    await follow(web, visit, await startOf(web, request), raw, closed.signal)
  } catch (error) {
    // The browser comes back by itself and goes on after the last message it has.
    web.log.warn({ err: error }, 'a live feed broke off')
  } finally {
    stopHearing()
    raw.end()
  }
}

const sessionEvent = (boot: string) => `event: session\ndata: ${JSON.stringify({ boot })}\n\n`

/** The sequence that a browser has already; without one, only what is to come. */
async function startOf(web: Web, { headers, query }: FastifyRequest): Promise<number> {
  const last = headers['last-event-id'] ?? (query as Record<string, unknown>)['after']
  return typeof last === 'string' && /^\d{1,12}$/.test(last) ? Number(last) : web.store.sequence()
}

type Raw = FastifyReply['raw']

async function follow(web: Web, visit: Visit, start: number, raw: Raw, signal: AbortSignal): Promise<void> {
  let sequence = start
  let spokenAt = Date.now()
  const speak = async (text: string) => {
    spokenAt = Date.now()
    await write(raw, text, signal)
  }
  while (!signal.aborted) {
    // Read before the messages: what is committed up to here is among them, or not for this person.
    const latest = web.feed.latest()
    const messages = await web.store.since({ sequence, personId: visit.who.id, take: messagesAtOnce })
    for (const message of await showMessages(web, messages, visit)) {
      await speak(`id: ${message.sequence}\nevent: message\ndata: ${JSON.stringify(message)}\n\n`)
      sequence = message.sequence
    }
    if (messages.length === messagesAtOnce) continue
    sequence = Math.max(sequence, latest)
    await web.feed.wait(sequence, spokenAt + pingEveryMs - Date.now(), signal)
    if (Date.now() - spokenAt < pingEveryMs) continue
    // Joined with another of her accounts, or separated: the browser comes back at once, as who she is now.
    if (!(await isStillHers(web, visit))) return
    await speak('event: ping\ndata: {}\n\n')
  }
}

const isStillHers = async (web: Web, { from, who }: Visit): Promise<boolean> =>
  (await recognise(web.database.client, from, await web.engine.community())).who.id === who.id

/** Waits while the browser cannot take more. */
async function write(raw: Raw, text: string, signal: AbortSignal): Promise<void> {
  if (signal.aborted || raw.write(text)) return
  await new Promise<void>((resolve) => {
    const done = () => {
      raw.off('drain', done)
      signal.removeEventListener('abort', done)
      resolve()
    }
    raw.on('drain', done)
    signal.addEventListener('abort', done)
  })
}
