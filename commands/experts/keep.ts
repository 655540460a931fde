import { z } from 'zod'
import { action, ask, buttons, job, member, quote, text, view, type Context } from '../kit.ts'
import { toAnswers, toConfirm, toQuestions, toUnkeepAsked } from './calls.ts'
import { keptText, type Side } from './keep-card.ts'
import { indexAnswer } from './kept-store.ts'
import { m } from './messages.ts'
import { askedQuestion, findQuestion, noSuchQuestion, ownQuestion, type Question } from './question-store.ts'
import { answeredOf } from './request-store.ts'
import { daysAfter, staleDays } from './rules.ts'
import { tellOutcome } from './telling.ts'

const staleKey = (id: number) => `question:${id}:stale`

/** Asks the expert of a kept answer whether it still holds, a year after it was last true. */
export const askWhetherStale = job({
  name: 'experts.stale',
  input: z.object({ question: z.int() }),
  async run(work, { question: id }) {
    const question = await findQuestion(work.db, id)
    const answered = question && answeredOf(question)
    if (!question?.keptAt || !answered) return
    const shown = view({ title: m.stillTrueTitle }, quote(question.text), quote(answered.answer), text(m.stillTrueHint), buttons(toConfirm(answered.id), toUnkeepAsked(answered.id)))
    // One message a year, each of its own.
    await work.tell({ person: answered.expert.id }, shown, { key: `${staleKey(id)}:${work.now.getTime()}` })
  },
})

interface Named {
  question?: number
  request?: number
}

/** The answered question that somebody decides about, and as which of the two. @throws Refusal when it is neither's */
async function decided(context: Context, { question: id, request: requestId }: Named): Promise<{ question: Question; side: Side }> {
  if (id === undefined && requestId === undefined) throw noSuchQuestion()
  const question = requestId === undefined ? await ownQuestion(context, id ?? 0) : (await askedQuestion(context, requestId)).question
  const answered = answeredOf(question)
  if (!answered || (requestId !== undefined && answered.id !== requestId)) throw noSuchQuestion()
  return { question, side: requestId === undefined ? 'asker' : 'expert' }
}

/** Notes what one of the two decided; question and answer are kept while both agree. */
async function decide(context: Context, named: Named, agrees: boolean): Promise<{ question: Question; side: Side }> {
  const { db, now } = context
  const { question, side } = await decided(context, named)
  const both = agrees && (side === 'asker' ? question.expertAgrees : question.askerAgrees)
  const keptAt = both ? (question.keptAt ?? now) : null
  await db.question.update({ where: { id: question.id }, data: { [side === 'asker' ? 'askerAgrees' : 'expertAgrees']: agrees, keptAt } })
  const changed = (await findQuestion(db, question.id)) ?? question
  await indexAnswer(context, changed)
  if (keptAt) await context.later(askWhetherStale, { question: question.id }, { at: daysAfter(now, staleDays), key: staleKey(question.id) })
  await tellOutcome(context, changed)
  return { question: changed, side }
}

const input = {
  question: ask.record({ label: m.question, hidden: true, optional: true }),
  request: ask.record({ label: m.question, hidden: true, optional: true }),
}

/** One of the two agrees that others may read question and answer. */
export const keepAnswer = action({
  name: 'experts.keep',
  title: m.keep,
  description: m.keepDescription,
  can: member,
  input,
  async run(context, named) {
    const { question, side } = await decide(context, named, true)
    return view({ title: m.noted, tone: 'good' }, keptText(question, side), buttons(question.keptAt !== null && toAnswers(), toQuestions()))
  },
})

/** One of the two no longer agrees: nobody else finds it from now on. */
export const unkeepAnswer = action({
  name: 'experts.unkeep',
  title: m.unkeep,
  description: m.unkeepDescription,
  can: member,
  input,
  async run(context, named) {
    await decide(context, named, false)
    return view({ title: m.noted, tone: 'good' }, text(m.unkept), buttons(toQuestions()))
  },
})

/** The expert says that her kept answer still holds. */
export const confirmAnswer = action({
  name: 'experts.confirm',
  title: m.stillTrue,
  description: m.stillTrueDescription,
  can: member,
  input: { request: ask.record({ label: m.question, hidden: true }) },
  async run(context, named) {
    const { question } = await decided(context, named)
    await context.db.question.update({ where: { id: question.id }, data: { confirmedAt: context.now } })
    await context.later(askWhetherStale, { question: question.id }, { at: daysAfter(context.now, staleDays), key: staleKey(question.id) })
    return view({ title: m.noted, tone: 'good' }, text(m.stillTrueNoted), buttons(toQuestions()))
  },
})
