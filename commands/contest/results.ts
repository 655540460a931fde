import { moment, type Context, type Message } from '../kit.ts'
import { forgottenAt } from './keeping.ts'
import { m } from './messages.ts'
import type { ApplicationRow, Contest, Open } from './store.ts'

/** How far an application that was sent comes, from one stage to the next. */
export const furtherStages = ['shortlisted', 'laureate', 'shop-open'] as const
export type FurtherStage = (typeof furtherStages)[number]

/** What organisers decide of an application that was sent. */
export const results = [...furtherStages, 'refused'] as const
export type Result = (typeof results)[number]

export const resultLabels: Record<Result, Message> = {
  shortlisted: m.stageShortlisted,
  laureate: m.stageLaureate,
  'shop-open': m.stageShopOpen,
  refused: m.stageRefused,
}

const known = (value: string | null): Result | undefined => results.find((result) => result === value)

/** What was decided of an application and is not announced yet. */
export const decidedOf = ({ result }: Pick<ApplicationRow, 'result'>): Result | undefined => known(result)

/** What was announced of an application. */
export const announcedOf = ({ stage, refusedAt }: Pick<ApplicationRow, 'stage' | 'refusedAt'>): Result | undefined => (refusedAt ? 'refused' : known(stage))

/** What a candidate reads of the result that was announced of her application. */
export function resultWords({ application, contest }: Pick<Open, 'application' | 'contest'>, result: Result): Message {
  const about = { contest: contest.about.name, reference: application.reference ?? '' }
  switch (result) {
    case 'shortlisted':
      return m.resultShortlisted(about)
    case 'laureate':
      return m.resultLaureate(about)
    case 'shop-open':
      return m.resultShopOpen(about)
    case 'refused':
      return m.resultRefused({ ...about, at: moment(forgottenAt(contest, application), 'date') })
  }
}

/** The applications to a contest of which something was decided that is not announced yet. */
export const decidedIn = ({ db }: Pick<Context, 'db'>, { id }: Pick<Contest, 'id'>): Promise<ApplicationRow[]> =>
  db.application.findMany({ where: { contestId: id, status: 'submitted', result: { not: null } }, orderBy: { id: 'asc' } })

/** How many applications came to each result, those first that come first. */
export const countedBy = (rows: ApplicationRow[], resultOf: (row: ApplicationRow) => Result | undefined): [Result, number][] =>
  results.map((result): [Result, number] => [result, rows.filter((row) => resultOf(row) === result).length]).filter(([, count]) => count > 0)

/** What is decided becomes what is announced: a stage stays known where it comes no further. */
export function announcing(result: Result, now: Date): Pick<ApplicationRow, 'result' | 'refusedAt'> & Partial<Pick<ApplicationRow, 'stage'>> {
  return result === 'refused' ? { result: null, refusedAt: now } : { result: null, refusedAt: null, stage: result }
}

/** Whether a result says who is chosen in the end. */
export const isFinal = (result: Result): boolean => result === 'laureate' || result === 'refused'

