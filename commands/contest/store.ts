import { isDeepStrictEqual } from 'node:util'
import { carryOver } from '../../bot/dialog/carry-over.ts'
import { questionSet, type Given, type Question, type QuestionSet } from '../../bot/dialog/set.ts'
import { standing, type Draft } from '../../bot/dialog/step.ts'
import type { Reading } from '../../bot/dates.ts'
import { json } from '../../bot/json.ts'
import type { Context, Work } from '../kit.ts'
import { contestAbout, type ContestAbout } from './about.ts'

type ContestRow = NonNullable<Awaited<ReturnType<Work['db']['contest']['findFirst']>>>
export type ApplicationRow = NonNullable<Awaited<ReturnType<Work['db']['application']['findFirst']>>>

/** A contest with what is told of it, checked. */
export type Contest = Omit<ContestRow, 'about'> & { about: ContestAbout }

/** A contest as it is kept. */
export const contestOf = (row: ContestRow): Contest => ({ ...row, about: contestAbout.parse(row.about) })

/** A contest as it is published: the same name again is a change of it, and other questions are a further version of them. */
export interface PublishedContest {
  slug: string
  opensAt: Date
  closesAt: Date
  about: ContestAbout
  questions: Omit<QuestionSet, 'version'>
}

/** Publishes a contest, or a change of it. Questions that have changed are the next version; what was asked stays as it was. */
export async function publishContest({ db, community, now }: Pick<Work, 'db' | 'community' | 'now'>, given: PublishedContest): Promise<Contest> {
  const { slug, opensAt, closesAt, about, questions } = given
  const where = { communityId_slug: { communityId: community.id, slug } }
  const known = await db.contest.findUnique({ where })
  const latest = known && (await questionsOf(db, known.id, known.version))
  // Compared by value: a database may keep keys in another order.
  const isSame = latest && isDeepStrictEqual(latest, json(questionSet.parse({ ...questions, version: latest.version })))
  const version = latest ? latest.version + (isSame ? 0 : 1) : 1
  const data = { opensAt, closesAt, about: json(withoutRelayList(contestAbout.parse(about))), version }
  const row = await db.contest.upsert({ where, create: { ...data, communityId: community.id, slug }, update: data })
  if (!isSame) await db.questionSet.create({ data: { contestId: row.id, version, content: json(questionSet.parse({ ...questions, version })), createdAt: now } })
  return contestOf(row)
}

/** Relays have rows of their own, where their contacts are sealed. */
const withoutRelayList = ({ relays, ...about }: ContestAbout): ContestAbout => ({ ...about, ...(relays ? { relays: { consent: relays.consent } } : {}) })

/** The questions of a contest in one version. */
export async function questionsOf(db: Work['db'], contestId: number, version: number): Promise<QuestionSet> {
  const { content } = await db.questionSet.findUniqueOrThrow({ where: { contestId_version: { contestId, version } } })
  // It was checked when it was published, and is never changed.
  return content as unknown as QuestionSet
}

/** The contests of the community that have not ended, the one that ends first before the others. */
export async function currentContests({ db, community, now }: Pick<Work, 'db' | 'community' | 'now'>): Promise<Contest[]> {
  const rows = await db.contest.findMany({ where: { communityId: community.id, closesAt: { gt: now } }, orderBy: [{ closesAt: 'asc' }, { id: 'asc' }] })
  return rows.map(contestOf)
}

/** The contest of the community that ended last. */
export async function latestEnded({ db, community, now }: Pick<Work, 'db' | 'community' | 'now'>): Promise<Contest | undefined> {
  const row = await db.contest.findFirst({ where: { communityId: community.id, closesAt: { lte: now } }, orderBy: { closesAt: 'desc' } })
  return row ? contestOf(row) : undefined
}

/** The contest that somebody was last at with an application of hers. */
export async function latestOf({ db, community, who }: Pick<Context, 'db' | 'community' | 'who'>): Promise<Contest | undefined> {
  const row = await db.application.findFirst({ where: { personId: who.id, contest: { communityId: community.id } }, orderBy: { updatedAt: 'desc' }, include: { contest: true } })
  return row ? contestOf(row.contest) : undefined
}

export async function contestCalled({ db, community }: Pick<Work, 'db' | 'community'>, slug: string): Promise<Contest | undefined> {
  const row = await db.contest.findUnique({ where: { communityId_slug: { communityId: community.id, slug } } })
  return row ? contestOf(row) : undefined
}

/** An application with the questions as they are now and what was given to them. */
export interface Open {
  application: ApplicationRow
  contest: Contest
  set: QuestionSet
  draft: Draft
  /** what was asked anew because the questions have changed since she was last here */
  news: Question[]
  /** the question that was shown to her last, also where another comes first by now */
  shown?: Question
  /** somebody of a relay has it before her, and writes it with the candidate */
  isWritten?: boolean
  /** of the answers, by question, those kept from another version of the questions */
  carried: string[]
}

/** One by its number, hers to a contest, or the one that takes what she writes in private: of several, the last she was at. */
type Which = { id: number } | { contestId: number; personId: number } | { AND: [{ OR: [{ personId: number }, { id: { in: number[] } }] }, { OR: [{ listening: true }, { helping: true }] }] }

type Reader = Pick<Reading, 'locale' | 'timeZone'>

/** An application, carried over to the questions as they are now; nothing is written yet. Undefined when there is none. */
export async function findApplication(work: Pick<Work, 'db' | 'now'>, where: Which, reader: Reader): Promise<Open | undefined> {
  const { db, now } = work
  const row = await db.application.findFirst({ where, include: { contest: true }, orderBy: { updatedAt: 'desc' } })
  if (!row) return undefined
  const { contest, ...application } = row
  const answers = await db.answer.findMany({ where: { applicationId: row.id } })
  const about = { application, contest: contestOf(contest) }
  const before = askedTo(about, await questionsOf(db, contest.id, application.version))
  // What another version left open stays where it is, should it fit again.
  const given = answers.filter(({ version }) => version === application.version).map(({ question, given: one }) => [question, one as unknown as Given] as const)
  const draft: Draft = { answers: Object.fromEntries(given), ...(application.again ? { again: application.again } : {}) }
  const shown = standing(before, draft).question
  if (application.version === contest.version) return { ...about, set: before, draft, shown, news: [], carried: [] }
  const set = askedTo(about, await questionsOf(db, contest.id, contest.version))
  const carried = carryOver(before, set, draft, { ...reader, now })
  return { ...about, set, draft: carried.draft, shown: set.questions.find(({ id }) => id === shown?.id), news: carried.news, carried: Object.keys(carried.draft.answers) }
}

/** The questions that are asked to her: whether her relay may see that she has finished is asked to whom one has brought. */
function askedTo({ application, contest }: Pick<Open, 'application' | 'contest'>, set: QuestionSet): QuestionSet {
  const consent = application.relayId === null ? contest.about.relays?.consent : undefined
  return consent ? { ...set, questions: set.questions.filter(({ id }) => id !== consent) } : set
}

/** Writes down what a step made of a draft: only what has changed, and that the questions are those of now. */
export async function saveDraft({ db, now, who, from }: Context, open: Open, next: Draft): Promise<Open> {
  const { application, contest, draft } = open
  const { id, personId } = application
  if (open.carried.length) await db.answer.updateMany({ where: { applicationId: id, version: application.version, question: { in: open.carried } }, data: { version: contest.version } })
  for (const [question, given] of Object.entries(next.answers)) {
    if (given === draft.answers[question]) continue
    const data = { given: json(given), version: contest.version, locale: who.locale, answeredAt: now }
    const answerId = idOfAnswer(id, question)
    await db.answer.upsert({ where: { id: answerId }, create: { ...data, id: answerId, applicationId: id, question, personId }, update: data })
  }
  const gone = Object.keys(draft.answers).filter((question) => !Object.hasOwn(next.answers, question))
  if (gone.length) await db.answer.deleteMany({ where: { applicationId: id, question: { in: gone } } })
  // What was only looked at again is the same: the button under what she has read still sends it.
  const isSame = next === draft && open.carried.length === 0
  const data = { version: contest.version, again: next.again ?? null, ...(isSame ? {} : { revision: { increment: 1 } }), listening: true, shownTo: accountOf(from), updatedAt: now }
  const row = await db.application.update({ where: { id }, data })
  return { ...open, application: row, draft: next, news: [], carried: [] }
}

/** How an account is told from others. */
export const accountOf = ({ spaceId, externalId }: Context['from']): string => `${spaceId}/${externalId}`

/** By which an answer is found. */
export const idOfAnswer = (applicationId: number, question: string): string => `${applicationId}/${question}`
