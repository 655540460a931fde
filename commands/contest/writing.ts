import { standing } from '../../bot/dialog/step.ts'
import { Refusal, type Context, type Work } from '../kit.ts'
import { m } from './messages.ts'
import { findApplication, type Open } from './store.ts'

/** The applications that somebody of a relay writes with a candidate, as long as she works for it. */
export async function writtenBy({ db, who }: Pick<Context, 'db' | 'who'>): Promise<number[]> {
  if (!who.roles.has('relay')) return []
  const handovers = await db.handover.findMany({ where: { writerId: who.id }, select: { applicationId: true } })
  const still = { id: { in: handovers.map(({ applicationId }) => applicationId) }, relay: { people: { some: { personId: who.id } } } }
  return handovers.length ? (await db.application.findMany({ where: still, select: { id: true } })).map(({ id }) => id) : []
}

/** As who writes with a candidate has it before her: without what only the candidate herself can agree to. */
export function asWriter(open: Open): Open {
  const set = { ...open.set, questions: open.set.questions.filter(({ kind }) => kind !== 'consent') }
  const isShown = open.shown && set.questions.some(({ id }) => id === open.shown?.id)
  return { ...open, set, shown: isShown ? open.shown : standing(set, open.draft).question, isWritten: true }
}

/** An application that the person who acts may answer: her own, or one that she writes with a candidate who has not taken it over. @throws Refusal */
export async function applicationToWrite(context: Context, id: number): Promise<Open> {
  const open = await findApplication(context, { id }, context.who)
  if (open?.application.personId === context.who.id) return open
  if (!open || !(await writtenBy(context)).includes(id)) throw new Refusal(m.notFound)
  return asWriter(open)
}

/** Whom what is said about an application reaches: who writes it with the candidate, as long as she has no account, else herself. */
export async function readerOf({ db }: Pick<Work, 'db'>, { id, personId }: Open['application']): Promise<number> {
  return (await db.handover.findUnique({ where: { applicationId: id }, select: { writerId: true } }))?.writerId ?? personId
}
