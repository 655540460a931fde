import { FormatError, IntlMessageFormat } from 'intl-messageformat'
import type { Catalogue, Locale, Message, Moment, PersonName, Text, Translated, Value } from './text.ts'
import { patternsOf } from './text.ts'

/** Who reads: her language and IANA time zone. */
export interface Reader {
  locale: Locale
  timeZone: string
}

/** A piece of a text once its words are chosen. What is in `text` is never markup: a renderer escapes it. */
export type Inline =
  | { kind: 'text'; text: string }
  | { kind: 'code'; text: string }
  | { kind: 'bold' | 'italic'; inlines: Inline[] }
  | ({ kind: 'time' } & Moment)
  | ({ kind: 'person' } & PersonName)

/** Turns texts into words in a reader's language. */
export interface Words {
  inlines(text: Text, reader: Reader): Inline[]
  plain(text: Text, reader: Reader): string
}

/** Travels through the formatter unread, so that nothing a person typed is ever parsed as a pattern or as markup. */
class Hole {
  constructor(readonly value: Exclude<Value, number>) {}
  /** a `select` reads its argument as a string */
  toString(): string {
    return typeof this.value === 'string' ? this.value : ''
  }
}

class Markup {
  constructor(
    readonly tag: string,
    readonly chunks: unknown[],
  ) {}
}

const tags = Object.fromEntries(
  ['b', 'i', 'code'].map((tag) => [tag, (chunks: unknown[]) => new Markup(tag, chunks)]),
)

/** Stands for a message stored by an earlier version that this one no longer has, or whose holes are others now. */
const unsaid: Inline = { kind: 'text', text: '…' }

function patternsByKey(catalogues: Catalogue[]): Map<string, Record<Locale, string>> {
  const patterns = new Map<string, Record<Locale, string>>()
  for (const { name, patterns: all } of catalogues.map(patternsOf))
    for (const key of Object.keys(all.en)) {
      if (patterns.has(`${name}.${key}`)) throw new Error(`two catalogues are called "${name}"`)
      patterns.set(`${name}.${key}`, { en: all.en[key] ?? '', fr: all.fr[key] ?? '' })
    }
  return patterns
}

/** @throws Error when two catalogues have the same name, at start. */
export function createWords(catalogues: Catalogue[]): Words {
  const patterns = patternsByKey(catalogues)
  const formats = new Map<string, IntlMessageFormat>()

  const formatOf = (key: string, locale: Locale): IntlMessageFormat | undefined => {
    const id = `${locale} ${key}`
    const known = formats.get(id)
    const pattern = patterns.get(key)?.[locale]
    if (known || pattern === undefined) return known
    const format = new IntlMessageFormat(pattern, locale)
    formats.set(id, format)
    return format
  }

  const fromMessage = ({ message, values = {} }: Message, reader: Reader): Inline[] => {
    const holes = Object.fromEntries(
      Object.entries(values).map(([name, value]) => [name, typeof value === 'number' ? value : new Hole(value)]),
    )
    try {
      const parts = formatOf(message, reader.locale)?.formatToParts<Hole | Markup>({ ...holes, ...tags })
      return parts?.flatMap((part) => fromPart(part.value, reader)) ?? [unsaid]
    } catch (error) {
      if (error instanceof FormatError) return [unsaid]
      throw error
    }
  }

  const fromPart = (part: unknown, reader: Reader): Inline[] => {
    if (part instanceof Hole) return fromValue(part.value, reader)
    if (part instanceof Markup) {
      const inlines = part.chunks.flatMap((chunk) => fromPart(chunk, reader))
      if (part.tag === 'code') return [{ kind: 'code', text: plainOf(inlines, reader) }]
      return [{ kind: part.tag === 'b' ? 'bold' : 'italic', inlines }]
    }
    if (Array.isArray(part)) return part.flatMap((one) => fromPart(one, reader))
    return [{ kind: 'text', text: String(part) }]
  }

  const fromValue = (value: Exclude<Value, number>, reader: Reader): Inline[] => {
    if (typeof value === 'string') return [{ kind: 'text', text: value }]
    if ('message' in value) return fromMessage(value, reader)
    if ('at' in value) return [{ kind: 'time', ...value }]
    if ('in' in value) return [{ kind: 'text', text: translated(value, reader.locale) }]
    return [{ kind: 'person', ...value }]
  }

  const inlines = (text: Text, reader: Reader) => fromValue(text, reader)
  return { inlines, plain: (text, reader) => plainOf(inlines(text, reader), reader) }
}

/** Words in the language of a reader, else in the first there is. */
export const translated = ({ in: words }: Translated, locale: Locale): string => words[locale] ?? Object.values(words)[0] ?? ''

/** The text without its markup, times written out for the reader. */
export function plainOf(inlines: Inline[], reader: Reader): string {
  return inlines
    .map((inline) => {
      switch (inline.kind) {
        case 'text':
        case 'code':
          return inline.text
        case 'bold':
        case 'italic':
          return plainOf(inline.inlines, reader)
        case 'time':
          return formatMoment(inline, reader)
        case 'person':
          return inline.name
      }
    })
    .join('')
}

const styles: Record<Exclude<Moment['style'], 'relative'>, Intl.DateTimeFormatOptions> = {
  date: { dateStyle: 'long' },
  time: { timeStyle: 'short' },
  datetime: { dateStyle: 'full', timeStyle: 'short' },
}

/** A moment written out in the reader's language and zone; "relative" is written as a date, since a stored text ages. */
export function formatMoment({ at, style }: Moment, { locale, timeZone }: Reader): string {
  const options = styles[style === 'relative' ? 'date' : style]
  return new Intl.DateTimeFormat(locale === 'en' ? 'en-GB' : locale, { ...options, timeZone }).format(new Date(at))
}
