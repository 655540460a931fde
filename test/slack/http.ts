import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { setTimeout as wait } from 'node:timers/promises'
import type { Fault } from './faults.ts'

/** What is answered to a request. */
export interface HttpAnswer {
  status: number
  headers?: Record<string, string>
  body: string | Buffer
}

export interface HttpAsked {
  method: string
  url: URL
  headers: IncomingMessage['headers']
  raw: Buffer
}

export const jsonAnswer = (body: unknown, status = 200, headers: Record<string, string> = {}): HttpAnswer => ({
  status,
  headers: { 'content-type': 'application/json; charset=utf-8', ...headers },
  body: JSON.stringify(body),
})

/** The connection is cut instead of an answer. */
export const reset = 'reset'

/** Does the work, or what was ordered to go wrong with it. */
export async function withFault(fault: Fault | undefined, work: () => Promise<HttpAnswer>): Promise<HttpAnswer | typeof reset> {
  if (!fault) return work()
  switch (fault.kind) {
    case 'slow':
      await wait(fault.ms)
      return work()
    case 'ratelimited':
      return jsonAnswer({ ok: false, error: 'ratelimited' }, 429, { 'retry-after': String(fault.retryAfter ?? 1) })
    case 'server error':
      if (fault.done) await work()
      return { status: fault.status ?? 500, headers: { 'content-type': 'text/html' }, body: '<html><body>Server Error</body></html>' }
    case 'refused':
      return jsonAnswer({ ok: false, error: fault.error })
    case 'reset':
      if (fault.done) await work()
      return reset
  }
}

const bodyOf = async (request: IncomingMessage): Promise<Buffer> => {
  const parts: Buffer[] = []
  for await (const part of request) parts.push(part as Buffer)
  return Buffer.concat(parts)
}

/** The arguments of a call, from wherever they may be: the address, a form, JSON. */
export async function argumentsOf({ url, headers, raw }: HttpAsked): Promise<Record<string, unknown>> {
  const given: Record<string, unknown> = Object.fromEntries(url.searchParams)
  const type = headers['content-type'] ?? ''
  if (!raw.length) return given
  if (type.startsWith('application/json')) return { ...given, ...(JSON.parse(raw.toString()) as Record<string, unknown>) }
  if (type.startsWith('multipart/form-data')) return { ...given, ...Object.fromEntries(await formOf(raw, type)) }
  return { ...given, ...Object.fromEntries(new URLSearchParams(raw.toString())) }
}

/** A form with files in it. */
export const formOf = (raw: Buffer, contentType: string) => new Response(new Uint8Array(raw), { headers: { 'content-type': contentType } }).formData()

export type Answers = (asked: HttpAsked) => Promise<HttpAnswer | typeof reset>

/** A server on a free port of this machine. */
export async function listen(answers: Answers): Promise<{ server: Server; url: string; close(): Promise<void> }> {
  const respond = async (request: IncomingMessage, response: ServerResponse) => {
    const url = new URL(request.url ?? '/', 'http://127.0.0.1')
    const answer = await answers({ method: request.method ?? 'GET', url, headers: request.headers, raw: await bodyOf(request) })
    if (answer === reset) return void request.socket.resetAndDestroy()
    response.writeHead(answer.status, answer.headers).end(answer.body)
  }
  const server = createServer((request, response) => {
    respond(request, response).catch((error: unknown) => {
      // A bug of the stand-in: it is told where whoever runs the test reads it.
      const told = error instanceof Error ? (error.stack ?? error.message) : String(error)
      if (!response.destroyed) response.writeHead(500, { 'content-type': 'text/plain' }).end(told)
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  const close = () =>
    new Promise<void>((resolve) => {
      server.close(() => resolve())
      server.closeAllConnections()
    })
  return { server, url: `http://127.0.0.1:${port}`, close }
}
