import { z } from 'zod'
import { quietHoursOf } from '../../bot/quiet.ts'
import { buttons, facts, job, text, view, type Json, type View, type Work } from '../kit.ts'
import { joinButton, leaveButton, showButton, whenOf } from './access.ts'
import { comingButtons, comingPrefix, questionIn } from './coming.ts'
import { m } from './messages.ts'
import { leadsOf, usualLeadsOf } from './reminders-choice.ts'
import { aheadOf, channelLead, dueOf, leadAcross, leadOver, momentOf, usefulUntil, type Due } from './reminders-rules.ts'
import { findDateById, findWorkshop, type Workshop, type WorkshopDate } from './store.ts'
import { seatsOf } from './views.ts'

/** So many people are reminded in one transaction; the others in the next. */
const remindedAtOnce = 200

/** What is later than this was not done in time, and is put in order: the workshop that begins first comes first. */
const lateMs = 60_000

/** Further ahead than any date is planned. */
const farMs = 800 * 86_400_000

const prefixOf = (dateId: number): string => `workshop-date:${dateId}:reminder:`
const keyOf = ({ id, startsAt }: WorkshopDate, personId: number, lead: number): string => `${prefixOf(id)}${personId}:${startsAt.toISOString()}:${lead}`

/** Plans the reminders of a date as it is now, those of each person by `remindAt`, and of the channel once. */
export async function planReminders(work: Work, date: WorkshopDate): Promise<void> {
  await planNext(work, date.id)
  const community = quietHoursOf({ quietFrom: null, quietTo: null }, work.community.timeZone)
  const at = momentOf(date.startsAt, leadAcross(date, channelLead), community)
  if (at > work.now) await work.later(remindChannel, { date: date.id, at: date.startsAt.toISOString() }, { at, key: `workshop-date:${date.id}:remind-channel` })
}

/** One job a date, at the first moment at which somebody is to be reminded of it. */
async function planNext(work: Work, dateId: number): Promise<void> {
  const next = await work.db.registration.findFirst({ where: { dateId, status: 'registered', remindAt: { not: null } }, orderBy: { remindAt: 'asc' }, select: { remindAt: true } })
  if (next?.remindAt) await planAt(work, { date: dateId, sorted: false }, next.remindAt)
}

const planAt = (work: Work, input: { date: number; sorted: boolean } & Record<string, Json>, at: Date): Promise<void> =>
  work.later(remind, input, { at, key: `workshop-date:${input.date}:remind` })

/** Somebody has a seat from now on, or other reminders: those still ahead are hers. */
export async function planHers(work: Work, date: WorkshopDate, personId: number): Promise<void> {
  const person = await work.db.person.findUniqueOrThrow({ where: { id: personId }, select: reader })
  const hours = quietHoursOf(person, person.timeZone ?? work.community.timeZone)
  const ahead = aheadOf({ startsAt: date.startsAt, leads: await leadsFor(work, date, person), hours, now: work.now })
  await work.db.registration.updateMany({ where: { dateId: date.id, personId, status: 'registered' }, data: { remindAt: ahead.nextAt, remindedTo: ahead.remindedTo } })
  await planNext(work, date.id)
}

/** Hers, else the usual ones, as they fall before this date. */
const leadsFor = async (work: Work, date: WorkshopDate, person: { reminders: string | null }, usual?: number[]): Promise<number[]> =>
  (await leadsOf(work, person, usual)).map((lead) => leadAcross(date, lead))

const reader = { timeZone: true, quietFrom: true, quietTo: true, reminders: true } as const

/** A date takes place at another time: what was planned for the one before is void, and each person's reminders are planned anew. */
export async function restartReminders(work: Work, { id: dateId, startsAt }: Pick<WorkshopDate, 'id' | 'startsAt'>): Promise<void> {
  await work.db.registration.updateMany({ where: { dateId }, data: { remindAt: work.now, remindedTo: leadOver(startsAt, work.now) } })
  await withdraw(work, dateId)
}

/** Other usual times: who has chosen none of her own gets those still ahead, none twice. */
export async function followUsual(work: Work, date: WorkshopDate): Promise<void> {
  const hers = { dateId: date.id, person: { reminders: null } }
  const over = leadOver(date.startsAt, work.now)
  await work.db.registration.updateMany({ where: hers, data: { remindAt: work.now } })
  await work.db.registration.updateMany({ where: { ...hers, remindedTo: { gt: over } }, data: { remindedTo: over } })
  await planNext(work, date.id)
}

/** Takes back the reminders of a date and whether people still come, or those of one person for it, that are not on their way yet. */
export async function withdraw({ db }: Work, dateId: number, personId?: number): Promise<void> {
  for (const prefix of [prefixOf(dateId), comingPrefix(dateId)])
    await db.posting.deleteMany({ where: { status: 'waiting', messageId: null, attempts: 0, personId, key: { startsWith: personId === undefined ? prefix : `${prefix}${personId}:` } } })
}

async function standing(work: Work, id: number): Promise<{ workshop: Workshop; date: WorkshopDate } | undefined> {
  const date = await findDateById(work, id)
  const workshop = date?.status === 'planned' ? await findWorkshop(work, date.workshopId) : null
  return date && workshop?.status === 'published' ? { workshop, date } : undefined
}

const peopleDue = ({ db, now }: Work, dateId: number) =>
  db.registration.findMany({
    where: { dateId, status: 'registered', remindAt: { lte: now } }, orderBy: [{ remindAt: 'asc' }, { id: 'asc' }], take: remindedAtOnce,
    select: { id: true, personId: true, createdAt: true, confirmedAt: true, remindAt: true, remindedTo: true, person: { select: reader } },
  })

type PersonDue = Awaited<ReturnType<typeof peopleDue>>[number]

/**
 * Reminds those of a date whose turn it is. Whoever is done with is not due any more in the same transaction, so that the next batch begins
 * behind her and nobody is reminded twice.
 */
export const remind = job({
  name: 'workshops.remind',
  input: z.object({ date: z.number().int(), sorted: z.boolean() }),
  async run(work, { date: id, sorted }) {
    const found = await standing(work, id)
    if (!found) return
    const people = await peopleDue(work, id)
    if (!sorted && isLate(work, people)) return planAt(work, { date: id, sorted: true }, turnIn(work.now, found.date.startsAt))
    const after: After[] = []
    const usual = await usualLeadsOf(work)
    for (const one of people) after.push({ id: one.id, ...(await remindOne(work, found, one, usual)) })
    await note(work, after)
    if (people.length === remindedAtOnce && sorted) await planAt(work, { date: id, sorted }, turnIn(work.now, found.date.startsAt))
    else await planNext(work, id)
  },
})

const isLate = ({ now }: Work, [first]: PersonDue[]): boolean => !!first?.remindAt && first.remindAt.getTime() < now.getTime() - lateMs

/** Behind all that is late and not in order yet, and before what begins later. */
const turnIn = (now: Date, startsAt: Date): Date => {
  const share = Math.min(1, Math.max(0, (startsAt.getTime() - now.getTime()) / farMs))
  return new Date(now.getTime() - lateMs * (1 - share))
}

type After = { id: number } & Pick<Due, 'remindedTo' | 'nextAt'>

async function remindOne(work: Work, about: { workshop: Workshop; date: WorkshopDate }, { personId, person, remindedTo, ...seat }: PersonDue, usual: number[]): Promise<Pick<Due, 'remindedTo' | 'nextAt'>> {
  const { workshop, date } = about
  const hours = quietHoursOf(person, person.timeZone ?? work.community.timeZone)
  const { send, missed, ...after } = dueOf({ startsAt: date.startsAt, leads: await leadsFor(work, date, person, usual), remindedTo, hours, now: work.now })
  const say = (said: View, key: string, until: Date) => work.tell({ person: personId }, said, { key, until, about: workshop.title })
  for (const lead of missed) await say(reminder(workshop, date), keyOf(date, personId, lead), work.now)
  if (!send) return after
  // What is asked the day before is no second message.
  const question = await questionIn(work, about, { ...seat, personId, lead: send.lead })
  await say(reminder(workshop, date, question !== undefined), question ?? keyOf(date, personId, send.lead), send.until)
  return after
}

/** Most of a batch go on alike: they are written together. */
async function note({ db }: Work, after: After[]): Promise<void> {
  const alike = new Map<string, Omit<After, 'id'> & { ids: number[] }>()
  for (const { id, remindedTo, nextAt } of after) {
    const key = `${remindedTo} ${nextAt?.toISOString() ?? ''}`
    alike.set(key, { remindedTo, nextAt, ids: [...(alike.get(key)?.ids ?? []), id] })
  }
  for (const { ids, remindedTo, nextAt } of alike.values())
    await db.registration.updateMany({ where: { id: { in: ids } }, data: { remindedTo, remindAt: nextAt } })
}

/** @param asks whether she still comes, too */
function reminder(workshop: Workshop, date: WorkshopDate, asks = false): View {
  const choices = asks ? [...comingButtons(workshop, date), showButton(workshop)] : [showButton(workshop), leaveButton(workshop.id, date)]
  return view({ title: m.reminderTitle({ title: workshop.title }) }, text(m.reminder({ when: whenOf(date) })), asks && text(m.comingAsked), facts([m.place, workshop.place]),
    buttons(...choices, { label: m.reminders, call: { action: 'workshop reminders', input: {} } }))
}

/** The channel hears once of a date: a day before, unless the organisers want no reminders. */
export const remindChannel = job({
  name: 'workshops.remind-channel',
  input: z.object({ date: z.number().int(), at: z.string() }),
  async run(work, { date: id, at }) {
    const found = await standing(work, id)
    if (!found || found.date.startsAt.toISOString() !== at || (await usualLeadsOf(work)).length === 0) return
    const { workshop, date } = found
    const said = view({ title: m.reminderTitle({ title: workshop.title }) }, text(m.reminderOpen({ when: whenOf(date) })), facts([m.seats, await seatsOf(work, workshop, date)]),
      buttons(joinButton(workshop.id, date), showButton(workshop)))
    await work.tell({ channel: 'workshops' }, said, { key: `workshop-date:${id}:remind-channel:${at}`, until: usefulUntil(date.startsAt, leadAcross(date, channelLead)), about: workshop.title })
  },
})
