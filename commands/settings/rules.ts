import type { Channels, Place } from '../../bot/places.ts'
import { fold, locales, type Locale } from '../kit.ts'

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
