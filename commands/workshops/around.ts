import type { Work } from '../kit.ts'
import { planComing } from './coming.ts'
import { planFeedback } from './feedback.ts'
import { planReminders } from './reminders.ts'
import { allComingDates } from './store.ts'

/** Plans, or moves, what people are reminded of and asked before and after each date to come of a workshop. */
export async function planAround(work: Work, number: number): Promise<void> {
  for (const date of await allComingDates(work, number)) {
    await planComing(work, date)
    await planFeedback(work, date)
    await planReminders(work, date)
  }
}
