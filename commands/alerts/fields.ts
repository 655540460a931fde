import { ask } from '../kit.ts'
import { m } from './messages.ts'

const kinds = [
  { value: 'job', label: m.jobs },
  { value: 'deal', label: m.deals },
  { value: 'workshop', label: m.workshops },
] as const

const rhythms = [
  { value: 'at-once', label: m.atOnce },
  { value: 'daily', label: m.daily },
  { value: 'weekly', label: m.weekly },
] as const

/** What an alert's form asks. */
export const fields = {
  words: ask.text({ label: m.words, hint: m.wordsHint, max: 200, optional: true }),
  kind: ask.choice({ label: m.kind, hint: m.kindHint, options: kinds, optional: true }),
  place: ask.text({ label: m.place, hint: m.placeHint, max: 80, optional: true }),
  rhythm: ask.choice({ label: m.rhythm, hint: m.rhythmHint, options: rhythms, optional: true }),
}

/** What travels in buttons beside. */
export const carried = {
  tags: ask.text({ label: m.kind, max: 300, hidden: true, optional: true }),
  alert: ask.record({ label: m.number, hidden: true, optional: true }),
}
