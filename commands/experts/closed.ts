import { Refusal, quote, text, type Block } from '../kit.ts'
import { toQuestions } from './calls.ts'
import { m } from './messages.ts'
import { answerable, type Question } from './question-store.ts'
import type { Request } from './request-store.ts'

/** Refuses to go on with a question that no longer waits, and gives back what was written for nothing. @throws Refusal */
export function assertAnswerable({ status }: Question, request: Request, written?: string): void {
  const isHers = request.status === 'answered'
  if (answerable.includes(status) && !isHers) return
  const given: Block[] = isHers ? [quote(request.answer)] : []
  const lost: Block[] = written && written !== request.answer ? [text(m.notSent), quote(written)] : []
  const reason = isHers ? m.alreadyAnswered : status === 'withdrawn' ? m.expertWithdrawn : m.expertElsewhere
  throw new Refusal(reason, [...given, ...lost, { kind: 'buttons', buttons: [toQuestions()] }])
}

/** Refuses what can be said only while it is her turn. @throws Refusal */
export function assertTurn(question: Question, request: Request, written?: string): void {
  assertAnswerable(question, request, written)
  if (request.status === 'asked' && !request.declinedAt) return
  const lost: Block[] = written ? [text(m.notSent), quote(written)] : []
  throw new Refusal(request.declinedAt ? m.alreadyDeclined : m.expertPassed, [...lost, { kind: 'buttons', buttons: [toQuestions()] }])
}
