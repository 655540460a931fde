import { action, ask, buttons, list, member, text, view } from '../kit.ts'
import { toAnswers, toEdit, toFind, toQuestions } from './calls.ts'
import { m } from './messages.ts'
import { askerCard, expertCard, questionItem } from './question-card.ts'
import { askedQuestion, ownQuestion, questionsOf } from './question-store.ts'

const pageSize = 5

/** `/expert questions`: what a person asked and was asked, open questions first. */
export const listQuestions = action({
  name: 'expert questions',
  title: m.questionsTitle,
  description: m.questionsDescription,
  can: member,
  reads: true,
  input: { skip: ask.number({ label: m.more, min: 0, max: 1_000_000, whole: true, optional: true, hidden: true }) },
  async run({ db, who }, { skip = 0 }) {
    const found = await questionsOf(db, who.id, skip, pageSize + 1)
    if (found.length === 0 && skip > 0) return view({ title: m.noMoreQuestions }, buttons(toQuestions()))
    if (found.length === 0) return view({ title: m.noQuestions }, text(m.noQuestionsHint), buttons(toFind(), toEdit(m.editTitle), toAnswers()))
    return view(
      { title: m.questionsTitle },
      list(found.slice(0, pageSize).map((question) => questionItem(who.id, question))),
      buttons(found.length > pageSize && toQuestions(skip + pageSize)),
    )
  },
})

/** One question of hers as it now stands. */
export const showQuestion = action({
  name: 'experts.question',
  title: m.questionTitle,
  description: m.questionDescription,
  can: member,
  reads: true,
  input: { question: ask.record({ label: m.question, hidden: true }) },
  run: async (context, { question }) => askerCard(await ownQuestion(context, question)),
})

/** One question that she was asked as it now stands. */
export const showRequest = action({
  name: 'experts.request',
  title: m.questionTitle,
  description: m.questionDescription,
  can: member,
  reads: true,
  input: { request: ask.record({ label: m.question, hidden: true }) },
  async run(context, { request: id }) {
    const { question, request } = await askedQuestion(context, id)
    return expertCard(question, request)
  },
})
