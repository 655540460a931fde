import { action, ask, buttons, facts, job, member, Refusal, text, view, type Button, type Message, type Work } from '../kit.ts'
import { found, joinButton, leaveButton, listButton, offering, requirePublished, showButton, turnOf, whenOf } from './access.ts'
import { m } from './messages.ts'
import { comingAskedAt, comingHours, offersEndAt, phaseOf } from './rules.ts'
import { findDate, peopleComing, registrationOf, type Workshop, type WorkshopDate } from './store.ts'
import { aboutDate, aboutPerson, askedAtOnce, audibleFor, standingDate } from './timed.ts'
import { done } from './views.ts'

/** Begins the keys of the questions about a date. */
export const comingPrefix = (dateId: number): string => `workshop-date:${dateId}:coming:`

/** The question and what became of it are one message. */
const keyOf = (dateId: number, personId: number, startsAt: Date): string => `${comingPrefix(dateId)}${personId}:${startsAt.toISOString()}`

/** Who is about to be reminded is asked by that; should nothing come of it, so much later. */
const afterReminderMs = 60_000

/** Plans that those who have a seat are asked the day before whether they still come, unless that is over. */
export async function planComing(work: Work, { id, startsAt }: WorkshopDate): Promise<void> {
  const at = comingAskedAt(startsAt)
  if (at > work.now) await work.later(askComing, { date: id, at: startsAt.toISOString(), after: 0 }, { at, key: `workshop-date:${id}:coming` })
}

/** Asks those who had a seat a day before; who sleeps then, in the morning, as long as a seat given back can be offered to somebody. */
export const askComing = job({
  name: 'workshops.coming',
  input: aboutDate,
  async run(work, { date: id, at, after }) {
    const found = await standingDate(work, id, 'startsAt', at)
    if (!found) return
    const { workshop, date } = found
    const people = await peopleComing(work, id, { joinedBefore: comingAskedAt(date.startsAt), after, take: askedAtOnce })
    for (const { personId, person, remindAt } of people) {
      const isReminded = remindAt !== null && remindAt <= work.now
      const told = new Date(audibleFor(work, person).getTime() + (isReminded ? afterReminderMs : 0))
      if (told >= offersEndAt(date.startsAt, workshop.closesHours)) continue
      if (told > work.now) await work.later(askHerComing, { date: id, at, person: personId }, { at: told, key: `${keyOf(id, personId, date.startsAt)}:ask` })
      else await askNow(work, workshop, date, personId)
    }
    const last = people.at(-1)
    if (last && people.length === askedAtOnce) await work.later(askComing, { date: id, at, after: last.personId }, { at: work.now, key: `workshop-date:${id}:coming:${at}:after:${last.personId}` })
  },
})

/** Asks one person, in the morning. */
export const askHerComing = job({
  name: 'workshops.coming-one',
  input: aboutPerson,
  async run(work, { date: id, at, person }) {
    const found = await standingDate(work, id, 'startsAt', at)
    const registration = await registrationOf(work, id, person)
    const isLate = found && offersEndAt(found.date.startsAt, found.workshop.closesHours) <= work.now
    const isOpen = registration?.status === 'registered' && !registration.confirmedAt
    if (found && !isLate && isOpen && !(await isAsked(work, found.date, person))) await askNow(work, found.workshop, found.date, person)
  },
})

const isAsked = async ({ db }: Work, date: WorkshopDate, personId: number): Promise<boolean> =>
  (await db.posting.count({ where: { key: keyOf(date.id, personId, date.startsAt) } })) > 0

/** What answers the question with one tap. */
export function comingButtons(workshop: Workshop, date: WorkshopDate): Button[] {
  const input = { number: workshop.id, date: date.id }
  return [{ label: m.comes, call: { action: 'workshops.confirm', input }, style: 'primary' }, { label: m.comesNot, call: { action: 'workshop leave', input } }]
}

/** The key of the question, for a reminder of the same moment that is to ask it too; undefined where she is not to be asked, or has been. */
export async function questionIn(work: Work, { workshop, date }: { workshop: Workshop; date: WorkshopDate }, seat: { personId: number; createdAt: Date; confirmedAt: Date | null; lead: number }): Promise<string | undefined> {
  const { personId, createdAt, confirmedAt, lead } = seat
  const at = comingAskedAt(date.startsAt)
  const isDue = lead === comingHours * 60 && at <= work.now && work.now < offersEndAt(date.startsAt, workshop.closesHours)
  return isDue && !confirmedAt && createdAt <= at && !(await isAsked(work, date, personId)) ? keyOf(date.id, personId, date.startsAt) : undefined
}

function askNow(work: Work, workshop: Workshop, date: WorkshopDate, personId: number): Promise<void> {
  const asked = view({ title: m.comingTitle({ title: workshop.title }) }, text(m.comingAsked), facts([m.when, m.whenIs({ when: whenOf(date) })], [m.place, workshop.place]),
    buttons(...comingButtons(workshop, date), showButton(workshop)))
  return work.tell({ person: personId }, asked, { key: keyOf(date.id, personId, date.startsAt) })
}

/** The question says what became of it, and loses its buttons. */
export async function settleComing(work: Work, workshop: Workshop, date: WorkshopDate, { person, said }: { person: number; said: Message }): Promise<void> {
  const key = keyOf(date.id, person, date.startsAt)
  if (await work.db.posting.count({ where: { key } })) await work.tell({ person }, view({}, text(said), buttons(showButton(workshop))), { key })
}

/** She still comes. */
export const confirm = action({
  name: 'workshops.confirm',
  title: m.comes,
  description: m.comingAsked,
  can: member,
  turn: turnOf,
  input: { number: ask.record({ label: m.number, hidden: true }), date: ask.record({ label: m.date, hidden: true }) },
  async run(context, { number, date: id }) {
    const workshop = await found(context, number)
    requirePublished(workshop)
    const { title, closesHours } = workshop
    const [date, registration] = [await findDate(context, number, id), await registrationOf(context, id, context.who.id)]
    const phase = date && phaseOf(date, closesHours, context.now)
    if (!date || registration?.status !== 'registered') throw new Refusal(m.neverJoined({ title }), offering(date !== null && phase === 'open' && joinButton(number, date), showButton(workshop)))
    if (phase === 'cancelled' || phase === 'past') throw new Refusal((phase === 'past' ? m.isOver : m.wasCancelled)({ title }), offering(listButton))
    if (!registration.confirmedAt) await context.db.registration.update({ where: { id: registration.id }, data: { confirmedAt: context.now } })
    await settleComing(context, workshop, date, { person: context.who.id, said: m.comesSaid({ title, when: whenOf(date) }) })
    return done(title, m.comesThanks({ when: whenOf(date) }), [], showButton(workshop), leaveButton(number, date))
  },
})
