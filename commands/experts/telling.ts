import { buttons, quote, text, view, type Work } from '../kit.ts'
import { toQuestions } from './calls.ts'
import { askerCard, askerStatus, expertCard, named, organisersCard } from './question-card.ts'
import { m } from './messages.ts'
import type { Question } from './question-store.ts'
import { answeredOf, type Request } from './request-store.ts'

export const askerKey = ({ id }: Pick<Question, 'id'>) => `question:${id}:asker`
const outcomeKey = ({ id }: Question) => `question:${id}:outcome`
const organisersKey = ({ id }: Question) => `question:${id}:organisers`
const expertKey = ({ id }: Pick<Request, 'id'>) => `request:${id}:expert`

/** Brings up to date what the asker sees of a question, without a new message; once she has erased the link, nobody is told. */
export async function tellAskerChanged(work: Work, question: Question): Promise<void> {
  if (question.asker) await work.tell({ person: question.asker.id }, askerStatus(question), { key: askerKey(question) })
}

/** Brings up to date what everybody sees of a question who was shown it, without a new message. */
export async function tellChanged(work: Work, question: Question): Promise<void> {
  for (const request of question.requests)
    if (request.askedAt) await work.tell({ person: request.expert.id }, expertCard(question, request), { key: expertKey(request) })
  await tellAskerChanged(work, question)
}

/** Tells an expert of a question that is put to her. */
export async function tellAsked(work: Work, question: Question, requestId: number): Promise<void> {
  const request = question.requests.find(({ id }) => id === requestId)
  if (request) await work.tell({ person: request.expert.id }, expertCard(question, request), { key: expertKey(request) })
  await tellAskerChanged(work, question)
}

/** Tells the asker what became of her question, in a message of its own that later follows the question. */
export async function tellOutcome(work: Work, question: Question): Promise<void> {
  await tellChanged(work, question)
  if (question.asker) await work.tell({ person: question.asker.id }, askerCard(question), { key: outcomeKey(question) })
}

/** Whether the organisers were told of a question: then they see what becomes of it. */
async function tellOrganisersChanged(work: Work, question: Question): Promise<void> {
  const told = await work.db.posting.count({ where: { key: { startsWith: `${organisersKey(question)}@` } } })
  if (told > 0) await work.tell({ organisers: true }, organisersCard(question), { key: organisersKey(question) })
}

/** Tells the organisers that nobody is left to be asked, and the asker that they know; in a message of its own when somebody had been asked. */
export async function tellNobodyLeft(work: Work, question: Question): Promise<void> {
  const { asker, requests, text: asked } = question
  await work.tell({ organisers: true }, organisersCard(question), { key: organisersKey(question) })
  await tellChanged(work, question)
  if (asker && requests.length)
    await work.tell({ person: asker.id }, view({ title: m.yourQuestion }, quote(asked), text(m.askerOrganisers), buttons(toQuestions())), { key: `question:${question.id}:nobody` })
}

/** Tells everybody that a question is answered, withdrawn or looked after again. */
export async function tellClosed(work: Work, question: Question): Promise<void> {
  if (question.status === 'withdrawn' || question.status === 'open') await tellChanged(work, question)
  else await tellOutcome(work, question)
  await tellOrganisersChanged(work, question)
}

/** Tells the expert that she is thanked. */
export async function tellThanks(work: Work, question: Question): Promise<void> {
  await tellOutcome(work, question)
  const request = answeredOf(question)
  if (!request) return
  const title = question.asker && !question.anonymous ? m.thanksTitle({ asker: named(question.asker) }) : m.thanksUnnamed
  await work.tell({ person: request.expert.id }, view({ title, tone: 'good' }, ...expertCard(question, request).blocks), { key: `question:${question.id}:thanks` })
}
