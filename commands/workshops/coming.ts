import { action, ask, buttons, facts, job, member, Refusal, text, view, type Message, type Work } from '../kit.ts'
import { found, joinButton, leaveButton, listButton, offering, requirePublished, showButton, turnOf, whenOf } from './access.ts'
import { m } from './messages.ts'
import { comingAskedAt, offersEndAt, phaseOf } from './rules.ts'
import { findDate, peopleComing, registrationOf, type Workshop, type WorkshopDate } from './store.ts'
import { aboutDate, aboutPerson, askedAtOnce, audibleFor, standingDate } from './timed.ts'
import { done } from './views.ts'

/** The question and what became of it are one message. */
const keyOf = (dateId: number, personId: number, startsAt: Date): string => `workshop-date:${dateId}:coming:${personId}:${startsAt.toISOString()}`

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
    for (const { personId, person } of people) {
      const told = audibleFor(work, person)
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
    if (found && !isLate && registration?.status === 'registered' && !registration.confirmedAt) await askNow(work, found.workshop, found.date, person)
  },
})

function askNow(work: Work, workshop: Workshop, date: WorkshopDate, personId: number): Promise<void> {
  const input = { number: workshop.id, date: date.id }
  const asked = view({ title: m.comingTitle({ title: workshop.title }) }, text(m.comingAsked), facts([m.when, m.whenIs({ when: whenOf(date) })], [m.place, workshop.place]),
    buttons({ label: m.comes, call: { action: 'workshops.confirm', input }, style: 'primary' }, { label: m.comesNot, call: { action: 'workshop leave', input } }, showButton(workshop)))
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
