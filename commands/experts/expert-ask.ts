import { Invalid, Refusal, action, ask, buttons, fold, member, quote, text, view, type Block, type Context, type View } from '../kit.ts'
import { toDraft, toFind, toQuestions, toRoute } from './calls.ts'
import { choose } from './choices.ts'
import { longestNeed } from './finding.ts'
import { similarAnswers, wasItThis } from './kept-answers.ts'
import { m } from './messages.ts'
import { askerCard } from './question-card.ts'
import { countAsked, createQuestion, findQuestion, openTwin } from './question-store.ts'
import { put, route } from './routing.ts'
import { daysAfter } from './rules.ts'
import { publishedProfiles, type Profile } from './store.ts'
import { suggestPeople } from './suggesting.ts'
import { tellAskerChanged } from './telling.ts'

const longestQuestion = 2000

/** More questions than this in a day are not a person's own. */
const mostADay = 20

interface Asked {
  question: string
  expert?: number
  anonymous: boolean
}

/** The expert, if the person who acts may ask her. @throws Refusal, with others to ask */
async function askable(context: Context, expertId: number, question?: string): Promise<Profile> {
  const { who } = context
  const instead: Block[] = question
    ? [quote(question), { kind: 'buttons', buttons: [toRoute({ question }), toDraft(question, m.editQuestion)] }]
    : [{ kind: 'buttons', buttons: [toFind()] }]
  if (expertId === who.id) throw new Refusal(m.notYourself, instead)
  const [expert] = await publishedProfiles(context, [expertId])
  if (!expert) throw new Refusal(m.notAskable, instead)
  if (expert.weeklyLimit > 0) return expert
  throw new Refusal(m.takesNone({ expert: { personId: expertId, name: expert.name } }), instead)
}

/** @throws Refusal, with the question, when she has asked as many as a day takes */
async function assertModest({ db, who, now }: Context, question: string): Promise<void> {
  if ((await countAsked(db, who.id, daysAfter(now, -1))) >= mostADay) throw new Refusal(m.tooManyQuestions({ most: mostADay }), [quote(question)])
}

async function send(context: Context, { question: words, expert, anonymous }: Asked): Promise<View> {
  const { db, who } = context
  const question = await createQuestion(context, { askerId: who.id, text: words, anonymous })
  if (expert === undefined) await route(context, question)
  else await put(context, question.id, expert, 'chosen')
  const asked = (await findQuestion(db, question.id)) ?? question
  await tellAskerChanged(context, asked)
  if (asked.status === 'organisers') return view({ title: m.nobodyToAsk }, quote(words), text(m.askerOrganisers), buttons(toDraft(words, m.editQuestion), toQuestions()))
  return view({ title: m.sentTitle, tone: 'good' }, text(expert === undefined ? m.routedHint : m.sentHint), anonymous && text(m.askedAnonymously), buttons(toQuestions()))
}

/** `/expert ask <question> [expert]`: shows what was answered before, else sends the question to whoever knows best, or to the expert who is chosen. */
export const askExpert = action({
  name: 'expert ask',
  french: 'expert demander',
  title: m.askTitle,
  description: m.askDescription,
  can: member,
  input: {
    question: ask.text({ label: m.question, hint: m.questionHint, min: 10, max: longestQuestion, lines: 'many' }),
    expert: ask.record({ label: m.expert, hint: m.expertHint, names: 'person', optional: true, suggest: suggestPeople }),
    anonymous: ask.yesno({ label: m.anonymous, hint: m.anonymousHint, optional: true }),
    draft: ask.text({ label: m.draft, max: longestQuestion, lines: 'many', optional: true, hidden: true }),
    fresh: ask.yesno({ label: m.noneOfThese, optional: true, hidden: true }),
    need: ask.text({ label: m.need, max: longestNeed, optional: true, hidden: true }),
  },
  async fill(context, { expert, draft }) {
    if (expert !== undefined) await askable(context, expert, draft)
    return { question: draft }
  },
  async run(context, { question, expert, anonymous = false, fresh = false, need }) {
    if (fold(question).length === 0) throw new Invalid({ question: m.questionInWords })
    const twin = await openTwin(context.db, context.who.id, question)
    if (twin) return view({ title: m.alreadyAsked }, ...askerCard(twin).blocks)
    if (expert !== undefined) await askable(context, expert, question)
    await assertModest(context, question)
    const known = expert === undefined && !fresh ? await similarAnswers(context, question) : []
    // what is asked anonymously leaves no trace of who looked for it
    if (expert !== undefined && need && !anonymous) await choose(context, { need, expertId: expert, asked: true })
    return known.length ? wasItThis(known, { question, anonymous }) : send(context, { question, expert, anonymous })
  },
})
