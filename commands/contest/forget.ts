import { z } from 'zod'
import { erase } from '../../bot/erasure.ts'
import { buttons, job, moment, text, view, type JobDefinition, type Work } from '../kit.ts'
import { daysAfter, erasedAt, forgottenAt, notKept, warnedDays } from './keeping.ts'
import { m } from './messages.ts'
import { audibleFor } from './remind.ts'
import { contestOf, type ApplicationRow, type Contest } from './store.ts'
import { noteErased } from './trail.ts'
import { readerOf } from './writing.ts'

const input = z.object({ contest: z.number() })

/**
 * Erases the applications to a contest that were begun and not sent, withdrawn or not chosen, with all that hangs on them, once they have
 * been kept long enough. Each candidate is told some days before, once, and not in her quiet hours.
 */
export const forget: JobDefinition<z.infer<typeof input>> = job({
  name: 'contest.forget',
  input,
  async run(work, { contest: id }): Promise<void> {
    const row = await work.db.contest.findUnique({ where: { id } })
    if (!row) return
    const contest = contestOf(row)
    for (const application of await work.db.application.findMany({ where: notKept(id) })) {
      if ((await nextMoment(work, contest, application)) > work.now) continue
      await (application.warnedAt ? forgetOne(work, application) : warn(work, contest, application))
    }
    await planForgetting(work, contest)
  },
})

/** Plans when the next candidate is told, or her application is erased. Whoever begins later is looked for when the first are told. */
export async function planForgetting(work: Pick<Work, 'db' | 'now' | 'community' | 'later'>, contest: Contest): Promise<void> {
  const first = daysAfter(forgottenAt(contest), -warnedDays - 1)
  const moments = first > work.now ? [first] : []
  for (const application of await work.db.application.findMany({ where: notKept(contest.id) })) moments.push(await nextMoment(work, contest, application))
  if (moments.length) await work.later(forget, { contest: contest.id }, { at: new Date(Math.min(...moments.map(Number))), key: `contest:${contest.id}:forget` })
}

/** When there is something to do with an application that is not kept: its candidate is told, then it is erased. */
async function nextMoment(work: Pick<Work, 'db' | 'now' | 'community'>, contest: Contest, application: ApplicationRow): Promise<Date> {
  const at = erasedAt(contest, application)
  if (application.warnedAt) return at
  // a day more, so that it may be told in the morning and the day that is told is the day
  const before = daysAfter(at, -warnedDays - 1)
  if (before > work.now) return before
  return audibleFor(work, await readerOf(work, application), work.now)
}

async function warn(work: Work, contest: Contest, { id, personId }: ApplicationRow): Promise<void> {
  const application = await work.db.application.update({ where: { id }, data: { warnedAt: work.now }, include: { person: { select: { name: true } } } })
  const { reference, refusedAt, person } = application
  const words = { contest: contest.about.name, at: moment(erasedAt(contest, application), 'date') }
  const reader = await readerOf(work, application)
  const copy = { label: m.takeCopy, call: { action: 'privacy export', input: {} }, style: 'primary' as const }
  const told = reader === personId
    ? view({ title: m.erasedSoonTitle }, text(reference && refusedAt ? m.erasedSoonRefused({ ...words, reference }) : m.erasedSoon(words)), text(m.erasedSoonAbout), buttons(copy))
    : view({ title: contest.about.name }, text(m.erasedSoonWritten({ ...words, name: person.name })))
  await work.tell({ person: reader }, told, { key: `contest:${id}:erased-soon` })
}

async function forgetOne(work: Work, { id, personId }: ApplicationRow): Promise<void> {
  const { db, now } = work
  const of = { where: { applicationId: id } }
  const handover = await db.handover.findUnique(of)
  const given = [...(await db.answer.findMany(of)).map((answer) => answer.given), ...(await db.submission.findMany(of)).flatMap(({ content }) => sentIn(content))]
  const files = filesIn(given)
  if (files.length) await db.storedFile.deleteMany({ where: { id: { in: files }, ownerId: { in: [personId, ...(handover ? [handover.writerId] : [])] } } })
  // What was said of it in private stays where it stands, and its words are kept here no longer.
  const told = { key: { startsWith: `contest:${id}:` }, personId: { not: null }, status: { in: ['sent', 'failed'] } }
  await db.posting.updateMany({ where: told, data: { view: { blocks: [] }, emptiedAt: now } })
  // Somebody for whom a relay opened it and who never took it over is here by nothing else.
  if (handover && (await db.account.count({ where: { personId } })) === 0) return void (await erase(work, personId))
  await db.answer.deleteMany(of)
  await db.submission.deleteMany(of)
  await db.handover.deleteMany(of)
  await noteErased(work, id)
  await db.application.delete({ where: { id } })
}

const several = z.object({ value: z.array(z.string()) })
const sent = z.object({ answers: z.array(z.object({ given: z.unknown() })) })

/** What was given to each question of what was sent. */
const sentIn = (content: unknown): unknown[] => (sent.safeParse(content).data?.answers ?? []).map(({ given }) => given)

/** What may be the numbers of files among answers: only those of files that are hers are erased. */
const filesIn = (given: unknown[]): string[] => given.flatMap((one) => several.safeParse(one).data?.value ?? [])
