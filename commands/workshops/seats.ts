import type { Work } from '../kit.ts'
import { planHers } from './reminders.ts'
import { offersEndAt } from './rules.ts'
import { countWaiting, registrationOf, type Registration, type Workshop, type WorkshopDate } from './store.ts'

/** Takes a seat of a date if there is one: one statement, so that the last seat is taken once however many want it. */
export async function takeSeat({ db }: Work, { id, seats }: WorkshopDate): Promise<boolean> {
  const { count } = await db.workshopDate.updateMany({ where: { id, status: 'planned', seats, taken: { lt: seats } }, data: { taken: { increment: 1 } } })
  return count === 1
}

/** Gives a seat back. */
export async function freeSeat({ db }: Work, dateId: number): Promise<void> {
  await db.workshopDate.updateMany({ where: { id: dateId, taken: { gt: 0 } }, data: { taken: { decrement: 1 } } })
}

/** Whether a free seat is for whoever comes first: nobody waits for one, or it is too late to ask who does. */
export const isFirstCome = async (work: Work, workshop: Workshop, date: WorkshopDate): Promise<boolean> =>
  offersEndAt(date.startsAt, workshop.closesHours) <= work.now || (await countWaiting(work, date.id)) === 0

/** Somebody who wants to come gets a seat, the one that is kept for her too, or the last place in the waiting list. She who has either keeps it. */
export async function enter(work: Work, workshop: Workshop, date: WorkshopDate, personId: number): Promise<Registration> {
  const known = await registrationOf(work, date.id, personId)
  if (known?.status === 'registered') return known
  if (known?.status === 'offered') return seat(work, date, personId)
  if ((await isFirstCome(work, workshop, date)) && (await takeSeat(work, date))) return seat(work, date, personId)
  if (known?.status === 'waiting') return known
  const { lastRank } = await work.db.workshopDate.update({ where: { id: date.id }, data: { lastRank: { increment: 1 } }, select: { lastRank: true } })
  return write(work, date.id, personId, { status: 'waiting', rank: lastRank })
}

/** She has a seat, and is reminded. */
async function seat(work: Work, date: WorkshopDate, personId: number): Promise<Registration> {
  const registration = await write(work, date.id, personId, { status: 'registered', rank: 0 })
  await planHers(work, date, personId)
  return registration
}

const write = ({ db, now }: Work, dateId: number, personId: number, state: { status: string; rank: number }): Promise<Registration> => {
  const fresh = { ...state, createdAt: now, confirmedAt: null, offeredUntil: null }
  return db.registration.upsert({ where: { dateId_personId: { dateId, personId } }, create: { dateId, personId, ...fresh }, update: fresh })
}
