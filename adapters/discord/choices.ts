import type { DrawnField } from '../../bot/form.ts'

type Choosing = Extract<DrawnField, { kind: 'choice' | 'choices' }>
type Option = Choosing['options'][number]

const folded = (text: string): string => text.normalize('NFD').replace(/\p{M}/gu, '').trim().toLowerCase()

const meant = (options: readonly Option[], typed: string): Option | undefined =>
  options.find(({ value, label }) => [value, label].some((one) => folded(one) === folded(typed)))

/** What was typed where a list was too long to choose from: labels become the values they stand for, anything else stays as it is. */
export function choose(field: Choosing, typed: string): string | string[] {
  if (field.kind === 'choice') return meant(field.options, typed)?.value ?? typed
  return partsOf(typed).map((part) => meant(field.options, part)?.value ?? part)
}

const partsOf = (typed: string): string[] => typed.split(',').map((part) => part.trim()).filter(Boolean)

/** The labels of what is chosen, as they are typed. */
export const labelsOf = (field: Choosing, chosen: string[]): string =>
  chosen.map((one) => meant(field.options, one)?.label ?? one).join(', ')

/** What the options offer to somebody who is typing; of several, the last is completed. */
export function completions(field: Choosing, typed: string): { value: string; label: string }[] {
  const before = field.kind === 'choices' ? partsOf(typed.replace(/[^,]*$/, '')).map((part) => meant(field.options, part)?.label ?? part) : []
  const wanted = folded(field.kind === 'choices' ? (typed.split(',').at(-1) ?? '') : typed)
  const chosen = new Set(before.map((part) => meant(field.options, part)?.value))
  return field.options
    .filter(({ value, label }) => !chosen.has(value) && folded(label).includes(wanted))
    .map(({ label }) => ({ value: [...before, label].join(', '), label: [...before, label].join(', ') }))
}
