import { action, ask, member, text, view, type Context, type View } from '../kit.ts'
import { dateMeant, found, leaveButton, listButton, offering, requireJoinable, requirePublished, showButton, turnOf, whenOf } from './access.ts'
import { announceSoon } from './announce.ts'
import { calendarButton, calendarFile } from './calendar.ts'
import { m } from './messages.ts'
import { settleOffer } from './offers.ts'
import { enter } from './seats.ts'
import { positionOf, registrationOf, type Registration, type Workshop, type WorkshopDate } from './store.ts'
import { suggestNumber } from './suggest.ts'
import { choice, done, inside } from './views.ts'

export const join = action({
  name: 'workshop join',
  french: 'atelier rejoindre',
  title: m.joinTitle,
  description: m.joinAbout,
  can: member,
  turn: turnOf,
  input: {
    number: ask.record({ label: m.number, hint: m.numberHint, suggest: suggestNumber }),
    date: ask.record({ label: m.date, hidden: true, optional: true }),
  },
  async run(context, { number, date: id }) {
    const workshop = await found(context, number)
    requirePublished(workshop)
    const date = await dateMeant(context, workshop, id)
    if (!date) return view({ title: workshop.title }, text(m.whichDate), await choice(context, workshop))
    const before = await registrationOf(context, date.id, context.who.id)
    if (before?.status === 'registered' && date.status === 'planned') return seated(context, workshop, date, false)
    requireJoinable(context, workshop, date)
    const registration = await enter(context, workshop, date, context.who.id)
    if (before?.status === 'offered') await settleOffer(context, workshop, before, m.offerTaken({ title: workshop.title }))
    if (before?.status !== registration.status) await announceSoon(context, number)
    if (registration.status === 'registered') return seated(context, workshop, date, true)
    return waiting(context, workshop, date, registration, before?.status !== 'waiting')
  },
})

/** She has a seat: where it is, and what she needs for it. */
async function seated(context: Context, workshop: Workshop, date: WorkshopDate, isNew: boolean): Promise<View> {
  const said = isNew ? m.joined({ when: whenOf(date) }) : m.joinedBefore
  const blocks = [...(await inside(context, workshop)), ...(isNew ? [await calendarFile(context, workshop, date)] : [])]
  return done(m.joinedTitle({ title: workshop.title }), said, blocks, showButton(workshop), leaveButton(workshop.id, date), calendarButton, listButton)
}

async function waiting(context: Context, workshop: Workshop, date: WorkshopDate, registration: Registration, isNew: boolean): Promise<View> {
  const position = await positionOf(context, registration)
  const said = isNew ? m.waiting({ position }) : m.waitingBefore({ position })
  return view({ title: m.waitingTitle({ title: workshop.title }) }, text(said), ...offering(showButton(workshop), leaveButton(workshop.id, date), listButton))
}
