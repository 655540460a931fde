import { Refusal, action, ask, buttons, member, text, view } from '../kit.ts'
import { toQuestions, toSee } from './calls.ts'
import { m } from './messages.ts'
import { answerable, changeQuestion, findQuestion, ownQuestion } from './question-store.ts'
import { currentOf } from './request-store.ts'
import { closeRequests, passOn } from './routing.ts'
import { tellClosed } from './telling.ts'

const question = ask.record({ label: m.question, hidden: true })

/** The asker no longer needs an answer: whoever was asked sees it. */
export const withdrawQuestion = action({
  name: 'experts.withdraw',
  title: m.withdraw,
  description: m.withdrawDescription,
  can: member,
  input: { question },
  async run(context, { question: id }) {
    const own = await ownQuestion(context, id)
    const withdrawn = await changeQuestion(context.db, id, answerable, { status: 'withdrawn', closedAt: context.now })
    if (!withdrawn) throw new Refusal(own.status === 'withdrawn' ? m.askerWithdrawn : m.askerIsAnswered, [{ kind: 'buttons', buttons: [toSee(id)] }])
    await closeRequests(context, withdrawn)
    await tellClosed(context, (await findQuestion(context.db, id)) ?? withdrawn)
    return view({ title: m.withdrawnTitle, tone: 'good' }, text(m.withdrawnHint), buttons(toQuestions()))
  },
})

/** The asker does not want to wait longer for the expert whom she chose. */
export const forwardQuestion = action({
  name: 'experts.forward',
  title: m.passOnNow,
  description: m.passOnDescription,
  can: member,
  input: { question },
  async run(context, { question: id }) {
    const current = currentOf(await ownQuestion(context, id))
    if (current?.source !== 'chosen') throw new Refusal(m.isPassedOn, [{ kind: 'buttons', buttons: [toSee(id)] }])
    await passOn(context, current)
    return view({ title: m.passedOnTitle, tone: 'good' }, text(m.routedHint), buttons(toSee(id), toQuestions()))
  },
})
