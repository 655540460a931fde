import { createHash } from 'node:crypto'

export interface Limit {
  limit: number
  /** milliseconds */
  per: number
}

export interface BucketsAbout {
  /** by method and route, `POST /channels/:channel/messages`; `other` for all the rest */
  limits: Record<string, Limit>
  /** requests a second with the bot's token; interactions do not count */
  global: number
}

/** As seen from outside by those who run bots; Discord publishes none of them, and changes them. */
export const usualLimits: BucketsAbout = {
  limits: {
    'POST /channels/:channel/messages': { limit: 5, per: 5_000 },
    'PATCH /channels/:channel/messages/:message': { limit: 5, per: 5_000 },
    'DELETE /channels/:channel/messages/:message': { limit: 5, per: 1_000 },
    'POST /users/@me/channels': { limit: 10, per: 10_000 },
    'POST /webhooks/:application/:token': { limit: 5, per: 2_000 },
    'PATCH /webhooks/:application/:token/messages/:message': { limit: 5, per: 2_000 },
    other: { limit: 50, per: 1_000 },
  },
  global: 50,
}

/** The same numbers in windows twenty times as short, for tests that send much. */
export const quickLimits: BucketsAbout = {
  ...usualLimits,
  limits: Object.fromEntries(Object.entries(usualLimits.limits).map(([route, { limit, per }]) => [route, { limit, per: per / 20 }])),
}

/** A request that was made although the bucket was known to be empty. */
export interface Violation {
  route: string
  major: string
  at: number
}

export interface Wait {
  retryAfter: number
  scope: 'user' | 'shared' | 'global'
}

interface Bucket {
  used: number
  endsAt: number
  /** nothing is let through before */
  blockedUntil: number
  /** an answer was lost on the way: the client cannot know how much is left */
  unknown: boolean
}

/** Before then, nothing more is let through. */
const waitUntil = ({ blockedUntil, used, endsAt }: Bucket, limit: number): number => Math.max(blockedUntil, used >= limit ? endsAt : 0)

/** Rate limits as Discord keeps them: a bucket for each route and channel, and one for all together. */
export class Buckets {
  readonly violations: Violation[] = []
  private readonly buckets = new Map<string, Bucket>()
  private tokens: number
  private filledAt = Date.now()

  constructor(readonly about: BucketsAbout) {
    this.tokens = about.global * 2
  }

  /** Takes one request out of its bucket; gives how long to wait when there is none left. */
  take(route: string, major: string): Wait | undefined {
    const now = Date.now()
    const bucket = this.bucketOf(route, major, now)
    const { limit } = this.limitOf(route)
    const until = waitUntil(bucket, limit)
    if (until > now) {
      if (!bucket.unknown) this.violations.push({ route, major, at: now })
      bucket.unknown = false
      return { retryAfter: (until - now) / 1000, scope: 'user' }
    }
    bucket.used += 1
    bucket.unknown = false
    return undefined
  }

  /** As much as `global` requests each second, and as many again at once: a client counts its seconds from another moment than we. */
  takeGlobal(): Wait | undefined {
    const now = Date.now()
    const { global } = this.about
    this.tokens = Math.min(global * 2, this.tokens + ((now - this.filledAt) / 1000) * global)
    this.filledAt = now
    if (this.tokens < 1) {
      this.violations.push({ route: 'global', major: '', at: now })
      return { retryAfter: (1 - this.tokens) / global, scope: 'global' }
    }
    this.tokens -= 1
    return undefined
  }

  /** Lets nothing through for a while, as after an ordered 429. */
  block(route: string, major: string, seconds: number): void {
    const bucket = this.bucketOf(route, major, Date.now())
    bucket.blockedUntil = Date.now() + seconds * 1000
  }

  /** The client did not get the answer that told it how much is left. */
  answerLost(route: string, major: string): void {
    this.bucketOf(route, major, Date.now()).unknown = true
  }

  /** Somebody logged in anew: she knows nothing of what was used before. */
  forget(): void {
    for (const bucket of this.buckets.values()) bucket.unknown = true
  }

  headers(route: string, major: string): Record<string, string> {
    const now = Date.now()
    const bucket = this.bucketOf(route, major, now)
    const { limit } = this.limitOf(route)
    const remaining = bucket.blockedUntil > now ? 0 : Math.max(0, limit - bucket.used)
    // Blocked for a moment, it may be empty for longer than that.
    const endsAt = remaining > 0 ? bucket.endsAt : waitUntil(bucket, limit)
    return {
      'x-ratelimit-limit': String(limit),
      'x-ratelimit-remaining': String(remaining),
      'x-ratelimit-reset': (endsAt / 1000).toFixed(3),
      'x-ratelimit-reset-after': (Math.max(0, endsAt - now) / 1000).toFixed(3),
      'x-ratelimit-bucket': createHash('md5').update(route).digest('hex'),
    }
  }

  private limitOf(route: string): Limit {
    return this.about.limits[route] ?? this.about.limits.other ?? { limit: 50, per: 1_000 }
  }

  private bucketOf(route: string, major: string, now: number): Bucket {
    const key = `${route} ${major}`
    const known = this.buckets.get(key)
    if (known && known.endsAt > now) return known
    const { blockedUntil = 0, unknown = false } = known ?? {}
    const fresh = { used: 0, endsAt: now + this.limitOf(route).per, blockedUntil, unknown }
    this.buckets.set(key, fresh)
    return fresh
  }
}
