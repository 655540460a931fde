import { action, ask, buttons, member, moment, text, view, type Block } from '../kit.ts'
import { toQuestions } from './calls.ts'
import { assertTurn } from './closed.ts'
import { m } from './messages.ts'
import { askedQuestion } from './question-store.ts'
import { decline } from './routing.ts'
import { daysAfter } from './rules.ts'
import { setPause } from './store.ts'

const lengths = [7, 1, 14, 30]
const [usual = 7] = lengths

const others = (request: number, chosen: number): Block => ({
  kind: 'select',
  label: m.otherPause,
  options: lengths.filter((days) => days !== chosen).map((days) => ({ label: m.forDays({ days }), call: { action: 'experts.pause', input: { request, days: String(days) } } })),
})

/** *Not now*: the question goes on, and she is asked nothing for a week, or as long as she chooses. Nobody else sees that she pauses. */
export const pauseExpert = action({
  name: 'experts.pause',
  title: m.pauseTitle,
  description: m.pauseDescription,
  can: member,
  input: {
    request: ask.record({ label: m.question, hidden: true }),
    days: ask.choice({ label: m.otherPause, options: lengths.map((days) => ({ value: String(days), label: m.forDays({ days }) })), optional: true, hidden: true }),
  },
  async run(context, { request: id, days }) {
    const { question, request } = await askedQuestion(context, id)
    if (!request.declinedAt) {
      assertTurn(question, request)
      await decline(context, request)
    }
    const length = Number(days ?? usual)
    const until = daysAfter(context.now, length)
    await setPause(context.db, context.who.id, until)
    return view({ title: m.pausedTitle, tone: 'good' }, text(m.pausedHint({ when: moment(until) })), others(id, length), buttons({ label: m.endPause, call: { action: 'experts.resume', input: {} } }, toQuestions()))
  },
})

/** The pause is over before its time. */
export const resumeExpert = action({
  name: 'experts.resume',
  title: m.endPause,
  description: m.endPauseDescription,
  can: member,
  input: {},
  async run({ db, who }) {
    await setPause(db, who.id, null)
    return view({ title: m.resumedTitle, tone: 'good' }, text(m.resumedHint), buttons(toQuestions()))
  },
})
