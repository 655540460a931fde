/** How often something is tried before it is left for the organisers to look at. */
export const mostAttempts = 10

/** When to try again after the n-th failure: 1 s, 2 s, 4 s… at most ten minutes, so that ten attempts span about a quarter of an hour. */
export const retryAt = (now: Date, attempts: number): Date => new Date(now.getTime() + Math.min(2 ** (attempts - 1), 600) * 1000)

/** How long a claim is ours: twice as long as the slowest delivery may take, short enough to be taken up soon after a crash. */
export const leaseMs = 60_000

/** What is wrong, short enough to be kept in a row. */
export const reasonOf = (error: unknown): string => (error instanceof Error ? error.message : String(error)).slice(0, 500)
