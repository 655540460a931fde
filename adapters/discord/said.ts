import type { LocaleString } from 'discord.js'
import { locales, type Locale } from '../../bot/text.ts'

/** The same thing in each language. The platform falls back on `en`. */
export type Said<T> = Record<Locale, T>

/** What the platform calls our languages, where it is not English. */
const codes: Record<Exclude<Locale, 'en'>, `${LocaleString}`[]> = { fr: ['fr'] }

/** The other languages of something, for a `…_localizations`; what a language lacks, or says alike, is left out. */
export function localised(said: Said<string | undefined>): Partial<Record<`${LocaleString}`, string>> {
  const all = Object.entries(codes).flatMap(([locale, each]) => each.map((code) => [code, said[locale as Locale]] as const))
  return Object.fromEntries(all.filter(([, words]) => words && words !== said.en))
}

export const inEach = <T>(of: (locale: Locale) => T): Said<T> => Object.fromEntries(locales.map((locale) => [locale, of(locale)])) as Said<T>
