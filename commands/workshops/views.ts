import { shortenText } from '../../bot/shorten.ts'
import { whenWords } from '../../bot/when/say.ts'
import { buttons, facts, list, moment, quote, text, view, type Block, type Button, type Context, type Fact, type Item, type Message, type Text, type View, type Work } from '../kit.ts'
import { datesShown, joinButton, leaveButton, nameOf, offering, showButton, whenOf } from './access.ts'
import { languageName, levels } from './fields.ts'
import { m } from './messages.ts'
import { closesAt, offersEndAt, phaseOf, slotsOf, spanOf } from './rules.ts'
import { comingDates, countWaiting, describeFiles, filesOf, positionOf, type Registration, type Workshop, type WorkshopDate } from './store.ts'

/** How much of a description stands on a card, in characters. */
export const excerpt = 280

/** How long it lasts, in words. */
export function durationOf(minutes: number): Message {
  const hours = Math.floor(minutes / 60)
  if (minutes % 1440 === 0) return m.days({ days: minutes / 1440 })
  if (hours === 0) return m.justMinutes({ minutes })
  return minutes % 60 === 0 ? m.hours({ hours }) : m.hoursAndMinutes({ hours, minutes: minutes % 60 })
}

/** Who speaks, each by her name. */
export function speakersOf({ speakers }: Workshop): Message | undefined {
  const names = speakers.map(({ person, name }) => (person ? m.byName({ who: nameOf(person) }) : m.byName({ who: name })))
  return names.length ? names.reduce((one, other) => m.two({ one, two: other })) : undefined
}

const levelOf = ({ level }: Workshop): Message => levels[level as keyof typeof levels] ?? m.everyone

/** How many seats are left, or how many wait for one. */
export async function seatsOf(work: Work, { closesHours }: Workshop, date: WorkshopDate): Promise<Message> {
  const left = date.seats - date.taken
  const waiting = await countWaiting(work, date.id)
  if (left <= 0) return waiting ? m.fullWaiting({ waiting }) : m.full
  const isLate = waiting > 0 && offersEndAt(date.startsAt, closesHours) <= work.now
  return isLate ? m.firstCome({ left }) : m.seatsLeft({ left, seats: date.seats })
}

/** What it is; how long it lasts may differ from one date to another. */
export const aboutIt = (workshop: Workshop, { minutes }: { minutes: number } = workshop): [Message, Text | undefined][] => [
  [m.duration, durationOf(minutes)], [m.speakers, speakersOf(workshop)], [m.level, levelOf(workshop)], [m.language, languageName(workshop.language)],
]

const closing = ({ closesHours }: Workshop, { startsAt }: WorkshopDate): [Message, Text] | false =>
  closesHours > 0 && [m.closes, m.whenIs({ when: moment(closesAt(startsAt, closesHours)) })]

/** That it is cancelled, and why if somebody said so. */
export const whyCancelled = ({ reason }: { reason: string }): Message => (reason ? m.stateCancelledWhy({ reason }) : m.stateCancelled)

/** What everybody sees in the channel, in its present state. */
export async function card(work: Work, workshop: Workshop): Promise<View> {
  const { id, title, status, description } = workshop
  if (status === 'cancelled') return view({ title, tone: 'past' }, text(whyCancelled(workshop)))
  const dates = await comingDates(work, id, datesShown)
  const [next] = dates
  if (!next) return view({ title, tone: 'past' }, facts(...aboutIt(workshop)), text(m.pastCard))
  const words = quote(shortenText(description, excerpt))
  if (dates.length > 1)
    return view({ title }, facts(...aboutIt(workshop)), words, text(m.nextDates), list(await dateItems(work, workshop, dates)), buttons(showButton(workshop)))
  const seats = await seatsOf(work, workshop, next)
  const about = facts([m.when, m.whenIs({ when: whenOf(next) })], ...aboutIt(workshop, next), [m.seats, seats], closing(workshop, next))
  return view({ title }, about, words, buttons(...joining(work, workshop, next), showButton(workshop)))
}

/** The button to join a date, as long as one can. */
export function joining({ now }: Work, { id, closesHours }: Workshop, date: WorkshopDate): Button[] {
  if (phaseOf(date, closesHours, now) !== 'open') return []
  return [joinButton(id, date, date.taken < date.seats ? m.join : m.joinWaiting)]
}

/** The button to leave a date, until it begins. */
const leaving = ({ now }: Work, { id, closesHours }: Workshop, date: WorkshopDate): Button[] =>
  ['open', 'closed'].includes(phaseOf(date, closesHours, now)) ? [leaveButton(id, date)] : []

/** How long a date lasts, where that is set for it alone. */
export const ownDuration = (workshop: Workshop, { minutes }: WorkshopDate): Fact[] =>
  minutes === workshop.minutes ? [] : [{ label: m.duration, value: durationOf(minutes) }]

/** The dates of a series, each with its seats. */
async function dateItems(work: Work, workshop: Workshop, dates: WorkshopDate[]): Promise<Item[]> {
  const items: Item[] = []
  // One after the other: inside a transaction, queries share one connection.
  for (const date of dates) items.push({ title: m.whenIs({ when: whenOf(date) }), text: await seatsOf(work, workshop, date), facts: ownDuration(workshop, date), buttons: joining(work, workshop, date) })
  return items
}

/** The dates to choose from, each with what can be done. */
export const choice = async (work: Work, workshop: Workshop): Promise<Block> =>
  list(await dateItems(work, workshop, await comingDates(work, workshop.id, datesShown)))

/** What this person has to do with a date, in words. */
export async function herState(work: Work, registration: Registration | null | undefined): Promise<Message | undefined> {
  if (!registration) return undefined
  switch (registration.status) {
    case 'registered':
      return m.youRegistered
    case 'waiting':
      return m.youWaiting({ position: await positionOf(work, registration) })
    case 'offered':
      return registration.offeredUntil ? m.youOffered({ until: moment(registration.offeredUntil) }) : undefined
    default:
      return undefined
  }
}

/** One row of a list: a date, with this person's own state. */
export async function row(context: Context, workshop: Workshop, date: WorkshopDate, registration: Registration | undefined): Promise<Item> {
  const mine = await herState(context, registration)
  const phase = phaseOf(date, workshop.closesHours, context.now)
  const isIn = registration !== undefined && registration.status !== 'left'
  return {
    title: m.numbered({ number: String(workshop.id), title: workshop.title }),
    text: m.whenIs({ when: whenOf(date) }),
    facts: [
      { label: m.seats, value: phase === 'running' ? m.stateRunning : await seatsOf(context, workshop, date) },
      ...(mine ? [{ label: m.you, value: mine }] : []),
    ],
    buttons: [...(isIn ? [] : joining(context, workshop, date)), showButton(workshop)],
  }
}

/** The place and the materials: for those who are registered, and for those who prepare it. */
export async function inside(work: Work, workshop: Workshop): Promise<Block[]> {
  const files = await describeFiles(work, filesOf(workshop))
  const blocks: (Block | undefined)[] = [
    facts([m.place, workshop.place], [m.materials, workshop.link]),
    files.length ? { kind: 'files', files: files.map(({ id, name, size }) => ({ fileId: id, name, size })) } : undefined,
  ]
  return blocks.flatMap((block) => block ?? [])
}

/** The draft as it will look, with what can be done now. */
export async function preview(context: Context, workshop: Workshop): Promise<View> {
  const { id, title, description, starts, rule, timeZone, seats } = workshop
  const { startsAt } = spanOf(workshop)
  const about = facts(
    [m.when, whenWords({ start: starts, timeZone, rule, dates: slotsOf({ start: starts, rule }) })],
    timeZone !== context.who.timeZone && [m.forYou, m.whenIs({ when: moment(startsAt) })],
    ...aboutIt(workshop), [m.seats, m.seatsAll({ seats })],
    workshop.closesHours > 0 && [m.closes, m.whenIs({ when: moment(closesAt(startsAt, workshop.closesHours)) })],
  )
  const internal = (label: Message, action: string, style?: 'primary' | 'danger'): Button => ({ label, call: { action: `workshops.${action}`, input: { number: id } }, style })
  return view({ title: m.previewTitle({ title }) }, text(m.preview), about, quote(description), ...(await inside(context, workshop)), buttons(
    internal(m.publish, 'publish', 'primary'), { label: m.edit, call: { action: 'workshop edit', input: { number: id } } },
    { ...internal(m.discard, 'discard', 'danger'), confirm: m.discardConfirm },
  ))
}

/** Everything about it, for this person. */
export async function shown(context: Context, workshop: Workshop, about: { date?: WorkshopDate; registration: Registration | null; insider: boolean }): Promise<Block[]> {
  const { date, registration, insider } = about
  const isIn = registration?.status === 'registered'
  const mine = date && (await herState(context, registration))
  const seats = date && phaseOf(date, workshop.closesHours, context.now) === 'open' ? await seatsOf(context, workshop, date) : undefined
  const known = facts([m.when, date && m.whenIs({ when: whenOf(date) })], ...aboutIt(workshop, date), [m.seats, seats], date !== undefined && closing(workshop, date), [m.you, mine],
    !isIn && !insider && [m.place, m.shownWhenRegistered])
  const doing = date ? [registration && registration.status !== 'left' ? leaving(context, workshop, date) : joining(context, workshop, date)].flat() : []
  const blocks = [known, quote(workshop.description), ...(isIn || insider ? await inside(context, workshop) : []), ...offering(...doing)]
  return blocks.flatMap((block) => block ?? [])
}

/** Something was done: the title says what, the buttons what next. */
export const done = (title: Text, said: Message, blocks: (Block | undefined)[], ...next: (Button | undefined | false)[]): View =>
  view({ title, tone: 'good' }, text(said), ...blocks, buttons(...next))
