import type { Message, Text, Work } from '../kit.ts'
import { interestFacts } from './entries.ts'
import { m } from './messages.ts'
import { attendanceFrom, comingAskedAt } from './rules.ts'
import { countAttended, countSaid, type WorkshopDate } from './store.ts'

/** How many have said that they come: from the day before until it begins. */
async function comingFacts(work: Work, date: WorkshopDate): Promise<[Message, Text][]> {
  if (comingAskedAt(date.startsAt) > work.now || attendanceFrom(date.startsAt) <= work.now) return []
  const { registered, confirmed } = await countSaid(work, date.id)
  return [[m.coming, m.comingCount({ confirmed, registered })]]
}

/** How many came, once somebody has said of anybody. */
export async function attendanceFacts(work: Work, date: WorkshopDate): Promise<[Message, Text][]> {
  if (attendanceFrom(date.startsAt) > work.now) return []
  const { registered, noted } = await countSaid(work, date.id)
  if (noted === 0) return [[m.attendance, m.attendanceNotTaken({ registered })]]
  return [[m.attendance, m.attendanceCount({ came: await countAttended(work, date.id), registered })]]
}

/** What organisers are shown of a date in figures. */
export const figuresOf = async (work: Work, date: WorkshopDate): Promise<[Message, Text][]> =>
  date.status === 'planned' ? [...(await interestFacts(work, date)), ...(await comingFacts(work, date)), ...(await attendanceFacts(work, date))] : []
