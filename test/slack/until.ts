import { setTimeout as wait } from 'node:timers/promises'

/** how long a condition may take on a slow machine */
const deadline = 20_000
const lookEvery = 10

/**
 * Waits until there is something.
 * @throws what `otherwise` says when it does not come in time; without it, goes on
 */
export async function until<T>(look: () => T | undefined, otherwise: () => string, within?: number): Promise<T>
export async function until<T>(look: () => T | undefined, otherwise: undefined, within: number): Promise<T | undefined>
export async function until<T>(look: () => T | undefined, otherwise: (() => string) | undefined, within = deadline): Promise<T | undefined> {
  const end = performance.now() + within
  for (;;) {
    const found = look()
    if (found !== undefined) return found
    if (performance.now() >= end) break
    await wait(lookEvery)
  }
  if (otherwise) throw new Error(otherwise())
  return undefined
}
