import type { Work } from '../kit.ts'
import { planDates } from './announce.ts'
import { slotsOf, spanOf } from './rules.ts'
import { allComingDates, type Workshop, type WorkshopDate } from './store.ts'

/**
 * Brings the dates to come in line with what a workshop is now. A workshop of one date takes its people along wherever it is moved. Of a
 * series, the dates that the new rule has too stay as they are; the others are no more, and those who had a seat there are told with the
 * change.
 */
export async function moveDates(work: Work, before: Workshop, after: Workshop): Promise<void> {
  const dates = await allComingDates(work, after.id)
  const [only] = dates
  if (!before.rule && !after.rule && only && dates.length === 1) return write(work, after, only, after.starts)
  const slots = new Set(slotsOf({ start: after.starts, rule: after.rule }))
  for (const date of dates)
    if (slots.has(date.slot)) await write(work, after, date, date.starts)
    else await work.db.workshopDate.update({ where: { id: date.id }, data: { status: 'cancelled', sequence: { increment: 1 } } })
  await planDates(work, after)
}

async function write({ db }: Work, { timeZone, minutes, seats, rule }: Workshop, date: WorkshopDate, starts: string): Promise<void> {
  const slot = rule ? date.slot : starts
  const isMoved = starts !== date.starts || timeZone !== date.timeZone || minutes !== date.minutes
  const sequence = isMoved ? { sequence: { increment: 1 } } : {}
  await db.workshopDate.update({ where: { id: date.id }, data: { slot, starts, timeZone, minutes, seats, ...spanOf({ starts, timeZone, minutes }), ...sequence } })
}
