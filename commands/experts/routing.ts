import { z } from 'zod'
import { job, type Work } from '../kit.ts'
import { candidateCalled, candidatesFor } from './candidates.ts'
import { patienceOf } from './patience.ts'
import { changeQuestion, findQuestion, type Question } from './question-store.ts'
import { changeRequest, createRequest, currentOf, findRequest, type Request, type Source } from './request-store.ts'
import { afterDecline, askableAt, choose, hoursAfter, mostAsked } from './routing-rules.ts'
import { tellAsked, tellChanged, tellNobodyLeft } from './telling.ts'

const routeKey = (questionId: number) => `question:${questionId}:route`
const turnKey = (requestId: number) => `request:${requestId}:turn`

/** Plans that a request is passed on then; the same again moves it. */
const passAtThen = (work: Work, { id: request, questionId: question }: Pick<Request, 'id' | 'questionId'>, at: Date): Promise<void> =>
  work.later(passRequest, { request, question }, { at, key: `request:${request}:pass` })

/** Looks again who can be asked. */
export const routeQuestion = job({
  name: 'experts.route',
  input: z.object({ question: z.int() }),
  async run(work, { question: id }) {
    const question = await findQuestion(work.db, id)
    if (question) await route(work, question)
  },
})

/** Asks an expert whose turn it is as soon as she can be asked. */
export const takeTurn = job({
  name: 'experts.turn',
  input: z.object({ request: z.int() }),
  async run(work, { request: id }) {
    const request = await findRequest(work.db, id)
    if (request?.status === 'waiting') await ask(work, request)
  },
})

/** Passes a question on from an expert who has not answered in time. */
export const passRequest = job({
  name: 'experts.pass',
  input: z.object({ request: z.int(), question: z.int() }),
  async run(work, { request: id, question: questionId }) {
    const request = await findRequest(work.db, id)
    if (request && request.passAt <= work.now) await passOn(work, request)
    if (request) return
    // she is gone, and her request with her
    const question = await findQuestion(work.db, questionId)
    if (question) await route(work, question)
  },
})

/** Puts an open question to the next expert, plans to look again when somebody can be asked, or tells the organisers that nobody is left. */
export async function route(work: Work, question: Question): Promise<void> {
  if (question.status !== 'open' || currentOf(question)) return
  const { requests, createdAt, id } = question
  const since = requests.at(-1)?.closedAt ?? createdAt
  const until = hoursAfter(since, Math.max(24, await patienceOf(work)))
  const asked = requests.filter(({ source }) => source === 'found').length
  const choice = asked < mostAsked ? choose(await candidatesFor(work, question), work.now, until) : undefined
  if (choice && 'ask' in choice) await put(work, id, choice.ask, 'found')
  else if (choice) await work.later(routeQuestion, { question: id }, { at: choice.at, key: routeKey(id) })
  else await giveToOrganisers(work, question)
}

/** Puts a question to an expert: now, or when it is her turn and she can be asked. */
export async function put(work: Work, questionId: number, expertId: number, source: Source): Promise<void> {
  await begin(work, await createRequest(work.db, { questionId, expertId, source, createdAt: work.now, passAt: work.now }))
}

/** From now on it is this expert's turn. */
async function begin(work: Work, one: Request): Promise<void> {
  const passAt = hoursAfter(work.now, await patienceOf(work))
  const request = await changeRequest(work.db, one.id, ['waiting'], { passAt })
  await passAtThen(work, one, passAt)
  if (request) await ask(work, request)
}

/** Asks an expert, if she can be asked now; else when she can. Until then the time that she has to answer does not begin, but it ends all the same. */
async function ask(work: Work, request: Request): Promise<void> {
  const { db, now } = work
  const candidate = await candidateCalled(work, request.expert.id)
  const at = candidate && askableAt(candidate, now)
  if (!at || at > now) {
    if (at && at < request.passAt) await work.later(takeTurn, { request: request.id }, { at, key: turnKey(request.id) })
    return
  }
  const passAt = hoursAfter(now, await patienceOf(work))
  await changeRequest(db, request.id, ['waiting'], { status: 'asked', askedAt: now, passAt })
  await passAtThen(work, request, passAt)
  const question = await findQuestion(db, request.questionId)
  if (question) await tellAsked(work, question, request.id)
}

/** The turn of an expert is over without an answer: the question goes on, and nobody is told why. */
export async function passOn(work: Work, { id, questionId }: Pick<Request, 'id' | 'questionId'>): Promise<void> {
  const passed = await changeRequest(work.db, id, ['waiting', 'asked'], { status: 'passed', closedAt: work.now, talking: false })
  const question = passed && (await findQuestion(work.db, questionId))
  if (!question) return
  await tellChanged(work, question)
  const named = currentOf(question)
  if (named) await begin(work, named)
  else await route(work, question)
}

/**
 * An expert says that a question is not for her: it goes on soon, but for the one whom the asker chose, or nobody else could have been
 * asked. There it goes on when it would have without a word, so that nobody can tell that she declined.
 */
export async function decline(work: Work, request: Request): Promise<void> {
  const { db, now } = work
  await changeRequest(db, request.id, ['asked'], { declinedAt: now, talking: false })
  const question = await findQuestion(db, request.questionId)
  if (!question) return
  await tellChanged(work, question)
  if (request.status !== 'asked' || request.source === 'chosen' || !(await hasOthers(work, question))) return
  const passAt = afterDecline(now)
  await changeRequest(db, request.id, ['asked'], { passAt })
  await passAtThen(work, request, passAt)
}

const hasOthers = async (work: Work, question: Question): Promise<boolean> =>
  question.requests.some(({ status }) => status === 'waiting') ||
  (question.requests.filter(({ source }) => source === 'found').length < mostAsked && (await candidatesFor(work, question)).length > 0)

/** Gives an expert who asked for more, and was told more, the whole time again. */
export async function waitAgain(work: Work, request: Request): Promise<void> {
  const passAt = hoursAfter(work.now, await patienceOf(work))
  await changeRequest(work.db, request.id, ['asked'], { passAt, talking: true })
  await passAtThen(work, request, passAt)
}

async function giveToOrganisers(work: Work, question: Question): Promise<void> {
  const given = await changeQuestion(work.db, question.id, ['open'], { status: 'organisers', closedAt: work.now })
  if (given) await tellNobodyLeft(work, given)
}

/** Closes what still waits for an answer, as the question is over. */
export async function closeRequests(work: Work, question: Question): Promise<void> {
  for (const { id } of question.requests) await changeRequest(work.db, id, ['waiting', 'asked'], { status: 'closed', closedAt: work.now, talking: false })
}
