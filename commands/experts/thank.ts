import { Refusal, action, ask, buttons, member, text, view } from '../kit.ts'
import { keepButtonFor } from './keep-card.ts'
import { toQuestions, toSee } from './calls.ts'
import { m } from './messages.ts'
import { named } from './question-card.ts'
import { changeQuestion, ownQuestion } from './question-store.ts'
import { answeredOf } from './request-store.ts'
import { tellThanks } from './telling.ts'

/** The asker thanks, once; the expert is told. */
export const thankExpert = action({
  name: 'experts.thank',
  title: m.thankTitle,
  description: m.thankDescription,
  can: member,
  input: { question: ask.record({ label: m.question, hidden: true }) },
  async run(context, { question: id }) {
    const question = await ownQuestion(context, id)
    const answered = answeredOf(question)
    if (!answered) throw new Refusal(m.notAnswered, [{ kind: 'buttons', buttons: [toSee(id)] }])
    const expert = named(answered.expert)
    const thanked = await changeQuestion(context.db, id, ['answered'], { status: 'thanked' })
    if (!thanked) throw new Refusal(m.alreadyThanked({ expert }), [{ kind: 'buttons', buttons: [toSee(id)] }])
    await tellThanks(context, thanked)
    return view({ title: m.thanked, tone: 'good' }, text(m.thankedHint({ expert })), text(m.keepHint), buttons(keepButtonFor(thanked, 'asker'), toQuestions()))
  },
})
