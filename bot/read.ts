import { isSupportedCountry, parsePhoneNumberFromString } from 'libphonenumber-js/max'
import { z } from 'zod'
import { readDay, type Reading } from './dates.ts'
import type { Field, Json } from './field.ts'
import { m } from './messages.ts'
import type { Message, Text } from './text.ts'

/** What a person gave, before it is trusted: by field name. */
export type RawInput = Record<string, Json | undefined>

/** What is wrong, beside each field. */
export type Problems = Record<string, Message>

const problem = (message: Message) => ({ code: 'custom' as const, params: { message } })

const lineEnds = /\r\n?|[\v\f\u0085\u2028\u2029]/g
/** C0 and C1 controls but line feed and tab, zero-width characters but the joiners that emoji need, overrides of direction. */
// eslint-disable-next-line no-control-regex
const invisible = /[\u0000-\u0008\u000e-\u001f\u007f-\u009f\u00ad\u200b\u202a-\u202e\u2060-\u2064\u2066-\u206f\ufeff\ufff9-\ufffb]|[\u{e0000}-\u{e007f}]/gu
/** Nothing to see: what is drawn as nothing, or as a blank. */
const unseen = /^[\s\p{Default_Ignorable_Code_Point}\u2800]*$/u

/** A person's text in a form that is safe to keep: well-formed, NFC, line ends of one kind, nothing invisible, trimmed. */
export function cleanText(typed: string, lines: 'one' | 'many' = 'one'): string {
  const clean = typed.toWellFormed().replace(lineEnds, '\n').replace(invisible, '').normalize('NFC')
  const spaced = lines === 'one' ? clean.replace(/\s+/g, ' ') : clean.replace(/\n{4,}/g, '\n\n\n')
  return unseen.test(spaced) ? '' : spaced.trim()
}

const asText = z.union([z.string(), z.number(), z.boolean()]).transform(String)
const asList = z.union([z.array(asText), asText.transform((one) => one.split(','))]).transform((all) => all.map((one) => one.trim()).filter(Boolean))
const yes = new Set(['true', '1', 'on', 'yes', 'y', 'oui', 'o', 'vrai'])
const no = new Set(['false', '0', 'off', 'no', 'n', 'non', 'faux'])

function textSchema(field: Extract<Field, { kind: 'text' }>): z.ZodType {
  return asText.transform((typed) => cleanText(typed, field.lines)).superRefine((text, context) => {
    const length = text.length
    if (length > field.max) context.addIssue(problem(m.tooLong({ length, max: field.max })))
    if (length > 0 && length < (field.min ?? 0)) context.addIssue(problem(m.tooShort({ min: field.min ?? 0 })))
  })
}

const decimal = /^[+-]?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?$/i
/** thousands as English writes them, 1,000,000.50, and as German does, 1.000.000,50 */
const grouped = { en: /^[+-]?\d{1,3}(?:,\d{3})+(?:\.\d*)?$/, de: /^[+-]?\d{1,3}(?:\.\d{3})+,\d*$/ }

/** A number as it is written in the reader's language; NaN when it is none. */
function numberIn(typed: string, { locale }: Reading): number {
  const written = typed.replace(/[\s’']/g, '').replace(/^[−–]/, '-')
  const english = locale === 'en' && grouped.en.test(written)
  const plain = english ? written.replaceAll(',', '') : grouped.de.test(written) ? written.replaceAll('.', '').replace(',', '.') : written.replace(',', '.')
  // + 0: there is no negative nought
  return decimal.test(plain) ? Number(plain) + 0 : NaN
}

/** `€`, `$US`, `EUR`, « euros »: an amount is written with or without them. */
const currencySigns = /^\s*(?:\p{Sc}|eur(?:os?)?|usd|gbp|chf|dh|mad)\s*|\s*(?:\p{Sc}|eur(?:os?)?|usd|gbp|chf|dh|mad)\s*$/giu

const hasCents = (amount: number): boolean => Math.abs(amount * 100 - Math.round(amount * 100)) < 1e-6

function numberSchema(field: Extract<Field, { kind: 'number' }>, reading: Reading): z.ZodType {
  return asText.transform((typed, context) => {
    const number = numberIn(field.currency ? typed.replace(currencySigns, '') : typed, reading)
    const message = !Number.isFinite(number) || (field.currency && !hasCents(number))
      ? m.notANumber
      : field.whole && !Number.isSafeInteger(number)
        ? m.notWhole
        : field.min !== undefined && number < field.min
          ? m.tooSmall({ min: field.min })
          : field.max !== undefined && number > field.max
            ? m.tooLarge({ max: field.max })
            : undefined
    if (!message) return number
    context.addIssue(problem(message))
    return z.NEVER
  })
}

/** Somebody else's words for an option, in every language there is. */
const saidAs = (label: Text): string[] => (typeof label === 'string' ? [label] : 'in' in label ? Object.values(label.in) : [])

const chosen = (field: Extract<Field, { kind: 'choice' | 'choices' }>, typed: string): string | undefined => {
  const same = (one: string, other: string) => one.localeCompare(other, 'en', { sensitivity: 'base' }) === 0
  return field.options.find(({ value, label }) => same(value, typed) || saidAs(label).some((words) => same(words, typed)))?.value
}

function choiceSchema(field: Extract<Field, { kind: 'choice' }>): z.ZodType {
  return asText.transform((typed, context) => {
    const value = chosen(field, typed.trim())
    if (value !== undefined) return value
    context.addIssue(problem(m.notAChoice))
    return z.NEVER
  })
}

function choicesSchema(field: Extract<Field, { kind: 'choices' }>): z.ZodType {
  return asList.transform((list, context) => {
    const values = new Set(list.map((typed) => chosen(field, typed)))
    if (values.has(undefined)) context.addIssue(problem(m.notAChoice))
    if (values.size > (field.max ?? Infinity)) context.addIssue(problem(m.tooManyChoices({ max: field.max ?? 0 })))
    return [...values]
  })
}

const dateSchema = (reading: Reading): z.ZodType =>
  asText.transform((typed, context) => {
    const read = readDay(cleanText(typed), reading)
    if ('day' in read) return read.day
    context.addIssue(problem(m[read.problem]))
    return z.NEVER
  })

/** Yes or no as a person types it, in either language; undefined when it is neither. */
export const readYesNo = (typed: string): boolean | undefined => {
  const word = typed.trim().toLowerCase()
  return yes.has(word) ? true : no.has(word) ? false : undefined
}

const yesnoSchema: z.ZodType = asText.transform((typed, context) => {
  const answer = readYesNo(typed)
  if (answer !== undefined) return answer
  context.addIssue(problem(m.notAChoice))
  return z.NEVER
})

const linkSchema: z.ZodType = asText.transform((typed, context) => {
  const written = /^[\w-]+(\.[\w-]+)+([/?#]|$)/.test(typed.trim()) ? `https://${typed.trim()}` : typed.trim()
  const url = URL.canParse(written) ? new URL(written) : undefined
  if (url && /^https?:$/.test(url.protocol) && /[^.]\.[^.]/.test(url.hostname) && !url.username && !url.password && url.href.length <= 2000) return url.href
  context.addIssue(problem(m.notALink))
  return z.NEVER
})

const emailSchema: z.ZodType = asText.transform((typed, context) => {
  const read = z.email().max(254).safeParse(typed.trim())
  if (read.success) return read.data
  context.addIssue(problem(m.notAnEmail))
  return z.NEVER
})

/** A number that can be dialled, in the international form. */
const phoneSchema = ({ country }: Extract<Field, { kind: 'phone' }>): z.ZodType =>
  asText.transform((typed, context) => {
    // « (+33) 06 … » is how it is often printed
    const dialled = typed.slice(0, 60).replace(/^\s*\((\+\d{1,3})\)/, '$1')
    const number = parsePhoneNumberFromString(dialled, { defaultCountry: isSupportedCountry(country) ? country : undefined, extract: false })
    if (number?.isValid()) return number.number
    context.addIssue(problem(m.notAPhone))
    return z.NEVER
  })

const recordSchema: z.ZodType = asText.transform((typed, context) => {
  const number = Number(/^#?(\d{1,9})$/.exec(typed.trim())?.[1])
  if (number > 0) return number
  context.addIssue(problem(m.notARecord))
  return z.NEVER
})

function schemaOf(field: Field, reading: Reading): z.ZodType {
  switch (field.kind) {
    case 'text':
      return textSchema(field)
    case 'number':
      return numberSchema(field, reading)
    case 'date':
      return dateSchema(reading)
    case 'choice':
      return choiceSchema(field)
    case 'choices':
      return choicesSchema(field)
    case 'yesno':
      return yesnoSchema
    case 'link':
      return linkSchema
    case 'email':
      return emailSchema
    case 'phone':
      return phoneSchema(field)
    case 'files':
      return asList.pipe(z.array(z.string().max(40)).max(field.max))
    case 'record':
      return recordSchema
  }
}

const isEmpty = (given: unknown): boolean =>
  given === undefined || given === null || given === '' || (Array.isArray(given) && given.length === 0) ||
  (typeof given === 'string' && cleanText(given) === '')

const nothing = (field: Field): { problem: Message } | Record<string, never> => (field.optional ? {} : { problem: m.required })

/** What one field becomes: its value, nothing, or what is wrong with it. */
export function readField(field: Field, given: unknown, reading: Reading): { value?: unknown } | { problem: Message } {
  if (isEmpty(given)) return nothing(field)
  const read = schemaOf(field, reading).safeParse(given)
  if (read.success) return isEmpty(read.data) ? nothing(field) : { value: read.data }
  const [issue] = read.error.issues
  const own = issue?.code === 'custom' ? (issue.params?.message as Message | undefined) : undefined
  return { problem: own ?? (field.kind === 'files' ? m.notAFile : m.notAChoice) }
}

/** Reads a whole input. Names that are no field of it are dropped. */
export function readInput(fields: Field[], raw: RawInput, reading: Reading): { input: Record<string, unknown>; problems: Problems } {
  const input: Record<string, unknown> = {}
  const problems: Problems = {}
  for (const field of fields) {
    const read = readField(field, raw[field.name], reading)
    if ('problem' in read) problems[field.name] = read.problem
    else if (read.value !== undefined) input[field.name] = read.value
  }
  return { input, problems }
}
