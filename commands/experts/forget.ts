import { z } from 'zod'
import { action, ask, buttons, job, member, text, view } from '../kit.ts'
import { toQuestions } from './calls.ts'
import { m } from './messages.ts'
import { ownQuestion } from './question-store.ts'

/** What is told to her about a question: its own messages, and those of the exchange. */
const keysOf = (question: { id: number; requests: { id: number }[] }) => [`question:${question.id}:`, ...question.requests.map(({ id }) => `request:${id}:`)]

/** How long a message may take to be replaced before what is kept of it goes all the same, in minutes. */
const patience = { every: 1, most: 60 }

const forgetJob = job({
  name: 'experts.forgotten',
  input: z.object({ postings: z.array(z.int()), tries: z.int() }),
  async run(work, { postings, tries }) {
    const left = { id: { in: postings } }
    const waiting = await work.db.posting.count({ where: { ...left, status: { in: ['waiting', 'sending'] } } })
    if (waiting === 0 || tries >= patience.most) await work.db.posting.deleteMany({ where: left })
    else await work.later(forgetJob, { postings, tries: tries + 1 }, { at: new Date(work.now.getTime() + patience.every * 60_000), key: `forgotten:${postings[0] ?? 0}` })
  },
})
export { forgetJob }

/**
 * Erases that an anonymous question was hers: in the question, in the exchange, in what was told to her and in the answers kept for
 * deliveries that come twice. The question goes on; she hears no more of it.
 */
export const forgetAsker = action({
  name: 'experts.forget',
  title: m.forget,
  description: m.forgetDescription,
  can: member,
  input: { question: ask.record({ label: m.question, hidden: true }) },
  async run(context, { question: id }) {
    const { db, who, now } = context
    const question = await ownQuestion(context, id)
    if (!question.anonymous) return view({ title: m.notAnonymous, tone: 'problem' }, buttons(toQuestions()))
    await db.question.update({ where: { id }, data: { askerId: null } })
    await db.remark.updateMany({ where: { authorId: who.id, requestId: { in: question.requests.map((request) => request.id) } }, data: { authorId: null } })
    const told = await db.posting.findMany({ where: { personId: who.id, OR: keysOf(question).map((key) => ({ key: { startsWith: key } })) }, select: { id: true, key: true } })
    for (const { key } of told) await context.tell({ person: who.id }, view({ title: m.forgottenMessage, tone: 'past' }), { key })
    if (told.length) await context.later(forgetJob, { postings: told.map((posting) => posting.id), tries: 0 }, { at: now, key: `forgotten:${told[0]?.id ?? 0}` })
    await db.delivery.updateMany({ where: { personId: who.id, createdAt: { gte: question.createdAt } }, data: { reply: { blocks: [] } } })
    await db.ticket.deleteMany({ where: { personId: who.id, action: { startsWith: 'expert' } } })
    return view({ title: m.forgotten, tone: 'good' }, text(m.forgottenHint), buttons(toQuestions()))
  },
})
