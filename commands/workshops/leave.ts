import { action, ask, member, Refusal, text, view } from '../kit.ts'
import { dateMeant, found, joinButton, listButton, offering, requirePublished, showButton, turnOf } from './access.ts'
import { calendarFileWithout } from './calendar.ts'
import { settleComing } from './coming.ts'
import { m } from './messages.ts'
import { passOn, settleOffer } from './offers.ts'
import { phaseOf } from './rules.ts'
import { withdraw } from './reminders.ts'
import { freeSeat } from './seats.ts'
import { registrationOf } from './store.ts'
import { suggestNumber } from './suggest.ts'
import { choice, done } from './views.ts'

export const leave = action({
  name: 'workshop leave',
  french: 'atelier quitter',
  title: m.leaveTitle,
  description: m.leaveAbout,
  can: member,
  turn: turnOf,
  input: {
    number: ask.record({ label: m.number, hint: m.numberHint, suggest: suggestNumber }),
    date: ask.record({ label: m.date, hidden: true, optional: true }),
  },
  async run(context, { number, date: id }) {
    const { db, who, now } = context
    const workshop = await found(context, number)
    const { title, closesHours } = workshop
    requirePublished(workshop)
    const date = await dateMeant(context, workshop, id)
    if (!date) return view({ title }, text(m.whichDate), await choice(context, workshop))
    const registration = await registrationOf(context, date.id, who.id)
    const { status } = registration ?? { status: 'left' }
    const phase = phaseOf(date, closesHours, now)
    if (status === 'left') throw new Refusal(m.neverJoined({ title }), offering(phase === 'open' && joinButton(number, date), showButton(workshop), listButton))
    if (phase === 'past' || phase === 'running') throw new Refusal((phase === 'past' ? m.isOver : m.hasBegun)({ title }), offering(listButton))
    await db.registration.updateMany({ where: { dateId: date.id, personId: who.id }, data: { status: 'left', offeredUntil: null } })
    await withdraw(context, date.id, who.id)
    if (status !== 'waiting') await freeSeat(context, date.id)
    if (registration?.status === 'offered') await settleOffer(context, workshop, registration, m.offerDeclined({ title }))
    await settleComing(context, workshop, date, { person: who.id, said: m.comesNotSaid({ title }) })
    await passOn(context, number, date.id)
    const file = status === 'registered' ? await calendarFileWithout(context, workshop, date) : undefined
    return done(m.leftTitle({ title }), status === 'waiting' ? m.leftWaiting : m.left, [file], phase === 'open' && joinButton(number, date), listButton)
  },
})
