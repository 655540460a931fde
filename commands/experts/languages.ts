/** What members may say they speak: those of the country first, then those of its neighbourhoods. Few enough for one select anywhere. */
const codes = [
  'fr', 'en', 'es', 'pt', 'it', 'de', 'nl', 'pl', 'ro', 'ru', 'uk', 'tr',
  'ar', 'fa', 'kab', 'wo', 'bm', 'ff', 'ln', 'sw', 'ta', 'hi', 'vi', 'zh',
] as const

export type Language = (typeof codes)[number]

/** The name a language gives itself, the same for every reader: « français », « English ». */
export const languageName = (code: Language): string => new Intl.DisplayNames([code], { type: 'language' }).of(code) ?? code

export const languageOptions = codes.map((value) => ({ value, label: languageName(value) }))

/** The codes we know among stored ones. */
export const knownLanguages = (stored: unknown): Language[] =>
  Array.isArray(stored) ? codes.filter((code) => stored.includes(code)) : []
