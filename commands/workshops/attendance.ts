import { customAlphabet } from 'nanoid'
import { typedAs } from '../../bot/action.ts'
import { action, ask, buttons, facts, list, organiser, Refusal, secret, text, view, type Button, type Context, type View } from '../kit.ts'
import { found, listButton, nameOf, offering, requirePublished, showButton, turnOf, whenOf } from './access.ts'
import { attendanceFacts } from './figures.ts'
import { m } from './messages.ts'
import { attendanceFrom, attendanceMinutes, codeAlphabet, codeLength } from './rules.ts'
import { dateBegun, findDate, isCodeTaken, pageOfRegistered, type Workshop, type WorkshopDate } from './store.ts'
import { suggestNumber } from './suggest.ts'

const pageSize = 10
const newCode = customAlphabet(codeAlphabet, codeLength)

const which = { number: ask.record({ label: m.number, hidden: true }), date: ask.record({ label: m.date, hidden: true }) }
const page = ask.number({ label: m.page, min: 1, max: 10_000, whole: true, optional: true, hidden: true })

/** The date of a workshop whose attendance can be taken: the one named, or the last that has begun. @throws Refusal when there is none */
async function dateToTake(context: Context, number: number, id: number | undefined): Promise<{ workshop: Workshop; date: WorkshopDate }> {
  const workshop = await found(context, number)
  requirePublished(workshop)
  const date = id === undefined ? await dateBegun(context, number, attendanceMinutes.before) : await findDate(context, number, id)
  if (!date || date.status !== 'planned' || attendanceFrom(date.startsAt) > context.now) throw new Refusal(m.notYetBegun({ minutes: attendanceMinutes.before }), offering(showButton(workshop)))
  return { workshop, date }
}

/** Who has a seat, a page at a time, each with one tap. */
async function sheet(context: Context, workshop: Workshop, date: WorkshopDate, number = 1): Promise<View> {
  const { total, found: people } = await pageOfRegistered(context, date.id, { skip: (number - 1) * pageSize, take: pageSize })
  const input = { number: workshop.id, date: date.id }
  const rows = people.map(({ person, attended }) => ({
    title: m.byName({ who: nameOf(person) }),
    text: attended === null ? m.attendanceUnsaid : attended ? m.attended : m.attendedNot,
    buttons: [{ label: attended ? m.wasAbsent : m.wasThere, call: { action: 'workshops.attended', input: { ...input, person: person.id, came: !attended, page: number } } } satisfies Button],
  }))
  const pages = Math.max(1, Math.ceil(total / pageSize))
  const to = (label: typeof m.next, page: number): Button => ({ label, call: { action: 'workshop attendance', input: { ...input, page } } })
  return view({ title: m.attendanceTitle({ title: workshop.title }) }, facts([m.when, m.whenIs({ when: whenOf(date) })], ...(await attendanceFacts(context, date))),
    rows.length ? list(rows) : text(m.nobodyRegistered), pages > 1 && text(m.pageOf({ page: number, pages })),
    buttons(number > 1 && to(m.previous, number - 1), number < pages && to(m.next, number + 1), { label: m.sayCode, call: { action: 'workshops.code', input } }, showButton(workshop)))
}

/** `/workshop attendance`: who is there. */
export const attendance = action({
  name: 'workshop attendance',
  french: 'atelier présences',
  title: m.attendance,
  description: m.attendanceAbout,
  can: organiser,
  reads: true,
  input: { number: ask.record({ label: m.number, hint: m.numberHint, suggest: suggestNumber }), date: ask.record({ label: m.date, hidden: true, optional: true }), page },
  async run(context, { number, date: id, page: turned }) {
    const { workshop, date } = await dateToTake(context, number, id)
    return sheet(context, workshop, date, turned)
  },
})

/** Notes that somebody was there, or was not. */
export const noteAttended = action({
  name: 'workshops.attended',
  title: m.wasThere,
  description: m.attendanceAbout,
  can: organiser,
  turn: turnOf,
  input: { ...which, person: ask.record({ label: m.person, hidden: true, names: 'person' }), came: ask.yesno({ label: m.wasThere, hidden: true }), page },
  async run(context, { number, date: id, person, came, page: turned }) {
    const { workshop, date } = await dateToTake(context, number, id)
    const { count } = await context.db.registration.updateMany({ where: { dateId: id, personId: person, status: 'registered' }, data: { attended: came } })
    if (count === 0) throw new Refusal(m.notOnList, offering({ label: m.attendance, call: { action: 'workshop attendance', input: { number, date: id } } }))
    return sheet(context, workshop, date, turned)
  },
})

/** A short code to say in the room: who types it is noted as present. */
export const code = action({
  name: 'workshops.code',
  title: m.sayCode,
  description: m.attendanceAbout,
  can: organiser,
  turn: turnOf,
  input: which,
  async run(context, { number, date: id }) {
    const { workshop, date } = await dateToTake(context, number, id)
    const letters = date.code ?? (await freeCode(context))
    if (!date.code) await context.db.workshopDate.update({ where: { id }, data: { code: letters } })
    const command = `${typedAs({ name: 'workshop here', french: 'atelier ici' }, context.who.locale)} ${letters}`
    return view({ title: m.codeTitle({ title: workshop.title }) }, secret(text(m.codeIs({ letters }))), secret(text(m.codeAbout({ command, minutes: attendanceMinutes.after }))),
      buttons({ label: m.attendance, call: { action: 'workshop attendance', input: { number, date: id } } }, listButton))
  },
})

/** A code that no date has, not even one that is over. */
async function freeCode(context: Context): Promise<string> {
  const letters = newCode()
  return (await isCodeTaken(context, letters)) ? freeCode(context) : letters
}
