import { longestLead, mostReminders, shortestLead } from './reminders-rules.ts'

const units = [
  { unit: 'week', minutes: 10_080, names: /^(?:w|wk|weeks?|sem|semaines?)$/ },
  { unit: 'day', minutes: 1440, names: /^(?:d|days?|j|jours?)$/ },
  { unit: 'hour', minutes: 60, names: /^(?:h|hrs?|hours?|heures?)$/ },
  { unit: 'minute', minutes: 1, names: /^(?:m|mins?|mn|minutes?)$/ },
] as const

const none = /^(?:none|never|no|non|aucune?s?|aucun rappel|jamais|rien)$/
const one = /^(?:an?|une?|one)$/

/** `1 week, 1 day, 1 hour`, `2 jours et 30 min`, `none`: minutes before the start, the longest first. Undefined when it is something else. */
export function readReminders(typed: string): number[] | undefined {
  const words = typed.trim().toLowerCase()
  if (none.test(words)) return []
  const leads = words.split(/\s*(?:[,;+/]|\bet\b|\band\b)\s*/).filter(Boolean).map(readLead)
  const known = leads.filter((lead) => lead !== undefined)
  if (known.length === 0 || known.length < leads.length || known.some((lead) => lead < shortestLead || lead > longestLead)) return undefined
  const distinct = [...new Set(known)].sort((first, second) => second - first)
  return distinct.length > mostReminders ? undefined : distinct
}

function readLead(typed: string): number | undefined {
  const [, count = '', name = ''] = /^(\d{1,5}|[a-z]+)\s*([a-z]+)$/.exec(typed) ?? []
  const unit = units.find(({ names }) => names.test(name))
  const times = one.test(count) ? 1 : /^\d+$/.test(count) ? Number(count) : undefined
  return unit && times !== undefined ? times * unit.minutes : undefined
}

/** What is typed for none, by language. */
const noReminders = { en: 'none', fr: 'aucun' }

/** Reminders as they are read, and may be typed again: `1 week, 1 day, 1 hour`. */
export function sayReminders(leads: readonly number[], locale: keyof typeof noReminders): string {
  if (leads.length === 0) return noReminders[locale]
  return leads.map((lead) => {
    const { unit, minutes } = units.find((each) => lead % each.minutes === 0) ?? units[3]
    return new Intl.NumberFormat(locale, { style: 'unit', unit, unitDisplay: 'long' }).format(lead / minutes)
  }).join(', ')
}
