import type { z } from 'zod'
import type { Db, Search } from '../prisma/database.ts'
import type { Digest } from './digest.ts'
import type { Holding } from './holding.ts'
import type { Documents } from './document.ts'
import type { Event, Listener } from './event.ts'
import type { Figures } from './figures.ts'
import type { Asks, Field, InputOf, Json } from './field.ts'
import type { AuthorOf } from './authored.ts'
import type { Belongings } from './belongings.ts'
import type { AccountRef, Can, Community, Who } from './person.ts'
import type { Leads, Posters } from './poster.ts'
import type { Subject } from './subject.ts'
import type { Catalogue, Locale, Message } from './text.ts'
import type { Block, Call, View } from './view.ts'
import type { RawInput } from './read.ts'
import type { Reader } from './words.ts'

/**
 * Whom or where something is told; a person first at one of her accounts, where that is said, else where she was last. `calendar`: in the
 * calendar of each space that has one and shows things of this purpose in a channel; the view needs an `entry`.
 */
export type Target = { person: number; account?: number } | { channel: string } | { calendar: string } | { organisers: true }

/** What every handler works with. It touches the database and nothing else. */
export interface Work {
  /** the client of the current transaction */
  db: Db
  search: Search
  community: Community
  now: Date
  /** where the web pages of this assistant are reached, without a slash at the end */
  publicUrl: string
  /** what people may ask to be told of, of every capability */
  subjects: readonly Subject[]
  /** what every capability says in a digest */
  digests: readonly Digest[]
  /** every kind of thing that is held about people, of the engine and of every capability */
  holdings: readonly Holding[]
  /** the figures of every capability */
  figures: readonly Figures[]
  /**
   * Says something, after commit, once: the same key again brings the message it said before up to date. What cannot be delivered before
   * `until` is not sent any more but kept as missed; `about` is what organisers read of it then.
   */
  tell(target: Target, view: View, about: { key: string; until?: Date; about?: string }): Promise<void>
  /** Does something later. The same key again moves it. */
  later<I extends Record<string, Json>>(job: JobDefinition<I>, input: I, about: { at: Date; key: string }): Promise<void>
  /** Tells every capability that listens, after commit, each once and in a job of its own, so that none delays what is done here. */
  happened<P extends Record<string, Json>>(event: Event<P>, payload: P): Promise<void>
}

/** What an action's function works with. */
export interface Context extends Work {
  who: Who
  /** the account she acts with */
  from: AccountRef
  /** the channel the person speaks in; null in private with the assistant */
  where: { spaceId: number; channel: string | null }
  /** what there is for this person, of every capability */
  home(): Promise<View>
  /** what this person may run, for help */
  offered(): OfferedAction[]
  /** what every capability finds for a need */
  finders: Finder[]
  /** every purpose of a channel that a capability speaks in, with its title */
  channels: Record<string, Message>
  /** She reads in this language and zone from now on, and so she does the answer under way. */
  readsIn(reader: Reader): void
  /** This person and another are one from now on, with everything each had. */
  becomesOneWith(other: number): Promise<void>
  /** Her account is another person's from now on: `who` is looked up again. */
  becomesAnother(): Promise<void>
  /** Notes who did what, for the organisers. */
  audit(subject: string, detail?: Record<string, Json>): Promise<void>
}

export interface JobDefinition<I> {
  name: string
  input: z.ZodType<I>
  run(work: Work, input: I): Promise<void>
}

/** A job of any input. */
export interface AnyJob {
  name: string
  input: z.ZodType
  run(work: Work, input: never): Promise<void>
}

/** Finds what fits a need said in a person's own words; nothing found is an empty list. */
export type Finder = (context: Context, need: string) => Promise<Block[]>

/** The one thing the assistant can be asked to do. */
export interface Action {
  /** what a person types after the slash (`expert find`); a name with a dot is internal (`experts.thank`) */
  name: string
  /** the same in French, for people who type it */
  french?: string
  title: Message
  description: Message
  input: Asks<never>
  can: Can
  /** only reads: no transaction, nothing remembered of the delivery */
  reads: boolean
  /** the text field that receives a message's words, for an action that can be used on somebody's message */
  onMessage?: string
  /** when the form is shown: when something required is missing, or each time */
  asks: 'missing' | 'always'
  /** Calls that give the same words are done one after the other by this process: all of them would write the same row. */
  turn?(input: RawInput): string
  /** what a form is filled with before anything is typed (one indexed read); may refuse */
  fill?(context: Context, input: Record<string, unknown>): Promise<Record<string, Json | undefined>>
  /** further fields, which depend on the record that the input names (one indexed read or two); may refuse */
  more?(context: Context, input: Record<string, unknown>): Promise<Field[]>
  /** `more` is what the further fields gave */
  run(context: Context, input: never, more: Record<string, unknown>): Promise<View>
}

/** An action as help shows it. */
export interface OfferedAction {
  name: string
  title: Message
  description: Message
  /** how the reader may type it */
  typed: string
}

type Given<A extends Asks<never>> = Omit<Action, 'input' | 'run' | 'reads' | 'asks' | 'fill' | 'more'> & {
  input: A
  reads?: boolean
  asks?: Action['asks']
  fill?(context: Context, input: Partial<InputOf<A>>): Promise<Record<string, Json | undefined>>
  more?(context: Context, input: Partial<InputOf<A>>): Promise<Field[]>
  run(context: Context, input: InputOf<A>, more: Record<string, unknown>): Promise<View>
}

/** Defines an action. */
export function action<A extends Asks<Context>>(given: Given<A>): Action {
  // The engine hands `fill` and `run` what the very fields of `input` gave.
  return { reads: false, asks: 'missing', ...given } as unknown as Action
}

/** Defines something to do later. Its input is checked when it is scheduled and when it runs. */
export const job = <I>(given: JobDefinition<I>): JobDefinition<I> => given

/** A way in for who follows a link to one thing, such as a contest: a page that shows it, with a button that begins. */
export interface Opening {
  /** its pages are at `/<place>/<name>` */
  place: string
  title: Message
  /** what the page shows; its action only reads */
  shows(name: string): Call
  /** what its button does; `given` is what the address says after its question mark */
  begins(name: string, given: Readonly<Record<string, string>>): Call
}

/** One folder under commands/: what it adds to the assistant. */
export interface Capability {
  name: string
  messages: Catalogue
  actions: Action[]
  jobs?: AnyJob[]
  /** what it does when something happens in other capabilities */
  listens?: Listener[]
  /** the purposes of channels that it speaks in, by name */
  channels?: Record<string, Message>
  /** who wrote what it tells channels */
  author?: AuthorOf
  finder?: Finder
  /** what comes up in it, of which people may ask to be told */
  subjects?: Subject[]
  digest?: Digest
  /** what it brought the network, for those who organise */
  figures?: Figures
  /** what the assistant's home shows of it to this person; nothing is an empty list */
  home?: (context: Context) => Promise<Block[]>
  /** what is added at the end of an answer to something this person did; nothing is an empty list */
  postscript?: (context: Context) => Promise<Block[]>
  /** takes what a person writes in private without a command as an answer to what it asked her; undefined when it asked her nothing */
  takes?: (context: Context, said: string) => Promise<View | undefined>
  /** what it asked this person and she turned away from, added in private to the answers of others; nothing is an empty list */
  waits?: (context: Context) => Promise<Block[]>
  /** those of its tables that are not simply given to the other when two people turn out to be one */
  belongings?: Belongings[]
  /** what it holds about people, in its own tables: what each may take home, and have erased */
  holdings?: Holding[]
  /** what it gives at addresses of its own to whoever knows their secret */
  documents?: Documents
  /** pages of its own, for who has no account here yet */
  opening?: Opening
  /** short addresses that lead to pages of ours */
  leads?: Leads
  posters?: Posters
  /** asks the organisers whether a new space is one of the community's */
  spaceWaits?: (space: { id: number; name: string }) => View
  /** answers what a person writes in private without a command */
  hears?: (context: Context, said: string) => Promise<View>
}

/** Defines a capability. */
export const capability = (given: Capability): Capability => given

/** A person can type it: its name has no dot. */
export const isTyped = ({ name }: Pick<Action, 'name'>): boolean => !name.includes('.')

/** How a reader types an action: `/expert find`, in French `/expert trouver`. Both are understood everywhere. */
export const typedAs = ({ name, french }: Pick<Action, 'name' | 'french'>, locale: Locale): string =>
  `/${locale === 'fr' ? (french ?? name) : name}`
