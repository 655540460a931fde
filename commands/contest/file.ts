import { isMap, LineCounter, parseDocument, type Document } from 'yaml'
import { z } from 'zod'
import { Temporal } from 'temporal-polyfill'
import { questionSet } from '../../bot/dialog/set.ts'
import { locales } from '../kit.ts'
import { contestAbout } from './about.ts'
import type { PublishedContest } from './store.ts'

/** What is wrong with the file of a contest, with the line on which it is: the lines of a YAML file begin with 1. */
export interface Mistake {
  line: number
  what: string
}

/** What a contest may be called in addresses and commands. */
export const slugs = /^[a-z][a-z0-9-]{1,39}$/

const wall = z.string().regex(/^\d{4}-\d{2}-\d{2} \d{2}:\d{2}$/, 'a day and a time, such as 2027-01-31 18:00').refine(isTime, 'there is no such day or time')
const zone = z.string().refine(isZone, 'a time zone of the IANA list, such as Europe/Paris')

const dated = z.strictObject({
  contest: z.string().regex(slugs, 'a short name of lower-case letters, digits and hyphens'),
  zone,
  opens: wall,
  closes: wall,
  /** in which all words are to be written */
  languages: z.array(z.enum(locales)).min(1).default([...locales]),
})

/** The file without its questions, which are checked by their own schema, with what is told of the contest on the same level. */
const whole = z.looseObject({ ...dated.shape, questions: z.array(z.unknown()), explanations: z.array(z.unknown()).default([]) })

function isTime(written: string): boolean {
  try {
    return Boolean(Temporal.PlainDateTime.from(written.replace(' ', 'T'), { overflow: 'reject' }))
  } catch {
    return false
  }
}

function isZone(name: string): boolean {
  try {
    return /^[A-Za-z]/.test(name) && Boolean(new Intl.DateTimeFormat('en', { timeZone: name }))
  } catch {
    return false
  }
}

const instantOf = (written: string, timeZone: string): Date =>
  new Date(Temporal.PlainDateTime.from(written.replace(' ', 'T')).toZonedDateTime(timeZone).epochMilliseconds)

/** The contest that a YAML file describes, or all that is wrong with it, in the order of its lines. Words are written `{ en: …, fr: … }`. */
export function readContest(text: string): { contest: PublishedContest } | { mistakes: Mistake[] } {
  const lines = new LineCounter()
  const document = parseDocument(text, { lineCounter: lines })
  if (document.errors.length) return { mistakes: document.errors.map(({ pos: [start], message }) => ({ line: lines.linePos(start).line, what: message.split('\n')[0] ?? '' })) }
  const written = inLanguages(document.toJS())
  const mistakes: Mistake[] = []
  const check = <T>(schema: z.ZodType<T>, value: unknown): T | undefined => {
    const read = schema.safeParse(value)
    if (read.success) return read.data
    for (const issue of read.error.issues) {
      const path = issue.code === 'unrecognized_keys' ? [...issue.path, ...issue.keys.slice(0, 1)] : issue.path
      mistakes.push({ line: lineOf(document, lines, path), what: `${placeOf(path)}: ${issue.message}` })
    }
    return undefined
  }
  const outer = check(whole, written)
  if (!outer) return { mistakes: inOrder(mistakes) }
  const { contest: slug, zone: timeZone, opens, closes, languages, questions, explanations, ...told } = outer
  for (const path of untranslated({ ...told, questions, explanations }, languages)) mistakes.push({ line: lineOf(document, lines, path), what: `${placeOf(path)}: its words are missing in ${String(path.at(-1))}` })
  const about = check(contestAbout, told)
  const set = check(questionSet, { version: 1, questions, explanations })
  const [opensAt, closesAt] = [instantOf(opens, timeZone), instantOf(closes, timeZone)]
  if (closesAt <= opensAt) mistakes.push({ line: lineOf(document, lines, ['closes']), what: 'closes: it closes before it opens' })
  const consent = about?.relays?.consent
  if (consent && set && !set.questions.some(({ id, kind, optional }) => id === consent && kind === 'consent' && optional))
    mistakes.push({ line: lineOf(document, lines, ['relays', 'consent']), what: `relays › consent: "${consent}" is no question of the kind consent with optional: true` })
  if (!about || !set || mistakes.length) return { mistakes: inOrder(mistakes) }
  return { contest: { slug, opensAt, closesAt, about, questions: { questions: set.questions, explanations: set.explanations } } }
}

const inOrder = (mistakes: Mistake[]): Mistake[] => mistakes.sort((one, other) => one.line - other.line)

/** Words written by language, `{ en, fr }`, as the rest of the program knows them. */
function inLanguages(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(inLanguages)
  if (typeof value !== 'object' || value === null) return value
  const keys = Object.keys(value)
  if (keys.length && keys.every((key) => (locales as readonly string[]).includes(key))) return { in: value }
  return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, inLanguages(one)]))
}

/** The places of words that are not written in each of the languages; the last part of each is the language. */
function untranslated(value: unknown, languages: readonly string[], path: PropertyKey[] = []): PropertyKey[][] {
  if (Array.isArray(value)) return value.flatMap((one, index) => untranslated(one, languages, [...path, index]))
  if (typeof value !== 'object' || value === null) return []
  if ('in' in value && typeof value.in === 'object' && value.in !== null) {
    const written = Object.keys(value.in)
    return languages.filter((language) => !written.includes(language)).map((language) => [...path, language])
  }
  return Object.entries(value).flatMap(([key, one]) => untranslated(one, languages, [...path, key]))
}

const inFile = (path: readonly PropertyKey[]): (string | number)[] => path.filter((part) => part !== 'in').map((part) => (typeof part === 'number' ? part : String(part)))

const placeOf = (path: readonly PropertyKey[]): string => inFile(path).join(' › ') || 'the file'

/** The line of what a path leads to, or of the nearest there is around it. */
function lineOf(document: Document, lines: LineCounter, path: readonly PropertyKey[]): number {
  for (let known = inFile(path); known.length; known = known.slice(0, -1)) {
    const around = known.length > 1 ? document.getIn(known.slice(0, -1), true) : document.contents
    const key = isMap(around) ? around.items.find(({ key: one }) => String(one) === String(known.at(-1)))?.key : undefined
    const node = (key ?? document.getIn(known, true)) as { range?: [number, number, number] } | undefined
    if (node?.range) return lines.linePos(node.range[0]).line
  }
  return 1
}
