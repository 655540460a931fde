import { Refusal, action, ask, buttons, member, quote, text, view, type Context, type View } from '../kit.ts'
import { toAnswer, toEndTalk, toQuestions, toReply, toTellMore } from './calls.ts'
import { assertTurn } from './closed.ts'
import { m } from './messages.ts'
import { askerNamed, named } from './question-card.ts'
import { askedQuestion, findQuestion, noSuchQuestion, type Question } from './question-store.ts'
import { changeRequest, findRequest, type Request } from './request-store.ts'
import { waitAgain } from './routing.ts'
import { tellChanged } from './telling.ts'

/** More than this is no longer a question, and better said without an assistant in between. */
const mostRemarks = 40

const words = ask.text({ label: m.remark, max: 2000, lines: 'many' })
const request = ask.record({ label: m.question, hidden: true })

/** Who speaks to the asker: only an expert whom she chose has a name, because any other may yet decline. */
const speaker = ({ expert, source }: Request) => (source === 'chosen' ? m.expertAsksMore({ expert: named(expert) }) : m.someoneAsksMore)

const toAskerView = (question: Question, one: Request, said: string): View =>
  view({ title: speaker(one) }, quote(said), text(m.aboutYourQuestion), quote(question.text), buttons(toReply(one.id), toEndTalk(one.id)))

const toExpertView = (question: Question, one: Request, said: string): View =>
  view({ title: askerNamed(question) }, text(m.askerReplies), quote(said), text(m.aboutTheQuestion), quote(question.text), buttons(toAnswer(one.id), toTellMore(one.id), toEndTalk(one.id)))

async function remark(context: Context, question: Question, one: Request, said: string): Promise<void> {
  const { db, who, now } = context
  const fromExpert = one.expert.id === who.id
  const count = await db.remark.count({ where: { requestId: one.id } })
  if (count >= mostRemarks) throw new Refusal(m.talkTooLong, [quote(said)])
  await db.remark.create({ data: { requestId: one.id, authorId: who.id, fromExpert, text: said, createdAt: now } })
  await waitAgain(context, one)
  const changed = await findQuestion(db, question.id)
  if (changed) await tellChanged(context, changed)
  const key = `request:${one.id}:remark:${count + 1}`
  if (!fromExpert) await context.tell({ person: one.expert.id }, toExpertView(question, one, said), { key })
  else if (question.asker) await context.tell({ person: question.asker.id }, toAskerView(question, one, said), { key })
}

/** *Tell me more*: the expert asks back. Nobody but the two reads it, and she has the whole time again. */
export const tellMore = action({
  name: 'experts.more',
  title: m.tellMoreTitle,
  description: m.tellMoreDescription,
  can: member,
  input: { request, words },
  async fill(context, { request: id }) {
    if (id === undefined) return {}
    const asked = await askedQuestion(context, id)
    assertTurn(asked.question, asked.request)
    return {}
  },
  async run(context, { request: id, words: said }) {
    const { question, request: one } = await askedQuestion(context, id)
    assertTurn(question, one, said)
    if (!question.asker) throw new Refusal(m.askerGone, [quote(said)])
    await remark(context, question, one, said)
    return view({ title: m.remarkSent, tone: 'good' }, quote(said), text(m.tellMoreHint), buttons(toAnswer(id), toQuestions()))
  },
})

/** An exchange that the person who acts is in, as the one who asked. @throws Refusal when it is over, with what was written */
async function ownTalk({ db, who }: Context, id: number, said?: string): Promise<{ question: Question; request: Request }> {
  const one = await findRequest(db, id)
  const question = one && (await findQuestion(db, one.questionId))
  if (!one || question?.asker?.id !== who.id || (await db.remark.count({ where: { requestId: id } })) === 0) throw noSuchQuestion()
  if (!one.talking) throw new Refusal(m.talkOver, [...(said ? [text(m.notSent), quote(said)] : []), { kind: 'buttons', buttons: [toQuestions()] }])
  return { question, request: one }
}

/** The asker replies to what the expert wants to know. */
export const replyToExpert = action({
  name: 'experts.reply',
  title: m.replyTitle,
  description: m.replyDescription,
  can: member,
  input: { request, words },
  async fill(context, { request: id }) {
    if (id !== undefined) await ownTalk(context, id)
    return {}
  },
  async run(context, { request: id, words: said }) {
    const { question, request: one } = await ownTalk(context, id, said)
    await remark(context, question, one, said)
    return view({ title: m.remarkSent, tone: 'good' }, quote(said), text(m.replyHint), buttons(toQuestions()))
  },
})

/** One of the two ends the exchange; the question stays what it is. */
export const endTalk = action({
  name: 'experts.enough',
  title: m.enough,
  description: m.enoughDescription,
  can: member,
  input: { request },
  async run(context, { request: id }) {
    const { db, who } = context
    const one = await findRequest(db, id)
    const talk = one?.expert.id === who.id ? await askedQuestion(context, id) : await ownTalk(context, id)
    await changeRequest(db, id, ['asked'], { talking: false })
    const question = (await findQuestion(db, talk.question.id)) ?? talk.question
    await tellChanged(context, question)
    return view({ title: m.talkEnded, tone: 'good' }, text(m.talkEndedHint), buttons(toQuestions()))
  },
})
