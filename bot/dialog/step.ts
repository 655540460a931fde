import { isDeepStrictEqual } from 'node:util'
import type { Json } from '../field.ts'
import type { Answers, Condition, Given, Question, QuestionSet } from './set.ts'
import { townsOfAnswer } from './towns.ts'

/**
 * Where a conversation is: what was given, and a question that is looked at again, if one is. Nothing says which question comes next:
 * that follows from the answers, so it outlives restarts, deployments and changes of the questions.
 */
export interface Draft {
  answers: Answers
  /** an answered question that was gone back to */
  again?: string
}

/** What a person can do in a conversation. An answer was read: `readAnswer` gave its value. */
export type Move =
  | { kind: 'answer'; question: string; value: Json; names?: string[] }
  | { kind: 'skip'; question: string }
  /** from the question before which she stands, or from the end */
  | { kind: 'back' }
  | { kind: 'edit'; question: string }
  | { kind: 'restart' }

/** Why a move changed nothing: its question is not asked (any more), was answered before, or cannot be passed; or nothing comes before it. */
export type Still = 'notAsked' | 'answered' | 'needed' | 'first'

/**
 * The question she stands before, and which of how many; without one she is at the end and reads everything again, or she gave an answer
 * with which it goes no further (`stopped`), and may change it.
 */
export interface Standing {
  question?: Question
  stopped?: Question
  number: number
  of: number
}

/** Whether a question is asked, given what was answered to those asked before it. */
function holds(condition: Condition, given: Answers): boolean {
  if ('all' in condition) return condition.all.every((one) => holds(one, given))
  if ('any' in condition) return condition.any.some((one) => holds(one, given))
  if ('not' in condition) return !holds(condition.not, given)
  const answer = given[condition.question]
  const value = answer && 'value' in answer ? answer.value : undefined
  if ('answered' in condition) return (value !== undefined) === condition.answered
  return condition.is.some((one) => (Array.isArray(value) ? value.includes(one) : value === one))
}

/** Whether an answer is one with which it goes no further. */
const stops = ({ id, needs }: Question, given: Given): boolean => needs !== undefined && !holds({ question: id, is: needs.is }, { [id]: given })

/** The questions that are asked, in order: an answer whose question is no longer asked counts for nothing, and is kept. */
export function askedOf({ questions }: QuestionSet, { answers }: Draft): Question[] {
  const given: Record<string, Given> = {}
  let ended = false
  return questions.filter((question) => {
    const { id, when } = question
    if (ended || (when && !holds(when, given))) return false
    const answer = Object.hasOwn(answers, id) ? answers[id] : undefined
    if (answer) given[id] = answer
    ended = answer !== undefined && stops(question, answer)
    return true
  })
}

const isGiven = ({ answers }: Draft, { id }: Question): boolean => Object.hasOwn(answers, id)

/** Where a draft stands: before the question gone back to, else before the first that is open, else at the end. */
export function standing(set: QuestionSet, draft: Draft): Standing {
  const asked = askedOf(set, draft)
  const again = asked.findIndex(({ id }) => id === draft.again)
  const index = again >= 0 ? again : asked.findIndex((question) => !isGiven(draft, question))
  if (index >= 0) return { question: asked[index], number: index + 1, of: asked.length }
  const last = asked.at(-1)
  const end = { number: asked.length, of: asked.length }
  return last && stops(last, draft.answers[last.id] ?? { skipped: true }) ? { ...end, stopped: last } : end
}

/** What a move makes of a draft. Pure; a move that says why it changed nothing gives the very draft it was handed. */
export function step(set: QuestionSet, draft: Draft, move: Move): { draft: Draft; still?: Still } {
  switch (move.kind) {
    case 'answer':
      return give(set, draft, move.question, { value: move.value, ...(move.names ? { names: move.names } : {}) })
    case 'skip':
      return give(set, draft, move.question, { skipped: true })
    case 'back':
      return back(set, draft)
    case 'edit':
      return edit(set, draft, move.question)
    case 'restart':
      return { draft: { answers: {} } }
  }
}

/** Only a question that is open, or was gone back to, takes an answer: an old button or a second click finds it answered. */
function give(set: QuestionSet, draft: Draft, id: string, given: Given): { draft: Draft; still?: Still } {
  const question = askedOf(set, draft).find((one) => one.id === id)
  if (!question) return { draft, still: 'notAsked' }
  if (isGiven(draft, question) && draft.again !== id) return { draft, still: 'answered' }
  if ('skipped' in given && !question.optional) return { draft, still: 'needed' }
  // of several towns with the same postcode she is asked which, once: the postcode again is her answer
  const isToChoose = 'value' in given && townsOfAnswer(question, given.value).length > 1 && !isDeepStrictEqual(draft.answers[id], given)
  const again = isToChoose ? id : draft.again === id ? undefined : draft.again
  return { draft: { answers: { ...draft.answers, [id]: given }, ...(again ? { again } : {}) } }
}

function back(set: QuestionSet, draft: Draft): { draft: Draft; still?: Still } {
  const asked = askedOf(set, draft)
  const { question } = standing(set, draft)
  const before = question ? asked.slice(0, asked.indexOf(question)) : asked
  const last = before.findLast((one) => isGiven(draft, one))
  return last ? { draft: { ...draft, again: last.id } } : { draft, still: 'first' }
}

function edit(set: QuestionSet, draft: Draft, id: string): { draft: Draft; still?: Still } {
  const question = askedOf(set, draft).find((one) => one.id === id)
  if (!question) return { draft, still: 'notAsked' }
  return { draft: isGiven(draft, question) ? { ...draft, again: id } : draft }
}

/** What is submitted, in order: each question that is asked with what was given to it. Undefined while one is open, or where it ended. */
export function wholeOf(set: QuestionSet, draft: Draft): { question: Question; given: Given }[] | undefined {
  if (standing(set, { answers: draft.answers }).stopped) return undefined
  const whole = askedOf(set, draft).map((question) => ({ question, given: draft.answers[question.id] }))
  return whole.every((one): one is { question: Question; given: Given } => one.given !== undefined) ? whole : undefined
}
