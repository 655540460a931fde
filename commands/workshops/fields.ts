import type { Asks } from '../../bot/field.ts'
import { timeZonesLike } from '../../bot/zones.ts'
import { ask, type Context, type Suggestion } from '../kit.ts'
import { m } from './messages.ts'
import { fewestMinutes, mostAcceptHours, mostMinutes, mostSeats } from './rules.ts'
import { peopleCalled } from './store.ts'

/** A workshop may be held in these: those of the country first, then those of its neighbourhoods. */
const codes = ['fr', 'en', 'es', 'pt', 'it', 'de', 'nl', 'ar', 'tr', 'uk', 'wo', 'bm'] as const

/** The name a language gives itself, the same for every reader. */
export const languageName = (code: string): string => new Intl.DisplayNames([code], { type: 'language' }).of(code) ?? code

export const levels = { everyone: m.everyone, beginner: m.beginner, intermediate: m.intermediate, advanced: m.advanced } as const
export const levelOptions = [
  { value: 'everyone', label: m.everyone },
  { value: 'beginner', label: m.beginner },
  { value: 'intermediate', label: m.intermediate },
  { value: 'advanced', label: m.advanced },
] as const

/** Two weeks. */
const mostClosesHours = 336

const suggestZones = (_context: unknown, typed: string): Promise<Suggestion[]> =>
  Promise.resolve(timeZonesLike(typed).map((zone) => ({ value: zone, label: zone.replaceAll('_', ' ') })))

const suggestPeople = async (context: Context, typed: string): Promise<Suggestion[]> =>
  (await peopleCalled(context, typed)).map(({ id, name }) => ({ value: String(id), label: name }))

/** What the form of a workshop asks for. */
export const fields = {
  title: ask.text({ label: m.title, hint: m.titleHint, max: 100 }),
  when: ask.text({ label: m.when, hint: m.whenHint, max: 200 }),
  minutes: ask.number({ label: m.minutes, min: fewestMinutes, max: mostMinutes, whole: true }),
  place: ask.text({ label: m.place, hint: m.placeHint, max: 300 }),
  seats: ask.number({ label: m.seats, min: 1, max: mostSeats, whole: true }),
  description: ask.text({ label: m.description, max: 3000, lines: 'many' }),
  speaker: ask.record({ label: m.speaker, hint: m.speakerHint, names: 'person', optional: true, suggest: suggestPeople }),
  guests: ask.text({ label: m.guests, hint: m.guestsHint, max: 300, optional: true }),
  level: ask.choice({ label: m.level, options: levelOptions }),
  language: ask.choice({ label: m.language, options: codes.map((value) => ({ value, label: languageName(value) })) }),
  timeZone: ask.text({ label: m.timeZone, hint: m.timeZoneHint, max: 60, optional: true, suggest: suggestZones }),
  closesHours: ask.number({ label: m.closesHours, hint: m.closesHoursHint, min: 0, max: mostClosesHours, whole: true, optional: true }),
  acceptHours: ask.number({ label: m.acceptHours, hint: m.acceptHoursHint, min: 1, max: mostAcceptHours, whole: true, optional: true }),
  link: ask.link({ label: m.link, hint: m.linkHint, optional: true }),
  files: ask.files({ label: m.files, hint: m.filesHint, max: 5, types: ['application/pdf', 'image/png', 'image/jpeg'], optional: true }),
} satisfies Asks<Context>
