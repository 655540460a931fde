import { action, ask, organiser, Refusal } from '../kit.ts'
import { createButton, found, listButton, offering, requirePublished, turnOf } from './access.ts'
import { announce } from './announce.ts'
import { changed } from './events.ts'
import { m } from './messages.ts'
import { withdraw } from './reminders.ts'
import { allComingDates } from './store.ts'
import { suggestNumber } from './suggest.ts'
import { planTelling } from './telling.ts'
import { done } from './views.ts'

/** `/workshop cancel`: the cards are struck out, and everybody who has or wants a seat is told why. */
export const cancel = action({
  name: 'workshop cancel',
  french: 'atelier annuler',
  title: m.cancelTitle,
  description: m.cancelAbout,
  can: organiser,
  turn: turnOf,
  input: {
    number: ask.record({ label: m.number, hint: m.numberHint, suggest: suggestNumber }),
    reason: ask.text({ label: m.reason, hint: m.reasonHint, max: 300 }),
  },
  async fill(context, { number }) {
    if (number === undefined) throw new Refusal(m.whichToChange, offering(listButton))
    requirePublished(await found(context, number))
    return {}
  },
  async run(context, { number, reason }) {
    const { db, now } = context
    const workshop = await found(context, number)
    requirePublished(workshop)
    const dates = await allComingDates(context, number)
    if (dates.length === 0) throw new Refusal(m.isOver({ title: workshop.title }), offering(listButton))
    await db.workshop.update({ where: { id: number }, data: { status: 'cancelled', reason } })
    await db.workshopDate.updateMany({ where: { workshopId: number, status: 'planned', endsAt: { gt: now } }, data: { status: 'cancelled', reason, sequence: { increment: 1 } } })
    for (const { id } of dates) await withdraw(context, id)
    await announce(context, number)
    await planTelling(context, number, 'cancelled')
    await context.happened(changed, { kind: 'workshop', number })
    await context.audit(`workshops.cancel:${number}`)
    return done(m.cancelledTitle({ title: workshop.title }), m.cancelled, [], createButton, listButton)
  },
})
