/** How fast Slack lets an app be. */
export interface RateLimits {
  /** at least this between two messages to one channel, on average */
  perChannelMs: number
  /** messages that may come too early */
  burst: number
  /** the window in which the calls of a method are counted */
  windowMs: number
  /** calls a window of each tier, of one method in one workspace */
  tiers: Record<Tier, number>
}

export type Tier = 1 | 2 | 3 | 4

export const slackRates: RateLimits = { perChannelMs: 1000, burst: 1, windowMs: 60_000, tiers: { 1: 1, 2: 20, 3: 50, 4: 100 } }

/** A call that came sooner than allowed. */
export interface Violation {
  lane: string
  why: 'too many' | 'before Retry-After'
  at: number
}

/** a timer of Node may fire this much early */
const early = 50

/** Keeps count of what was done, and says how long to wait. */
export function createRates(limits: RateLimits) {
  const violations: Violation[] = []
  /** when each lane may be used again after a 429 */
  const blocked = new Map<string, number>()
  const calls = new Map<string, number[]>()
  /** messages each channel may still take, and since when that is so */
  const channels = new Map<string, { tokens: number; at: number }>()
  const now = () => performance.now()

  const refuse = (lane: string, ms: number): number => {
    violations.push({ lane, why: 'too many', at: now() })
    const seconds = Math.max(1, Math.ceil(ms / 1000))
    block(lane, seconds)
    return seconds
  }
  const block = (lane: string, seconds: number) => {
    blocked.set(lane, Math.max(blocked.get(lane) ?? 0, now() + seconds * 1000))
  }
  /** Seconds until the lane may be used again after a 429; undefined when it may. */
  const waits = (lane: string): number | undefined => {
    const until = blocked.get(lane) ?? 0
    if (now() >= until - early) return undefined
    violations.push({ lane, why: 'before Retry-After', at: now() })
    return Math.ceil((until - now()) / 1000)
  }
  const posts = (lane: string): number | undefined => {
    const known = channels.get(lane) ?? { tokens: 1 + limits.burst, at: now() }
    const tokens = Math.min(1 + limits.burst, known.tokens + (now() - known.at) / limits.perChannelMs)
    if (tokens < 1 - early / limits.perChannelMs) return refuse(lane, (1 - tokens) * limits.perChannelMs)
    channels.set(lane, { tokens: tokens - 1, at: now() })
    return undefined
  }
  const counts = (lane: string, tier: Tier): number | undefined => {
    const recent = (calls.get(lane) ?? []).filter((at) => now() - at < limits.windowMs)
    const [oldest] = recent
    if (oldest !== undefined && recent.length >= limits.tiers[tier]) return refuse(lane, oldest + limits.windowMs - now())
    calls.set(lane, [...recent, now()])
    return undefined
  }
  return { violations, block, waits, posts, counts }
}

export type Rates = ReturnType<typeof createRates>
