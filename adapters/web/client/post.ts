import { waitToRetry } from './backoff.ts'
import type { ShownMessage } from './merge.ts'
import { renewToken, token } from './session.ts'

/** What the server says to a form. */
export type Answer =
  /** `locale`: the language of the person, which she may just have changed */
  | { kind: 'done'; locale?: string; focus?: string; messages?: ShownMessage[] }
  | { kind: 'form'; html: string }
  /** `message` is empty when the server did not say why; `expired`: only a reload helps */
  | { kind: 'error'; message: string; expired?: boolean }
  | { kind: 'abandoned' }

export interface Sending {
  /** the same for every attempt at the same thing, so that the server does it once */
  key: string
  /** ends the attempts */
  signal?: AbortSignal
  /** there is no connection: the next attempt comes by itself */
  onWaiting?(): void
}

/** A dead connection is given up after this; files may need longer. */
const patience = 20_000
const passing = new Set([502, 503, 504])
const refused = new Set([401, 403])

/** A new key for something a person does. `randomUUID` exists only on https and on this very machine. */
export const newKey = (): string =>
  typeof crypto.randomUUID === 'function'
    ? crypto.randomUUID()
    : Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, '0')).join('')

/** Sends what a form holds, again and again while there is no connection. Never throws. */
export async function post(url: string, data: FormData, sending: Sending): Promise<Answer> {
  data.set('key', sending.key)
  let renewed = false
  for (let attempt = 0; !sending.signal?.aborted; attempt++) {
    data.set('csrf', token())
    const response = await once(url, data, sending.signal)
    const isAnswer = response && !passing.has(response.status)
    if (isAnswer && (renewed || !refused.has(response.status))) return await read(response)
    try {
      if (isAnswer && !(await renewToken())) return { kind: 'error', message: '', expired: true }
      renewed = Boolean(isAnswer)
    } catch {
      // No connection for that either: both are tried again.
    }
    if (renewed) continue
    sending.onWaiting?.()
    await waitToRetry(attempt, sending.signal)
  }
  return { kind: 'abandoned' }
}

/** One attempt; nothing when the connection failed. */
async function once(url: string, data: FormData, signal?: AbortSignal): Promise<Response | undefined> {
  const holdsFiles = [...data.values()].some((value) => value instanceof File)
  const body = holdsFiles ? data : new URLSearchParams([...data] as [string, string][])
  const attempt = new AbortController()
  const giveUp = () => attempt.abort()
  const timer = setTimeout(giveUp, holdsFiles ? 2 ** 31 - 1 : patience)
  signal?.addEventListener('abort', giveUp)
  try {
    return await fetch(url, { method: 'POST', body, headers: { accept: 'application/json' }, signal: attempt.signal })
  } catch {
    return undefined
  } finally {
    clearTimeout(timer)
    signal?.removeEventListener('abort', giveUp)
  }
}

async function read(response: Response): Promise<Answer> {
  try {
    const answer = (await response.json()) as Answer
    return 'kind' in answer ? answer : { kind: 'error', message: '' }
  } catch {
    return { kind: 'error', message: '' }
  }
}
