import type { DocumentWork } from './document.ts'
import type { Label, Locale, Text } from './text.ts'

/** A sheet to be printed and put up, that leads those who read it to an address. */
export interface Poster {
  title: Text
  about: Text
  /** what else is said, a line each */
  lines: Text[]
  /** what to do with the square that telephones read */
  scan: Label
  /** the address it leads to */
  link: string
  /** who put it up */
  by: string
  locale: Locale
}

/** Posters at `/<place>/<code>`, for everybody who knows the code. Undefined where there is none, or no longer. */
export interface Posters {
  /** the first part of the address, a word of small letters */
  place: string
  title: Label
  find(work: DocumentWork, code: string): Promise<Poster | undefined>
}

/** Short addresses at `/<place>/<code>`, such as a printed one, that lead to another page of ours. */
export interface Leads {
  /** the first part of the address, as short as can be */
  place: string
  /** The path it leads to; `isFirst`: who follows it has not been here before. Undefined where there is none, or no longer. */
  follow(work: DocumentWork, code: string, about: { isFirst: boolean }): Promise<string | undefined>
}
