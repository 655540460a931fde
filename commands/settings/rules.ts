import type { Channels, Place } from '../../bot/places.ts'
import { fold, isFiller, locales, type Locale } from '../kit.ts'

/** Languages by the name they call themselves. */
export const languageNames: Record<Locale, string> = { en: 'English', fr: 'Français' }
export const languageOptions = locales.map((value) => ({ value, label: languageNames[value] }))

/** The channels that can be chosen in a space: those its platform lists, else those it is known to have, in alphabetical order. */
export function placesToChoose({ places, channels }: { places: Place[]; channels: Channels }): Place[] {
  if (places.length) return places.toSorted((one, other) => one.name.localeCompare(other.name))
  const known = new Set([...Object.keys(channels), ...Object.values(channels)].filter(Boolean))
  return [...known].sort().map((name) => ({ id: name, name }))
}

/** `#jobs` and `jobs` are the same channel. */
export const channelName = (typed: string): string => typed.replace(/^#/, '').trim()

/** The channel that a person means, by the id a picker gives or by its name; undefined when there is none. */
export function placeCalled(places: Place[], typed: string): Place | undefined {
  const wanted = channelName(typed)
  const isNamed = ({ name }: Place) => name.localeCompare(wanted, 'en', { sensitivity: 'accent' }) === 0
  return places.find(({ id }) => id === wanted) ?? places.find(({ name }) => name === wanted) ?? places.find(isNamed)
}

/** How long an invitation can be used. */
export const invitationDays = 7

/** How one writes that one has no quiet hours, which `readQuietHours` understands. */
export const noQuietHours: Record<Locale, string> = { en: 'none', fr: 'aucune' }

/** A name that can be read has a letter in it. */
export const hasLetter = (name: string): boolean => /\p{L}/u.test(name)

/** Whether two names are written alike, but for accents, capitals and punctuation. */
export const isSameName = (one: string, other: string): boolean => fold(one).join(' ') === fold(other).join(' ')

/** An expression of a line of meaning has no more words. */
const longestTerm = 6

/** What is wrong with a line of meaning. */
export type LineProblem = { problem: 'equals' | 'two'; term?: undefined } | { problem: 'tooLong' | 'saysNothing'; term: string }

/** A line of words that mean the same, as it is kept: `SEO = référencement naturel, visibilité Google`. */
export function readLine(typed: string): { line: string } | LineProblem {
  const sides = typed.split('=').map((side) => side.split(/[,;\n]/).map((term) => term.replace(/\s+/g, ' ').trim()).filter(Boolean))
  if (sides.length < 2 || sides.some((side) => side.length === 0)) return { problem: 'equals' }
  const terms = sides.flat()
  for (const term of terms) {
    if (fold(term).length > longestTerm) return { problem: 'tooLong', term }
    if (saysNothing(term)) return { problem: 'saysNothing', term }
  }
  if (new Set(terms.map(foldedTerm)).size < 2) return { problem: 'two' }
  return { line: sides.map((side) => side.join(', ')).join(' = ') }
}

/** Two capital letters and more are a name of something (IT), whatever the word in small letters means. */
const saysNothing = (term: string): boolean => fold(term).every(isFiller) && !/\p{Lu}{2}/u.test(term)

const foldedTerm = (term: string): string => fold(term).join(' ')

/** Whether two lines say that the very same words mean the same. */
export function isSameLine(one: string, other: string): boolean {
  const terms = (line: string) => [...new Set(line.split(/[,=]/).map(foldedTerm))].sort().join(' = ')
  return terms(one) === terms(other)
}
