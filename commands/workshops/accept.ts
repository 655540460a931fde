import { action, ask, member, Refusal, type Context } from '../kit.ts'
import { found, joinButton, leaveButton, listButton, offering, requirePublished, showButton, turnOf, whenOf } from './access.ts'
import { announceSoon } from './announce.ts'
import { calendarButton, calendarFile } from './calendar.ts'
import { m } from './messages.ts'
import { planHers } from './reminders.ts'
import { passOn, settleOffer } from './offers.ts'
import { phaseOf } from './rules.ts'
import { freeSeat } from './seats.ts'
import { findDate, registrationOf } from './store.ts'
import { done, inside } from './views.ts'

const input = { number: ask.record({ label: m.number, hidden: true }), date: ask.record({ label: m.date, hidden: true }) }

/** @throws Refusal unless a seat of this date is kept for her, or was and is hers by now */
async function offered(context: Context, number: number, dateId: number) {
  const workshop = await found(context, number)
  requirePublished(workshop)
  const [date, registration] = [await findDate(context, number, dateId), await registrationOf(context, dateId, context.who.id)]
  const stands = registration?.status === 'offered' || registration?.status === 'registered'
  if (date && stands && phaseOf(date, workshop.closesHours, context.now) === 'open') return { workshop, date, registration }
  const again = date && phaseOf(date, workshop.closesHours, context.now) === 'open' ? joinButton(number, date) : undefined
  throw new Refusal(m.offerGone({ title: workshop.title }), offering(again, showButton(workshop), listButton))
}

/** Takes the seat that is kept for her. */
export const accept = action({
  name: 'workshops.accept',
  title: m.accept,
  description: m.joinAbout,
  can: member,
  turn: turnOf,
  input,
  async run(context, { number, date: dateId }) {
    const { workshop, date, registration } = await offered(context, number, dateId)
    const { title } = workshop
    if (registration.status === 'offered') {
      await context.db.registration.update({ where: { id: registration.id }, data: { status: 'registered', offeredUntil: null } })
      await planHers(context, date, context.who.id)
      await settleOffer(context, workshop, registration, m.offerTaken({ title }))
      await announceSoon(context, number)
    }
    const blocks = [...(await inside(context, workshop)), await calendarFile(context, workshop, date)]
    return done(m.joinedTitle({ title }), m.joined({ when: whenOf(date) }), blocks, showButton(workshop), leaveButton(number, date), calendarButton, listButton)
  },
})

/** Lets the seat that is kept for her go to the next. */
export const decline = action({
  name: 'workshops.decline',
  title: m.decline,
  description: m.leaveAbout,
  can: member,
  turn: turnOf,
  input,
  async run(context, { number, date: dateId }) {
    const { workshop, registration } = await offered(context, number, dateId)
    const { title } = workshop
    if (registration.status === 'registered') throw new Refusal(m.joinedBefore, offering(showButton(workshop)))
    await context.db.registration.update({ where: { id: registration.id }, data: { status: 'left', offeredUntil: null } })
    await freeSeat(context, dateId)
    await settleOffer(context, workshop, registration, m.offerDeclined({ title }))
    await passOn(context, number, dateId)
    return done(m.leftTitle({ title }), m.passedOn, [], showButton(workshop), listButton)
  },
})
