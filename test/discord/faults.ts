/** Which requests are meant. What is left out does not matter. */
export interface Match {
  method?: string
  /** as logged, without `/api/v10`: the beginning of it, or a pattern */
  path?: string | RegExp
  body?: (body: unknown) => boolean
}

/** What happens to a request instead of a plain answer. */
export interface Fault {
  /** the answer: an error of Discord's with `code`, a 429 with `retryAfter`, or a bare 5xx */
  status?: number
  code?: number
  message?: string
  /** seconds, of a 429 */
  retryAfter?: number
  scope?: 'user' | 'shared' | 'global'
  /** the connection breaks without an answer */
  reset?: boolean
  /** milliseconds before anything happens */
  delay?: number
  /** the work is done first, then this is answered */
  after?: boolean
}

export interface Order {
  match: Match
  fault: Fault
  /** how often it still happens */
  left: number
  /** how often it happened */
  happened: number
  stop(): void
}

export interface RandomFaults {
  seed: number
  match?: Match
  /** shares of all requests, from 0 to 1 */
  tooMany?: number
  broken?: number
  /** what share of the broken ones does the work first */
  afterWork?: number
}

interface Asked {
  method: string
  path: string
  body: unknown
}

/** Faults to order: so many times, or at random from a seed. */
export class Faults {
  private readonly orders: Order[] = []
  private random: ((asked: Asked) => Fault | undefined) | undefined

  order(match: Match, fault: Fault, times = 1): Order {
    const order: Order = { match, fault, left: times, happened: 0, stop: () => (order.left = 0) }
    this.orders.push(order)
    return order
  }

  /** Faults at random, the same for the same seed and the same order of requests; undefined ends them. */
  orderRandom(about: RandomFaults | undefined): void {
    this.random = about && randomFaults(about)
  }

  /** What happens to this request, if something does. */
  next(asked: Asked): Fault | undefined {
    const order = this.orders.find(({ match, left }) => left > 0 && matches(match, asked))
    if (!order) return this.random?.(asked)
    order.left -= 1
    order.happened += 1
    return order.fault
  }
}

function matches({ method, path, body }: Match, asked: Asked): boolean {
  if (method && method !== asked.method) return false
  if (typeof path === 'string' && !asked.path.startsWith(path)) return false
  if (path instanceof RegExp && !path.test(asked.path)) return false
  return !body || body(asked.body)
}

function randomFaults({ seed, match = {}, tooMany = 0, broken = 0, afterWork = 0.5 }: RandomFaults) {
  const random = numbersFrom(seed)
  return (asked: Asked): Fault | undefined => {
    if (!matches(match, asked)) return undefined
    const drawn = random()
    if (drawn < tooMany) return { status: 429, retryAfter: 0.05 + random() / 5, scope: 'shared' }
    if (drawn < tooMany + broken) return { status: random() < 0.5 ? 502 : 500, after: random() < afterWork }
    return undefined
  }
}

/** Numbers from 0 to 1 that are the same for the same seed (mulberry32). */
function numbersFrom(seed: number): () => number {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
}
