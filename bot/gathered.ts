import type { Capability } from './action.ts'
import type { AuthorOf } from './authored.ts'
import type { Digest } from './digest.ts'
import type { Figures } from './figures.ts'
import type { Holding } from './holding.ts'
import { ownHoldings } from './own-holdings.ts'
import { listenersOf, type Listeners } from './event.ts'
import type { Subject } from './subject.ts'

/** What all capabilities bring together for each of them. */
export interface Gathered {
  listeners: Listeners
  subjects: readonly Subject[]
  authors: readonly AuthorOf[]
  /** in the order of the capabilities */
  digests: readonly Digest[]
  /** in the order of the capabilities */
  figures: readonly Figures[]
  /** every kind of thing that is held about people */
  holdings: readonly Holding[]
}

/** @throws Error when a capability listens twice to the same event */
export const gather = (capabilities: readonly Capability[]): Gathered => ({
  listeners: listenersOf(capabilities),
  subjects: capabilities.flatMap(({ subjects }) => subjects ?? []),
  authors: capabilities.flatMap(({ author }) => author ?? []),
  digests: capabilities.flatMap(({ digest }) => digest ?? []),
  figures: capabilities.flatMap(({ figures }) => figures ?? []),
  holdings: [...ownHoldings, ...capabilities.flatMap(({ holdings }) => holdings ?? [])],
})
