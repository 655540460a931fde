import { errorOf, type DiscordError } from './refusals.ts'
import { objectsOf, Problems, type Fields, type Path } from './problems.ts'

const locales = [
  'id', 'da', 'de', 'en-GB', 'en-US', 'es-ES', 'es-419', 'fr', 'hr', 'it', 'lt', 'hu', 'nl', 'no', 'pl', 'pt-BR', 'ro', 'fi', 'sv-SE', 'vi', 'tr', 'cs',
  'el', 'bg', 'ru', 'uk', 'hi', 'th', 'zh-CN', 'ja', 'zh-TW', 'ko',
]
const typedName = /^[-_'\p{L}\p{N}\p{sc=Deva}\p{sc=Thai}]{1,32}$/u
const option = { sub: 1, group: 2, string: 3, whole: 4, yesno: 5, user: 6, channel: 7, role: 8, mentionable: 9, number: 10, file: 11 }
const optionTypes = Object.values(option)
const commandTypes = { slash: 1, user: 2, message: 3 }

/** What Discord finds wrong with a bulk overwrite of commands; undefined when it accepts them. Pure. */
export function commandsProblems(body: unknown): DiscordError | undefined {
  const problems = new Problems()
  const commands = problems.list([], body, { max: Infinity, required: true })
  const count = (type: number) => commands.filter((command) => typeOf(command) === type).length
  if (count(commandTypes.slash) > 100 || count(commandTypes.user) > 15 || count(commandTypes.message) > 15) return errorOf('tooManyCommands')
  const seen = new Set<string>()
  commands.forEach((command, index) => {
    checkCommand(problems, [index], command)
    const key = `${typeOf(command)} ${String(command.name)}`
    if (seen.has(key)) problems.add([index], 'APPLICATION_COMMANDS_DUPLICATE_NAME', 'Application command names must be unique')
    seen.add(key)
  })
  return problems.error()
}

const typeOf = (command: Fields): number => (typeof command.type === 'number' ? command.type : commandTypes.slash)

function checkCommand(problems: Problems, path: Path, command: Fields): void {
  const slash = typeOf(command) === commandTypes.slash
  problems.oneOf([...path, 'type'], command.type, Object.values(commandTypes))
  if (slash) checkTyped(problems, path, command)
  else checkMenu(problems, path, command)
  checkWhere(problems, path, command)
  const permissions = command.default_member_permissions
  if (permissions !== undefined && permissions !== null && !/^"?\d+"?$/.test(JSON.stringify(permissions)))
    problems.add([...path, 'default_member_permissions'], 'BITFIELD_TYPE_INVALID', 'Must be a permission bit set.')
  if (!slash) return
  checkOptions(problems, path, command.options, 0)
  if (sizeOf(command) > 8000) problems.add(path, 'APPLICATION_COMMAND_TOO_LARGE', 'Command exceeds maximum size (8000)')
}

function checkWhere(problems: Problems, path: Path, command: Fields): void {
  for (const [key, allowed] of [['contexts', [0, 1, 2]], ['integration_types', [0, 1]]] as const) {
    const list = command[key]
    if (list === undefined || list === null) continue
    if (!Array.isArray(list) || list.length === 0 || new Set(list).size !== list.length) problems.add([...path, key], 'BASE_TYPE_BAD_LENGTH', 'Must hold each at most once.')
    else list.forEach((one, index) => problems.oneOf([...path, key, index], one, allowed))
  }
}

function checkMenu(problems: Problems, path: Path, command: Fields): void {
  problems.text([...path, 'name'], command.name, { min: 1, max: 32, required: true })
  if (command.description) problems.add([...path, 'description'], 'APPLICATION_COMMAND_DESCRIPTION_NOT_ALLOWED', 'Context menu commands cannot have description')
  if (objectsOf(command.options).length) problems.add([...path, 'options'], 'APPLICATION_COMMAND_OPTIONS_NOT_ALLOWED', 'Context menu commands cannot have options')
  checkLocales(problems, [...path, 'name_localizations'], command.name_localizations, (at, value) => problems.text(at, value, { min: 1, max: 32 }))
}

/** Names and descriptions of what can be typed: a command, a sub-command or an option. */
function checkTyped(problems: Problems, path: Path, typed: Fields): void {
  checkName(problems, [...path, 'name'], typed.name)
  problems.text([...path, 'description'], typed.description, { min: 1, max: 100, required: true })
  checkLocales(problems, [...path, 'name_localizations'], typed.name_localizations, (at, value) => checkName(problems, at, value))
  checkLocales(problems, [...path, 'description_localizations'], typed.description_localizations, (at, value) => problems.text(at, value, { min: 1, max: 100 }))
}

function checkName(problems: Problems, path: Path, name: unknown): void {
  if (typeof name !== 'string' || name === '') return problems.required(path)
  if (name.length > 32) return problems.add(path, 'BASE_TYPE_BAD_LENGTH', 'Must be between 1 and 32 in length.')
  if (!typedName.test(name) || name !== name.toLowerCase())
    problems.add(path, 'APPLICATION_COMMAND_INVALID_NAME', 'Command name is invalid')
}

function checkLocales(problems: Problems, path: Path, map: unknown, check: (at: Path, value: unknown) => void): void {
  if (map === undefined || map === null) return
  for (const [locale, value] of Object.entries(problems.object(path, map))) {
    if (!locales.includes(locale)) problems.choice([...path, locale], locales)
    else if (value !== null) check([...path, locale], value)
  }
}

function checkOptions(problems: Problems, path: Path, given: unknown, depth: number): void {
  const at = [...path, 'options']
  const options = problems.list(at, given, { max: 25 })
  const nests = (one: Fields) => one.type === option.sub || one.type === option.group
  const names = new Set<unknown>()
  let optionalBefore = false
  options.forEach((one, index) => {
    const here = [...at, index]
    checkTyped(problems, here, one)
    problems.oneOf([...here, 'type'], one.type, optionTypes, true)
    const taken = namesOf(one).some((name) => names.has(name))
    if (taken) problems.add([...here, 'name'], 'APPLICATION_COMMAND_OPTIONS_NAME_ALREADY_EXISTS', `Option name "${String(one.name)}" already exists`)
    namesOf(one).forEach((name) => names.add(name))
    if (nests(one)) return checkNested(problems, here, one, depth, options.every(nests))
    if (optionalBefore && one.required === true)
      problems.add(here, 'APPLICATION_COMMAND_OPTIONS_REQUIRED_INVALID', 'Required options must be placed before non-required options')
    optionalBefore ||= one.required !== true
    checkOption(problems, here, one)
  })
}

const namesOf = ({ name, name_localizations }: Fields): unknown[] => [...new Set([name, ...Object.values((name_localizations as Fields | null | undefined) ?? {})])]

/** A command holds groups and sub-commands, a group holds sub-commands, a sub-command holds options; never side by side with others. */
function checkNested(problems: Problems, path: Path, one: Fields, depth: number, alone: boolean): void {
  const misplaced = !alone || depth > 1 || (one.type === option.group && depth > 0)
  if (misplaced) problems.add([...path, 'type'], 'APPLICATION_COMMAND_OPTIONS_TYPE_INVALID', 'Sub-command and sub-command group option types are mutually exclusive to all other types')
  const children = objectsOf(one.options)
  if (one.type === option.group && (children.length === 0 || children.some(({ type }) => type !== option.sub)))
    problems.add([...path, 'options'], 'APPLICATION_COMMAND_OPTIONS_TYPE_INVALID', 'A group holds sub-commands')
  checkOptions(problems, path, one.options, one.type === option.group ? depth + 1 : 2)
}

const safe = 2 ** 53

function checkOption(problems: Problems, path: Path, one: Fields): void {
  const numeric = one.type === option.whole || one.type === option.number
  problems.flag([...path, 'required'], one.required)
  const choices = problems.list([...path, 'choices'], one.choices, { max: 25 })
  if (choices.length && one.autocomplete === true)
    problems.add([...path, 'autocomplete'], 'APPLICATION_COMMAND_OPTION_AUTOCOMPLETE_INVALID', 'Options cannot have both choices and autocomplete')
  if ((choices.length || one.autocomplete === true) && !numeric && one.type !== option.string)
    problems.add([...path, 'type'], 'APPLICATION_COMMAND_OPTION_CHOICES_INVALID', 'This option type has neither choices nor autocomplete')
  choices.forEach((choice, index) => checkChoice(problems, [...path, 'choices', index], choice, numeric))
  if (new Set(choices.map(({ name }) => name)).size < choices.length)
    problems.add([...path, 'choices'], 'APPLICATION_COMMAND_OPTIONS_CHOICE_NAME_ALREADY_EXISTS', 'Choice names must be unique')
  if (one.type === option.string) {
    problems.whole([...path, 'min_length'], one.min_length, { min: 0, max: 6000 })
    problems.whole([...path, 'max_length'], one.max_length, { min: 1, max: 6000 })
  }
}

function checkChoice(problems: Problems, path: Path, choice: Fields, numeric: boolean): void {
  problems.text([...path, 'name'], choice.name, { min: 1, max: 100, required: true })
  checkLocales(problems, [...path, 'name_localizations'], choice.name_localizations, (at, value) => problems.text(at, value, { min: 1, max: 100 }))
  if (!numeric) return problems.text([...path, 'value'], choice.value, { min: 1, max: 100, required: true })
  if (typeof choice.value !== 'number' || Math.abs(choice.value) > safe) problems.add([...path, 'value'], 'NUMBER_TYPE_COERCE', 'Not a number within 2^53.')
}

/** The characters that count towards 8,000: of each localised text the longest. */
function sizeOf(typed: Fields): number {
  const choices = objectsOf(typed.choices).reduce((sum, choice) => sum + longest(choice.name, choice.name_localizations) + JSON.stringify(choice.value ?? null).replaceAll('"', '').length, 0)
  const own = longest(typed.name, typed.name_localizations) + longest(typed.description, typed.description_localizations)
  return own + choices + objectsOf(typed.options).reduce((sum, one) => sum + sizeOf(one), 0)
}

const longest = (text: unknown, localised: unknown): number =>
  Math.max(...[text, ...Object.values((localised as Fields | null | undefined) ?? {})].map((one) => (typeof one === 'string' ? one.length : 0)))
