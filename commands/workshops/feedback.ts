import { action, ask, buttons, job, member, Refusal, text, view, type Button, type Context, type View, type Work } from '../kit.ts'
import { found, listButton, offering, showButton, turnOf } from './access.ts'
import { m } from './messages.ts'
import { feedbackAskedAt, feedbackEndsAt } from './rules.ts'
import { countAttended, findDate, peopleToAsk, registrationOf, type Registration, type Workshop, type WorkshopDate } from './store.ts'
import { aboutDate, aboutPerson, askedAtOnce, audibleFor, standingDate } from './timed.ts'

const marks = [1, 2, 3, 4, 5]

const keyOf = (dateId: number, personId: number): string => `workshop-date:${dateId}:feedback:${personId}`

/** Plans that those who came are asked how it was. */
export const planFeedback = (work: Work, { id, endsAt }: WorkshopDate): Promise<void> =>
  work.later(askFeedback, { date: id, at: endsAt.toISOString(), after: 0 }, { at: feedbackAskedAt(endsAt), key: `workshop-date:${id}:feedback` })

/** Asks those who had a seat; where attendance was taken, those who came. Who sleeps then is asked in the morning. */
export const askFeedback = job({
  name: 'workshops.feedback',
  input: aboutDate,
  async run(work, { date: id, at, after }) {
    const found = await standingDate(work, id, 'endsAt', at)
    if (!found || feedbackEndsAt(found.date.endsAt) <= work.now) return
    const people = await peopleToAsk(work, id, { came: (await countAttended(work, id)) > 0, after, take: askedAtOnce })
    for (const { personId, person } of people) {
      const told = audibleFor(work, person)
      if (told > work.now) await work.later(askHerFeedback, { date: id, at, person: personId }, { at: told, key: `${keyOf(id, personId)}:ask` })
      else await askNow(work, found.workshop, id, personId)
    }
    const last = people.at(-1)
    if (last && people.length === askedAtOnce) await work.later(askFeedback, { date: id, at, after: last.personId }, { at: work.now, key: `workshop-date:${id}:feedback:after:${last.personId}` })
  },
})

/** Asks one person, in the morning. */
export const askHerFeedback = job({
  name: 'workshops.feedback-one',
  input: aboutPerson,
  async run(work, { date: id, at, person }) {
    const found = await standingDate(work, id, 'endsAt', at)
    const registration = await registrationOf(work, id, person)
    if (!found || registration?.status !== 'registered' || registration.mark !== null) return
    if ((await countAttended(work, id)) > 0 ? registration.attended : registration.attended !== false) await askNow(work, found.workshop, id, person)
  },
})

const askNow = (work: Work, workshop: Workshop, date: number, person: number): Promise<void> =>
  work.tell({ person }, view({ title: m.feedbackTitle({ title: workshop.title }) }, text(m.feedbackAsked), buttons(...markButtons(workshop.id, date))), { key: keyOf(date, person) })

const markButtons = (number: number, date: number): Button[] =>
  marks.map((mark) => ({ label: m.markIs({ mark }), call: { action: 'workshops.rate', input: { number, date, mark } } }))

const which = { number: ask.record({ label: m.number, hidden: true }), date: ask.record({ label: m.date, hidden: true }) }

/** @throws Refusal unless she had a seat, was not noted as absent, and it is over, but not for long */
async function toAnswer(context: Context, number: number, dateId: number): Promise<{ workshop: Workshop; registration: Registration }> {
  const workshop = await found(context, number)
  const [date, registration] = [await findDate(context, number, dateId), await registrationOf(context, dateId, context.who.id)]
  const { title } = workshop
  if (!date || registration?.status !== 'registered' || registration.attended === false) throw new Refusal(m.feedbackNotHers({ title }), offering(listButton))
  if (date.status !== 'planned' || date.endsAt > context.now) throw new Refusal(m.feedbackEarly({ title }), offering(showButton(workshop)))
  if (feedbackEndsAt(date.endsAt) <= context.now) throw new Refusal(m.feedbackLate({ title }), offering(listButton))
  return { workshop, registration }
}

/** What she said, and what she can still say. */
const said = (workshop: Workshop, { dateId, mark, words }: Pick<Registration, 'dateId' | 'words' | 'mark'>): View =>
  view({ title: workshop.title, tone: 'good' }, text(mark === null ? m.feedbackThanks : m.rated({ mark })), text(words ? m.feedbackThanks : m.wordsAsked),
    buttons({ label: words ? m.changeWords : m.writeWords, call: { action: 'workshops.words', input: { number: workshop.id, date: dateId } } }, ...(words ? [showButton(workshop)] : markButtons(workshop.id, dateId))))

/** The question shows what was answered. */
async function settle(context: Context, workshop: Workshop, registration: Pick<Registration, 'dateId' | 'words' | 'mark'>): Promise<View> {
  const key = keyOf(registration.dateId, context.who.id)
  const shown = said(workshop, registration)
  if (await context.db.posting.count({ where: { key } })) await context.tell({ person: context.who.id }, shown, { key })
  return shown
}

/** How useful it was, from 1 to 5; the last answer counts. */
export const rate = action({
  name: 'workshops.rate',
  title: m.feedbackShort,
  description: m.feedbackAsked,
  can: member,
  turn: turnOf,
  input: { ...which, mark: ask.number({ label: m.mark, min: 1, max: 5, whole: true, hidden: true }) },
  async run(context, { number, date, mark }) {
    const { workshop, registration } = await toAnswer(context, number, date)
    await context.db.registration.update({ where: { id: registration.id }, data: { mark } })
    return settle(context, workshop, { ...registration, mark })
  },
})

/** What to change, in her words. */
export const writeWords = action({
  name: 'workshops.words',
  title: m.writeWords,
  description: m.wordsAbout,
  can: member,
  asks: 'always',
  turn: turnOf,
  input: { ...which, words: ask.text({ label: m.wordsLabel, max: 1000, lines: 'many' }) },
  async fill(context, { number, date }) {
    const { registration } = await toAnswer(context, number ?? 0, date ?? 0)
    return { words: registration.words }
  },
  async run(context, { number, date, words }) {
    const { workshop, registration } = await toAnswer(context, number, date)
    await context.db.registration.update({ where: { id: registration.id }, data: { words } })
    return settle(context, workshop, { ...registration, words })
  },
})
