import { createHmac } from 'node:crypto'
import { request } from 'node:http'
import type { Delivered, Delivery } from './delivery.ts'
import type { Inner, Transport } from './server.ts'

/** The headers by which an app knows that a delivery is Slack's. */
export function signature(secret: string, body: string, seconds = Math.floor(Date.now() / 1000)): Record<string, string> {
  const digest = createHmac('sha256', secret).update(`v0:${seconds}:${body}`).digest('hex')
  return { 'x-slack-request-timestamp': String(seconds), 'x-slack-signature': `v0=${digest}` }
}

interface Answer {
  status: number
  noRetry: boolean
  body: string
}

const form = 'application/x-www-form-urlencoded'

/** Events are JSON; commands are a form, and interactions are JSON in a form. */
function written({ type, payload }: Delivery): { contentType: string; body: string } {
  if (type === 'events_api') return { contentType: 'application/json', body: JSON.stringify(payload) }
  const fields = type === 'interactive' ? { payload: JSON.stringify(payload) } : (payload as Record<string, string>)
  return { contentType: form, body: new URLSearchParams(fields).toString() }
}

/** An answer that is JSON is an object; other words are themselves; nothing is undefined. */
function read(body: string): unknown {
  if (!body) return undefined
  try {
    return JSON.parse(body) as unknown
  } catch {
    return body
  }
}

/** Each delivery on a connection of its own, so that no open one holds up a server that stops. */
const post = (url: string, headers: Record<string, string>, body: string, timeout: number): Promise<Answer> =>
  new Promise((resolve, reject) => {
    const sent = request(url, { method: 'POST', headers: { ...headers, 'content-length': String(Buffer.byteLength(body)) }, agent: false }, (response) => {
      const parts: Buffer[] = []
      response.on('data', (part: Buffer) => parts.push(part))
      response.on('error', reject)
      response.on('end', () => {
        clearTimeout(late)
        resolve({ status: response.statusCode ?? 0, noRetry: response.headers['x-slack-no-retry'] === '1', body: Buffer.concat(parts).toString() })
      })
    })
    const late = setTimeout(() => sent.destroy(new Error('http_timeout')), timeout)
    sent.on('error', (error) => {
      clearTimeout(late)
      reject(error)
    })
    sent.end(body)
  })

/** HTTP deliveries, signed, to the app's request URL. */
export function signedTransport(inner: Inner, url: string): Transport {
  return {
    async send(delivery, retry): Promise<Delivered> {
      const { contentType, body } = written(delivery)
      const again: Record<string, string> = retry ? { 'x-slack-retry-num': String(retry.attempt), 'x-slack-retry-reason': retry.reason } : {}
      const headers = { 'content-type': contentType, 'user-agent': 'Slackbot 1.0 (+https://api.slack.com/robots)', ...signature(inner.app.signingSecret, body), ...again }
      try {
        const { status, noRetry, body: answered } = await post(url, headers, body, inner.times.ack)
        return status >= 200 && status < 300 ? { ok: true, answer: read(answered) } : { ok: false, why: 'http_error', final: noRetry }
      } catch (error) {
        return { ok: false, why: error instanceof Error && error.message === 'http_timeout' ? 'http_timeout' : 'connection_failed' }
      }
    },
  }
}

/** Asks the app whether the address is its own, as Slack does when a request URL is set. @throws when it does not answer the challenge */
export async function challenge(inner: Inner, url: string): Promise<void> {
  const wanted = 'is this address yours?'
  const body = JSON.stringify({ token: inner.app.verificationToken, challenge: wanted, type: 'url_verification' })
  const { status, body: answered } = await post(url, { 'content-type': 'application/json', ...signature(inner.app.signingSecret, body) }, body, inner.times.ack)
  const echoed = read(answered)
  const said = typeof echoed === 'object' && echoed !== null && 'challenge' in echoed ? echoed.challenge : echoed
  if (status !== 200 || said !== wanted) throw new Error(`${url} did not answer the challenge of Slack, but ${status}: ${answered}`)
}
