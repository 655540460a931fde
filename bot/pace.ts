import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible'
import type { AccountRef } from './person.ts'

/** How much one account may look up, so that nobody's hurry makes the others wait. */
export interface Pace {
  /** Counts one more; resolves to 0, or to the seconds after which she may again. */
  secondsToWait(account: Pick<AccountRef, 'spaceId' | 'externalId'>): Promise<number>
}

/** @param perMinute how many things one account may look up in a minute */
export function createPace({ perMinute }: { perMinute: number }): Pace {
  const limiter = new RateLimiterMemory({ points: perMinute, duration: 60 })
  return {
    async secondsToWait({ spaceId, externalId }) {
      try {
        await limiter.consume(`${spaceId} ${externalId}`)
        return 0
      } catch (refused) {
        if (refused instanceof RateLimiterRes) return Math.max(1, Math.ceil(refused.msBeforeNext / 1000))
        throw refused
      }
    },
  }
}
