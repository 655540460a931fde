import { createHash, randomBytes } from 'node:crypto'

/** A secret of an address: 256 random bits, in letters, digits, `-` and `_`. */
export const newSecret = (): string => randomBytes(32).toString('base64url')

/** What is kept of a secret: who reads the database does not learn it, and how long a look-up takes tells nothing of it. */
export const digestOf = (secret: string): string => createHash('sha256').update(secret).digest('base64url')
