import type { Belongings, Work } from '../kit.ts'
import { idOfAnswer } from './store.ts'

type People = Parameters<Belongings['merge']>[1]

/** One human being who applied as two people has one application: the one that was sent, else the later one, with the answers of both. */
async function unite({ db }: Work, { goes, stays }: People): Promise<void> {
  await db.application.updateMany({ where: { helperId: goes }, data: { helperId: stays } })
  await db.handover.updateMany({ where: { personId: goes }, data: { personId: stays } })
  await db.handover.updateMany({ where: { writerId: goes }, data: { writerId: stays } })
  for (const one of await db.application.findMany({ where: { personId: goes } })) {
    const other = await db.application.findFirst({ where: { contestId: one.contestId, personId: stays } })
    if (other) await (isKept(one, other) ? into(db, one, other) : into(db, other, one))
  }
  const hers = { where: { personId: goes }, data: { personId: stays } }
  await db.answer.updateMany(hers)
  await db.submission.updateMany(hers)
  await db.application.updateMany(hers)
}

/** What was answered in one application only is answered in the one that is kept. */
async function into(db: Work['db'], kept: Compared, gone: Compared): Promise<void> {
  const known = new Set((await db.answer.findMany({ where: { applicationId: kept.id }, select: { question: true } })).map(({ question }) => question))
  for (const { id, question, version } of await db.answer.findMany({ where: { applicationId: gone.id } }))
    if (!known.has(question) && version === kept.version)
      await db.answer.update({ where: { id }, data: { id: idOfAnswer(kept.id, question), applicationId: kept.id } })
  if (kept.relayId === null) await db.application.update({ where: { id: kept.id }, data: { relayId: gone.relayId } })
  await db.answer.deleteMany({ where: { applicationId: gone.id } })
  await db.submission.deleteMany({ where: { applicationId: gone.id } })
  await db.handover.deleteMany({ where: { applicationId: gone.id } })
  await db.application.delete({ where: { id: gone.id } })
}

interface Compared {
  id: number
  version: number
  status: string
  relayId: number | null
  updatedAt: Date
}

const isKept = (one: Compared, other: Compared): boolean =>
  one.status === 'submitted' !== (other.status === 'submitted') ? one.status === 'submitted' : one.updatedAt > other.updatedAt

/** She works once for a relay, whoever of the two did. */
async function uniteRelays({ db }: Work, { goes, stays }: People): Promise<void> {
  const held = (await db.relayPerson.findMany({ where: { personId: stays } })).map(({ relayId }) => relayId)
  await db.relayPerson.deleteMany({ where: { personId: goes, relayId: { in: held } } })
  await db.relayPerson.updateMany({ where: { personId: goes }, data: { personId: stays } })
}

export const belongings: Belongings[] = [
  { tables: ['Application', 'Answer', 'Submission', 'Handover'], merge: unite },
  { tables: ['RelayPerson'], merge: uniteRelays },
]
