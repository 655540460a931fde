import { Invalid, action, ask, buttons, member, text, view, type Context } from '../kit.ts'
import { toQuestions } from './calls.ts'
import { assertTurn } from './closed.ts'
import { m } from './messages.ts'
import { askedQuestion, type Question } from './question-store.ts'
import { createRequest } from './request-store.ts'
import { decline } from './routing.ts'
import { publishedProfiles } from './store.ts'
import { suggestPeople } from './suggesting.ts'

/**
 * Puts a colleague next in turn. She who asks, and those who were asked before, are not: in silence, because an error would say who they are.
 */
async function putNext(context: Context, question: Question, colleague: number): Promise<void> {
  const { db, who, now } = context
  if (colleague === who.id) throw new Invalid({ colleague: m.colleagueIsYou })
  const [profile] = await publishedProfiles(context, [colleague])
  if (!profile || profile.weeklyLimit === 0) throw new Invalid({ colleague: m.colleagueUnknown })
  if (colleague === question.asker?.id || question.requests.some(({ expert }) => expert.id === colleague)) return
  await createRequest(db, { questionId: question.id, expertId: colleague, source: 'named', createdAt: now, passAt: now })
}

/** *Not me, but…*: the question goes on, first to the colleague whom she names. Nobody is told that she declined. */
export const declineQuestion = action({
  name: 'experts.decline',
  title: m.declineTitle,
  description: m.declineDescription,
  can: member,
  asks: 'always',
  input: {
    request: ask.record({ label: m.question, hidden: true }),
    colleague: ask.record({ label: m.colleague, hint: m.colleagueHint, names: 'person', optional: true, suggest: suggestPeople }),
  },
  async fill(context, { request: id }) {
    if (id === undefined) return {}
    const { question, request } = await askedQuestion(context, id)
    assertTurn(question, request)
    return {}
  },
  async run(context, { request: id, colleague }) {
    const { question, request } = await askedQuestion(context, id)
    assertTurn(question, request)
    if (colleague !== undefined) await putNext(context, question, colleague)
    await decline(context, request)
    return view({ title: m.declined, tone: 'good' }, text(colleague === undefined ? m.declinedHint : m.declinedNamed), buttons(toQuestions()))
  },
})
