import { isDeepStrictEqual } from 'node:util'
import type { Reading } from '../dates.ts'
import { readAnswer } from './question.ts'
import { askedOf, type Draft } from './step.ts'
import type { Answers, Given, Question, QuestionSet } from './set.ts'

/** What another version of the questions means for a draft. */
export interface CarriedOver {
  draft: Draft
  /** the questions that are asked now and were not, or whose answer no longer holds */
  news: Question[]
}

/**
 * A draft under another version of its questions: each answer that is still one is kept, the rest is asked. What was given to a question
 * that is gone is kept too, should it come back. Somebody agrees to words, so words that changed are agreed to anew.
 */
export function carryOver(from: QuestionSet, to: QuestionSet, draft: Draft, reading: Reading): CarriedOver {
  const before = new Map(from.questions.map((question) => [question.id, question]))
  const after = new Map(to.questions.map((question) => [question.id, question]))
  const kept: Answers = Object.fromEntries(
    Object.entries(draft.answers).filter(([id, given]) => {
      const question = after.get(id)
      return !question || isStill(question, before.get(id), given, reading)
    }),
  )
  const next: Draft = { answers: kept, ...(draft.again && Object.hasOwn(kept, draft.again) ? { again: draft.again } : {}) }
  const askedBefore = new Set(askedOf(from, draft).map(({ id }) => id))
  const news = askedOf(to, next).filter(({ id }) => !Object.hasOwn(kept, id) && (!askedBefore.has(id) || Object.hasOwn(draft.answers, id)))
  return { draft: next, news }
}

/** Whether what was given to a question is an answer to what has become of it. */
function isStill(question: Question, was: Question | undefined, given: Given, reading: Reading): boolean {
  if ('skipped' in given) return Boolean(question.optional) && was?.kind === question.kind
  if (was && was.kind !== question.kind) return false
  if ('text' in question) return isDeepStrictEqual([question.words, question.text], was && 'text' in was ? [was.words, was.text] : undefined)
  const read = readAnswer(question, given.value, reading)
  return 'value' in read && isDeepStrictEqual(read.value, given.value)
}
