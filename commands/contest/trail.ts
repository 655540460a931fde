import { z } from 'zod'
import { moment, type Context, type Message, type Work } from '../kit.ts'
import { m } from './messages.ts'

/** What somebody other than the candidate does with an application: it is noted with it. */
const dealings = ['opened', 'read', 'wrote', 'changed', 'extended', 'announced'] as const
/** What its candidate does with it herself, what becomes of it, and what is decided and not announced yet. */
const turns = ['sent', 'withdrew', 'decided', 'erased'] as const
export const noted = [...dealings, ...turns] as const
export type Noted = (typeof noted)[number]

/** Of an application that is no more, nothing else says whose it was: several communities may share a database. */
const subjectsOf = (communityId: number): string => `application:${communityId}/`
const subjectOf = (communityId: number, applicationId: number): string => `${subjectsOf(communityId)}${applicationId}`

/**
 * Notes that the person who acts read or changed an application, in the transaction in which she does: an action that shows
 * one to an organiser, a relay or a helper therefore cannot be one that only reads.
 */
export const noteDealing = (context: Context, applicationId: number, what: Exclude<Noted, 'erased'>): Promise<void> => context.audit(subjectOf(context.community.id, applicationId), { what })

/** Notes that an application is no more; who read or changed it before stays noted, without what was in it. */
export const noteErased = async (work: Pick<Work, 'db' | 'now' | 'community'>, applicationId: number): Promise<void> =>
  void (await work.db.audit.create({ data: { personId: null, action: 'application', subject: subjectOf(work.community.id, applicationId), detail: { what: 'erased' satisfies Noted }, createdAt: work.now } }))

const words: Record<(typeof dealings)[number], (about: { person: string | Message }) => Message> = {
  opened: m.trailOpened,
  read: m.trailRead,
  wrote: m.trailWrote,
  changed: m.trailChanged,
  extended: m.trailExtended,
  announced: m.trailAnnounced,
}

const detail = z.object({ what: z.enum(dealings) })

/** Who else read or changed an application, and when, the first before the others. Who is gone is not named. */
export async function trailOf(db: Work['db'], communityId: number, applicationId: number): Promise<[label: Message, value: Message][]> {
  const rows = await db.audit.findMany({ where: { subject: subjectOf(communityId, applicationId) }, orderBy: { id: 'asc' } })
  const people = await db.person.findMany({ where: { id: { in: rows.flatMap(({ personId }) => personId ?? []) } }, select: { id: true, name: true } })
  return rows.flatMap((row): [Message, Message][] => {
    const known = detail.safeParse(row.detail)
    if (!known.success) return []
    const person = people.find(({ id }) => id === row.personId)?.name ?? m.somebodyGone
    return [[words[known.data.what]({ person }), m.heldOn({ at: moment(row.createdAt) })]]
  })
}

const anything = z.object({ what: z.enum(noted) })

/** One line of what was done with applications. */
export interface Line {
  at: Date
  what: Noted
  /** the number of the application, which may be no more */
  application: number
  reference?: string
  /** null for who is gone, and for what nobody did */
  person: string | null
}

/** What was done with all applications of the community, the last first; of `skip`ped lines none. */
export async function wholeTrail({ db, community }: Pick<Work, 'db' | 'community'>, { skip, take }: { skip: number; take: number }): Promise<{ lines: Line[]; count: number }> {
  const subjects = subjectsOf(community.id)
  const where = { subject: { startsWith: subjects } }
  const rows = await db.audit.findMany({ where, orderBy: { id: 'desc' }, skip, take })
  const people = await db.person.findMany({ where: { id: { in: rows.flatMap(({ personId }) => personId ?? []) } }, select: { id: true, name: true } })
  const numbered = rows.map((row) => ({ ...row, application: Number(row.subject.slice(subjects.length)) }))
  const known = await db.application.findMany({ where: { id: { in: numbered.map(({ application }) => application) } }, select: { id: true, reference: true } })
  const lines = numbered.map(({ application, personId, detail, createdAt }) => ({
    at: createdAt,
    what: anything.parse(detail).what,
    application,
    reference: known.find(({ id }) => id === application)?.reference ?? undefined,
    person: people.find(({ id }) => id === personId)?.name ?? null,
  }))
  return { lines, count: await db.audit.count({ where }) }
}
