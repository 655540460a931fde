import type { Action } from './action.ts'
import type { Field, FieldSpec, Json } from './field.ts'
import { readField, type Problems, type RawInput } from './read.ts'
import type { Reading } from './dates.ts'
import type { Message, Text } from './text.ts'
import type { Reader, Words } from './words.ts'

type DrawnSpec<S> = S extends unknown
  ? {
      [K in keyof S]: K extends 'label' | 'hint' | 'placeholder'
        ? string
        : K extends 'options'
          ? { value: string; label: string }[]
          : S[K]
    }
  : never

/** A field in the words of one reader. */
export type DrawnField = DrawnSpec<FieldSpec> & { name: string; suggests?: boolean }

/** What to ask of a person, in her words; what she already gave is in `values`, what is wrong with it in `problems`. */
export interface Form {
  action: string
  title: string
  description: string
  fields: DrawnField[]
  values: RawInput
  problems: Record<string, string>
  /** travels with the form, not shown */
  hidden: Record<string, Json>
}

function drawField(field: Field, plain: (text: Text) => string): DrawnField {
  const drawn = {
    ...field,
    label: plain(field.label),
    hint: field.hint && plain(field.hint),
    ...('placeholder' in field && field.placeholder ? { placeholder: plain(field.placeholder) } : {}),
    ...('options' in field ? { options: field.options.map(({ value, label }) => ({ value, label: plain(label) })) } : {}),
  }
  // Every text of the specification has become a string, which is what DrawnSpec says.
  return drawn as unknown as DrawnField
}

/** The form of an action for a reader, with these of its fields. */
export function formOf(action: Action, fields: Field[], { values, problems }: { values: RawInput; problems: Problems }, reader: Reader, words: Words): Form {
  const plain = (text: Text) => words.plain(text, reader)
  // The record that a form is about is not asked again.
  const isKnown = (field: Field) => field.kind === 'record' && values[field.name] !== undefined && !problems[field.name]
  const hidden = fields.filter((field) => (field.hidden && values[field.name] !== undefined) || isKnown(field))
  return {
    action: action.name,
    title: plain(action.title),
    description: plain(action.description),
    fields: fields.filter((field) => !field.hidden && !isKnown(field)).map((field) => drawField(field, plain)),
    values,
    problems: Object.fromEntries(Object.entries(problems).map(([name, message]: [string, Message]) => [name, plain(message)])),
    hidden: Object.fromEntries(hidden.map(({ name }) => [name, values[name] ?? null])),
  }
}

/** Only what is wrong with what was given: a form that opens does not reproach what nobody has filled in yet. */
export function problemsOfGiven(fields: Field[], raw: RawInput, reading: Reading): Problems {
  const problems: Problems = {}
  for (const field of fields) {
    if (raw[field.name] === undefined || raw[field.name] === '') continue
    const read = readField(field, raw[field.name], reading)
    if ('problem' in read) problems[field.name] = read.problem
  }
  return problems
}
