import { text, type Block } from '../kit.ts'
import { toKeep, toKeepAsked, toUnkeep, toUnkeepAsked, type CallButton } from './calls.ts'
import { m } from './messages.ts'
import type { Question } from './question-store.ts'
import { answeredOf } from './request-store.ts'

/** The two who decide whether a question and its answer are kept for others. */
export type Side = 'asker' | 'expert'

/** Lets one of the two agree that others may read it, or take that back. */
export function keepButtonFor(question: Question, side: Side): CallButton | undefined {
  const request = answeredOf(question)
  if (!request) return undefined
  const agreed = side === 'asker' ? question.askerAgrees : question.expertAgrees
  if (side === 'asker') return agreed ? toUnkeep(question.id) : toKeep(question.id)
  return agreed ? toUnkeepAsked(request.id) : toKeepAsked(request.id)
}

/** Whether others can read it, and what it waits for. */
export function keptText(question: Question, side: Side): Block | undefined {
  const { askerAgrees, expertAgrees, keptAt } = question
  if (keptAt) return text(m.isKept)
  if (side === 'asker' ? askerAgrees : expertAgrees) return text(m.keptOnceAgreed)
  return (askerAgrees || expertAgrees) && answeredOf(question) ? text(m.otherAgrees) : undefined
}
