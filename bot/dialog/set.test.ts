import { expect, it } from 'vitest'
import { questionSet } from './set.ts'

const words = { in: { en: 'Words', fr: 'Mots' } }
const yesno = { id: 'open', kind: 'yesno', words }

const problemsOf = (questions: unknown[]) =>
  questionSet.safeParse({ version: 1, questions }).error?.issues.map(({ path, message }) => `${path.join('.')}: ${message}`)

it('takes questions of every kind, and says where one is wrong', () => {
  const options = [{ value: 'a', label: words }, { value: 'b', label: words }]
  const kinds = [
    { kind: 'text', lines: 'many', max: 500 }, { kind: 'email' }, { kind: 'phone', country: 'FR' }, { kind: 'link' }, { kind: 'number', min: 0 },
    { kind: 'money', currency: 'EUR' }, { kind: 'date' }, { kind: 'choice', options }, { kind: 'choices', options }, { kind: 'place', country: 'FR' },
    { kind: 'files', max: 1, types: ['image/*'] }, { kind: 'consent', text: words }, { kind: 'information', text: words },
  ]
  expect(problemsOf([yesno, ...kinds.map((kind, index) => ({ id: `q${index}`, words, ...kind }))])).toBeUndefined()
  expect(problemsOf([yesno, yesno])).toEqual(['questions.1.id: two questions are called "open"'])
  expect(problemsOf([{ ...yesno, when: { question: 'later', is: [true] } }])).toEqual(['questions.0.when: "later" is no question that is asked before'])
  expect(problemsOf([{ ...yesno, words: { in: {} } }])?.[0]).toContain('questions.0.words')
  expect(problemsOf([{ id: 'c', words, kind: 'consent', text: words, optional: true }])).toBeUndefined()
  expect(problemsOf([{ id: 'c', words, kind: 'information', text: words, optional: true }])?.[0]).toContain('questions.0.optional')
})
