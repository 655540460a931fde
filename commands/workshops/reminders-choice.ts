import { z } from 'zod'
import { action, ask, facts, Invalid, member, type Work } from '../kit.ts'
import { listButton } from './access.ts'
import { m } from './messages.ts'
import { followUsual, planHers } from './reminders.ts'
import { usualReminders } from './reminders-rules.ts'
import { readReminders, sayReminders } from './reminders-typed.ts'
import type { WorkshopDate } from './store.ts'
import { done } from './views.ts'

const name = 'workshops.reminders'

/** How long before a workshop those are reminded who have chosen nothing, in minutes, the longest first. */
export async function usualLeadsOf({ db, community }: Work): Promise<number[]> {
  const row = await db.setting.findUnique({ where: { communityId_name: { communityId: community.id, name } } })
  const read = z.array(z.number().int()).safeParse(row?.value)
  return read.success ? read.data : usualReminders
}

/** Hers, else the usual ones. */
export async function leadsOf(work: Work, { reminders }: { reminders: string | null }, usual?: number[]): Promise<number[]> {
  if (reminders === null) return usual ?? usualLeadsOf(work)
  return reminders.split(',').filter(Boolean).map(Number)
}

/** What was typed for reminders. @throws Invalid when it is none */
export function remindersTyped(typed: string): number[] {
  const leads = readReminders(typed)
  if (!leads) throw new Invalid({ reminders: m.notReminders })
  return leads
}

/** More dates to come than these are not looked through. */
const mostDates = 1000

const datesToCome = ({ db, community, now }: Work, personId?: number): Promise<WorkshopDate[]> =>
  db.workshopDate.findMany({
    where: { status: 'planned', startsAt: { gt: now }, workshop: { communityId: community.id, status: 'published' }, ...(personId ? { registrations: { some: { personId, status: 'registered' } } } : {}) },
    orderBy: [{ startsAt: 'asc' }, { id: 'asc' }], take: mostDates,
  })

/** The usual reminders from now on, for all dates to come. */
export async function keepUsual(work: Work, leads: number[]): Promise<void> {
  const key = { communityId: work.community.id, name }
  await work.db.setting.upsert({ where: { communityId_name: key }, create: { ...key, value: leads }, update: { value: leads } })
  for (const date of await datesToCome(work)) await followUsual(work, date)
}

/** `/workshop reminders`: when this person wants to be reminded, from now on and of all she is registered for. */
export const reminders = action({
  name: 'workshop reminders',
  french: 'atelier rappels',
  title: m.reminders,
  description: m.remindersAbout,
  can: member,
  asks: 'always',
  input: { reminders: ask.text({ label: m.remindersMine, hint: m.remindersHint, max: 100, optional: true }) },
  async fill(context) {
    const { reminders: chosen } = await context.db.person.findUniqueOrThrow({ where: { id: context.who.id }, select: { reminders: true } })
    return { reminders: sayReminders(await leadsOf(context, { reminders: chosen }), context.who.locale) }
  },
  async run(context, { reminders: typed }) {
    const { db, who } = context
    const chosen = typed === undefined ? null : remindersTyped(typed).join(',')
    await db.person.update({ where: { id: who.id }, data: { reminders: chosen } })
    for (const date of await datesToCome(context, who.id)) await planHers(context, date, who.id)
    const leads = await leadsOf(context, { reminders: chosen })
    return done(m.reminders, leads.length ? m.remindersSaved : m.remindersNone, [facts([m.remindersMine, sayReminders(leads, who.locale)])], listButton)
  },
})
