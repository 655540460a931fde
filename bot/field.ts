import type { Label, Message, Text } from './text.ts'

/** A value as it travels: in a button, a form, a stored call. */
export type Json = string | number | boolean | null | Json[] | { [key: string]: Json }

/** One answer among those a person can choose. */
export interface Option {
  value: string
  label: Text
}

interface About {
  label: Label
  hint?: Label
  optional?: boolean
  /** travels in buttons, never asked */
  hidden?: boolean
}

/** One thing a person fills in: plain data, drawn by every adapter with what its platform has. */
export type FieldSpec = About &
  (
    /**
     * `names`: what the text is the name of, where an adapter has a picker for it. It gives `#12`, the number of a person, or the
     * platform's id of a channel of the space that the form is in, or of the hidden field `space` if there is one.
     */
    | { kind: 'text'; max: number; min?: number; lines?: 'one' | 'many'; placeholder?: Message; names?: 'person' | 'channel' }
    /** `currency`: of an amount of money, by its three letters; at most two decimals */
    | { kind: 'number'; min?: number; max?: number; whole?: boolean; currency?: string }
    /** a calendar day, `2026-12-31`; people write it in their own words */
    | { kind: 'date' }
    | { kind: 'choice'; options: readonly Option[] }
    | { kind: 'choices'; options: readonly Option[]; max?: number }
    | { kind: 'yesno' }
    | { kind: 'link' }
    | { kind: 'email' }
    /** `+33612345678`; people write it as they dial it in their country, two capital letters */
    | { kind: 'phone'; country: string }
    /** ids of stored files */
    | { kind: 'files'; max: number; types: readonly string[] }
    /** the number of a record: `12` or `#12`; that of a person where it `names` one */
    | { kind: 'record'; names?: 'person' }
  )

export type FieldKind = FieldSpec['kind']
export type Field = FieldSpec & { name: string; suggests?: boolean }

/** What `suggest` offers while a person types. */
export interface Suggestion {
  value: string
  label: Text
}

/** What fits what was typed so far; `given` is what is known of the other fields, as it came. */
export type Suggester<C> = (context: C, typed: string, given: Record<string, Json | undefined>) => Promise<Suggestion[]>

/** A field not yet named, with the type of what it gives. `C` is the context its suggestions are looked up in. */
export interface Ask<T, C = never> {
  spec: FieldSpec
  suggest?: Suggester<C>
  /** only carries the type */
  readonly gives?: T
}

type Given<T, O> = O extends { optional: true } ? T | undefined : T
type Of<K extends FieldKind> = Omit<Extract<FieldSpec, { kind: K }>, 'kind'>
type Suggest<C> = { suggest?: Suggester<C> }

function make<T, K extends FieldKind, O extends Of<K> & Suggest<C>, C>(kind: K, given: O): Ask<Given<T, O>, C> {
  const { suggest, ...spec } = given
  // `spec` is the rest of the very kind that `Of` was narrowed to.
  return { spec: { ...spec, kind } as unknown as FieldSpec, suggest }
}

type Values<O extends { options: readonly Option[] }> = O['options'][number]['value']

/** What a command asks for. Each gives a field and the type of what it becomes. */
export const ask = {
  text: <const O extends Of<'text'> & Suggest<C>, C>(about: O) => make<string, 'text', O, C>('text', about),
  number: <const O extends Of<'number'>>(about: O) => make<number, 'number', O, unknown>('number', about),
  /** gives `2026-12-31` */
  date: <const O extends Of<'date'>>(about: O) => make<string, 'date', O, unknown>('date', about),
  choice: <const O extends Of<'choice'>>(about: O) => make<Values<O>, 'choice', O, unknown>('choice', about),
  choices: <const O extends Of<'choices'>>(about: O) => make<Values<O>[], 'choices', O, unknown>('choices', about),
  yesno: <const O extends Of<'yesno'>>(about: O) => make<boolean, 'yesno', O, unknown>('yesno', about),
  link: <const O extends Of<'link'>>(about: O) => make<string, 'link', O, unknown>('link', about),
  email: <const O extends Of<'email'>>(about: O) => make<string, 'email', O, unknown>('email', about),
  phone: <const O extends Of<'phone'>>(about: O) => make<string, 'phone', O, unknown>('phone', about),
  files: <const O extends Of<'files'>>(about: O) => make<string[], 'files', O, unknown>('files', about),
  record: <const O extends Of<'record'> & Suggest<C>, C>(about: O) => make<number, 'record', O, C>('record', about),
}

/** The input of an action: fields by name, in the order they are asked. */
export type Asks<C> = Record<string, Ask<unknown, C>>

/** What an action's function gets. */
export type InputOf<A> = { [K in keyof A]: A[K] extends Ask<infer T, never> ? T : never }

/** The fields of an input, named, in order. */
export const fieldsOf = (asks: Asks<never>): Field[] =>
  Object.entries(asks).map(([name, { spec, suggest }]) => ({ ...spec, name, suggests: suggest !== undefined }))
