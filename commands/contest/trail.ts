import { z } from 'zod'
import { moment, type Context, type Message, type Work } from '../kit.ts'
import { m } from './messages.ts'

/** What somebody other than the candidate does with an application: it is noted with it. */
export const dealings = ['opened', 'read', 'wrote', 'changed'] as const
export type Dealing = (typeof dealings)[number]

const subjectOf = (applicationId: number): string => `application:${applicationId}`

/**
 * Notes that the person who acts read or changed somebody else's application, in the transaction in which she does: an action that shows
 * one to an organiser, a relay or a helper therefore cannot be one that only reads.
 */
export const noteDealing = (context: Context, applicationId: number, what: Dealing): Promise<void> => context.audit(subjectOf(applicationId), { what })

const words: Record<Dealing, (about: { person: string | Message }) => Message> = {
  opened: m.trailOpened,
  read: m.trailRead,
  wrote: m.trailWrote,
  changed: m.trailChanged,
}

const detail = z.object({ what: z.enum(dealings) })

/** Who else read or changed an application, and when, the first before the others. Who is gone is not named. */
export async function trailOf(db: Work['db'], applicationId: number): Promise<[label: Message, value: Message][]> {
  const rows = await db.audit.findMany({ where: { subject: subjectOf(applicationId) }, orderBy: { id: 'asc' } })
  const people = await db.person.findMany({ where: { id: { in: rows.flatMap(({ personId }) => personId ?? []) } }, select: { id: true, name: true } })
  return rows.flatMap((row): [Message, Message][] => {
    const known = detail.safeParse(row.detail)
    if (!known.success) return []
    const person = people.find(({ id }) => id === row.personId)?.name ?? m.somebodyGone
    return [[words[known.data.what]({ person }), m.heldOn({ at: moment(row.createdAt) })]]
  })
}
