/** Something that goes wrong with one call, as ordered by a test. `done` says that the work is done all the same. */
export type Fault =
  | { kind: 'ratelimited'; retryAfter?: number }
  | { kind: 'server error'; status?: number; done?: boolean }
  | { kind: 'refused'; error: string }
  | { kind: 'slow'; ms: number }
  | { kind: 'reset'; done?: boolean }

export interface RandomFaults {
  seed: number
  /** the share of calls answered 429, as 0.05 */
  ratelimited?: number
  /** the share of calls answered 500, half of them after the work was done */
  serverErrors?: number
  /** which methods; all of them when left out */
  methods?: string[]
}

/** Numbers from 0 to 1 that are the same for the same seed (mulberry32). */
export function randomFrom(seed: number): () => number {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
}

export interface Faults {
  /** The next calls of a method (`*`: of any) go wrong so. `response_url` and `upload` count as methods. */
  next(method: string, fault: Fault, times?: number): void
  /** From now on calls go wrong by chance. */
  random(about: RandomFaults): void
  /** The next events are delivered so many times each, with the same event_id. */
  repeatEvents(copies: number, events?: number): void
  /** Nothing goes wrong any more. */
  none(): void
}

/** The faults that a test has ordered, and what takes them. */
export function createFaults() {
  let ordered: { method: string; fault: Fault }[] = []
  let chance: (RandomFaults & { draw: () => number }) | undefined
  let repeated: number[] = []

  const byChance = (method: string): Fault | undefined => {
    if (!chance || (chance.methods && !chance.methods.includes(method))) return undefined
    const { ratelimited = 0, serverErrors = 0 } = chance
    const drawn = chance.draw()
    if (drawn < ratelimited) return { kind: 'ratelimited' }
    if (drawn < ratelimited + serverErrors) return { kind: 'server error', done: drawn < ratelimited + serverErrors / 2 }
    return undefined
  }
  const faults: Faults = {
    next: (method, fault, times = 1) => void ordered.push(...Array.from({ length: times }, () => ({ method, fault }))),
    random: (about) => void (chance = { ...about, draw: randomFrom(about.seed) }),
    repeatEvents: (copies, events = 1) => void repeated.push(...Array.from({ length: events }, () => copies)),
    none: () => {
      ordered = []
      repeated = []
      chance = undefined
    },
  }
  /** What goes wrong with this call. */
  const take = (method: string): Fault | undefined => {
    const index = ordered.findIndex((one) => one.method === method || one.method === '*')
    const [first] = index < 0 ? [] : ordered.splice(index, 1)
    return first?.fault ?? byChance(method)
  }
  const copies = (): number => repeated.shift() ?? 1
  return { faults, take, copies }
}
