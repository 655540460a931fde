import { z } from 'zod'
import { erase } from '../../bot/erasure.ts'
import { buttons, job, moment, text, view, type JobDefinition, type Work } from '../kit.ts'
import { daysAfter, erasedAt, forgottenAt, notKept, warnedDays } from './keeping.ts'
import { m } from './messages.ts'
import { countErased } from './relay-store.ts'
import { audibleFor } from './remind.ts'
import { contestOf, type ApplicationRow, type Contest } from './store.ts'
import { noteErased } from './trail.ts'

const input = z.object({ contest: z.number() })

/** More are done in a transaction after this one, so that nobody who writes meanwhile has to wait for all of them. */
const atOnce = 100

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
    const due = (await waitingIn(work, contest)).filter(({ at }) => at <= work.now)
    for (const one of due.slice(0, atOnce)) await (one.application.warnedAt ? forgetOne(work, one) : warn(work, contest, one))
    await planForgetting(work, contest)
  },
})

/** Plans when the next candidate is told, or her application is erased. Whoever begins later is looked for when the first are told. */
export async function planForgetting(work: Place & Pick<Work, 'later'>, contest: Contest): Promise<void> {
  const first = daysAfter(forgottenAt(contest), -warnedDays - 1)
  const moments = (await waitingIn(work, contest)).map(({ at }) => Number(at)).concat(first > work.now ? Number(first) : [])
  const next = moments.reduce((one, other) => Math.min(one, other), Infinity)
  if (next < Infinity) await work.later(forget, { contest: contest.id }, { at: new Date(next), key: `contest:${contest.id}:forget` })
}

type Place = Pick<Work, 'db' | 'now' | 'community'>
type Person = Parameters<typeof audibleFor>[1] & { id: number; name: string }

/** An application that is not kept, when there is something to do with it, and whom that reaches: who writes it with the candidate, as long as she has no account. */
interface Waiting {
  application: ApplicationRow
  person: Person
  writer?: Person
  at: Date
}

async function waitingIn(work: Place, contest: Contest): Promise<Waiting[]> {
  const rows = await work.db.application.findMany({ where: notKept(contest.id), include: { person: true } })
  const handovers = await work.db.handover.findMany({ where: { applicationId: { in: rows.map(({ id }) => id) } }, select: { applicationId: true, writerId: true } })
  const writers = new Map((await work.db.person.findMany({ where: { id: { in: handovers.map(({ writerId }) => writerId) } } })).map((one) => [one.id, one]))
  const writerOf = new Map(handovers.map(({ applicationId, writerId }) => [applicationId, writers.get(writerId)]))
  return rows.map(({ person, ...application }) => {
    const writer = writerOf.get(application.id)
    return { application, person, writer, at: nextMoment(work, contest, { application, reader: writer ?? person }) }
  })
}

/** When there is something to do with an application that is not kept: its candidate is told, then it is erased. */
function nextMoment({ now, community }: Place, contest: Contest, { application, reader }: { application: ApplicationRow; reader: Person }): Date {
  const at = erasedAt(contest, application)
  if (application.warnedAt) return at
  // a day more, so that it may be told in the morning and the day that is told is the day
  const before = daysAfter(at, -warnedDays - 1)
  return before > now ? before : audibleFor({ community }, reader, now)
}

async function warn(work: Work, contest: Contest, { application: { id }, person, writer }: Waiting): Promise<void> {
  const application = await work.db.application.update({ where: { id }, data: { warnedAt: work.now } })
  const { reference, refusedAt } = application
  const words = { contest: contest.about.name, at: moment(erasedAt(contest, application), 'date') }
  const copy = { label: m.takeCopy, call: { action: 'privacy export', input: {} }, style: 'primary' as const }
  const told = writer
    ? view({ title: contest.about.name }, text(m.erasedSoonWritten({ ...words, name: person.name })))
    : view({ title: m.erasedSoonTitle }, text(reference && refusedAt ? m.erasedSoonRefused({ ...words, reference }) : m.erasedSoon(words)), text(m.erasedSoonAbout), buttons(copy))
  await work.tell({ person: (writer ?? person).id }, told, { key: `contest:${id}:erased-soon` })
}

async function forgetOne(work: Work, { application, writer }: Waiting): Promise<void> {
  const { id, personId } = application
  const { db, now } = work
  const of = { where: { applicationId: id } }
  const given = [...(await db.answer.findMany(of)).map((answer) => answer.given), ...(await db.submission.findMany(of)).flatMap(({ content }) => sentIn(content))]
  const files = filesIn(given)
  if (files.length) await db.storedFile.deleteMany({ where: { id: { in: files }, ownerId: { in: [personId, ...(writer ? [writer.id] : [])] } } })
  // What was said of it in private stays where it stands, and its words are kept here no longer.
  const told = { key: { startsWith: `contest:${id}:` }, personId: { not: null }, status: { in: ['sent', 'failed'] } }
  await db.posting.updateMany({ where: told, data: { view: { blocks: [] }, emptiedAt: now } })
  // Somebody for whom a relay opened it and who never took it over is here by nothing else.
  if (writer && (await db.account.count({ where: { personId } })) === 0) return void (await erase(work, personId))
  await db.answer.deleteMany(of)
  await db.submission.deleteMany(of)
  await db.handover.deleteMany(of)
  await countErased(work, application)
  await noteErased(work, id)
  await db.application.delete({ where: { id } })
}

const several = z.object({ value: z.array(z.string()) })
const sent = z.object({ answers: z.array(z.object({ given: z.unknown() })) })

/** What was given to each question of what was sent. */
const sentIn = (content: unknown): unknown[] => (sent.safeParse(content).data?.answers ?? []).map(({ given }) => given)

/** What may be the numbers of files among answers: only those of files that are hers are erased. */
const filesIn = (given: unknown[]): string[] => given.flatMap((one) => several.safeParse(one).data?.value ?? [])
