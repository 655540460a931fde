import { getExampleNumber, isSupportedCountry } from 'libphonenumber-js/max'
import examples from 'libphonenumber-js/mobile/examples'
import type { Question } from '../../bot/dialog/set.ts'
import type { Locale } from '../../bot/text.ts'

const told: Record<Locale, string> = {
  en: 'I make cakes with my aunt, and my neighbours ask for more. I would like to sell them beyond the market, and to learn how it is done.',
  fr: 'Je fais des gâteaux avec ma tante, et mes voisines en redemandent. J’aimerais les vendre au-delà du marché, et apprendre comment on fait.',
}

const yes: Record<Locale, string> = { en: 'yes', fr: 'oui' }
const no: Record<Locale, string> = { en: 'no', fr: 'non' }
const pass: Record<Locale, string> = { en: 'skip', fr: 'passer' }

/** What an invented candidate types as her answer to a question; undefined for a file, which nobody types. */
export function typedAnswer(question: Question, { name, locale }: { name: string; locale: Locale }): string | undefined {
  const { kind, needs } = question
  const wanted = needs?.is[0]
  if (kind === 'choice' || kind === 'choices') return String(Math.max(0, question.options.findIndex(({ value }) => value === wanted)) + 1)
  if (kind === 'yesno') return wanted === false ? no[locale] : yes[locale]
  if (wanted !== undefined) return String(wanted)
  switch (kind) {
    case 'text':
      return textOf(question, name, locale)
    case 'number':
    case 'money':
      return String(Math.min(question.min ?? 1, question.max ?? Infinity))
    case 'phone':
      return (isSupportedCountry(question.country) && getExampleNumber(question.country, examples)?.formatInternational()) || pass[locale]
    case 'email':
      return 'candidate@example.org'
    case 'link':
      return 'https://example.org'
    case 'date':
      return '2027-01-31'
    case 'place':
      return question.country === 'FR' ? '93200 Saint-Denis' : 'Example Town'
    case 'consent':
    case 'information':
      return yes[locale]
    case 'files':
      return undefined
  }
}

/** What she types who cannot enter; undefined where every answer lets her in. */
export function typedByWhoCannotEnter({ needs, ...question }: Question, locale: Locale): string | undefined {
  if (!needs) return undefined
  if (question.kind === 'yesno') return needs.is.includes(true) ? (needs.is.includes(false) ? undefined : no[locale]) : yes[locale]
  if (question.kind !== 'choice') return undefined
  const other = question.options.findIndex(({ value }) => !needs.is.includes(value))
  return other < 0 ? undefined : String(other + 1)
}

/** A line is her name; more is told, for as long as it has to be. */
function textOf({ lines, min = 1, max }: Extract<Question, { kind: 'text' }>, name: string, locale: Locale): string {
  const words = lines === 'one' ? name : told[locale]
  return words.slice(0, max).trim().padEnd(min, '.')
}

/** Small files of the kinds that questions ask for most, to be tried one after the other. */
export const smallFiles = [
  { name: 'photo.png', bytes: Buffer.from('iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==', 'base64') },
  { name: 'letter.pdf', bytes: Buffer.from('%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n') },
  { name: 'letter.txt', bytes: Buffer.from('Example\n') },
]
