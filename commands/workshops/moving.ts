import type { Work } from '../kit.ts'
import { planDates } from './announce.ts'
import { planAround } from './around.ts'
import { restartReminders, withdraw } from './reminders.ts'
import { continued, slotsOf, spanOf } from './rules.ts'
import { rowsToCome, type Workshop, type WorkshopDate } from './store.ts'

type Place = Pick<WorkshopDate, 'slot' | 'starts' | 'timeZone' | 'minutes' | 'seats'>

/**
 * Brings the dates to come in line with what a workshop is now. A workshop of one date takes its people along wherever it is moved. Of a
 * series, each date that the new rule has too follows it (`continued`), but for what was set for that date alone; one that was dropped stays
 * so; the others are no more, and those who had a seat there are told with the change.
 */
export async function moveDates(work: Work, before: Workshop, after: Workshop): Promise<void> {
  const rows = await rowsToCome(work, after.id)
  const kept = rows.filter(isKept)
  const [only] = kept
  if (!before.rule && !after.rule && only && kept.length === 1) await rewrite(work, only, { ...after, slot: after.starts })
  else await moveSeries(work, before, after, rows)
  await planAround(work, after.id)
}

async function moveSeries(work: Work, before: Workshop, after: Workshop, rows: WorkshopDate[]): Promise<void> {
  const kept = rows.filter(isKept)
  const slots = slotsOf({ start: after.starts, rule: after.rule })
  const names = continued(kept.map(({ slot }) => slot), slots)
  await takeUp(work, rows.filter((row) => !isKept(row)), { after, slots, given: new Set(names.values()) })
  for (const date of kept) {
    const slot = names.get(date.slot)
    if (slot !== undefined) await rewrite(work, date, following(date, before, after, slot))
    else if (date.status === 'planned') {
      await work.db.workshopDate.update({ where: { id: date.id }, data: { status: 'cancelled', sequence: { increment: 1 } } })
      await withdraw(work, date.id)
    }
  }
  await planDates(work, after)
}

/** A date that takes place, or that somebody dropped and which stays so. */
const isKept = ({ status, reason }: WorkshopDate): boolean => status === 'planned' || reason !== ''

/** Dates that the series had lost come back where the new rule has them again, unless another date is that one now. */
async function takeUp(work: Work, lost: WorkshopDate[], { after, slots, given }: { after: Workshop; slots: string[]; given: Set<string> }): Promise<void> {
  for (const date of lost) {
    if (given.has(date.slot)) await work.db.workshopDate.update({ where: { id: date.id }, data: { slot: `${date.slot}, once ${date.id}` } })
    else if (slots.includes(date.slot)) {
      await work.db.workshopDate.update({ where: { id: date.id }, data: { status: 'planned', sequence: { increment: 1 } } })
      await rewrite(work, date, { ...after, slot: date.slot, starts: date.slot, seats: Math.max(after.seats, date.taken) })
    }
  }
}

/** A date of a changed series: what was set for it alone stays as it is. */
const following = (date: WorkshopDate, before: Workshop, after: Workshop, slot: string): Place => ({
  slot,
  starts: date.starts === date.slot ? slot : date.starts,
  timeZone: date.timeZone === before.timeZone ? after.timeZone : date.timeZone,
  minutes: date.minutes === before.minutes ? after.minutes : date.minutes,
  seats: date.seats === before.seats ? after.seats : date.seats,
})

/** Writes where and when a date takes place by now. */
export async function rewrite(work: Work, date: WorkshopDate, { slot, starts, timeZone, minutes, seats }: Place): Promise<void> {
  const { db } = work
  const isMoved = starts !== date.starts || timeZone !== date.timeZone || minutes !== date.minutes
  const sequence = isMoved ? { sequence: { increment: 1 } } : {}
  const span = spanOf({ starts, timeZone, minutes })
  await db.workshopDate.update({ where: { id: date.id }, data: { slot, starts, timeZone, minutes, seats, ...span, ...sequence } })
  // who said that she comes, said so of another time
  const isOther = span.startsAt.getTime() !== date.startsAt.getTime()
  if (isOther) await db.registration.updateMany({ where: { dateId: date.id, confirmedAt: { not: null } }, data: { confirmedAt: null } })
  if (isOther || date.status !== 'planned') await restartReminders(work, { id: date.id, startsAt: span.startsAt })
}
