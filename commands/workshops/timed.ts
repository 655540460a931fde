import { z } from 'zod'
import { firstAudible, quietHoursOf } from '../../bot/quiet.ts'
import type { Work } from '../kit.ts'
import { findDateById, findWorkshop, type Workshop, type WorkshopDate } from './store.ts'

/** So many people are asked in one transaction; the others in the next. */
export const askedAtOnce = 100

/** What is asked about a date, as long as it is at this moment. */
export const aboutDate = z.object({ date: z.number().int(), at: z.string(), after: z.number().int() })
export const aboutPerson = z.object({ date: z.number().int(), at: z.string(), person: z.number().int() })

/** A date that takes place with its workshop, unless it was moved away from the moment that something was planned for. */
export async function standingDate(work: Work, id: number, moment: 'startsAt' | 'endsAt', at: string): Promise<{ workshop: Workshop; date: WorkshopDate } | undefined> {
  const date = await findDateById(work, id)
  if (date?.status !== 'planned' || date[moment].toISOString() !== at) return undefined
  const workshop = await findWorkshop(work, date.workshopId)
  return workshop?.status === 'published' ? { workshop, date } : undefined
}

/** When somebody can be asked: now, or once her quiet hours are over. */
export const audibleFor = (work: Work, person: { timeZone: string | null; quietFrom: number | null; quietTo: number | null }): Date =>
  firstAudible(work.now, quietHoursOf(person, person.timeZone ?? work.community.timeZone))
