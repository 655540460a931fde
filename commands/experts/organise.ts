import { Invalid, Refusal, action, ask, buttons, organiser, text, view, type Context } from '../kit.ts'
import { toQuestions } from './calls.ts'
import { m } from './messages.ts'
import { cardFor } from './question-card.ts'
import { changeQuestion, findQuestion, noSuchQuestion, type Question } from './question-store.ts'
import { createRequest, changeRequest } from './request-store.ts'
import { put, route } from './routing.ts'
import { publishedProfiles } from './store.ts'
import { suggestPeople } from './suggesting.ts'
import { tellClosed } from './telling.ts'

const question = ask.record({ label: m.question, hidden: true })

/** A question that the organisers look after. @throws Refusal when they no longer do */
async function lookedAfter({ db, community }: Context, id: number): Promise<Question> {
  const found = await findQuestion(db, id)
  const here = await db.question.count({ where: { id, communityId: community.id } })
  if (!found || here === 0) throw noSuchQuestion()
  if (found.status !== 'organisers') throw new Refusal(m.organisersOpen)
  return found
}

/** An organiser answers herself a question that nobody was left for. */
export const takeOn = action({
  name: 'experts.take',
  title: m.takeOn,
  description: m.takeOnDescription,
  can: organiser,
  input: { question },
  async run(context, { question: id }) {
    const { db, who, now } = context
    const found = await lookedAfter(context, id)
    if (found.asker?.id === who.id) throw new Refusal(m.notYourself)
    const known = found.requests.find(({ expert }) => expert.id === who.id)
    if (known) await changeRequest(db, known.id, ['waiting', 'passed', 'closed'], { status: 'passed', askedAt: known.askedAt ?? now })
    else {
      const created = await createRequest(db, { questionId: id, expertId: who.id, source: 'named', createdAt: now, passAt: now })
      await changeRequest(db, created.id, ['waiting'], { status: 'passed', askedAt: now })
    }
    return cardFor(who.id, (await findQuestion(db, id)) ?? found)
  },
})

/** An organiser names an expert, who is asked. */
export const nameExpert = action({
  name: 'experts.name',
  title: m.nameSomebody,
  description: m.nameDescription,
  can: organiser,
  input: { question, expert: ask.record({ label: m.expert, hint: m.colleagueHint, names: 'person', suggest: suggestPeople }) },
  async run(context, { question: id, expert }) {
    const found = await lookedAfter(context, id)
    const [profile] = await publishedProfiles(context, [expert])
    if (!profile || profile.weeklyLimit === 0) throw new Invalid({ expert: m.colleagueUnknown })
    const open = await changeQuestion(context.db, id, ['organisers'], { status: 'open', closedAt: null })
    // In silence where she asks herself, or was asked before: an error would say so.
    if (open && expert !== found.asker?.id && !found.requests.some((request) => request.expert.id === expert)) await put(context, id, expert, 'named')
    else if (open) await route(context, open)
    const now = await findQuestion(context.db, id)
    if (now) await tellClosed(context, now)
    return view({ title: m.namedTitle, tone: 'good' }, text(m.namedHint), buttons(toQuestions()))
  },
})

