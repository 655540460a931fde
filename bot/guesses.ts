import type { Context } from './action.ts'

/** How many wrong codes somebody may type within `triesMinutes`. */
export const mostTries = 5
export const triesMinutes = 10

export const minutesAfter = (from: Date, minutes: number): Date => new Date(from.getTime() + minutes * 60_000)

/** When somebody who typed wrong codes at these moments may type one again; undefined when she may now. */
export function mayTryAt(triedAt: Date[], now: Date): Date | undefined {
  const counted = triedAt.filter((at) => minutesAfter(at, triesMinutes) > now).sort((one, other) => other.getTime() - one.getTime())
  const decisive = counted[mostTries - 1]
  return decisive && minutesAfter(decisive, triesMinutes)
}

/** When the person who acts may type a code again, after too many wrong ones; undefined when she may now. */
export async function mayGuessAt({ db, who, now }: Context): Promise<Date | undefined> {
  const tries = await db.linkTry.findMany({ where: { personId: who.id, triedAt: { gt: minutesAfter(now, -triesMinutes) } } })
  return mayTryAt(tries.map(({ triedAt }) => triedAt), now)
}

/** Notes a wrong code; those that no longer count are forgotten. A refusal would undo it. */
export async function noteGuess({ db, who, now }: Context): Promise<void> {
  await db.linkTry.deleteMany({ where: { personId: who.id, triedAt: { lte: minutesAfter(now, -triesMinutes) } } })
  await db.linkTry.create({ data: { personId: who.id, triedAt: now } })
}
