import { RESTEvents, type REST } from 'discord.js'
import type { Clock } from '../../bot/clock.ts'
import type { Log } from '../../bot/log.ts'

/** Discord blocks an address for a while that makes 10,000 invalid requests in this time. */
const windowMs = 600_000
/** We stop at a tenth of it: others may share our address, and something is wrong. */
const most = 1000
const invalid = [401, 403, 429]

export interface Circuit {
  /** Counts what this client is answered. */
  watch(rest: REST): void
  /** Counts an answer of Discord’s. */
  note(status: number, scope: string | null): void
  /** until when nothing is sent; undefined while all is well */
  readonly openUntil: Date | undefined
}

/** Stops us before Discord does. */
export function createCircuit({ clock, log }: { clock: Clock; log: Log }): Circuit {
  let times: number[] = []
  let isOpen = false

  const current = (): number[] => {
    const since = clock.now().getTime() - windowMs
    if ((times[0] ?? Infinity) <= since) times = times.filter((at) => at > since)
    return times
  }
  const note: Circuit['note'] = (status, scope) => {
    if (!invalid.includes(status) || (status === 429 && scope === 'shared')) return
    current().push(clock.now().getTime())
    if (isOpen || times.length < most) return
    isOpen = true
    log.error({ invalid: times.length }, 'Discord refused a thousand requests in ten minutes: nothing is sent until fewer are counted, before Discord blocks us. See the warnings before for what it refused.')
  }
  return {
    note,
    watch: (rest) => void rest.on(RESTEvents.Response, (_request, { status, headers }) => note(status, headers.get('x-ratelimit-scope'))),
    get openUntil() {
      const counted = current()
      isOpen &&= counted.length >= most
      const leaves = counted.at(-most)
      return isOpen && leaves !== undefined ? new Date(leaves + windowMs + 1) : undefined
    },
  }
}
