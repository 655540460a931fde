import { closest, distance } from 'fastest-levenshtein'
import type { Action } from './action.ts'
import { isTyped } from './action.ts'
import type { Field } from './field.ts'
import { fieldsOf } from './field.ts'
import type { RawInput } from './read.ts'
import { locales } from './text.ts'
import type { Text } from './text.ts'
import type { Words } from './words.ts'

/** What a line that begins with a slash means. */
export type ParsedLine =
  | { kind: 'call'; action: Action; input: RawInput }
  | { kind: 'group'; actions: Action[] }
  | { kind: 'unknownOption'; action: Action; option: string; input: RawInput }
  | { kind: 'unknown'; typed: string; nearest?: Action; input: RawInput }

/** Compared without accents and case. */
const plainly = (word: string) => word.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase()

/** A word, or several between quotes of any shape, which may follow the name of an option: `city:"Aix en Provence"`. */
interface Word {
  text: string
  quoted: boolean
  mayBeOption: boolean
  /** as it was typed */
  raw: string
  /** what stood before it: a space, or the ends of lines */
  gap: string
}

const wordPattern = /(\s*)(?:([\p{L}\p{N}_-]+[:=])?(?:"([^"]*)"|[“„]([^”“]*)[”“]|«([^»]*)»)(?=\s|$)|(\S+))/gu

function wordsOf(line: string): Word[] {
  return [...line.matchAll(wordPattern)].map(([whole, space = '', name, straight, curly, guillemets, bare]) => {
    const about = { raw: whole.slice(space.length), gap: space.replace(/[^\n]/g, '') || ' ' }
    if (bare !== undefined) return { ...about, text: bare, quoted: false, mayBeOption: true }
    const text = (straight ?? curly ?? guillemets ?? '').trim()
    return { ...about, text: (name ?? '') + text, quoted: true, mayBeOption: name !== undefined }
  })
}

/** What words say together: one loses its quotes, several keep them and the ends of their lines. */
const together = (words: Word[]): string =>
  words.length === 1 ? (words[0]?.text ?? '') : words.map(({ gap, raw }) => gap + raw).join('').trim()

/** How a name and its French form may be typed. */
const namesOf = ({ name, french }: Action): string[][] =>
  [name, french].filter((one): one is string => one !== undefined).map((one) => plainly(one).split(' '))

interface FoundName {
  action: Action
  length: number
}

function findAction(actions: Action[], words: string[]): FoundName | undefined {
  return actions
    .flatMap((action) => namesOf(action).map((name) => ({ action, name, length: name.length })))
    .filter(({ name }) => name.every((part, index) => part === words[index]))
    .sort((one, other) => other.length - one.length)[0]
}

/** Field names as people may write them: the name itself, or its label in any of our languages. */
function fieldCalled(name: string, fields: Field[], words: Words): Field | undefined {
  const wanted = plainly(name)
  const labelled = (field: Field) =>
    locales.map((locale) => plainly(words.plain(field.label, { locale, timeZone: 'UTC' })).replace(/\s+/g, '-'))
  return fields.find((field) => plainly(field.name) === wanted) ?? fields.find((field) => labelled(field).includes(wanted))
}

/** `--name value`, `--name=value` or `name:value`; telephones make one long dash of two. */
const optionPattern = /^(?:(--|—)([\p{L}\p{N}-]+)(?:[=:](.*))?|([\p{L}\p{N}-]+):(?!\/\/)(.*))$/su

const takesSeveralWords = ({ kind }: Field) => kind === 'text' || kind === 'date' || kind === 'choices'

function readOptions(rest: Word[], fields: Field[], words: Words): { input: RawInput; unknown?: string } {
  const loose: Word[] = []
  const given = new Map<Field, Word[]>()
  let open: Field | undefined
  let unknown: string | undefined
  for (const word of rest) {
    const [, dashes, dashed, dashedValue, named, namedValue] = (word.mayBeOption ? optionPattern.exec(word.text) : null) ?? []
    const field = fieldCalled(dashed ?? named ?? '', fields, words)
    const values = open && given.get(open)
    if (field) {
      const value = dashedValue ?? namedValue
      open = word.quoted ? undefined : field
      // Given twice: more words of a text, another choice, or a second thought.
      const known = (takesSeveralWords(field) && given.get(field)) || []
      given.set(field, value ? [...known, { ...word, text: value, raw: value }] : known)
    } else if (dashes === '--') {
      unknown ??= `--${dashed ?? ''}`
      open = undefined
      loose.push(word)
    } else if (open && values && (values.length === 0 || takesSeveralWords(open))) {
      // Quotes say where it ends.
      if (word.quoted && values.length === 0) open = undefined
      values.push(word)
    } else loose.push(word)
  }
  giveLoose(loose, fields, given, words)
  return { input: Object.fromEntries([...given].map(([field, some]) => [field.name, valueOf(field, some, words)])), unknown }
}

/** Words that belong to no option go to the fields not given, in order: one word each, until one that takes the rest. */
function giveLoose(loose: Word[], fields: Field[], given: Map<Field, Word[]>, words: Words): void {
  const free = fields.filter((field) => !given.has(field) && field.kind !== 'files')
  let rest = loose
  for (const [index, field] of free.entries()) {
    const [first] = rest
    if (!first) return
    const isLast = index === free.length - 1
    if (!isLast && field.optional && field.kind === 'choice' && !optionCalled(first.text, field, words)) continue
    const count = isLast || takesSeveralWords(field) ? rest.length : 1
    given.set(field, rest.slice(0, count))
    rest = rest.slice(count)
  }
  const last = fields.find(({ kind }) => kind === 'text')
  if (rest.length && last) given.set(last, [...(given.get(last) ?? []), ...rest])
}

/** What a field is given; choices by their label in any of our languages too. */
function valueOf(field: Field, values: Word[], words: Words): string {
  const said = together(values)
  if (field.kind === 'choice') return optionCalled(said, field, words) ?? said
  if (field.kind !== 'choices') return said
  const each = said.split(',').flatMap((one) => (optionCalled(one, field, words) ? [one] : one.split(/\s+/)))
  return each.map((one) => optionCalled(one, field, words) ?? one).filter(Boolean).join(',')
}

function optionCalled(typed: string, field: Extract<Field, { kind: 'choice' | 'choices' }>, words: Words): string | undefined {
  const wanted = plainly(typed.trim())
  const labels = (label: Text) => locales.map((locale) => plainly(words.plain(label, { locale, timeZone: 'UTC' })))
  return field.options.find(({ value, label }) => plainly(value) === wanted || labels(label).includes(wanted))?.value
}

/** Reads a typed command. The words that belong to no option are the first field that was not given. */
export function parseLine(line: string, all: Action[], words: Words): ParsedLine {
  const actions = all.filter(isTyped)
  const typed = wordsOf(line.trim().replace(/^\/\s*/, ''))
  const heads = typed.map(({ text }) => plainly(text))
  // A slash alone asks what there is.
  const found = findAction(actions, heads.length ? heads : ['help'])
  if (found) {
    const fields = fieldsOf(found.action.input).filter(({ hidden }) => !hidden)
    const { input, unknown } = readOptions(typed.slice(found.length), fields, words)
    return unknown
      ? { kind: 'unknownOption', action: found.action, option: unknown, input }
      : { kind: 'call', action: found.action, input }
  }
  const group = actions.filter((action) => namesOf(action).some(([first]) => first === heads[0]))
  if (group.length && heads.length === 1) return { kind: 'group', actions: group }
  return unknownLine(typed, heads, actions, words)
}

function unknownLine(typed: Word[], heads: string[], actions: Action[], words: Words): ParsedLine {
  const named = new Map(actions.flatMap((action) => namesOf(action).map((name) => [name.join(' '), action] as const)))
  const candidates = [heads.slice(0, 2).join(' '), heads[0] ?? ''].map((start) => {
    const name = closest(start, [...named.keys()])
    return { name, far: distance(start, name), allowed: Math.min(Math.max(2, Math.floor(name.length * 0.4)), Math.floor(start.length / 2)) }
  })
  const best = candidates.filter(({ far, allowed }) => far <= allowed).sort((one, other) => one.far - other.far)[0]
  const nearest = best && named.get(best.name)
  const fields = nearest ? fieldsOf(nearest.input).filter(({ hidden }) => !hidden) : []
  const input = best ? readOptions(typed.slice(best.name.split(' ').length), fields, words).input : {}
  return { kind: 'unknown', typed: `/${typed.slice(0, 2).map(({ text }) => text).join(' ')}`, nearest, input }
}
