import { inputsOf, optionsOf, type Element, type Option, type Placed } from './blocks.ts'
import { mimetypeOf } from './uploads.ts'
import { newId, type FileRecord, type StateValue, type ViewRecord } from './world.ts'

/** A file of a person's own machine. */
export interface OwnFile {
  name: string
  bytes: Uint8Array | string
}

/** What a person puts into a field: words, a choice by its value or its text, several of them, yes or no, files. */
export type Filled = string | number | boolean | null | undefined | OwnFile | (string | OwnFile)[]

/** How a choice is looked up outside of the form itself. */
export interface Lookup {
  suggestions(placed: Placed, typed: string): Promise<Option[]>
  /** keeps a file, as of her own */
  upload(file: OwnFile): FileRecord
  fileShown(file: FileRecord): Record<string, unknown>
  /** the id of a person or a channel by its name */
  idOf(name: string): string
}

/** The field of a form by its name, which is its block's, or by its label. */
export function fieldOf(view: ViewRecord, name: string): Placed | undefined {
  const fields = inputsOf(view.blocks)
  return fields.find(({ block }) => block.block_id === name) ?? fields.find(({ block }) => block.label?.text === name)
}

const yes = ['true', 'yes', '1', 'oui']
const no = ['false', 'no', '0', 'non']

const isMeant = ({ value, text }: Option, wanted: string | boolean): boolean =>
  typeof wanted === 'boolean' ? (wanted ? yes : no).includes(value) : value === wanted || text.text === wanted

function choice(offered: Option[], wanted: string | boolean, name: string): Option {
  const found = offered.find((option) => isMeant(option, wanted))
  if (!found) throw new Error(`"${name}" does not offer "${wanted}", but: ${offered.map(({ text }) => text.text).join(', ')}`)
  return found
}

const listed = (filled: Filled): (string | OwnFile)[] => (filled === null || filled === undefined || filled === '' ? [] : Array.isArray(filled) ? filled : [typeof filled === 'object' ? filled : String(filled)])
const words = (filled: Filled): string[] => listed(filled).map((one) => (typeof one === 'string' ? one : one.name))

/** What a field holds once this is put into it. @throws when it cannot hold it */
export async function held(placed: Placed, filled: Filled, lookup: Lookup): Promise<StateValue> {
  const { element, block } = placed
  const { type } = element
  const name = block.block_id
  const [first] = words(filled)
  switch (type) {
    case 'static_select':
    case 'radio_buttons':
      return { type, selected_option: first === undefined ? null : choice(optionsOf(element), typeof filled === 'boolean' ? filled : first, name) }
    case 'checkboxes':
    case 'multi_static_select':
      return { type, selected_options: checked(element, filled, name) }
    case 'external_select':
      return { type, selected_option: first === undefined ? null : await looked(placed, first, lookup) }
    case 'multi_external_select':
      return { type, selected_options: await Promise.all(words(filled).map((one) => looked(placed, one, lookup))) }
    case 'datepicker':
      return { type, selected_date: first ?? null }
    case 'timepicker':
      return { type, selected_time: first ?? null }
    case 'datetimepicker':
      return { type, selected_date_time: first === undefined ? null : Math.floor((Number(first) || Date.parse(first) / 1000)) }
    case 'users_select':
      return { type, selected_user: first === undefined ? null : lookup.idOf(first) }
    case 'channels_select':
      return { type, selected_channel: first === undefined ? null : lookup.idOf(first) }
    case 'conversations_select':
      return { type, selected_conversation: first === undefined ? null : lookup.idOf(first) }
    case 'file_input':
      return { type, files: uploaded(element, filled, name, lookup) }
    default:
      return { type, value: first ?? null }
  }
}

/** A single box is ticked by yes; several are by what they say. */
function checked(element: Element, filled: Filled, name: string): Option[] {
  const offered = optionsOf(element)
  if (typeof filled === 'boolean') return filled ? offered.slice(0, 1) : []
  return words(filled).map((one) => choice(offered, one, name))
}

async function looked(placed: Placed, wanted: string, lookup: Lookup): Promise<Option> {
  const offered = await lookup.suggestions(placed, wanted)
  const [only] = offered
  return offered.find((option) => isMeant(option, wanted)) ?? (offered.length === 1 && only ? only : choice(offered, wanted, placed.block.block_id))
}

function uploaded({ max_files: max = 10, filetypes }: Element, filled: Filled, name: string, lookup: Lookup): Record<string, unknown>[] {
  const files = listed(filled).filter((one): one is OwnFile => typeof one === 'object')
  if (files.length > max) throw new Error(`"${name}" takes ${max} files, not ${files.length}`)
  for (const file of files)
    if (filetypes && !filetypes.includes(file.name.split('.').at(-1)?.toLowerCase() ?? '')) throw new Error(`"${name}" takes ${filetypes.join(', ')}, not ${file.name}`)
  return files.map((file) => lookup.fileShown(lookup.upload(file)))
}

/** A file that somebody uploads. */
export const ownFile = ({ name, bytes }: OwnFile, user: string): FileRecord => ({
  id: newId('F'), name, title: name, mimetype: mimetypeOf(name), bytes: Buffer.from(bytes as Uint8Array), user, state: 'complete', shares: [],
})

const isEmpty = ({ value, ...state }: StateValue): boolean => {
  const chosen = Object.entries(state).find(([key]) => key.startsWith('selected_') || key === 'files')?.[1]
  const content = chosen === undefined ? value : chosen
  return content === null || content === undefined || content === '' || (Array.isArray(content) && content.length === 0)
}

/** What Slack's clients tell before they let a form be submitted, by block. */
export function clientErrors(view: ViewRecord): Record<string, string> {
  const errors: Record<string, string> = {}
  for (const { block, element } of inputsOf(view.blocks)) {
    const state = view.values[block.block_id]?.[element.action_id]
    const problem = !state || isEmpty(state) ? (block.optional ? undefined : 'Please complete this required field.') : problemOf(element, state)
    if (problem) errors[block.block_id] = problem
  }
  return errors
}

function problemOf(element: Element, { value, selected_options: chosen, selected_date: date }: StateValue): string | undefined {
  const typed = typeof value === 'string' ? value : ''
  const number = Number(typed.replace(',', '.'))
  switch (element.type) {
    case 'plain_text_input':
      if (typed.length < (element.min_length ?? 0)) return `Please use at least ${element.min_length} characters.`
      return typed.length > (element.max_length ?? 3000) ? `Please use at most ${element.max_length ?? 3000} characters.` : undefined
    case 'number_input':
      if (!typed || Number.isNaN(number) || (!element.is_decimal_allowed && !Number.isInteger(number))) return 'Please enter a number.'
      if (element.min_value !== undefined && number < Number(element.min_value)) return `Please enter ${element.min_value} or more.`
      return element.max_value !== undefined && number > Number(element.max_value) ? `Please enter ${element.max_value} or less.` : undefined
    case 'email_text_input':
      return /^\S+@\S+\.\S+$/.test(typed) ? undefined : 'Please enter a valid email address.'
    case 'url_text_input':
      return URL.canParse(typed) ? undefined : 'Please enter a valid URL.'
    case 'datepicker':
      return /^\d{4}-\d\d-\d\d$/.test(String(date)) ? undefined : 'Please choose a date.'
    default:
      return element.max_selected_items && Array.isArray(chosen) && chosen.length > element.max_selected_items ? `Please choose at most ${element.max_selected_items}.` : undefined
  }
}
