export const codeLength = 8

/** For how long a code works. */
export const codeMinutes = 10

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
