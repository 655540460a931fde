import { action, ask, buttons, list, member, text, view, type Button, type Context, type Item } from '../kit.ts'
import { attendanceButton, found, isInsider, isOrganiser, leaveButton, requirePublished, showButton, whenOf } from './access.ts'
import { figuresOf } from './figures.ts'
import { m } from './messages.ts'
import { phaseOf } from './rules.ts'
import { pageOfDates, registrationsOf, type Registration, type Workshop, type WorkshopDate } from './store.ts'
import { suggestNumber } from './suggest.ts'
import { herState, joining, ownDuration, seatsOf, whyCancelled } from './views.ts'

const pageSize = 6

/** `/workshop dates`: every date of a workshop, the dropped ones too, with what this person can do with each. */
export const dates = action({
  name: 'workshop dates',
  french: 'atelier dates',
  title: m.allDates,
  description: m.datesAbout,
  can: member,
  reads: true,
  input: {
    number: ask.record({ label: m.number, hint: m.numberHint, suggest: suggestNumber }),
    past: ask.yesno({ label: m.pastDates, hidden: true, optional: true }),
    page: ask.number({ label: m.page, min: 1, max: 10_000, whole: true, optional: true, hidden: true }),
  },
  async run(context, { number, past = false, page = 1 }) {
    const workshop = await found(context, number)
    requirePublished(workshop)
    const { total, found: rows } = await pageOfDates(context, number, { past, skip: (page - 1) * pageSize, take: pageSize })
    const hers = await registrationsOf(context, rows.map(({ id }) => id), context.who.id)
    const items: Item[] = []
    // One after the other: a query of each row at once would be as many connections.
    for (const date of rows) items.push(await itemOf(context, workshop, date, hers.get(date.id)))
    const pages = Math.max(1, Math.ceil(total / pageSize))
    const to = (label: typeof m.next, turned: Record<string, number | boolean>): Button => ({ label, call: { action: 'workshop dates', input: { number, ...turned } } })
    return view({ title: m.numbered({ number: String(number), title: workshop.title }) }, items.length ? list(items) : text(past ? m.noPastDates : m.noDates),
      pages > 1 && text(m.pageOf({ page, pages })), buttons(page > 1 && to(m.previous, { past, page: page - 1 }), page < pages && to(m.next, { past, page: page + 1 }),
        past ? to(m.datesToCome, {}) : to(m.pastDates, { past: true }), showButton(workshop)))
  },
})

async function itemOf(context: Context, workshop: Workshop, date: WorkshopDate, registration: Registration | undefined): Promise<Item> {
  const title = m.whenIs({ when: whenOf(date) })
  if (date.status === 'cancelled') return { title, text: whyCancelled(date) }
  const phase = phaseOf(date, workshop.closesHours, context.now)
  const mine = await herState(context, registration)
  const isIn = registration !== undefined && registration.status !== 'left'
  const figures = isInsider(context, workshop) ? await figuresOf(context, date) : []
  const sheet = attendanceButton(context, workshop, date)
  const isToCome = phase === 'open' || phase === 'closed'
  return {
    title,
    text: phase === 'past' ? m.statePast : phase === 'running' ? m.stateRunning : await seatsOf(context, workshop, date),
    facts: [...ownDuration(workshop, date), ...(mine ? [{ label: m.you, value: mine }] : []), ...figures.map(([label, value]) => ({ label, value }))],
    buttons: [...(sheet ? [sheet] : []), ...(isIn && isToCome ? [leaveButton(workshop.id, date)] : []), ...(isIn ? [] : joining(context, workshop, date)), ...(isToCome && isOrganiser(context) && workshop.rule ? changing(workshop, date) : [])],
  }
}

/** What organisers can do with one date of a series. */
const changing = ({ id: number }: Workshop, { id: date }: WorkshopDate): Button[] => [
  { label: m.moveShort, call: { action: 'workshops.move', input: { number, date } } },
  { label: m.dropShort, call: { action: 'workshops.drop', input: { number, date } }, style: 'danger' },
]
