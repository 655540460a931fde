import { Turn } from '../prisma/turn.ts'

/** Does work one after the other that has the same name, and at once what has another or none. */
export type InTurn = <T>(name: string | undefined, work: () => Promise<T>) => Promise<T>

/** Turns of names, kept only as long as somebody waits for one. */
export function turns(): InTurn {
  const kept = new Map<string, { turn: Turn; wanted: number }>()
  return async (name, work) => {
    if (name === undefined) return work()
    const known = kept.get(name) ?? { turn: new Turn(), wanted: 0 }
    kept.set(name, known)
    known.wanted++
    try {
      return await known.turn.run(work)
    } finally {
      if (--known.wanted === 0) kept.delete(name)
    }
  }
}
