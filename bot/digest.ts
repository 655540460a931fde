import type { Work } from './action.ts'
import type { Block } from './view.ts'

/** What a capability says in the weekly digests. What it leaves out is an empty list; where all do, nothing is sent. */
export interface Digest {
  /** What is new since then, the same for every member. */
  news?(work: Work, since: Date): Promise<Block[]>
  /** What waits, and what has waited longest, for those who organise. */
  waits?(work: Work): Promise<Block[]>
}
