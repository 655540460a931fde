import { parsePhoneNumberFromString } from 'libphonenumber-js/max'
import type { Json } from '../field.ts'
import { moment, type Text } from '../text.ts'
import { m } from './messages.ts'
import type { Given, Question } from './set.ts'

/** What was given to a question, as it is read again. */
export function shownGiven(question: Question, given: Given): Text {
  if ('skipped' in given) return question.kind === 'consent' ? m.notAgreed : m.passed
  const { value, names } = given
  switch (question.kind) {
    case 'yesno':
      return value === true ? m.yes : m.no
    case 'consent':
    case 'information':
      return m.agreed
    case 'choice':
      return labelOf(question, value)
    case 'choices':
      return (Array.isArray(value) ? value : []).map((one) => labelOf(question, one)).reduce((one, other) => m.both({ one, other }))
    case 'money':
      return m.amount({ amount: Number(value), currency: question.currency })
    case 'phone':
      return parsePhoneNumberFromString(wordsOf(value))?.formatInternational() ?? wordsOf(value)
    case 'date':
      return m.day({ day: moment(new Date(`${wordsOf(value)}T12:00:00Z`), 'date') })
    case 'files':
      return names?.length ? names.join(', ') : m.files({ count: Array.isArray(value) ? value.length : 0 })
    case 'text':
    case 'email':
    case 'link':
    case 'number':
    case 'place':
      return wordsOf(value)
  }
}

const wordsOf = (value: Json): string => (typeof value === 'string' || typeof value === 'number' ? String(value) : '')

const labelOf = ({ options }: Extract<Question, { kind: 'choice' | 'choices' }>, value: Json): Text =>
  options.find((option) => option.value === value)?.label ?? wordsOf(value)
