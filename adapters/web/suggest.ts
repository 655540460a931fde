import type { CommandLine, Door } from '../../bot/adapter.ts'
import type { DrawnField } from '../../bot/form.ts'
import type { AccountRef } from '../../bot/person.ts'
import type { Reader, Words } from '../../bot/words.ts'
import { m } from './messages.ts'

/** What the composer could hold next. */
export interface SuggestedLine {
  /** the whole new content of the composer */
  line: string
  label: string
  detail: string
}

const mostOffered = 12

const plainly = (words: string) => words.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase()

/** The commands as suggestions. */
export const commandLines = (commands: CommandLine[]): SuggestedLine[] =>
  commands.map(({ typed, description }) => ({ line: `${typed} `, label: typed, detail: description }))

interface Means {
  door: Door
  /** the web's own */
  words: Words
  /** those of the capabilities, for what they suggest */
  engine: { words: Words }
  from: AccountRef
  reader: Reader
}

/** Suggestions for what stands in the composer: commands, then the options of one, then the values of an option. */
export async function suggestLines(means: Means, text: string): Promise<SuggestedLine[]> {
  if (!text.startsWith('/')) return []
  const commands = await means.door.commands(means.from)
  const command = longestCommand(commands, text)
  if (!command) {
    const start = plainly(text.trim())
    const isMeant = ({ typed, title }: CommandLine) => plainly(typed).startsWith(start) || plainly(title).includes(start.slice(1))
    return commandLines(commands.filter(isMeant)).slice(0, mostOffered)
  }
  return (await suggestOptions(means, command, text)).slice(0, mostOffered)
}

const longestCommand = (commands: CommandLine[], text: string): CommandLine | undefined =>
  commands
    .filter(({ typed }) => plainly(text).startsWith(`${plainly(typed)} `))
    .sort((one, other) => other.typed.length - one.typed.length)[0]

async function suggestOptions(means: Means, { typed, form }: CommandLine, text: string): Promise<SuggestedLine[]> {
  const rest = text.slice(typed.length + 1)
  const open = /(?:^|\s)--([\p{L}\p{N}-]+)[ =]([^-]*)$/u.exec(rest)
  const field = open && form.fields.find(({ name }) => name === open[1])
  if (field) {
    const value = open[2] ?? ''
    return suggestValues(means, form.action, field, value, text.slice(0, text.length - value.length))
  }
  const name = /(?:^|\s)(--[\p{L}\p{N}-]*)$/u.exec(rest)?.[1]
  if (name !== undefined) return optionLines(form.fields, rest, name, text.slice(0, text.length - name.length))
  const main = form.fields.find((one) => !rest.includes(`--${one.name}`))
  const values = main && !rest.includes('--') ? await suggestValues(means, form.action, main, rest, `${typed} `) : []
  const options = /(^|\s)$/.test(rest) ? optionLines(form.fields.filter((one) => one !== main), rest, '--', text) : []
  return [...values, ...options]
}

const optionLines = (fields: DrawnField[], rest: string, typed: string, before: string): SuggestedLine[] =>
  fields
    .filter(({ name, kind }) => kind !== 'files' && !rest.includes(`--${name} `) && `--${name}`.startsWith(plainly(typed)))
    .map(({ name, label, hint }) => ({ line: `${before}--${name} `, label: `--${name}`, detail: hint ? `${label}. ${hint}` : label }))

async function suggestValues(means: Means, action: string, field: DrawnField, typed: string, before: string): Promise<SuggestedLine[]> {
  const values = await valuesOf(means, action, field, typed.trim())
  return values.map(({ value, label }) => ({ line: `${before}${value} `, label, detail: label === value ? field.label : value }))
}

/** What could stand in a field. */
export async function valuesOf(
  { door, words, engine, from, reader }: Means,
  action: string,
  field: DrawnField,
  typed: string,
): Promise<{ value: string; label: string }[]> {
  const startsAlike = ({ value, label }: { value: string; label: string }) =>
    [value, label].some((one) => plainly(one).startsWith(plainly(typed)))
  switch (field.kind) {
    case 'choice':
    case 'choices':
      return field.options.filter(startsAlike)
    case 'yesno':
      return [m.yes, m.no].map((one) => words.plain(one, reader)).map((word) => ({ value: word, label: word })).filter(startsAlike)
    case 'text':
    case 'record': {
      if (!field.suggests) return []
      const found = await door.suggest(from, { action, input: {} }, field.name, typed)
      return found.map(({ value, label }) => ({ value, label: engine.words.plain(label, reader) }))
    }
    case 'number':
    case 'date':
    case 'link':
    case 'email':
    case 'phone':
    case 'files':
      return []
  }
}
