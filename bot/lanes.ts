/** Does what has the same lane one after the other, in the order in which it was given; lanes go side by side. */
export interface Lanes {
  /** A failure is the one's who gave it; what comes after is done all the same. */
  run<R>(lane: string, work: () => Promise<R>): Promise<R>
  /** Waits until nothing is under way. */
  idle(): Promise<void>
}

export function createLanes(): Lanes {
  const last = new Map<string, Promise<void>>()
  return {
    run(lane, work) {
      const done = (last.get(lane) ?? Promise.resolve()).then(work)
      const settled: Promise<void> = done.then(
        () => undefined,
        () => undefined,
      ).then(() => void (last.get(lane) === settled && last.delete(lane)))
      last.set(lane, settled)
      return done
    },
    async idle() {
      while (last.size) await Promise.all(last.values())
    },
  }
}
