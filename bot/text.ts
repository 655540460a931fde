import type { GetICUArgs } from '@schummar/icu-type-parser'

/** The languages every catalogue is written in. A third one is added here; the compiler then lists what to translate. */
export const locales = ['en', 'fr'] as const
export type Locale = (typeof locales)[number]

/** A moment, shown in the reader's own language and time zone. `at` is an ISO 8601 instant. */
export interface Moment {
  at: string
  style: 'date' | 'time' | 'datetime' | 'relative'
}

/** A person named in a text. Only with `mention` is she notified. */
export interface PersonName {
  personId: number
  name: string
  mention?: boolean
}

/** Words of ours: a key of a catalogue and what goes into its holes. Plain data: it is stored and drawn later, in the reader's language. */
export interface Message {
  message: string
  values?: Record<string, Value>
}

/** Somebody else's words in several languages, such as an organiser's questions: each reader gets hers, else the first there is. Never markup. */
export interface Translated {
  in: Partial<Record<Locale, string>>
}

/** What may stand in a hole of a message. A string is somebody else's words and is never markup. */
export type Value = string | number | Moment | PersonName | Translated | Message

/** A message is ours and may carry light markup; a string is somebody else's and is always escaped. */
export type Text = string | Translated | Message

/** What a control is called: in the words of each reader. */
export type Label = Translated | Message

type Arguments<Pattern extends string> = GetICUArgs<
  Pattern,
  { ICUNumberArgument: number; ICUDateArgument: never; ICUArgument: Exclude<Value, number> }
>

type Built<Pattern extends string> = keyof Arguments<Pattern> extends never
  ? Message
  : (values: Arguments<Pattern>) => Message

type SameHoles<A extends string, B extends string> = [keyof Arguments<A>, keyof Arguments<B>] extends [
  keyof Arguments<B>,
  keyof Arguments<A>,
]
  ? B
  : { 'has not the holes of': A }

const source = Symbol('catalogue')

export interface Catalogue {
  [source]: { name: string; patterns: Record<Locale, Record<string, string>> }
}

/** The patterns behind a catalogue, for `createWords`. */
export const patternsOf = (catalogue: Catalogue) => catalogue[source]

/**
 * A typed catalogue of messages in ICU MessageFormat, with `<b>`, `<i>` and `<code>` as its only markup.
 * `m.title` is a message; `m.found({ count: 3 })` is one whose holes are filled. Both languages must have the very same keys
 * and holes, or it does not compile. Write typographic apostrophes (’): the straight one is ICU's escape character.
 */
export function catalogue<
  const English extends Record<string, string>,
  const French extends { [Key in keyof English]: string },
>(
  name: string,
  patterns: {
    en: English
    fr: French & { [Key in keyof English]: SameHoles<English[Key], French[Key]> }
  },
): { readonly [Key in keyof English]: Built<English[Key]> } & Catalogue {
  const built: Record<string, unknown> = {}
  for (const [key, pattern] of Object.entries(patterns.en)) {
    const message = `${name}.${key}`
    if (/\{\s*(?:b|i|code)\s*[,}]/.test(pattern)) throw new Error(`${message}: a hole cannot be called like a markup`)
    built[key] = /\{\s*\w+\s*[,}]/.test(pattern)
      ? (values: Record<string, Value>): Message => ({ message, values })
      : ({ message } satisfies Message)
  }
  const all = { name, patterns: { en: patterns.en, fr: patterns.fr as Record<string, string> } }
  Object.defineProperty(built, source, { value: all })
  // Built key by key above exactly as the mapped type says.
  return built as { readonly [Key in keyof English]: Built<English[Key]> } & Catalogue
}

/** A moment shown as a date, a time or both. */
export const moment = (at: Date, style: Moment['style'] = 'datetime'): Moment => ({ at: at.toISOString(), style })
