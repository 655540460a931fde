import type { World } from './world.ts'

export interface Waiting {
  /** milliseconds; generous, because it only matters when something is wrong */
  within: number
  /** what to say when it never came */
  otherwise: () => string
}

/** Waits until the world is so that `look` finds something; looks again after every change. */
export function until<T>(world: World, look: () => T | undefined | false, { within, otherwise }: Waiting): Promise<T> {
  return new Promise((resolve, reject) => {
    const attempt = (): boolean => {
      try {
        const found = look()
        if (found === undefined || found === false) return false
        stop()
        resolve(found)
      } catch (error) {
        stop()
        reject(error instanceof Error ? error : new Error(String(error)))
      }
      return true
    }
    const onChange = () => void attempt()
    const stop = () => {
      clearTimeout(timer)
      world.changes.off('change', onChange)
    }
    const timer = setTimeout(() => {
      if (attempt()) return
      stop()
      reject(new Error(otherwise()))
    }, within)
    if (!attempt()) world.changes.on('change', onChange)
  })
}
