/** Capital letters and digits none of which looks like another, by hand or on a screen: no 0 O Q, 1 I, 2 Z, 5 S, 6 G, 8 B, V. */
export const codeAlphabet = '3479ACDEFHJKLMNPRTUWXY'
export const codeLength = 8

/** For how long a code works. */
export const codeMinutes = 10

/** How many wrong codes somebody may type within `triesMinutes`. */
export const mostTries = 5
export const triesMinutes = 10

export const minutesAfter = (from: Date, minutes: number): Date => new Date(from.getTime() + minutes * 60_000)

/** A code as it is kept, however it was typed: `k7mf 3qxw`, `K7MF-3QXW`. */
export const readCode = (typed: string): string => typed.toUpperCase().replace(/[^\p{L}\p{N}]/gu, '')

/** When somebody who typed wrong codes at these moments may type one again; undefined when she may now. */
export function mayTryAt(triedAt: Date[], now: Date): Date | undefined {
  const counted = triedAt.filter((at) => minutesAfter(at, triesMinutes) > now).sort((one, other) => other.getTime() - one.getTime())
  const decisive = counted[mostTries - 1]
  return decisive && minutesAfter(decisive, triesMinutes)
}

/** An account as it is kept. */
export interface StoredAccount {
  id: number
  externalId: string
  seenAt: Date
  space: { name: string; platform: string }
}

/** What a person calls one account: a login of a platform, be it in several of its spaces. */
export interface Login {
  accountIds: number[]
  spaces: string[]
  seenAt: Date
}

/** The accounts of a person by login, the last used first. */
export function loginsOf(accounts: StoredAccount[]): Login[] {
  const logins = new Map<string, Login>()
  for (const { id, externalId, seenAt, space } of accounts.toSorted((one, other) => other.seenAt.getTime() - one.seenAt.getTime())) {
    const key = `${space.platform} ${externalId}`
    const known = logins.get(key)
    if (known) logins.set(key, { ...known, accountIds: [...known.accountIds, id], spaces: [...known.spaces, space.name] })
    else logins.set(key, { accountIds: [id], spaces: [space.name], seenAt })
  }
  return [...logins.values()]
}
