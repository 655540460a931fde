import { setTimeout as sleep } from 'node:timers/promises'

/** More lanes than this are not under way at once. */
const lanesAtOnce = 200

/** How long a slow lane may keep us from looking what else is due. */
const patienceMs = 250

export interface Due {
  /** does what is due; gives how much it was */
  doDue(): Promise<number>
  /** starts what is due and takes longer; what it gives never fails */
  startDue(): Promise<Promise<void>[]>
}

export interface Rounds {
  /** Does all that is due, and what it leads to. */
  drain(): Promise<void>
  /** Begins nothing more and waits for what is under way. */
  stop(): Promise<void>
}

/** Does what is due, round after round, one at a time in a process; what was started goes on meanwhile, so that a slow place delays no other. */
export function createRounds({ doDue, startDue }: Due): Rounds {
  const lanes = new Set<Promise<void>>()
  let round: Promise<void> | undefined
  let again = false
  let stopping = false
  let wake = (): void => undefined

  /** What a lane leaves behind may be due at once. */
  const track = (started: Promise<void>) => {
    const lane = started.finally(() => {
      lanes.delete(lane)
      again = true
    })
    lanes.add(lane)
  }
  const beginAll = async () => {
    while (!stopping) {
      const done = await doDue()
      const started = lanes.size < lanesAtOnce ? await startDue() : []
      started.forEach(track)
      if (done + started.length === 0) return
    }
  }
  const work = async () => {
    try {
      do {
        again = false
        await beginAll()
        if (lanes.size > 0 && !again) await firstOf(Promise.all(lanes), new Promise<void>((resolve) => (wake = resolve)))
      } while ((again || lanes.size > 0) && !stopping)
    } finally {
      // At once, not in a later turn: who asks in between would wait for a round that is over.
      round = undefined
    }
  }
  return {
    drain() {
      again = true
      wake()
      round ??= work()
      return round
    },
    async stop() {
      stopping = true
      wake()
      await Promise.allSettled([round])
      await Promise.all(lanes)
    },
  }
}

/** Waits for the first of them, at most as long as our patience lasts. */
async function firstOf(...promises: Promise<unknown>[]): Promise<void> {
  const over = new AbortController()
  const patience = sleep(patienceMs, undefined, { signal: over.signal }).catch(() => undefined)
  await Promise.race([...promises, patience])
  over.abort()
}
