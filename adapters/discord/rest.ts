import { setTimeout as sleep } from 'node:timers/promises'
import { DefaultRestOptions, RateLimitError, REST, type ResponseLike } from 'discord.js'
import { agent } from './agent.ts'
import { waitOf } from './errors.ts'

export interface RestAbout {
  token: string
  /** another server than Discord’s own, with its path */
  apiUrl?: string
  /** requests a second, where not as for the only process of a token */
  perSecond?: number
}

/** Discord counts a token’s requests together, 50 a second: so many for one process, and for one of two that share a database. */
const alonePerSecond = 40
export const sharedPerSecond = 20

/**
 * A client that repeats nothing by itself (a message that arrived although the answer was lost would be there twice) and waits for
 * nothing: a limit is thrown as a RateLimitError, so that other places go on.
 */
export function createRest({ token, apiUrl, perSecond = alonePerSecond }: RestAbout): REST {
  const elsewhere = apiUrl ? { api: apiUrl } : {}
  const options = { version: '10', agent, timeout: 10_000, retries: 0, globalRequestsPerSecond: perSecond, rejectOnRateLimit: () => true, makeRequest: withCodes, ...elsewhere }
  return new REST(options).setToken(token)
}

/** How long a limit is waited for on the spot; the queue of postings has more patience, and other places to go to. */
const patienceMs = 3000

/** Waits for short limits. @throws RateLimitError for longer ones */
export async function patiently<T>(request: () => Promise<T>, most = patienceMs): Promise<T> {
  for (let left = most; ; ) {
    try {
      return await request()
    } catch (error) {
      const ms = error instanceof RateLimitError ? waitOf(error) : Infinity
      if (ms > left) throw error
      left -= ms
      await sleep(ms)
    }
  }
}

const tooManyEdits = /"code":\s*30046\b/

/** That an old message was changed too often is answered with the status of a rate limit, which would hide its code. */
async function withCodes(url: string, init: Parameters<typeof DefaultRestOptions.makeRequest>[1]): Promise<ResponseLike> {
  const response = await DefaultRestOptions.makeRequest(url, init)
  if (response.status !== 429 || init.method !== 'PATCH') return response
  const text = await response.text()
  const status = tooManyEdits.test(text) ? 400 : 429
  // Node’s own Response is what undici’s is, under another name.
  return new Response(text, { status, headers: new Headers([...response.headers]) }) as unknown as ResponseLike
}
