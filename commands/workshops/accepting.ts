import { action, ask, facts, organiser, type Work } from '../kit.ts'
import { listButton } from './access.ts'
import { m } from './messages.ts'
import { keepUsual, remindersTyped, usualLeadsOf } from './reminders-choice.ts'
import { sayReminders } from './reminders-typed.ts'
import { lastHours, mostAcceptHours, usualAcceptHours } from './rules.ts'
import { done } from './views.ts'

const name = 'workshops.acceptHours'

/** How many hours somebody has here to take a seat that is offered to her, where its workshop says nothing else. */
export async function acceptHoursOf({ db, community }: Work): Promise<number> {
  const row = await db.setting.findUnique({ where: { communityId_name: { communityId: community.id, name } } })
  return typeof row?.value === 'number' ? row.value : usualAcceptHours
}

/** `/workshop settings`: what holds for every workshop that says nothing else. */
export const settings = action({
  name: 'workshop settings',
  french: 'atelier réglages',
  title: m.settingsTitle,
  description: m.settingsAbout,
  can: organiser,
  asks: 'always',
  input: {
    acceptHours: ask.number({ label: m.acceptHours, hint: m.acceptHoursAll, min: 1, max: mostAcceptHours, whole: true }),
    reminders: ask.text({ label: m.remindersUsual, hint: m.remindersUsualHint, max: 100 }),
  },
  fill: async (context) => ({ acceptHours: await acceptHoursOf(context), reminders: sayReminders(await usualLeadsOf(context), context.who.locale) }),
  async run(context, { acceptHours, reminders: typed }) {
    const reminders = remindersTyped(typed)
    const key = { communityId: context.community.id, name }
    await context.db.setting.upsert({ where: { communityId_name: key }, create: { ...key, value: acceptHours }, update: { value: acceptHours } })
    await keepUsual(context, reminders)
    await context.audit('workshops.settings', { acceptHours, reminders })
    return done(m.settingsTitle, m.settingsSaved({ hours: acceptHours, last: lastHours }), [facts([m.remindersUsual, sayReminders(reminders, context.who.locale)])], listButton)
  },
})
