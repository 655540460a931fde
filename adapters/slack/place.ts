import type { AccountRef } from '../../bot/person.ts'
import type { ResponseUrl } from './response-url.ts'
import type { Workspace } from './workspaces.ts'

/** Where a person did something, and so where she is answered. */
export interface Place {
  workspace: Workspace
  user: string
  /** null in private with the assistant */
  channel: string | null
  /** the thread that she wrote in */
  thread?: string
  response?: ResponseUrl
  /** of what is worked off from the inbox: so that no answer to it is there twice */
  answering?: Answering
}

/** What is answered, and whether it may have been answered before. */
export interface Answering {
  /** of the delivery */
  key: string
  /** no answer is older */
  since: Date
  isAgain: boolean
}

/** Somebody at a place. */
export interface Here extends Place {
  from: AccountRef
}
