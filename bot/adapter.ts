import type { IncomingMessage, ServerResponse } from 'node:http'
import type { Opening } from './action.ts'
import type { Document } from './document.ts'
import type { Drawn } from './draw.ts'
import type { Form, Plan, Reply } from './engine.ts'
import type { Suggestion } from './field.ts'
import type { Limits } from './limits.ts'
import type { AccountRef } from './person.ts'
import type { Poster } from './poster.ts'
import type { RawInput } from './read.ts'
import type { Locale } from './text.ts'
import type { Call, Entry, View } from './view.ts'
import type { Reader } from './words.ts'

/** What a platform delivered: who asks for what, and where. */
export interface Incoming {
  /** the platform's own id of this delivery: the same delivery again has the same key */
  key: string
  from: AccountRef
  /** null in private with the assistant */
  channel: string | null
  /** a line that a person typed, or a call from a button, a select or a form */
  what:
    | { typed: string }
    /** `asks`: its form is to be shown, whether or not something is missing */
    | { call: { action: string; input: RawInput }; submitted?: boolean; asks?: boolean }
}

/** What the engine offers to an adapter. */
export interface Door {
  /** Quick: says whether to open a form, to wait, or to show something at once. */
  plan(incoming: Incoming): Promise<Plan>
  /** Does the work. Never throws for what a person did. */
  run(incoming: Incoming): Promise<Reply>
  /** What could be typed next in a field; an empty list when nothing comes to mind. */
  suggest(from: AccountRef, call: Call, field: string, typed: string): Promise<Suggestion[]>
  /** A view in a reader's language, as messages that fit the platform. */
  draw(view: View, reader: Reader, limits: Limits): Promise<Drawn[]>
  /** The commands this person may type, with their fields, for suggestions and forms. */
  commands(from: AccountRef): Promise<CommandLine[]>
  /** Every command there is in a language, whoever may use it: what a platform wants to know beforehand. */
  registry(locale: Locale): RegisteredCommand[]
  /** The actions that can be used on somebody's message, in a language. */
  messageActions(locale: Locale): MessageAction[]
  /** The way in at `/<place>/…`; undefined when there is none. */
  opening(place: string): Opening | undefined
  /** The document at `/<place>/<secret>`, for whoever knows the secret; undefined when there is none. */
  document(place: string, secret: string): Promise<Document | undefined>
  /** Whether there are short addresses at `/<place>/<code>`. */
  hasLeads(place: string): boolean
  /** The path of ours that a short address leads to; undefined when there is none. */
  follow(place: string, code: string, about: { isFirst: boolean }): Promise<string | undefined>
  /** Whether there are posters at `/<place>/<code>`. */
  hasPosters(place: string): boolean
  /** The poster at an address; undefined when there is none. */
  poster(place: string, code: string): Promise<Poster | undefined>
  /** What needs this person, and where to go from here. */
  home(from: AccountRef): Promise<{ view: View; reader: Reader }>
}

export interface CommandLine {
  typed: string
  title: string
  description: string
  form: Form
}

export interface RegisteredCommand extends CommandLine {
  /** of its action: `expert find` */
  name: string
  forOrganisers: boolean
}

export interface MessageAction {
  /** of its action */
  name: string
  title: string
  description: string
  /** the field of its input that receives the words of the message */
  field: string
}

/** A message to bring to its place. */
export interface Outgoing {
  /** the same for every attempt at the same message */
  key: string
  spaceId: number
  to: { channel: string } | { externalId: string; personId: number }
  view: View
  reader: Reader
  /** the message to change instead of sending one */
  messageId: string | null
  /** an earlier attempt may have succeeded without our knowing */
  inDoubt: boolean
  /** when it was first said: no attempt is older */
  saidAt: Date
}

/** What is to stand in the calendar of a space. */
export interface OutgoingEntry extends Outgoing {
  /** the space, as its platform knows it */
  space: string
  entry: Entry
}

export type Delivered =
  | { kind: 'sent'; messageId: string }
  /** `closed`: this person cannot be written to there for now; `gone`: the place or the account is no more; `invalid`: it will never be accepted; `advice`: to whoever wrote it */
  | { kind: 'refused'; reason: 'closed' | 'gone' | 'invalid'; detail: string; advice?: Readonly<Record<Locale, string>> }
  | { kind: 'later'; at: Date }

/** A platform cannot be used until somebody does what the message says. */
export class NotConnected extends Error {
  override name = 'NotConnected'
}

/** null: nothing has to stand there, such as that something is over which never did */
export type Entered = Delivered | { kind: 'sent'; messageId: null }

/** A power of a platform: its spaces keep a calendar of their own, in which the assistant writes. */
export interface Calendar {
  /** Makes an entry stand there as it is now; what is struck out (`tone: 'past'`) is cancelled. In all else as `deliver`. */
  put(message: OutgoingEntry): Promise<Entered>
  /** How many people said in a space that they are interested, by the id under which the entry stands there. @throws whatever keeps it from knowing */
  interest(space: string): Promise<ReadonlyMap<string, number>>
}

/** What a platform must bring. */
export interface Adapter {
  platform: string
  limits: Limits
  /** whether messages can be brought there at present; they wait while it is false */
  readonly connected: boolean
  /** Requests to paths that begin with this are answered by the adapter, on the one server that the web chat listens with. */
  http?: { prefix: string; handle(request: IncomingMessage, response: ServerResponse): void }
  /** @throws NotConnected when somebody has to do something about it first; the other platforms go on */
  start(door: Door): Promise<void>
  /** Brings one message to its place, within half a minute. An outcome that is unknown is thrown. */
  deliver(message: Outgoing): Promise<Delivered>
  /** where spaces of this platform have one; each says so when it is opened (`hasCalendar`) */
  calendar?: Calendar
  stop(): Promise<void>
}
