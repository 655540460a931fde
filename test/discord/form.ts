import type { APIAttachment } from 'discord.js'
import type { Modal } from './interactions.ts'
import { isFields, objectsOf, type Fields } from './problems.ts'
import { fileBytes } from './validate-message.ts'
import { type } from './validate-selects.ts'

export interface FileToSend {
  name: string
  bytes: Buffer
  /** image/png and so on; guessed from the name by default */
  type?: string
}

/** What a person puts into a field: words, what she chooses by value or by label, people and channels by name, files. */
export type Filling = string | number | boolean | null | undefined | FileToSend | (string | FileToSend)[]

/** A form as somebody sees it. */
export interface OpenForm {
  title: string
  /** custom ids of what can be filled in */
  names: string[]
  labels: string[]
  descriptions: string[]
  /** what is there to be read, and no input */
  texts: string[]
  options: string[]
  values: Record<string, string | string[] | boolean | null>
}

interface Input {
  name: string
  label: string
  description: string
  /** the component as it was sent */
  given: Fields
}

/** What fields of a form can be resolved to. */
export interface Finding {
  /** ids of members, roles or channels by name, for the kind of select */
  find(kind: number, named: string): string
  upload(file: FileToSend): APIAttachment
}

const word = (value: unknown): string => (typeof value === 'string' ? value : '')

/** The inputs of a form, from labels or from old-fashioned rows. */
function inputsOf(modal: Modal): Input[] {
  return modal.components.flatMap((top) => {
    const given = isFields(top.component) ? top.component : objectsOf(top.components)[0]
    if (!given) return []
    return [{ name: word(given.custom_id), label: word(top.label) || word(given.label), description: word(top.description), given }]
  })
}

export function openForm(modal: Modal, read: (text: string) => string): OpenForm {
  const inputs = inputsOf(modal)
  return {
    title: modal.title,
    names: inputs.map(({ name }) => name),
    labels: inputs.map(({ label }) => label),
    descriptions: inputs.map(({ description }) => description).filter(Boolean),
    texts: modal.components.map((one) => read(word(one.content))).filter(Boolean),
    options: inputs.flatMap(({ given }) => objectsOf(given.options).map(({ label }) => word(label))),
    values: Object.fromEntries(inputs.map(({ name, given }) => [name, initial(given)])),
  }
}

/** What a field holds before anybody touches it. */
function initial(given: Fields): string | string[] | boolean | null {
  if (given.type === type.textInput) return word(given.value)
  if (given.type === type.checkbox) return given.default === true
  const chosen = objectsOf(given.options).filter((one) => one.default === true).map(({ value }) => word(value))
  if (given.type === type.radioGroup) return chosen[0] ?? null
  return chosen.length ? chosen : objectsOf(given.default_values).map(({ id }) => word(id))
}

/** The components of a submission, after the client's own checks; throws what the client would say. */
export function fillIn(modal: Modal, values: Record<string, Filling>, finding: Finding): Fields[] {
  const inputs = inputsOf(modal)
  for (const name of Object.keys(values))
    if (!inputs.some((input) => input.name === name)) throw new Error(`the form "${modal.title}" does not ask for "${name}", but for: ${inputs.map((one) => one.name).join(', ')}`)
  return modal.components.map((top) => {
    const input = inputs.find(({ given }) => given === top.component || objectsOf(top.components).includes(given))
    if (!input) return { type: top.type, id: top.id }
    const filled = fillOne(input, input.name in values ? values[input.name] : undefined, input.name in values, finding)
    return top.type === type.label ? { type: top.type, id: top.id, component: filled } : { type: top.type, id: top.id, components: [filled] }
  })
}

function fillOne(input: Input, filling: Filling, touched: boolean, finding: Finding): Fields {
  const { given, name } = input
  const about = { type: given.type, id: given.id, custom_id: name }
  const held = initial(given)
  if (given.type === type.textInput) return { ...about, value: checkedText(input, touched ? textFrom(filling) : word(held)) }
  if (given.type === type.checkbox) return { ...about, value: touched ? isYes(filling) : held }
  if (given.type === type.radioGroup) {
    const value = touched ? (chosenValues(input, filling)[0] ?? null) : held
    if (value === null && given.required !== false) throw new Error(`"${input.label}" is required`)
    return { ...about, value }
  }
  const values = touched ? listFrom(input, filling, finding) : ((held ?? []) as string[])
  return { ...about, values: checkedCount(input, values) }
}

const textFrom = (filling: Filling): string => (typeof filling === 'string' || typeof filling === 'number' ? String(filling) : '')
const isYes = (filling: Filling): boolean => filling === true || (typeof filling === 'string' && /^(true|yes|oui|on|1)$/i.test(filling))

function checkedText({ label, given }: Input, text: string): string {
  const { min_length: min = 0, max_length: max = 4000, required = true } = given as { min_length?: number; max_length?: number; required?: boolean }
  if (given.style === 1 && text.includes('\n')) throw new Error(`"${label}" is of one line`)
  if (text === '' && !required) return ''
  if (text.trim() === '') throw new Error(`"${label}" is required`)
  if (text.length < min || text.length > max) throw new Error(`"${label}" takes ${min} to ${max} characters, not ${text.length}`)
  return text
}

const partsOf = (filling: Filling): (string | number | boolean | FileToSend)[] => {
  if (filling === undefined || filling === null || filling === '') return []
  return Array.isArray(filling) ? filling : [filling]
}

/** The values of options that are named by value, by label, or by yes and no. */
function chosenValues({ label, given }: Input, filling: Filling): string[] {
  const options = objectsOf(given.options)
  return partsOf(filling).flatMap((part) => {
    if (part === false && options.length === 1) return []
    const found = options.find(({ value }) => value === nameOf(part)) ?? options.find((option) => option.label === part)
    const byYes = typeof part === 'boolean' ? options.find(({ value }) => isYes(word(value)) === part) ?? (options.length === 1 ? options[0] : undefined) : undefined
    const option = found ?? byYes
    if (!option) throw new Error(`"${label}" has no option "${JSON.stringify(part)}", but: ${options.map((one) => word(one.label)).join(', ')}`)
    return [word(option.value)]
  })
}

const nameOf = (part: string | number | boolean | FileToSend): string => (typeof part === 'object' ? part.name : `${part}`)

function listFrom(input: Input, filling: Filling, finding: Finding): string[] {
  const { given } = input
  if (given.type === type.stringSelect || given.type === type.checkboxGroup) return chosenValues(input, filling)
  if (given.type !== type.fileUpload) return partsOf(filling).map((part) => finding.find(Number(given.type), nameOf(part)))
  return partsOf(filling).map((part) => {
    if (typeof part !== 'object') throw new Error(`"${input.label}" takes files`)
    checkFile(input, part)
    return finding.upload(part).id
  })
}

function checkFile({ label, given }: Input, { name, bytes }: FileToSend): void {
  if (bytes.length > fileBytes) throw new Error(`"${name}" is too large to be uploaded`)
  const types = (given.file_types as string[] | undefined) ?? []
  const extensions: Record<string, RegExp> = { image: /\.(png|jpe?g|gif|webp|avif)$/i, video: /\.(mp4|mov|webm)$/i, audio: /\.(mp3|ogg|wav|m4a|flac)$/i }
  const fits = types.some((one) => extensions[one]?.test(name) ?? name.toLowerCase().endsWith(one))
  if (types.length && !fits) throw new Error(`"${label}" takes ${types.join(', ')}, not "${name}"`)
}

function checkedCount({ label, given }: Input, values: string[]): string[] {
  const byDefault = given.type === type.checkboxGroup ? objectsOf(given.options).length : 1
  const { min_values: min = 1, max_values: max = byDefault, required = true } = given as { min_values?: number; max_values?: number; required?: boolean }
  if (values.length === 0 && !required) return values
  if (values.length < min || values.length === 0) throw new Error(values.length ? `"${label}" takes at least ${min}` : `"${label}" is required`)
  if (values.length > max) throw new Error(`"${label}" takes at most ${max}, not ${values.length}`)
  return values
}
