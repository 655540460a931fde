import type { Holding } from '../kit.ts'
import { m } from './messages.ts'

/** What she wants to be told of, and was told of. */
export const holdings: Holding[] = [
  { tables: ['Alert', 'AlertMatch'], title: m.heldAlerts },
  { tables: ['DigestChoice'], title: m.heldDigest },
]
