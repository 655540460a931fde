import { z } from 'zod'
import { quietHoursOf, firstAudible, type QuietHours } from '../../bot/quiet.ts'
import { buttons, facts, job, moment, text, view, type Message, type Work } from '../kit.ts'
import { acceptHoursOf } from './accepting.ts'
import { showButton, whenOf } from './access.ts'
import { announceSoon } from './announce.ts'
import { m } from './messages.ts'
import { answerBy, offersEndAt } from './rules.ts'
import { freeSeat, takeSeat } from './seats.ts'
import { findDate, findWorkshop, nextWaiting, registrationOf, type Registration, type Workshop, type WorkshopDate } from './store.ts'

/** More offers than this are not made in one transaction; the others follow in the next. */
const mostAtOnce = 50

const about = z.object({ number: z.number().int(), date: z.number().int() })
const aboutOffer = about.extend({ person: z.number().int(), until: z.string() })

/** An offer is told and taken back under one key, so that its message says what became of it. */
const keyOf = (dateId: number, personId: number, until: Date): string => `workshop-date:${dateId}:offer:${personId}:${until.toISOString()}`

/** A seat was freed: it is offered to whoever is next, and the cards follow. */
export async function passOn(work: Work, number: number, dateId: number): Promise<void> {
  await offerFree(work, number, dateId)
  await announceSoon(work, number)
}

/**
 * Offers each free seat to the next in the waiting list, in order, and keeps it for her until she has had time to answer; her quiet hours
 * are no such time, and she is told when they are over. Who could not be told before the last hours is passed over and goes on waiting.
 */
async function offerFree(work: Work, number: number, dateId: number): Promise<void> {
  const [workshop, date] = [await findWorkshop(work, number), await findDate(work, number, dateId)]
  if (workshop?.status !== 'published' || date?.status !== 'planned') return
  const end = offersEndAt(date.startsAt, workshop.closesHours)
  let after = 0
  for (let made = 0; made < mostAtOnce; made++) {
    if (end <= work.now || !(await hasFree(work, date))) return
    const next = await nextWaiting(work, dateId, after)
    if (!next) return
    after = next.rank
    const hours = quietHoursOf(next.person, next.person.timeZone ?? work.community.timeZone)
    if (firstAudible(work.now, hours) < end && (await takeSeat(work, date))) await offer(work, workshop, date, next, hours, end)
  }
  await work.later(offerMore, { number, date: dateId }, { at: work.now, key: `workshop-date:${dateId}:offers` })
}

const hasFree = async ({ db }: Work, { id, seats }: WorkshopDate): Promise<boolean> => (await db.workshopDate.count({ where: { id, taken: { lt: seats } } })) > 0

async function offer(work: Work, workshop: Workshop, date: WorkshopDate, { id, personId }: Registration, hours: QuietHours, end: Date): Promise<void> {
  const told = firstAudible(work.now, hours)
  const until = answerBy(told, workshop.acceptHours ?? (await acceptHoursOf(work)), hours, end)
  await work.db.registration.update({ where: { id }, data: { status: 'offered', offeredUntil: until } })
  const input = { number: workshop.id, date: date.id, person: personId, until: until.toISOString() }
  await work.later(tellOffer, input, { at: told, key: `${keyOf(date.id, personId, until)}:tell` })
  await work.later(expireOffer, input, { at: until, key: `${keyOf(date.id, personId, until)}:expire` })
}

/** Goes on offering where there were many seats at once. */
export const offerMore = job({
  name: 'workshops.offers',
  input: about,
  run: (work, { number, date }) => passOn(work, number, date),
})

/** The offer of this job if it still stands. */
async function standing(work: Work, { number, date: dateId, person, until }: z.infer<typeof aboutOffer>) {
  const [workshop, date, registration] = [await findWorkshop(work, number), await findDate(work, number, dateId), await registrationOf(work, dateId, person)]
  const stands = workshop?.status === 'published' && registration?.status === 'offered' && registration.offeredUntil?.toISOString() === until
  return workshop && date && stands ? { workshop, date } : undefined
}

/** Says that a seat is kept for her, and until when. */
export const tellOffer = job({
  name: 'workshops.offer',
  input: aboutOffer,
  async run(work, input) {
    const found = await standing(work, input)
    if (!found) return
    const { workshop, date } = found
    const until = new Date(input.until)
    const call = (action: string) => ({ action, input: { number: workshop.id, date: date.id } })
    const told = view({ title: m.offerTitle({ title: workshop.title }) }, text(m.offer({ until: moment(until) })), facts([m.when, m.whenIs({ when: whenOf(date) })]),
      buttons({ label: m.accept, call: call('workshops.accept'), style: 'primary' }, { label: m.decline, call: call('workshops.decline') }, showButton(workshop)))
    await work.tell({ person: input.person }, told, { key: keyOf(date.id, input.person, until) })
  },
})

/** Passes a seat on that nobody took in time. */
export const expireOffer = job({
  name: 'workshops.expire',
  input: aboutOffer,
  async run(work, input) {
    const found = await standing(work, input)
    const until = new Date(input.until)
    if (!found || until > work.now) return
    await work.db.registration.updateMany({ where: { dateId: input.date, personId: input.person, status: 'offered' }, data: { status: 'left', offeredUntil: null } })
    await freeSeat(work, input.date)
    await settleOffer(work, found.workshop, { dateId: input.date, personId: input.person, offeredUntil: until }, m.offerOver({ title: found.workshop.title }))
    await passOn(work, input.number, input.date)
  },
})

/** The message of an offer says what became of it, and loses its buttons. */
export async function settleOffer(
  work: Work, workshop: Workshop, { dateId, personId, offeredUntil }: Pick<Registration, 'dateId' | 'personId' | 'offeredUntil'>, said: Message,
): Promise<void> {
  const key = offeredUntil && keyOf(dateId, personId, offeredUntil)
  if (key && (await work.db.posting.count({ where: { key } }))) await work.tell({ person: personId }, view({}, text(said), buttons(showButton(workshop))), { key })
}
