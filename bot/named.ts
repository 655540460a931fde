import { fold } from '../prisma/search/fold.ts'
import type { Action, Context } from './action.ts'
import type { RawInput } from './read.ts'
import type { Words } from './words.ts'

const isNumber = (typed: string): boolean => /^\s*#?\d+\s*$/.test(typed)

const spelt = (words: string): string => fold(words).join(' ')

/**
 * Input in which a record that was typed by its name, without choosing it from what was suggested, is the one of that name, or the only one
 * suggested whose name has what was typed. What names none, or several, stays as it was typed.
 */
export async function withNamedRecords(action: Action, raw: RawInput, context: Context, words: Words): Promise<RawInput> {
  const named: RawInput = { ...raw }
  for (const [name, { spec, suggest }] of Object.entries(action.input)) {
    const typed = raw[name]
    if (spec.kind !== 'record' || !suggest || typeof typed !== 'string' || spelt(typed) === '' || isNumber(typed)) continue
    const suggested = await suggest(context as never, typed.slice(0, 100), raw)
    const labelled = suggested.map(({ value, label }) => ({ value, label: spelt(words.plain(label, context.who)) })).filter(({ label }) => label.includes(spelt(typed)))
    const same = labelled.filter(({ label }) => label === spelt(typed))
    const [only, another] = same.length ? same : labelled
    if (only && !another) named[name] = only.value
  }
  return named
}
