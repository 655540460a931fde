const first = 1000
const longest = 30_000

/** Milliseconds to wait before the next attempt, the first being 0: doubled each time, at most 30 s, spread by half so that not everybody comes back at once. */
export const delayBefore = (attempt: number, random = Math.random()): number =>
  Math.min(longest, first * 2 ** attempt) * (0.5 + random / 2)

/** Waits so long, or until the browser says that the network is back, or until nobody wants it any more. */
export function waitToRetry(attempt: number, signal?: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const over = () => {
      clearTimeout(timer)
      removeEventListener('online', over)
      signal?.removeEventListener('abort', over)
      resolve()
    }
    const timer = setTimeout(over, delayBefore(attempt))
    addEventListener('online', over)
    signal?.addEventListener('abort', over)
  })
}
