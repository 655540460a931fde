import { Refusal, action, ask, buttons, facts, list, member, moment, quote, text, view, type Context, type Item, type View } from '../kit.ts'
import { shortenText } from '../../bot/shorten.ts'
import { toAnswers, toAsk, toFind, toKeptAnswer, toQuestions, toRoute } from './calls.ts'
import { answersLike, keptAnswer, keptAnswers } from './kept-store.ts'
import { m } from './messages.ts'
import { named } from './question-card.ts'
import type { Question } from './question-store.ts'
import { answeredOf } from './request-store.ts'
import { isStale } from './rules.ts'

const pageSize = 5
const mostSimilar = 3
const excerptLength = 200

/** When the answer was last true, as far as its expert said. */
const trueAt = (question: Question): Date => question.confirmedAt ?? answeredOf(question)?.closedAt ?? question.createdAt

function itemOf(question: Question, now: Date): Item {
  const answered = answeredOf(question)
  return {
    title: shortenText(question.text, excerptLength),
    text: shortenText(answered?.answer ?? '', excerptLength),
    facts: [
      { label: m.answeredOn, value: m.on({ when: moment(trueAt(question), 'date') }) },
      ...(isStale(trueAt(question), now) ? [{ label: m.state, value: m.mayBeStale }] : []),
    ],
    buttons: [toKeptAnswer(question.id)],
  }
}

/** What was answered before to questions much like this one. */
export const similarAnswers = async (context: Context, text: string): Promise<Item[]> =>
  (await answersLike(context, text, mostSimilar)).map((question) => itemOf(question, context.now))

/** Shows what was answered before, and lets her ask all the same. */
export const wasItThis = (items: Item[], asked: { question: string; anonymous: boolean }): View =>
  view({ title: m.wasItThis }, quote(asked.question), text(m.wasItThisHint), list(items), buttons(toRoute({ ...asked, fresh: true }, m.noneOfThese)))

/** `/expert answers [need]`: what was answered before and is kept for everybody. */
export const listAnswers = action({
  name: 'expert answers',
  french: 'expert réponses',
  title: m.answersTitle,
  description: m.answersDescription,
  can: member,
  reads: true,
  input: {
    need: ask.text({ label: m.need, hint: m.needHint, max: 200, optional: true }),
    skip: ask.number({ label: m.more, min: 0, max: 1_000_000, whole: true, optional: true, hidden: true }),
  },
  async run(context, { need = '', skip = 0 }) {
    const found = await keptAnswers(context, need, { skip, take: pageSize + 1 })
    if (found.length === 0) return view({ title: m.noAnswers }, text(m.noAnswersHint), buttons(need || skip ? toAnswers() : undefined, toFind(need ? { need } : {})))
    return view(
      { title: need ? m.answersFor({ need }) : m.answersTitle },
      list(found.slice(0, pageSize).map((question) => itemOf(question, context.now))),
      buttons(found.length > pageSize && toAnswers({ need: need || undefined, skip: skip + pageSize }, m.more)),
    )
  },
})

/** A kept answer, whole. Who asked is never said. */
export const showKept = action({
  name: 'experts.kept',
  title: m.keptTitle,
  description: m.answersDescription,
  can: member,
  reads: true,
  input: { question: ask.record({ label: m.question, hidden: true }) },
  async run(context, { question: id }) {
    const question = await keptAnswer(context, id)
    const answered = question && answeredOf(question)
    if (!question || !answered) throw new Refusal(m.noSuchAnswer, [{ kind: 'buttons', buttons: [toAnswers(), toQuestions()] }])
    const { expert, answer } = answered
    const stale = isStale(trueAt(question), context.now)
    return view(
      { title: m.keptTitle },
      quote(question.text),
      text(m.askerAnswered({ expert: named(expert) })),
      quote(answer),
      facts([m.answeredOn, m.on({ when: moment(answered.closedAt ?? question.createdAt, 'date') })], question.confirmedAt !== null && [m.confirmedOn, m.on({ when: moment(question.confirmedAt, 'date') })]),
      stale && text(m.mayBeStaleHint),
      buttons(expert.id !== context.who.id && toAsk(expert.id), toAnswers()),
    )
  },
})
