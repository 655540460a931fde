import type { Belongings, Work } from '../kit.ts'
import { announce } from './announce.ts'
import { passOn } from './offers.ts'
import { better } from './rules.ts'
import { freeSeat } from './seats.ts'

type People = Parameters<Belongings['merge']>[1]

/** What one human being prepared, speaks at and is registered for as two people; of two seats at one date one is given back. */
async function unite(work: Work, people: People): Promise<void> {
  const { goes, stays } = people
  await work.db.workshop.updateMany({ where: { authorId: goes }, data: { authorId: stays } })
  const changed = new Set([...(await uniteSpeakers(work, people)), ...(await uniteRegistrations(work, people))])
  // her name stands on the cards, or a seat is free
  for (const id of changed) await announce(work, id)
}

async function uniteSpeakers({ db }: Work, { goes, stays }: People): Promise<number[]> {
  const known = new Set((await db.workshopSpeaker.findMany({ where: { personId: stays } })).map(({ workshopId }) => workshopId))
  await db.workshopSpeaker.deleteMany({ where: { personId: goes, workshopId: { in: [...known] } } })
  const given = await db.workshopSpeaker.findMany({ where: { personId: goes, workshop: { status: 'published' } } })
  await db.workshopSpeaker.updateMany({ where: { personId: goes }, data: { personId: stays } })
  return given.map(({ workshopId }) => workshopId)
}

async function uniteRegistrations(work: Work, { goes, stays }: People): Promise<number[]> {
  const { db } = work
  const changed: number[] = []
  for (const other of await db.registration.findMany({ where: { personId: goes }, include: { date: { select: { workshopId: true } } } })) {
    const own = await db.registration.findUnique({ where: { dateId_personId: { dateId: other.dateId, personId: stays } } })
    if (!own) continue
    const { date, ...theirs } = other
    const { kept, freed } = better(own, theirs)
    const { remindAt, remindedTo } = own.status === kept.status ? own : theirs
    const reminded = { remindAt, remindedTo }
    const { status, rank, offeredUntil, confirmedAt, attended, mark, words } = kept
    await db.registration.update({ where: { id: own.id }, data: { status, rank, offeredUntil, confirmedAt, attended, mark, words, ...reminded } })
    await db.registration.delete({ where: { id: other.id } })
    if (freed) {
      await freeSeat(work, other.dateId)
      await passOn(work, date.workshopId, other.dateId)
    }
    changed.push(date.workshopId)
  }
  await db.registration.updateMany({ where: { personId: goes }, data: { personId: stays } })
  return changed
}

export const belongings: Belongings[] = [{ tables: ['Workshop', 'WorkshopSpeaker', 'Registration'], merge: unite }]
