import { randomUUID } from 'node:crypto'
import type { IncomingMessage } from 'node:http'
import type { Duplex } from 'node:stream'
import { WebSocket, WebSocketServer } from 'ws'
import { z } from 'zod'
import type { Delivered, Delivery } from './delivery.ts'
import type { Inner, Transport } from './server.ts'
import { until } from './until.ts'
import { newSecret } from './world.ts'

/** What a test does with the sockets of Socket Mode. */
export interface Sockets {
  /** how many are open */
  readonly count: number
  /** Cuts every connection, without a word. */
  drop(): void
  /** Says that the connections are to be renewed, or that Socket Mode was switched off. */
  disconnect(reason: 'warning' | 'refresh_requested' | 'link_disabled'): void
}

/** connections an app may have at once */
export const mostSockets = 10
const pingEvery = 10_000
const farewell = 1000

const acknowledgement = z.object({ envelope_id: z.string(), payload: z.unknown().optional() })

/** Socket Mode: one-time addresses, envelopes out and acknowledgements in. */
export function createSockets(inner: Inner) {
  const server = new WebSocketServer({ noServer: true })
  const tickets = new Set<string>()
  const open = new Set<WebSocket>()
  const pending = new Map<string, { socket: WebSocket; settle(delivered: Delivered): void }>()
  let turn = 0

  const receive = (raw: string) => {
    const { envelope_id: id, payload } = acknowledgement.parse(JSON.parse(raw))
    pending.get(id)?.settle({ ok: true, answer: payload })
  }
  const greet = (socket: WebSocket) => {
    if (inner.app.requestUrl) return socket.send(JSON.stringify({ type: 'disconnect', reason: 'link_disabled', debug_info: { host: 'stand-in' } }))
    open.add(socket)
    const pings = setInterval(() => socket.ping('Ping from Slack'), pingEvery)
    socket.on('message', (data: Buffer) => receive(data.toString()))
    socket.on('error', () => undefined)
    socket.on('close', () => {
      clearInterval(pings)
      open.delete(socket)
      for (const waiting of pending.values()) if (waiting.socket === socket) waiting.settle({ ok: false, why: 'connection_failed' })
    })
    socket.ping('Ping from Slack')
    const debug = { host: 'stand-in', build_number: 1, approximate_connection_time: 18_060 }
    socket.send(JSON.stringify({ type: 'hello', num_connections: open.size, debug_info: debug, connection_info: { app_id: inner.app.id } }))
  }
  const transport: Transport = {
    send(delivery, retry) {
      const sockets = [...open].filter(({ readyState }) => readyState === WebSocket.OPEN)
      const socket = sockets[turn++ % sockets.length]
      if (!socket) return Promise.resolve({ ok: false, why: 'connection_failed' })
      return sent(socket, delivery, retry)
    },
  }
  const sent = (socket: WebSocket, { type, payload }: Delivery, retry?: { attempt: number; reason: string }): Promise<Delivered> =>
    new Promise((resolve) => {
      const id = randomUUID()
      const settle = (delivered: Delivered) => {
        clearTimeout(late)
        pending.delete(id)
        resolve(delivered)
      }
      const late = setTimeout(() => settle({ ok: false, why: 'http_timeout' }), inner.times.ack)
      pending.set(id, { socket, settle })
      const again = type === 'events_api' ? { retry_attempt: retry?.attempt ?? 0, retry_reason: retry?.reason ?? '' } : {}
      socket.send(JSON.stringify({ envelope_id: id, type, payload, accepts_response_payload: type !== 'events_api', ...again }))
    })
  const sockets: Sockets = {
    get count() {
      return open.size
    },
    drop: () => open.forEach((socket) => socket.terminate()),
    disconnect: (reason) => open.forEach((socket) => socket.send(JSON.stringify({ type: 'disconnect', reason, debug_info: { host: 'stand-in' } }))),
  }
  /** An address that can be connected to once; undefined when there are too many connections. */
  const ticket = (): string | undefined => {
    if (open.size >= mostSockets) return undefined
    const one = newSecret()
    tickets.add(one)
    return `${inner.url.replace('http', 'ws')}/link?ticket=${one}&app_id=${inner.app.id}`
  }
  const upgrade = (request: IncomingMessage, socket: Duplex, head: Buffer) => {
    const asked = new URL(request.url ?? '/', inner.url).searchParams.get('ticket') ?? ''
    if (!tickets.delete(asked)) return socket.end('HTTP/1.1 401 Unauthorized\r\n\r\n')
    server.handleUpgrade(request, socket, head, greet)
  }
  /** Ends with whom is still there: an app that has just stopped is about to say so. */
  const close = async () => {
    open.forEach((socket) => socket.close(1001))
    await until(() => open.size === 0 || undefined, undefined, farewell)
    open.forEach((socket) => socket.terminate())
    server.close()
  }
  return { sockets, transport, ticket, upgrade, close }
}
