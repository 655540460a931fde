import { z } from 'zod'
import { firstAudible, quietHoursOf } from '../../bot/quiet.ts'
import { askedOf, standing } from '../../bot/dialog/step.ts'
import { knownLocale } from '../../bot/person.ts'
import { action, anyone, ask, buttons, job, text, view, type JobDefinition, type Work } from '../kit.ts'
import { answersUntil, ownApplication, until } from './access.ts'
import { goOnButton } from './apply.ts'
import { m } from './messages.ts'
import { findApplication, type Open } from './store.ts'

const day = 86_400_000
const mostReminders = 3

const input = z.object({ application: z.number(), days: z.number() })

/** Tells somebody of her unfinished application, with what is missing. It is not done in her quiet hours, and not after she said stop. */
export const remind: JobDefinition<z.infer<typeof input>> = job({
  name: 'contest.remind',
  input,
  async run(work, given): Promise<void> {
    const person = await work.db.person.findFirst({ where: { applications: { some: { id: given.application } } } })
    if (!person) return
    const reader = { locale: knownLocale([person.locale], work.community.locale), timeZone: person.timeZone ?? work.community.timeZone }
    const open = await findApplication(work, { id: given.application }, reader)
    if (!open || !isToBeReminded(work, open)) return
    // The closing may have been moved since this was planned.
    const due = new Date(open.contest.closesAt.getTime() - given.days * day)
    if (due > work.now) return work.later(remind, given, { at: due, key: keyOf(given) })
    const at = audibleFor(work, person, work.now)
    if (at > work.now) return work.later(remind, given, { at, key: keyOf(given) })
    await work.db.application.update({ where: { id: given.application }, data: { reminders: { increment: 1 } } })
    await work.tell({ person: person.id }, reminderOf(open), { key: keyOf(given) })
  },
})

/** The first moment from this one on that is not quiet for somebody. */
export const audibleFor = ({ community }: Pick<Work, 'community'>, person: Parameters<typeof quietHoursOf>[0] & { timeZone: string | null }, from: Date): Date =>
  firstAudible(from, quietHoursOf(person, person.timeZone ?? community.timeZone))

const keyOf = ({ application, days }: z.infer<typeof input>): string => `contest:${application}:remind:${days}`

const isToBeReminded = ({ now }: Work, { application, contest, set, draft }: Open): boolean =>
  application.status === 'draft' && application.remindable && application.reminders < mostReminders &&
  answersUntil(contest, application) > now && !standing(set, draft).stopped

function reminderOf(open: Open) {
  const { application, contest, set, draft } = open
  const missing = askedOf(set, draft).filter(({ id }) => !Object.hasOwn(draft.answers, id))
  const [next] = missing
  return view(
    { title: m.reminderTitle },
    text(m.reminder({ contest: contest.about.name, at: until(open), missing: missing.length })),
    next && text(m.nextMissing({ question: next.words })),
    buttons(goOnButton(open), { label: m.noReminder, call: { action: 'contest.no-reminder', input: { application: application.id } } }),
  )
}

/** Plans the reminders of an application that was begun, at the times the contest says, those that are over left out. */
export async function planReminders(work: Work, { application, contest }: Pick<Open, 'application' | 'contest'>): Promise<void> {
  for (const days of contest.about.reminders) {
    const at = new Date(contest.closesAt.getTime() - days * day)
    const about = { application: application.id, days }
    if (at > work.now) await work.later(remind, about, { at, key: keyOf(about) })
  }
}

/** One press, and nothing more is said of it. */
export const noReminder = action({
  name: 'contest.no-reminder',
  title: m.noReminder,
  description: m.noReminder,
  can: anyone,
  input: { application: ask.record({ label: m.application, hidden: true }) },
  async run(context, { application: id }) {
    const open = await ownApplication(context, id)
    await context.db.application.update({ where: { id }, data: { remindable: false } })
    return view({ tone: 'good' }, text(m.noReminderDone({ at: until(open) })), buttons(goOnButton(open)))
  },
})
