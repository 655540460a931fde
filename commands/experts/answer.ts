import { action, ask, buttons, member, text, view } from '../kit.ts'
import { toKeepAsked, toQuestions } from './calls.ts'
import { assertAnswerable } from './closed.ts'
import { m } from './messages.ts'
import { answerable, askedQuestion, changeQuestion, findQuestion } from './question-store.ts'
import { changeRequest } from './request-store.ts'
import { closeRequests } from './routing.ts'
import { tellClosed } from './telling.ts'

/** An expert answers, even when the question went on to others meanwhile: the asker is told, in private, and whoever else was asked too. */
export const answerQuestion = action({
  name: 'experts.answer',
  title: m.answerTitle,
  description: m.answerDescription,
  can: member,
  input: {
    request: ask.record({ label: m.question, hidden: true }),
    answer: ask.text({ label: m.answerField, max: 2000, lines: 'many' }),
  },
  async fill(context, { request: id }) {
    if (id === undefined) return {}
    const { question, request } = await askedQuestion(context, id)
    assertAnswerable(question, request)
    return {}
  },
  async run(context, { request: id, answer }) {
    const { db, now } = context
    const { question, request } = await askedQuestion(context, id)
    assertAnswerable(question, request, answer)
    await changeRequest(db, id, ['asked', 'passed'], { status: 'answered', answer, closedAt: now, talking: false })
    await changeQuestion(db, question.id, answerable, { status: 'answered', closedAt: now })
    const answered = await findQuestion(db, question.id)
    if (answered) {
      await closeRequests(context, answered)
      await tellClosed(context, (await findQuestion(db, question.id)) ?? answered)
    }
    return view({ title: m.answered, tone: 'good' }, text(m.answeredHint), text(m.keepHint), buttons(toKeepAsked(id), toQuestions()))
  },
})
