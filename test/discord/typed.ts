import { ApplicationCommandOptionType as Type } from 'discord.js'
import { objectsOf, type Fields } from './problems.ts'
import type { Command } from './routes/application.ts'

/** Finds what a person names in an option: a member, a channel, a role, a file she attaches. */
export type Resolve = (type: Type, named: string) => string

export interface Typed {
  command: Command
  /** as an interaction brings them, sub-commands around the others */
  options: Fields[]
}

export interface Typing {
  commands: Command[]
  locale: string
  resolve: Resolve
  /** the option that is being typed, for suggestions: nothing is required yet */
  focused?: string
}

/** What the client makes of a typed line, or why it does not send it. */
export function readTyped(line: string, typing: Typing): Typed {
  const [name = '', rest] = headOf(line.replace(/^\//, ''))
  const command = typing.commands.find((one) => one.type === 1 && namesOf(one, typing.locale).includes(name))
  if (!command) throw new Error(`/${name} is not registered for her here; there are: ${typing.commands.map((one) => `/${one.name}`).join(', ')}`)
  return { command, options: readLevel(`/${name}`, objectsOf(command.options), rest, typing) }
}

const headOf = (text: string): [head: string, rest: string] => {
  const [, head = '', rest = ''] = /^(\S*)\s*([\s\S]*)$/.exec(text) ?? []
  return [head, rest]
}

/** The name, and the one that she sees. */
export const namesOf = ({ name, name_localizations }: Fields, locale: string): string[] => {
  const local = (name_localizations as Record<string, string> | null | undefined)?.[locale]
  return [name, local].filter((one): one is string => typeof one === 'string')
}

function readLevel(said: string, options: Fields[], rest: string, typing: Typing): Fields[] {
  const nested = options.filter(({ type }) => type === Type.Subcommand || type === Type.SubcommandGroup)
  if (!nested.length) return readOptions(said, options, rest, typing)
  const [name, further] = headOf(rest)
  const chosen = nested.find((one) => namesOf(one, typing.locale).includes(name))
  if (!chosen) throw new Error(`${said} goes on with one of: ${nested.map((one) => String(one.name)).join(', ')}; not "${name}"`)
  return [{ name: chosen.name, type: chosen.type, options: readLevel(`${said} ${name}`, objectsOf(chosen.options), further, typing) }]
}

const literally = (text: string): string => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')

/** `words language:fr`: what comes before the first name is for the first text option. */
function readOptions(said: string, options: Fields[], rest: string, typing: Typing): Fields[] {
  const names = options.flatMap((one) => namesOf(one, typing.locale)).sort((a, b) => b.length - a.length)
  const pattern = new RegExp(`(?:^|\\s)(${names.map(literally).join('|')}):`, 'g')
  const found = names.length ? [...rest.matchAll(pattern)] : []
  const given = new Map<Fields, string>()
  found.forEach((match, index) => {
    const option = options.find((one) => namesOf(one, typing.locale).includes(match[1] ?? ''))
    const value = rest.slice(match.index + match[0].length, found[index + 1]?.index).trim()
    if (option && (value !== '' || option.name === typing.focused)) given.set(option, value)
  })
  const loose = rest.slice(0, found[0]?.index).trim()
  const first = options.find((one) => one.type === Type.String && !given.has(one))
  if (loose && !first) throw new Error(`${said} takes no text: "${loose}"`)
  if (loose && first) given.set(first, loose)
  if (typing.focused === undefined) refuseMissing(said, options, given)
  return options.filter((one) => given.has(one)).map((one) => valueOf(said, one, given.get(one) ?? '', typing))
}

function refuseMissing(said: string, options: Fields[], given: Map<Fields, string>): void {
  const missing = options.filter((one) => one.required === true && !given.has(one))
  if (missing.length) throw new Error(`${said} is not sent without: ${missing.map((one) => String(one.name)).join(', ')}`)
}

function valueOf(said: string, option: Fields, text: string, typing: Typing): Fields {
  const { name, type } = option
  if (name === typing.focused) return { name, type, value: text, focused: true }
  const choices = objectsOf(option.choices)
  const chosen = choices.find((one) => namesOf(one, typing.locale).includes(text) || String(one.value) === text)
  if (choices.length && !chosen) throw new Error(`${said} ${String(name)}: has no choice "${text}", but: ${choices.map((one) => String(one.name)).join(', ')}`)
  const value = chosen ? chosen.value : plainValue(`${said} ${String(name)}:`, option, text, typing.resolve)
  return { name, type, value }
}

function plainValue(said: string, option: Fields, text: string, resolve: Resolve): string | number | boolean {
  switch (option.type) {
    case Type.String: {
      const { min_length: min = 0, max_length: max = 6000 } = option as { min_length?: number; max_length?: number }
      if (text.length < min || text.length > max) throw new Error(`${said} takes ${min} to ${max} characters, not ${text.length}`)
      return text
    }
    case Type.Integer:
    case Type.Number:
      return numberOf(said, option, text)
    case Type.Boolean: {
      if (!/^(true|false)$/i.test(text)) throw new Error(`${said} is True or False, not "${text}"`)
      return text.toLowerCase() === 'true'
    }
    default:
      return resolve(option.type as Type, text)
  }
}

function numberOf(said: string, option: Fields, text: string): number {
  const { min_value: min = -(2 ** 53), max_value: max = 2 ** 53 } = option as { min_value?: number; max_value?: number }
  const value = Number(text)
  const whole = option.type === Type.Integer
  if (text === '' || Number.isNaN(value) || (whole && !Number.isInteger(value)) || value < min || value > max)
    throw new Error(`${said} is a ${whole ? 'whole ' : ''}number from ${min} to ${max}, not "${text}"`)
  return value
}
