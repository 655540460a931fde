import type { RawInput } from '../../bot/read.ts'
import { buttons, moment, organiser, Refusal, type Block, type Button, type Context, type Message } from '../kit.ts'
import { m } from './messages.ts'
import { attendanceFrom, phaseOf } from './rules.ts'
import { comingDates, findDate, findWorkshop, lastDate, type Workshop, type WorkshopDate } from './store.ts'

/** How many dates of a series are offered at once. */
export const datesShown = 5

export const isOrganiser = ({ who }: Context): boolean => organiser.allows(who)

/** Who prepares or holds a workshop: she organises, or speaks at it. */
export const isInsider = (context: Context, { speakers }: Workshop): boolean => isOrganiser(context) || speakers.some(({ person }) => person?.id === context.who.id)

/** Buttons as blocks, without those left out. */
export const offering = (...all: (Button | undefined | false)[]): Block[] => [buttons(...all)].flatMap((block) => block ?? [])

export const listButton: Button = { label: m.all, call: { action: 'workshop list', input: {} } }
export const createButton: Button = { label: m.other, call: { action: 'workshop create', input: {} } }
export const showButton = ({ id }: { id: number }): Button => ({ label: m.details, call: { action: 'workshop show', input: { number: id } } })
export const datesButton = ({ id }: { id: number }): Button => ({ label: m.allDates, call: { action: 'workshop dates', input: { number: id } } })
export const editButton = ({ id }: { id: number }): Button => ({ label: m.edit, call: { action: 'workshop edit', input: { number: id } } })
export const duplicateButton = ({ id }: { id: number }): Button => ({ label: m.duplicate, call: { action: 'workshop duplicate', input: { number: id } } })
/** For organisers, once attendance can be taken. */
export const attendanceButton = (context: Context, { id: number }: { id: number }, date: WorkshopDate): Button | false =>
  isOrganiser(context) && date.status === 'planned' && attendanceFrom(date.startsAt) <= context.now && { label: m.attendance, call: { action: 'workshop attendance', input: { number, date: date.id } } }
export const joinButton = (workshopId: number, { id }: { id: number }, label: Message = m.join): Button =>
  ({ label, call: { action: 'workshop join', input: { number: workshopId, date: id } }, style: 'primary' })
export const leaveButton = (workshopId: number, { id }: { id: number }): Button =>
  ({ label: m.leave, call: { action: 'workshop leave', input: { number: workshopId, date: id } }, confirm: m.leaveConfirm })

/** @throws Refusal when there is none, or only a draft and she does not organise */
export async function found(context: Context, number: number): Promise<Workshop> {
  const workshop = await findWorkshop(context, number)
  if (workshop && (workshop.status !== 'draft' || isOrganiser(context))) return workshop
  throw new Refusal(m.noSuch({ number: String(number) }), offering(listButton))
}

/** @throws Refusal which says what it is instead of published, and what can be done */
export function requirePublished({ status, title, id }: Workshop): void {
  if (status === 'draft') throw new Refusal(m.notPublished, offering({ label: m.resume, call: { action: 'workshops.preview', input: { number: id } } }))
  if (status === 'cancelled') throw new Refusal(m.wasCancelled({ title }), offering(listButton))
}

/** The date that is meant: the one named, or the only one; undefined when there are several to choose from. @throws Refusal when there is none */
export async function dateMeant(context: Context, workshop: Workshop, id: number | undefined): Promise<WorkshopDate | undefined> {
  if (id !== undefined) {
    const date = await findDate(context, workshop.id, id)
    if (!date) throw new Refusal(m.noSuch({ number: String(workshop.id) }), offering(showButton(workshop)))
    return date
  }
  const dates = await comingDates(context, workshop.id, 2)
  if (dates.length > 1) return undefined
  const only = dates[0] ?? (await lastDate(context, workshop.id))
  if (!only) throw new Refusal(m.isOver({ title: workshop.title }), offering(listButton))
  return only
}

/** @throws Refusal when nobody can join this date any more */
export function requireJoinable({ now }: Context, { title, closesHours }: Workshop, date: WorkshopDate): void {
  const phase = phaseOf(date, closesHours, now)
  if (phase === 'open') return
  const why = { cancelled: m.wasCancelled, past: m.isOver, running: m.hasBegun, closed: m.isClosed }[phase]
  throw new Refusal(why({ title }), offering(listButton))
}

/** All who want a seat of the same workshop write the same row: one after the other. */
export const turnOf = ({ number }: RawInput): string => `workshop ${typeof number === 'object' ? '' : String(number).replace('#', '')}`

export const whenOf = ({ startsAt }: { startsAt: Date }) => moment(startsAt)
export const nameOf = ({ id, name }: { id: number; name: string }, mention = false) => ({ personId: id, name, mention })
