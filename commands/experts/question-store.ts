import { Refusal, type Context, type Work } from '../kit.ts'
import { toQuestions } from './calls.ts'
import { m } from './messages.ts'
import { requestOf, requestRows, type Request } from './request-store.ts'
import { isSameQuestion } from './rules.ts'

type Db = Work['db']

/** `organisers`: nobody was left to be asked, and they were told. */
export type QuestionStatus = 'open' | 'answered' | 'thanked' | 'withdrawn' | 'organisers'

/** Those that can still be answered. */
export const answerable: QuestionStatus[] = ['open', 'organisers']

interface Named {
  id: number
  name: string
}

/** A question, with all the experts it was put to, in the order in which it was. */
export interface Question {
  id: number
  /** null once she has erased that it was she */
  asker: Named | null
  anonymous: boolean
  text: string
  status: QuestionStatus
  createdAt: Date
  closedAt: Date | null
  askerAgrees: boolean
  expertAgrees: boolean
  keptAt: Date | null
  confirmedAt: Date | null
  requests: Request[]
}

export const include = {
  asker: { select: { id: true, name: true } },
  requests: { ...requestRows, orderBy: { id: 'asc' } },
} as const

interface Row extends Omit<Question, 'status' | 'requests'> {
  status: string
  requests: Parameters<typeof requestOf>[0][]
}

// The column holds nothing but what this capability writes.
export const questionOf = (row: Row): Question => ({ ...row, status: row.status as QuestionStatus, requests: row.requests.map(requestOf) })

export async function findQuestion(db: Db, id: number): Promise<Question | undefined> {
  const row = await db.question.findUnique({ where: { id }, include })
  return row ? questionOf(row) : undefined
}

/** What is said of a question that there is not, and of one that is somebody else's: the same. */
export const noSuchQuestion = () => new Refusal(m.noSuchQuestion, [{ kind: 'buttons', buttons: [toQuestions()] }])

/** A question of the person who acts. @throws Refusal when there is none, or it is somebody else's */
export async function ownQuestion({ db, who }: Context, id: number): Promise<Question> {
  const question = await findQuestion(db, id)
  if (question?.asker?.id === who.id) return question
  throw noSuchQuestion()
}

/** A question that was put to the person who acts. @throws Refusal when there is none, or it was put to others only */
export async function askedQuestion({ db, who }: Context, requestId: number): Promise<{ question: Question; request: Request }> {
  const found = await db.request.findFirst({ where: { id: requestId, expertId: who.id, askedAt: { not: null } }, select: { questionId: true } })
  const question = found ? await findQuestion(db, found.questionId) : undefined
  const request = question?.requests.find(({ id }) => id === requestId)
  if (question && request) return { question, request }
  throw noSuchQuestion()
}

export interface NewQuestion {
  askerId: number
  text: string
  anonymous: boolean
}

export async function createQuestion({ db, community, now }: Work, about: NewQuestion): Promise<Question> {
  return questionOf(await db.question.create({ data: { ...about, communityId: community.id, status: 'open', createdAt: now }, include }))
}

/** Changes a question that is in one of these states; undefined when it no longer is. */
export async function changeQuestion(db: Db, id: number, from: QuestionStatus[], to: { status: QuestionStatus; closedAt?: Date | null }): Promise<Question | undefined> {
  const { count } = await db.question.updateMany({ where: { id, status: { in: from } }, data: to })
  return count === 1 ? findQuestion(db, id) : undefined
}

/** The same question, asked before by the same person and still without an answer. */
export async function openTwin(db: Db, askerId: number, text: string): Promise<Question | undefined> {
  const rows = await db.question.findMany({ where: { askerId, status: { in: answerable } }, include })
  const twin = rows.find((row) => isSameQuestion(row.text, text))
  return twin && questionOf(twin)
}

/** How many questions a person has asked since then. */
export const countAsked = (db: Db, askerId: number, since: Date): Promise<number> => db.question.count({ where: { askerId, createdAt: { gt: since } } })

/** The questions a person asked and was asked, open ones first, then the latest closed. */
export async function questionsOf(db: Db, personId: number, skip: number, take: number): Promise<Question[]> {
  const rows = await db.question.findMany({
    where: { OR: [{ askerId: personId }, { requests: { some: { expertId: personId, askedAt: { not: null } } } }] },
    orderBy: [{ closedAt: { sort: 'desc', nulls: 'first' } }, { id: 'desc' }],
    skip,
    take,
    include,
  })
  return rows.map(questionOf)
}

const waiting = (expertId: number) => ({ expertId, status: 'asked', declinedAt: null, question: { status: { in: answerable } } })

/** Those that wait for a person's answer, the oldest first. */
export async function waitingFor(db: Db, expertId: number, take: number): Promise<Question[]> {
  const rows = await db.request.findMany({ where: waiting(expertId), orderBy: { id: 'asc' }, take, select: { question: { include } } })
  return rows.map(({ question }) => questionOf(question))
}

export const countWaiting = (db: Db, expertId: number): Promise<number> => db.request.count({ where: waiting(expertId) })
