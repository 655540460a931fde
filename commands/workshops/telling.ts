import { z } from 'zod'
import { facts, job, moment, text, view, type Block, type View, type Work } from '../kit.ts'
import { listButton, offering, showButton, whenOf } from './access.ts'
import { filesForThem } from './calendar.ts'
import { m } from './messages.ts'
import { findWorkshop, peopleIn, type PersonIn, type Workshop } from './store.ts'
import { whyCancelled } from './views.ts'

/** So many people are told in one transaction; the others in the next. */
const toldAtOnce = 100

/** One date of a series, and when it was before. */
const aDate = z.object({ id: z.number().int(), was: z.string() }).nullable().default(null)

/** Tells everybody who has or wants a seat that something is other than it was, each once. `at`: when it was changed. */
export const tellAll = job({
  name: 'workshops.tell',
  input: z.object({ number: z.number().int(), what: z.enum(['changed', 'cancelled']), at: z.string(), after: z.number().int(), date: aDate }),
  async run(work, { number, what, at, after, date }) {
    const workshop = await findWorkshop(work, number)
    if (!workshop) return
    const people = await peopleIn(work, number, { date: date?.id ?? null, since: new Date(at), after, take: toldAtOnce })
    const files = await filesForThem(work, workshop, people.map(({ personId }) => personId), new Date(at))
    for (const person of people)
      await work.tell({ person: person.personId }, withFile(viewFor(workshop, person, { what, was: date?.was ?? null }), files.get(person.personId)), { key: `workshop:${number}:${what}:${at}:${person.personId}` })
    const last = people.at(-1)
    if (last && people.length === toldAtOnce)
      await work.later(tellAll, { number, what, at, after: last.personId, date }, { at: work.now, key: `workshop:${number}:${what}:${at}:after:${last.personId}` })
  },
})

/** Plans that everybody is told: all whom the workshop concerns, or those of one date, which was at another time before. */
export const planTelling = (work: Work, number: number, what: 'changed' | 'cancelled', date: { id: number; was: string } | null = null): Promise<void> =>
  work.later(tellAll, { number, what, at: work.now.toISOString(), after: 0, date }, { at: work.now, key: `workshop:${number}:${what}:${work.now.toISOString()}` })

const viewFor = (workshop: Workshop, person: PersonIn, { what, was }: { what: 'changed' | 'cancelled'; was: string | null }): View =>
  what === 'cancelled' ? cancelled(workshop) : changed(workshop, person, was)

/** With the dates for her calendar, before the buttons. */
const withFile = (said: View, file: Block | undefined): View =>
  file ? { ...said, blocks: [...said.blocks.filter(({ kind }) => kind !== 'buttons'), file, ...said.blocks.filter(({ kind }) => kind === 'buttons')] } : said

const cancelled = (workshop: Workshop): View =>
  view({ title: m.cancelledTitle({ title: workshop.title }), tone: 'past' }, text(whyCancelled(workshop)), ...offering(listButton))

/** The place is for those who have a seat. A date that a series no longer has is no more. */
function changed(workshop: Workshop, { date, isRegistered }: PersonIn, was: string | null): View {
  const title = m.changedTitle({ title: workshop.title })
  if (date.status === 'cancelled') return view({ title, tone: 'past' }, text(date.reason ? m.dateGoneWhy({ when: whenOf(date), reason: date.reason }) : m.dateGone({ when: whenOf(date) })), ...offering(showButton(workshop), listButton))
  return view({ title }, text(isRegistered ? m.changedSaid : m.changedWaiting),
    facts([m.when, m.whenIs({ when: whenOf(date) })], was !== null && [m.was, m.whenIs({ when: moment(new Date(was)) })], isRegistered && [m.place, workshop.place]), ...offering(showButton(workshop), listButton))
}
