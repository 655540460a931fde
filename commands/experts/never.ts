import { action, ask, buttons, member, text, view } from '../kit.ts'
import { toQuestions } from './calls.ts'
import { assertTurn } from './closed.ts'
import { m } from './messages.ts'
import { askedQuestion } from './question-store.ts'
import { decline } from './routing.ts'
import { searchedWords } from './rules.ts'

/** *Never about this*: the question goes on, and nothing that is asked in these words comes to her again. */
export const neverAbout = action({
  name: 'experts.never',
  title: m.neverTitle,
  description: m.neverDescription,
  can: member,
  input: { request: ask.record({ label: m.question, hidden: true }) },
  async run(context, { request: id }) {
    const { db, who, now } = context
    const { question, request } = await askedQuestion(context, id)
    assertTurn(question, request)
    const words = searchedWords(question.text)
    await db.avoided.create({ data: { personId: who.id, words, createdAt: now } })
    await decline(context, request)
    return view({ title: m.neverDone, tone: 'good' }, text(m.neverHint({ words: words.join(', ') })), buttons({ label: m.askAgain, call: { action: 'experts.allow', input: {} } }, toQuestions()))
  },
})

/** Every subject may come to her again. */
export const allowAll = action({
  name: 'experts.allow',
  title: m.askAgain,
  description: m.askAgainDescription,
  can: member,
  input: {},
  async run({ db, who }) {
    await db.avoided.deleteMany({ where: { personId: who.id } })
    return view({ title: m.askAgainDone, tone: 'good' }, text(m.resumedHint), buttons(toQuestions()))
  },
})
