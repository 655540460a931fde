import { Temporal } from 'temporal-polyfill'
import { z } from 'zod'
import { job, type JobDefinition, type Work } from '../kit.ts'
import { answersUntil } from './access.ts'
import { noteErased } from './trail.ts'
import { contestOf, type ApplicationRow, type Contest } from './store.ts'

/** How many months after the closing what was not sent is kept, where the contest's file does not say. */
const usualMonths = 12

/** When what was not sent to a contest is erased. */
export const forgottenAt = ({ about, closesAt }: Pick<Contest, 'about' | 'closesAt'>): Date =>
  new Date(Temporal.Instant.fromEpochMilliseconds(closesAt.getTime()).toZonedDateTimeISO('UTC').add({ months: about.keeps ?? usualMonths }).epochMilliseconds)

const input = z.object({ contest: z.number() })

/** Erases the applications to a contest that were begun and not sent, withdrawn or refused, with all that hangs on them, once they have been kept long enough. */
export const forget: JobDefinition<z.infer<typeof input>> = job({
  name: 'contest.forget',
  input,
  async run(work, { contest: id }): Promise<void> {
    const row = await work.db.contest.findUnique({ where: { id } })
    if (!row) return
    const contest = contestOf(row)
    // The closing may have been moved since this was planned.
    if (forgottenAt(contest) > work.now) return planForgetting(work, contest)
    const unused = await work.db.application.findMany({ where: { contestId: id, status: { in: ['draft', 'withdrawn', 'refused'] } } })
    for (const application of unused) if (answersUntil(contest, application) <= work.now) await forgetOne(work, application)
  },
})

/** Plans when what was not sent to a contest is erased. */
export const planForgetting = (work: Pick<Work, 'later'>, contest: Contest): Promise<void> =>
  work.later(forget, { contest: contest.id }, { at: forgottenAt(contest), key: `contest:${contest.id}:forget` })

async function forgetOne({ db, now }: Work, { id, personId }: ApplicationRow): Promise<void> {
  const of = { where: { applicationId: id } }
  const files = filesIn(await db.answer.findMany(of))
  if (files.length) await db.storedFile.deleteMany({ where: { id: { in: files }, ownerId: personId } })
  await db.answer.deleteMany(of)
  await db.submission.deleteMany(of)
  await db.handover.deleteMany(of)
  await noteErased({ db, now }, id)
  // What was said of it in private stays where it stands, and its words are kept here no longer.
  const told = { key: { startsWith: `contest:${id}:` }, personId: { not: null }, status: { in: ['sent', 'failed'] } }
  await db.posting.updateMany({ where: told, data: { view: { blocks: [] }, emptiedAt: now } })
  await db.application.delete({ where: { id } })
}

const several = z.object({ value: z.array(z.string()) })

/** What may be the numbers of files among answers: only those of files that are hers are erased. */
const filesIn = (answers: { given: unknown }[]): string[] => answers.flatMap(({ given }) => several.safeParse(given).data?.value ?? [])
