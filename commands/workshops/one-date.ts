import type { InputOf } from '../../bot/field.ts'
import type { Problems } from '../../bot/read.ts'
import { readWhen } from '../../bot/when/read.ts'
import { instantOf } from '../../bot/when/wall.ts'
import { readTimeZone } from '../../bot/zones.ts'
import { action, ask, Invalid, moment, organiser, Refusal, type Context } from '../kit.ts'
import { datesButton, editButton, found, listButton, offering, requirePublished, showButton, turnOf, whenOf } from './access.ts'
import { announce } from './announce.ts'
import { planAround } from './around.ts'
import { changed as changedEvent } from './events.ts'
import { fields } from './fields.ts'
import { m } from './messages.ts'
import { rewrite } from './moving.ts'
import { passOn } from './offers.ts'
import { withdraw } from './reminders.ts'
import { closesAt, isTooFar } from './rules.ts'
import { comingDates, findDate, type Workshop, type WorkshopDate } from './store.ts'
import { planTelling } from './telling.ts'
import { done } from './views.ts'

const which = { number: ask.record({ label: m.number, hidden: true }), date: ask.record({ label: m.date, hidden: true }) }
const where = { when: fields.when, minutes: fields.minutes, seats: fields.seats, timeZone: fields.timeZone }

/** A date of a series that has not begun. @throws Refusal which says what it is instead, and what can be done */
async function dateOfSeries(context: Context, number: number | undefined, id: number | undefined): Promise<{ workshop: Workshop; date: WorkshopDate }> {
  const workshop = await found(context, number ?? 0)
  requirePublished(workshop)
  if (workshop.rule === null) throw new Refusal(m.onlyOneDate, offering(editButton(workshop)))
  const date = await findDate(context, workshop.id, id ?? 0)
  if (!date) throw new Refusal(m.noSuch({ number: String(number) }), offering(datesButton(workshop)))
  if (date.status === 'cancelled') throw new Refusal(m.dateDropped({ when: whenOf(date) }), offering(datesButton(workshop)))
  if (date.startsAt <= context.now) throw new Refusal(m.hasBegun({ title: workshop.title }), offering(datesButton(workshop)))
  return { workshop, date }
}

const whenTyped = ({ starts }: WorkshopDate): string => starts.replace('T', ' ')

type Where = Pick<WorkshopDate, 'starts' | 'timeZone' | 'minutes' | 'seats'>

function readStart(when: string, zone: string, { who, now }: Context, { closesHours }: Workshop): { starts: string; lasts?: number } | { problem: Problems[string] } {
  const read = readWhen(when, { locale: who.locale, timeZone: zone, now })
  if ('problem' in read) return read
  const { start: starts, rule, lasts } = read.when
  const startsAt = instantOf(starts, zone)
  if (rule !== null) return { problem: m.oneDateOnly }
  if (isTooFar(startsAt, now)) return { problem: m.tooFar({ when: moment(startsAt) }) }
  return closesAt(startsAt, closesHours) <= now ? { problem: m.closedByThenOne } : { starts, lasts }
}

/** Where and when a date is to take place. @throws Invalid with all that is wrong */
function readWhere(context: Context, input: InputOf<typeof where>, workshop: Workshop, date: WorkshopDate): Where {
  const zone = input.timeZone === undefined ? date.timeZone : readTimeZone(input.timeZone)
  const isSame = input.when.trim() === whenTyped(date) && zone === date.timeZone
  const start = isSame ? { starts: date.starts } : readStart(input.when, zone ?? date.timeZone, context, workshop)
  const problems: Problems = {
    ...('problem' in start && start.problem ? { when: start.problem } : {}),
    ...(zone ? {} : { timeZone: m.noSuchZone }),
    ...(input.seats < date.taken ? { seats: m.moreHaveSeats({ taken: date.taken }) } : {}),
  }
  if (Object.keys(problems).length || 'problem' in start || zone === undefined) throw new Invalid(problems)
  return { starts: start.starts, timeZone: zone, minutes: ('lasts' in start ? start.lasts : undefined) ?? input.minutes, seats: input.seats }
}

/** Moves one date of a series: another time, zone, length or number of seats, for it alone. Those of this date are told, once each. */
export const move = action({
  name: 'workshops.move',
  title: m.moveDate,
  description: m.moveAbout,
  can: organiser,
  asks: 'always',
  turn: turnOf,
  input: { ...which, ...where },
  async fill(context, { number, date: id }) {
    const { date } = await dateOfSeries(context, number, id)
    return { when: whenTyped(date), minutes: date.minutes, seats: date.seats, timeZone: date.timeZone }
  },
  async run(context, { number, date: id, ...input }) {
    const { workshop, date } = await dateOfSeries(context, number, id)
    const to = readWhere(context, input, workshop, date)
    await rewrite(context, date, { slot: date.slot, ...to })
    await planAround(context, number)
    const isMoved = to.starts !== date.starts || to.timeZone !== date.timeZone || to.minutes !== date.minutes
    if (isMoved) await planTelling(context, number, 'changed', { id, was: date.startsAt.toISOString() })
    await passOn(context, number, id)
    await context.happened(changedEvent, { kind: 'workshop', number })
    await context.audit(`workshops.move:${number}`, { date: id })
    return done(m.editedTitle({ title: workshop.title }), isMoved ? m.movedOne : m.seatsChanged, [], datesButton(workshop), showButton(workshop))
  },
})

/** Drops one date of a series; the others stay. Those of this date are told why, once each. */
export const drop = action({
  name: 'workshops.drop',
  title: m.dropDate,
  description: m.dropAbout,
  can: organiser,
  turn: turnOf,
  input: { ...which, reason: ask.text({ label: m.reason, hint: m.reasonHint, max: 300 }) },
  async fill(context, { number, date }) {
    await dateOfSeries(context, number, date)
    return {}
  },
  async run(context, { number, date: id, reason }) {
    const { workshop, date } = await dateOfSeries(context, number, id)
    if ((await comingDates(context, number, 2)).length < 2)
      throw new Refusal(m.lastDate, offering({ label: m.cancelTitle, call: { action: 'workshop cancel', input: { number } } }, listButton))
    await context.db.workshopDate.update({ where: { id }, data: { status: 'cancelled', reason, sequence: { increment: 1 } } })
    await withdraw(context, id)
    await announce(context, number)
    await planTelling(context, number, 'changed', { id, was: date.startsAt.toISOString() })
    await context.happened(changedEvent, { kind: 'workshop', number })
    await context.audit(`workshops.drop:${number}`, { date: id })
    return done(m.droppedTitle({ title: workshop.title }), m.droppedOne({ when: whenOf(date) }), [], datesButton(workshop), showButton(workshop))
  },
})
