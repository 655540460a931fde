import type { Delivered, Delivery } from './delivery.ts'
import type { Fault } from './faults.ts'
import type { Interactions } from './interactions.ts'
import type { Rates } from './rates.ts'
import type { AppRecord, WorkspaceRecord } from './world.ts'

/** How long Slack waits, in milliseconds. */
export interface Times {
  /** for the acknowledgement of a delivery */
  ack: number
  /** a trigger_id lives so long */
  trigger: number
  /** a response_url lives so long */
  responseUrl: number
  /** between an event that was not acknowledged and its first, second and third repetition */
  retries: [number, number, number]
}

/** The times that Slack documents. */
export const slackTimes: Times = { ack: 3000, trigger: 3000, responseUrl: 1_800_000, retries: [0, 60_000, 300_000] }

/** A call that the app made. */
export interface Requested {
  method: string
  workspace: string | null
  args: Record<string, unknown>
  /** milliseconds since the process began */
  at: number
  /** 0 when the connection was reset */
  status: number
  ok: boolean
  error?: string
}

/** Something that Slack refused because of its shape, or warned of. */
export interface Objection {
  method: string
  error: string
  messages: string[]
}

/** Something that was brought to the app. */
export interface Brought {
  type: Delivery['type']
  /** the event, the command or the interaction */
  what: string
  attempt: number
  ok: boolean
  /** why it was not acknowledged */
  failed?: string
  ms: number
}

export interface Log {
  requests: Requested[]
  objections: Objection[]
  deliveries: Brought[]
}

/** How something is brought to the app. */
export interface Transport {
  send(delivery: Delivery, retry?: { attempt: number; reason: string }): Promise<Delivered>
}

/** What the parts of the server share. */
export interface Inner {
  /** where the server is, without a slash at the end */
  url: string
  app: AppRecord
  workspaces: Map<string, WorkspaceRecord>
  times: Times
  now(): Date
  /** the time of a message or an event, and its name */
  newTs(): string
  rates: Rates
  /** what goes wrong with this call, as ordered */
  fault(method: string): Fault | undefined
  /** how often the next event is delivered */
  copies(): number
  log: Log
  interactions: Interactions
  transport(): Transport
  /** when the server closes, what waits is left */
  closing: AbortSignal
}
