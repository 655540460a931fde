import { action, ask, Invalid, organiser, Refusal, type Context } from '../kit.ts'
import { found, listButton, offering, requirePublished, showButton, turnOf } from './access.ts'
import { announce } from './announce.ts'
import { raiseSequences } from './calendar-store.ts'
import { changed as changedEvent } from './events.ts'
import { fields } from './fields.ts'
import { m } from './messages.ts'
import { passOn } from './offers.ts'
import { moveDates } from './moving.ts'
import { allComingDates, datesWaitedFor, filesOf, findWorkshop, type Workshop } from './store.ts'
import { suggestNumber } from './suggest.ts'
import { planTelling } from './telling.ts'
import { formValues, readTyped, type Typed } from './typed.ts'
import { done, preview } from './views.ts'

/** What a calendar shows of a workshop besides its dates. */
const sayable = ['title', 'description', 'place', 'link'] as const

/** `/workshop edit`: the form comes filled in; the cards follow, and everybody who has or wants a seat is told. */
export const edit = action({
  name: 'workshop edit',
  french: 'atelier modifier',
  title: m.editTitle,
  description: m.editAbout,
  can: organiser,
  asks: 'always',
  turn: turnOf,
  input: { number: ask.record({ label: m.number, hint: m.numberHint, suggest: suggestNumber }), ...fields },
  async fill(context, { number }) {
    if (number === undefined) throw new Refusal(m.whichToChange, offering(listButton))
    return formValues(await changeable(context, number))
  },
  async run(context, { number, ...input }) {
    const before = await changeable(context, number)
    const typed = await readTyped(context, input, { before, attached: filesOf(before) })
    const { seats } = typed.columns
    const most = Math.max(0, ...(await allComingDates(context, number)).filter((date) => date.seats === before.seats).map(({ taken }) => taken))
    if (seats < most) throw new Invalid({ seats: m.moreHaveSeats({ taken: most }) })
    const after = await write(context, before, typed)
    if (after.status === 'draft') return preview(context, after)
    if (sayable.some((column) => before[column] !== after[column])) await raiseSequences(context, number)
    await moveDates(context, before, after)
    for (const id of await datesWaitedFor(context, number)) await passOn(context, number, id)
    await announce(context, number)
    await planTelling(context, number, 'changed')
    await context.happened(changedEvent, { kind: 'workshop', number })
    await context.audit(`workshops.edit:${number}`)
    return done(m.editedTitle({ title: after.title }), m.edited, [], showButton(after), listButton)
  },
})

/** @throws Refusal when it is cancelled, or there is none */
async function changeable(context: Context, number: number): Promise<Workshop> {
  const workshop = await found(context, number)
  if (workshop.status !== 'draft') requirePublished(workshop)
  return workshop
}

async function write(context: Context, { id }: Workshop, { columns, speakers }: Typed): Promise<Workshop> {
  await context.db.workshop.update({ where: { id }, data: { ...columns, speakers: { deleteMany: {}, create: speakers } } })
  const workshop = await findWorkshop(context, id)
  if (!workshop) throw new Error(`workshop ${id} is gone within its own transaction`)
  return workshop
}
