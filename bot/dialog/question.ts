import type { Field, FieldSpec, Json } from '../field.ts'
import type { Reading } from '../dates.ts'
import { m } from '../messages.ts'
import { readField } from '../read.ts'
import type { Message } from '../text.ts'
import type { Question } from './set.ts'
import { withTown } from './towns.ts'

/** The name under which a question is asked in a form of its own. */
export const answerName = 'answer'

/** A question that is filled in, as the field that is drawn; what is agreed to or only read is answered yes. */
export function fieldOf(question: Question): Field {
  const { words: label, hint, optional } = question
  const about = { name: answerName, label, hint, optional }
  return { ...about, ...kindOf(question) } as Field
}

/** What is particular to the field of each kind of question. */
function kindOf(question: Question): { kind: FieldSpec['kind'] } {
  switch (question.kind) {
    case 'text':
      return { kind: 'text', ...only(question, 'lines', 'min', 'max') }
    case 'phone':
      return { kind: 'phone', ...only(question, 'country') }
    case 'number':
      return { kind: 'number', ...only(question, 'min', 'max', 'whole') }
    case 'money':
      return { kind: 'number', ...only(question, 'min', 'max', 'currency') }
    case 'choice':
      return { kind: 'choice', ...only(question, 'options') }
    case 'choices':
      return { kind: 'choices', ...only(question, 'options', 'max') }
    case 'place':
      return { kind: 'text', ...{ max: longestPlace } }
    case 'files':
      return { kind: 'files', ...only(question, 'max', 'types') }
    case 'email':
    case 'link':
    case 'date':
    case 'yesno':
      return { kind: question.kind }
    case 'consent':
    case 'information':
      return { kind: 'yesno' }
  }
}

const longestPlace = 100

const only = <Q extends object, K extends keyof Q>(question: Q, ...keys: K[]): Pick<Q, K> =>
  Object.fromEntries(keys.filter((key) => question[key] !== undefined).map((key) => [key, question[key]])) as Pick<Q, K>

/** What was given as the answer it is, a postcode with its town where it has one only, or what is wrong with it. Nothing given to a question that may be passed is no answer, nor is no to what need not be agreed to. */
export function readAnswer(question: Question, given: Json | undefined, reading: Reading): { value: Json } | { problem: Message } | { nothing: true } {
  const read = readField(fieldOf(question), given, reading)
  if ('problem' in read) return read
  if (read.value === undefined) return { nothing: true }
  if (question.kind === 'consent' && question.optional && read.value === false) return { nothing: true }
  if ((question.kind === 'consent' || question.kind === 'information') && read.value !== true)
    return { problem: question.kind === 'consent' ? m.consentNeeded : m.readFirst }
  // What a field gives is what its kind says: texts, numbers, truths and lists of texts.
  return { value: question.kind === 'place' ? withTown(question, read.value as string) : (read.value as Json) }
}
