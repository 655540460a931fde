import type { Clock } from '../../bot/clock.ts'
import type { Log } from '../../bot/log.ts'

/** The address that Slack gives to answer one gesture: five times, within half an hour. */
export interface ResponseUrl {
  url: string
  /** epoch milliseconds */
  until: number
}

export interface ResponseUrls {
  /** One that Slack has just given. */
  given(url: string | undefined): ResponseUrl | undefined
  /** Answers there; false when it can no longer be used, or was not taken. */
  post(response: ResponseUrl, body: object): Promise<boolean>
}

const lifeMs = 1_800_000
const mostUses = 5
const patienceMs = 10_000

export function createResponseUrls({ clock, log }: { clock: Clock; log: Log }): ResponseUrls {
  const used = new Map<string, { uses: number; until: number }>()
  const now = () => clock.now().getTime()

  /** Counts a use; false when there is none left. */
  const use = ({ url, until }: ResponseUrl): boolean => {
    for (const [other, known] of used) if (known.until < now()) used.delete(other)
    const uses = used.get(url)?.uses ?? 0
    if (until < now() || uses >= mostUses) return false
    used.set(url, { uses: uses + 1, until })
    return true
  }
  return {
    given: (url) => (url ? { url, until: now() + lifeMs } : undefined),
    async post(response, body) {
      if (!use(response)) return false
      try {
        const { ok, status } = await fetch(response.url, {
          method: 'POST',
          headers: { 'content-type': 'application/json' },
          body: JSON.stringify(body),
          signal: AbortSignal.timeout(patienceMs),
        })
        if (ok) return true
        // Whatever Slack says of it, it is over.
        used.set(response.url, { uses: mostUses, until: response.until })
        log.info({ status }, 'a response_url was refused')
      } catch (error) {
        log.warn({ err: error instanceof Error ? error.message : 'unknown' }, 'a response_url could not be reached')
      }
      return false
    },
  }
}
