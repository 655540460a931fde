import type { Work } from '../kit.ts'

type Db = Work['db']

/** `waiting`: until she can be asked; `passed`: on to others, without an answer; `closed`: the question was, otherwise. */
export type RequestStatus = 'waiting' | 'asked' | 'passed' | 'answered' | 'closed'

/** Why this expert: she fitted best, the asker chose her, or somebody named her. */
export type Source = 'found' | 'chosen' | 'named'

/** A question put to an expert. */
export interface Request {
  id: number
  questionId: number
  expert: { id: number; name: string }
  source: Source
  status: RequestStatus
  createdAt: Date
  askedAt: Date | null
  /** when it is passed on unless she answers */
  passAt: Date
  /** when she said that it is not for her, which nobody else sees */
  declinedAt: Date | null
  closedAt: Date | null
  answer: string
  /** the two are asking each other more */
  talking: boolean
}

export const requestRows = { include: { expert: { select: { id: true, name: true } } } } as const

// The columns hold nothing but what this capability writes.
export const requestOf = (row: Omit<Request, 'source' | 'status'> & { source: string; status: string }): Request => ({
  ...row,
  source: row.source as Source,
  status: row.status as RequestStatus,
})

export async function findRequest(db: Db, id: number): Promise<Request | undefined> {
  const row = await db.request.findUnique({ where: { id }, ...requestRows })
  return row ? requestOf(row) : undefined
}

export async function createRequest(db: Db, about: { questionId: number; expertId: number; source: Source; createdAt: Date; passAt: Date }): Promise<Request> {
  return requestOf(await db.request.create({ data: { ...about, status: 'waiting' }, ...requestRows }))
}

interface Change {
  status?: RequestStatus
  askedAt?: Date
  passAt?: Date
  declinedAt?: Date
  closedAt?: Date
  answer?: string
  talking?: boolean
}

/** Changes a request that is in one of these states; undefined when it no longer is. */
export async function changeRequest(db: Db, id: number, from: RequestStatus[], to: Change): Promise<Request | undefined> {
  const { count } = await db.request.updateMany({ where: { id, status: { in: from } }, data: to })
  return count === 1 ? findRequest(db, id) : undefined
}

/** The one whose turn it is. */
export const currentOf = ({ requests }: { requests: Request[] }): Request | undefined => requests.find(({ status }) => status === 'waiting' || status === 'asked')

/** The one that has the answer. */
export const answeredOf = ({ requests }: { requests: Request[] }): Request | undefined => requests.find(({ status }) => status === 'answered')
