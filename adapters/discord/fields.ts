import {
  ChannelType, ComponentType, SelectMenuDefaultValueType, TextInputStyle, type APIComponentInLabel, type APILabelComponent, type APITextInputComponent,
} from 'discord.js'
import type { Json } from '../../bot/field.ts'
import type { DrawnField, Form } from '../../bot/form.ts'
import type { Place } from '../../bot/places.ts'
import { readYesNo } from '../../bot/read.ts'
import { beginningOf } from '../../bot/shorten.ts'
import { labelsOf } from './choices.ts'
import { short } from './short.ts'

/** What is known of a form beside its fields, to draw them. */
export interface Pickers {
  /** the platform's ids of those whom the form names already, by field */
  people: ReadonlyMap<string, string>
  /** the channels to choose from, where the platform's own picker would show others; undefined where it shows the right ones */
  places: Place[] | undefined
  yes: string
  no: string
  /** of several choices too many to show: separated by commas */
  commas: string
}

const mostText = 4000
const mostOptions = 25
const mostVisible = 10

/** A field with its label, its hint or what is wrong with it, and what is in it already. */
export function labelFor(field: DrawnField, { values, problems }: Pick<Form, 'values' | 'problems'>, pickers: Pickers): APILabelComponent {
  const problem = problems[field.name]
  const hint = problem ? `⚠ ${problem}` : (field.hint ?? (field.label.length > 45 ? field.label : undefined) ?? hintFor(field, pickers))
  const component = inputFor(field, values[field.name] ?? undefined, pickers)
  return { type: ComponentType.Label, label: short(field.label, 45), ...(hint ? { description: short(hint, 100) } : {}), component }
}

function hintFor(field: DrawnField, { commas }: Pickers): string | undefined {
  if (!('options' in field) || field.options.length <= mostOptions) return undefined
  const labels = field.options.map(({ label }) => label).join(', ')
  return field.kind === 'choices' ? `${commas} ${labels}` : labels
}

function inputFor(field: DrawnField, value: Json | undefined, pickers: Pickers): APIComponentInLabel {
  switch (field.kind) {
    case 'text':
      if (field.names === 'person') return userSelect(field, pickers)
      if (field.names === 'channel') return channelSelect(field, value, pickers)
      return textInput(field, value, { max: field.max, style: field.lines === 'many' ? TextInputStyle.Paragraph : TextInputStyle.Short, placeholder: field.placeholder })
    case 'record':
      return field.names === 'person' ? userSelect(field, pickers) : textInput(field, value, { max: 100 })
    case 'number':
    case 'date':
    case 'phone':
      return textInput(field, value, { max: 100 })
    case 'email':
      return textInput(field, value, { max: 300 })
    case 'link':
      return textInput(field, value, { max: 2000 })
    case 'choice':
      return choice(field, value)
    case 'choices':
      return choices(field, value)
    case 'yesno': {
      const known = readYesNo(textOf(value))
      const options = [{ value: 'true', label: pickers.yes, default: known === true }, { value: 'false', label: pickers.no, default: known === false }]
      return { type: ComponentType.RadioGroup, custom_id: field.name, required: !field.optional, options }
    }
    case 'files':
      return fileUpload(field, value)
  }
}

interface TextAbout {
  max: number
  style?: TextInputStyle
  placeholder?: string
}

/** What was typed before is there again, even where it is too long. */
function textInput(field: DrawnField, value: Json | undefined, { max, style = TextInputStyle.Short, placeholder }: TextAbout): APITextInputComponent {
  const typed = beginningOf(textOf(value), mostText)
  return {
    type: ComponentType.TextInput,
    custom_id: field.name,
    style,
    required: !field.optional,
    max_length: Math.min(Math.max(max, typed.length), mostText),
    ...(placeholder ? { placeholder: short(placeholder, 100) } : {}),
    ...(typed ? { value: typed } : {}),
  }
}

function textOf(value: Json | undefined): string {
  if (Array.isArray(value)) return value.map(textOf).join(', ')
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean' ? String(value) : ''
}

const listOf = (value: Json | undefined): string[] => (Array.isArray(value) ? value.map(textOf) : textOf(value).split(',').map((one) => one.trim()).filter(Boolean))

type Of<K extends DrawnField['kind']> = Extract<DrawnField, { kind: K }>

const optionsOf = (field: Of<'choice' | 'choices'>, chosen: string[]) =>
  field.options.map(({ value, label }) => ({ value, label: short(label, 100), default: chosen.includes(value) }))

function choice(field: Of<'choice'>, value: Json | undefined): APIComponentInLabel {
  const options = optionsOf(field, [textOf(value)])
  const about = { custom_id: field.name, required: !field.optional, options }
  if (options.length > mostOptions) return textInput(field, labelsOf(field, listOf(value)), { max: 100 })
  if (options.length > mostVisible || options.length < 2) return { ...about, type: ComponentType.StringSelect, min_values: field.optional ? 0 : 1 }
  return { ...about, type: ComponentType.RadioGroup }
}

function choices(field: Of<'choices'>, value: Json | undefined): APIComponentInLabel {
  const options = optionsOf(field, listOf(value))
  if (options.length > mostOptions) return textInput(field, labelsOf(field, listOf(value)), { max: mostText, style: TextInputStyle.Paragraph })
  const bounds = { min_values: field.optional ? 0 : 1, max_values: Math.min(field.max ?? options.length, options.length) }
  const type = options.length > mostVisible ? ComponentType.StringSelect : ComponentType.CheckboxGroup
  return { type, custom_id: field.name, required: !field.optional, ...bounds, options }
}

/** Files given before are kept unless others take their place: nobody has to choose them again. */
function fileUpload(field: Of<'files'>, value: Json | undefined): APIComponentInLabel {
  const required = !field.optional && listOf(value).length === 0
  const types = field.types.flatMap((type) => endings[type] ?? [])
  return {
    type: ComponentType.FileUpload,
    custom_id: field.name,
    required,
    min_values: required ? 1 : 0,
    max_values: Math.min(field.max, 10),
    // A type whose endings we do not know must not keep anybody from choosing her file: its content is looked at anyway.
    ...(field.types.every((type) => endings[type]) ? { file_types: types } : {}),
  }
}

type FileTypes = NonNullable<Extract<APIComponentInLabel, { type: ComponentType.FileUpload }>['file_types']>

/** What the platform calls a type of files. */
const endings: Partial<Record<string, FileTypes>> = {
  'image/*': ['image'],
  'image/png': ['.png'],
  'image/jpeg': ['.jpg', '.jpeg'],
  'image/gif': ['.gif'],
  'image/webp': ['.webp'],
  'application/pdf': ['.pdf'],
  'text/plain': ['.txt'],
  'text/csv': ['.csv'],
  'text/calendar': ['.ics'],
}

function userSelect(field: DrawnField, { people }: Pickers): APIComponentInLabel {
  const known = people.get(field.name)
  const chosen = known ? { default_values: [{ type: SelectMenuDefaultValueType.User as const, id: known }] } : {}
  return { type: ComponentType.UserSelect, custom_id: field.name, required: !field.optional, min_values: field.optional ? 0 : 1, max_values: 1, ...chosen }
}

function channelSelect(field: Of<'text'>, value: Json | undefined, { places }: Pickers): APIComponentInLabel {
  const known = textOf(value)
  const about = { custom_id: field.name, required: !field.optional, min_values: field.optional ? 0 : 1, max_values: 1 }
  if (!places) {
    const chosen = known ? { default_values: [{ type: SelectMenuDefaultValueType.Channel as const, id: known }] } : {}
    return { ...about, type: ComponentType.ChannelSelect, channel_types: [ChannelType.GuildText, ChannelType.GuildAnnouncement], ...chosen }
  }
  const options = places.map(({ id, name }) => ({ value: id, label: short(`#${name}`, 100), default: id === known }))
  if (options.length > 0 && options.length <= mostOptions) return { ...about, type: ComponentType.StringSelect, options }
  const name = places.find(({ id }) => id === known)?.name
  return textInput(field, name ? `#${name}` : known, { max: 100 })
}
