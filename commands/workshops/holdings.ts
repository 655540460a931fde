import type { Holding, Work } from '../kit.ts'
import { announce } from './announce.ts'
import { m } from './messages.ts'
import { passOn } from './offers.ts'
import { freeSeat } from './seats.ts'

/** A workshop that others come to stays, without her and what she gave it; one that nobody saw goes. */
async function leaveWorkshops({ db }: Work, authorId: number): Promise<void> {
  await db.workshop.deleteMany({ where: { authorId, status: 'draft' } })
  await db.workshop.updateMany({ where: { authorId }, data: { files: [] } })
}

async function leaveSpeakers(work: Work, personId: number): Promise<void> {
  const { db } = work
  const spoken = await db.workshopSpeaker.findMany({ where: { personId, workshop: { status: 'published' } }, select: { workshopId: true } })
  await db.workshopSpeaker.deleteMany({ where: { personId } })
  // her name stands on the cards
  for (const { workshopId } of spoken) await announce(work, workshopId)
}

/** Her seats to come, and those kept for her, are free for who waits. */
async function leaveSeats(work: Work, personId: number): Promise<void> {
  const { db, now } = work
  const seats = await db.registration.findMany({
    where: { personId, status: { in: ['registered', 'offered', 'waiting'] }, date: { endsAt: { gt: now } } },
    select: { status: true, dateId: true, date: { select: { workshopId: true } } },
  })
  await db.registration.deleteMany({ where: { personId } })
  for (const { status, dateId, date } of seats) {
    if (status !== 'waiting') await freeSeat(work, dateId)
    await passOn(work, date.workshopId, dateId)
  }
}

/** What she prepared, where she speaks, and what she comes to. */
export const holdings: Holding[] = [
  { tables: ['Workshop'], title: m.heldWorkshops, stays: { columns: { Workshop: ['authorId'] }, why: m.heldWorkshopsStay }, release: leaveWorkshops },
  { tables: ['WorkshopSpeaker'], title: m.heldSpeaking, release: leaveSpeakers },
  { tables: ['Registration'], title: m.heldRegistrations, release: leaveSeats },
  { tables: ['CalendarFeed'], title: m.heldFeeds, hidden: ['digest', 'secret', 'shows'] },
]
