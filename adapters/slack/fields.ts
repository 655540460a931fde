import type { types } from '@slack/bolt'
import type { DrawnField } from '../../bot/form.ts'
import type { Json } from '../../bot/field.ts'
import { shortenText } from '../../bot/shorten.ts'
import type { Message } from '../../bot/text.ts'
import { m as bot } from '../../bot/messages.ts'
import { m } from './messages.ts'

/** What a form knows beside its fields. */
export interface FieldAbout {
  say(message: Message): string
  /** whether a channel asked for is one of this workspace */
  channelIsHere: boolean
  /** the files given before, by id */
  fileNames: ReadonlyMap<string, string>
}

/** of the one element of a field's block: what was filled in comes back under it */
export const elementId = 'v'
/** beside a field of files, those given before that are kept */
export const keptId = (field: string): string => `${field}~kept`
/** stands for no answer, where Slack has no way to take one back */
export const noAnswer = '~none'

const longestText = 3000
const longestOption = 75
const mostRadioButtons = 5
const mostCheckboxes = 10

type Element = types.InputBlock['element']

const plain = (text: string, max: number): types.PlainTextElement => ({ type: 'plain_text', text: shortenText(text, max), emoji: false })

const option = (label: string, value: string): types.PlainTextOption => ({ text: plain(label || value, longestOption), value })

const asString = (value: Json | undefined): string =>
  typeof value === 'string' ? value : typeof value === 'number' || typeof value === 'boolean' ? String(value) : Array.isArray(value) ? value.map(asString).join(', ') : ''

const asList = (value: Json | undefined): string[] =>
  Array.isArray(value) ? value.map(asString) : asString(value).split(',').map((one) => one.trim()).filter(Boolean)

/** A text too long for any input of Slack: it is not asked, so that it is not cut. */
export const isTooLong = (value: Json | undefined): boolean => asString(value).length > longestText

/** A field as blocks: its input, and what is wrong with what was given before. */
export function blocksOf(field: DrawnField, value: Json | undefined, problem: string | undefined, about: FieldAbout): types.KnownBlock[] {
  const element = { ...elementOf(field, value, about), action_id: elementId } as Element
  const hint = hintOf(field, element, about)
  const kept = field.kind === 'files' ? keptBlock(field, value, about) : undefined
  const input: types.InputBlock = {
    type: 'input',
    block_id: field.name,
    label: plain(field.label, 2000),
    ...(hint ? { hint: plain(hint, 2000) } : {}),
    optional: Boolean(field.optional) || kept !== undefined,
    element,
  }
  const wrong: types.ContextBlock[] = problem ? [{ type: 'context', elements: [plain(`⚠️ ${problem}`, 2000)] }] : []
  return [input, ...(kept ? [kept] : []), ...wrong]
}

function hintOf(field: DrawnField, element: Element, { say }: FieldAbout): string {
  const short = field.kind === 'text' && field.max > longestText && element.type === 'plain_text_input'
  const date = field.kind === 'date' && element.type === 'plain_text_input'
  return [field.hint, short && say(m.lengthHint({ most: longestText })), date && say(m.dateHint)].filter(Boolean).join(' ')
}

function elementOf(field: DrawnField, value: Json | undefined, about: FieldAbout): Element {
  const typed = asString(value)
  switch (field.kind) {
    case 'text':
      return textElement(field, typed, about)
    case 'number':
      return field.currency ? line(typed) : numberElement(field, typed)
    case 'date':
      return typed === '' || isDay(typed) ? { type: 'datepicker', ...(typed ? { initial_date: typed } : {}) } : line(typed)
    case 'choice':
      return choiceElement(field.options, typed, field.optional, about)
    case 'choices':
      return choicesElement(field, asList(value))
    case 'yesno':
      return choiceElement([{ value: 'true', label: about.say(bot.yes) }, { value: 'false', label: about.say(bot.no) }], typed, field.optional, about)
    case 'link':
      return { type: 'url_text_input', ...initial(typed) }
    case 'email':
      return { type: 'email_text_input', ...initial(typed) }
    case 'phone':
      return line(typed)
    case 'files':
      return fileElement(field)
    case 'record':
      return field.suggests ? suggestElement(typed, field) : line(typed)
  }
}

const initial = (typed: string) => (typed ? { initial_value: typed } : {})
const line = (typed: string): types.PlainTextInput => ({ type: 'plain_text_input', ...initial(typed) })
const isDay = (typed: string): boolean => /^\d{4}-\d{2}-\d{2}$/.test(typed) && !Number.isNaN(Date.parse(typed))

type TextField = Extract<DrawnField, { kind: 'text' }>

function textElement(field: TextField, typed: string, { channelIsHere }: FieldAbout): Element {
  // The pickers show nobody and nothing that was typed otherwise.
  if (field.names === 'person' && typed === '') return { type: 'users_select', ...placeholder(field) }
  if (field.names === 'channel' && channelIsHere && (typed === '' || isChannel(typed)))
    return {
      type: 'conversations_select',
      filter: { include: ['public', 'private'], exclude_bot_users: true },
      ...(typed ? { initial_conversation: typed } : {}),
      ...placeholder(field),
    }
  if (field.suggests && field.max <= longestOption && typed.length <= longestOption) return suggestElement(typed, field)
  const most = Math.min(longestText, Math.max(field.max, typed.length))
  return { type: 'plain_text_input', multiline: field.lines === 'many', max_length: most, ...placeholder(field), ...initial(typed) }
}

const isChannel = (typed: string): boolean => /^[CG][A-Z0-9]{6,}$/.test(typed)

const placeholder = (field: DrawnField) => ('placeholder' in field && field.placeholder ? { placeholder: plain(field.placeholder, 150) } : {})

/** What is chosen from what the assistant suggests while one types. */
const suggestElement = (typed: string, field: DrawnField): types.ExternalSelect => ({
  type: 'external_select',
  min_query_length: 0,
  ...(typed ? { initial_option: option(typed, typed) } : {}),
  ...placeholder(field),
})

function numberElement({ whole, min, max }: Extract<DrawnField, { kind: 'number' }>, typed: string): Element {
  if (typed && !/^-?\d+(\.\d+)?$/.test(typed)) return line(typed)
  return {
    type: 'number_input',
    is_decimal_allowed: !whole,
    ...(min === undefined ? {} : { min_value: String(min) }),
    ...(max === undefined ? {} : { max_value: String(max) }),
    ...initial(typed),
  }
}

interface Choice {
  value: string
  label: string
}

/** Radio buttons for a few, else a menu. A button once chosen stays chosen: where no answer is one, it has a button too. */
function choiceElement(options: readonly Choice[], typed: string, optional: boolean | undefined, { say }: FieldAbout): Element {
  const all = options.map(({ value, label }) => option(label, value))
  const chosen = all.find(({ value }) => value === typed)
  if (all.length > mostRadioButtons) return { type: 'static_select', ...inMenu(all), ...(chosen ? { initial_option: chosen } : {}) }
  const none = option(say(m.noAnswer), noAnswer)
  return { type: 'radio_buttons', options: optional ? [...all, none] : all, ...(chosen ? { initial_option: chosen } : {}) }
}

function choicesElement({ options, max }: Extract<DrawnField, { kind: 'choices' }>, typed: string[]): Element {
  const all = options.map(({ value, label }) => option(label, value))
  const chosen = all.filter(({ value }) => typed.includes(value ?? ''))
  const first = chosen.length ? { initial_options: chosen } : {}
  if (all.length <= mostCheckboxes) return { type: 'checkboxes', options: all, ...first }
  return { type: 'multi_static_select', ...inMenu(all), ...(max ? { max_selected_items: max } : {}), ...first }
}

const inMenu = (all: types.PlainTextOption[]): { options: types.PlainTextOption[] } | { option_groups: { label: types.PlainTextElement; options: types.PlainTextOption[] }[] } => {
  if (all.length <= 100) return { options: all }
  const starts = Array.from({ length: Math.ceil(all.length / 100) }, (_, index) => index * 100)
  return { option_groups: starts.map((start) => ({ label: plain(`${start + 1} –`, longestOption), options: all.slice(start, start + 100) })) }
}

/** How files of a type are called; a type that is not here is looked at when its file has come. */
const endings: Record<string, string[] | undefined> = {
  'application/pdf': ['pdf'],
  'image/png': ['png'],
  'image/jpeg': ['jpg', 'jpeg'],
  'image/gif': ['gif'],
  'image/webp': ['webp'],
  'text/plain': ['txt'],
  'text/csv': ['csv'],
  'text/calendar': ['ics'],
}

function fileElement({ types: accepted, max }: Extract<DrawnField, { kind: 'files' }>): types.FileInput {
  const known = accepted.map((type) => endings[type])
  const filetypes = known.includes(undefined) ? [] : known.flatMap((one) => one ?? [])
  return { type: 'file_input', max_files: Math.min(max, 10), ...(filetypes.length ? { filetypes } : {}) }
}

/** Files given before cannot be shown in Slack's input: each is a tick of its own. */
function keptBlock(field: DrawnField, value: Json | undefined, { say, fileNames }: FieldAbout): types.InputBlock | undefined {
  const options = asList(value).flatMap((id) => (fileNames.has(id) ? [option(fileNames.get(id) ?? '', id)] : [])).slice(0, mostCheckboxes)
  if (!options.length) return undefined
  return {
    type: 'input',
    block_id: keptId(field.name),
    label: plain(say(m.keptFiles), 2000),
    hint: plain(say(m.keptFilesHint), 2000),
    optional: true,
    element: { type: 'checkboxes', action_id: elementId, options, initial_options: options },
  }
}
