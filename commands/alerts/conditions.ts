import { fold, tellingTerms, type Context, type Fact, type Json, type Message, type Subject, type Text, type Work } from '../kit.ts'
import { m } from './messages.ts'
import type { Rhythm } from './rules.ts'

/** What somebody wants to be told of, and how often. */
export interface Conditions {
  words: string
  /** empty for any */
  kind: string
  place: string
  /** what else it must have, as tags: `contract_freelance` */
  tags: string[]
  rhythm: Rhythm
}

/** What an alert's form and its buttons give. */
export interface Given {
  words?: string
  kind?: string
  place?: string
  rhythm?: Rhythm
  tags?: string
}

/** What was given, with what is meant where nothing was. Conditions that no subject of this kind has are dropped. */
export function conditionsOf({ subjects }: Pick<Work, 'subjects'>, { words = '', kind = '', place = '', rhythm = 'at-once', tags = '' }: Given): Conditions {
  const known = subjects.filter((subject) => subject.kind === kind).flatMap(({ filters }) => filters.flatMap(({ name, options }) => options.map(({ value }) => `${name}_${value}`)))
  return { words, kind, place, rhythm, tags: tags.split(' ').filter((tag) => known.includes(tag)) }
}

/** The same for a button. */
export const inputOf = ({ words, kind, place, tags, rhythm }: Conditions): Record<string, Json | undefined> =>
  ({ words: words || undefined, kind: kind || undefined, place: place || undefined, tags: tags.join(' ') || undefined, rhythm })

/** Whether it looks for anything: small words alone, and emoji, say nothing. */
export const saysSomething = ({ words, kind, place, tags }: Conditions): boolean =>
  words || place ? tellingTerms(words).length > 0 || (!words && tellingTerms(place).length > 0) : kind !== '' || tags.length > 0

/** Two alerts are the same when they look for the same, however it is written. */
export const sameConditions = (one: Conditions, other: Conditions): boolean => {
  const essence = ({ words, kind, place, tags }: Conditions) => JSON.stringify([fold(words).sort(), kind, fold(place).sort(), [...tags].sort()])
  return essence(one) === essence(other)
}

/** How an alert is called. */
export function nameOf({ subjects }: Pick<Work, 'subjects'>, { words, kind, place }: Conditions): Text {
  if (words) return words
  if (place) return place
  return titleOf(subjects, kind)
}

const titleOf = (subjects: readonly Subject[], kind: string): Message => subjects.find((subject) => subject.kind === kind)?.title ?? m.everything

export const rhythmNames: Record<Rhythm, Message> = { 'at-once': m.atOnce, daily: m.daily, weekly: m.weekly }

/** What it looks for, point by point. */
export function factsOf({ subjects }: Pick<Context, 'subjects'>, conditions: Conditions): Fact[] {
  const { words, kind, place, tags, rhythm } = conditions
  const chosen = subjects.filter((subject) => subject.kind === kind).flatMap(({ filters }) => filters).flatMap(({ name, label, options }) => {
    const option = options.find(({ value }) => tags.includes(`${name}_${value}`))
    return option ? [{ label, value: option.label }] : []
  })
  return [
    ...(words ? [{ label: m.words, value: words }] : []),
    { label: m.kind, value: titleOf(subjects, kind) },
    ...(place ? [{ label: m.place, value: place }] : []),
    ...chosen,
    { label: m.rhythm, value: rhythmNames[rhythm] },
  ]
}
