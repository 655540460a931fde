import { standing } from '../../bot/dialog/step.ts'
import { action, anyone, ask, buttons, organiser, quoteInConfidence, Refusal, text, view, type Context, type View } from '../kit.ts'
import { goOnButton } from './apply.ts'
import { m } from './messages.ts'
import { findApplication, type Open } from './store.ts'
import { applicationToWrite, readerOf } from './writing.ts'
import { noteDealing } from './trail.ts'

const application = ask.record({ label: m.application, hidden: true })
const words = ask.text({ label: m.words, max: 2000, lines: 'many' })

/** She would like help: the organisers are told, and the question waits. */
export const help = action({
  name: 'contest.help',
  title: m.helpTitle,
  description: m.helpTitle,
  can: anyone,
  input: { application },
  run: async (context, { application: id }) => asksForHelp(context, await applicationToWrite(context, id)),
})

export async function asksForHelp(context: Context, open: Open): Promise<View> {
  const { application: row, contest, set, draft } = open
  const { who } = context
  const { question } = standing(set, draft)
  const join = { label: m.answerHer({ person: who.name }), call: { action: 'contest.reply', input: { application: row.id } }, style: 'primary' as const }
  const wanted = view({ title: m.helpWanted({ person: who.name, contest: contest.about.name }) }, question && text(m.helpAt({ question: question.words })), buttons(join))
  await context.tell({ organisers: true }, wanted, { key: `contest:${row.id}:help:${question?.id ?? 'end'}` })
  await context.db.application.update({ where: { id: row.id }, data: { helping: true, listening: false, updatedAt: context.now } })
  return view({ title: m.helpTitle }, text(m.helpAsked), buttons(goOnButton(open)))
}

/** What she writes while she is helped goes to who helps her, to all organisers until one does. */
export async function passesOn(context: Context, open: Open, said: string): Promise<View> {
  const { application: row, contest } = open
  const { who, now } = context
  const reply = { label: m.answerHer({ person: who.name }), call: { action: 'contest.reply', input: { application: row.id } } }
  const letter = view({ title: m.fromCandidate({ person: who.name, contest: contest.about.name }) }, quoteInConfidence(said), buttons(reply))
  await context.tell(row.helperId ? { person: row.helperId } : { organisers: true }, letter, { key: `contest:${row.id}:asks:${now.toISOString()}` })
  return view({}, text(m.sentOn), buttons(goOnButton(open)))
}

/** An organiser writes to a candidate who asked for help. She never sees the answers. */
export const reply = action({
  name: 'contest.reply',
  title: m.join,
  description: m.join,
  can: organiser,
  input: { application, words },
  async run(context, { application: id, words: said }) {
    const open = await findApplication(context, { id }, context.who)
    if (!open?.application.helping) throw new Refusal(m.notFound)
    await context.db.application.update({ where: { id }, data: { helperId: context.who.id } })
    await noteDealing(context, id, 'wrote')
    const letter = view({ title: m.fromHelper({ person: context.who.name }) }, quoteInConfidence(said), text(m.sentOnAbout), buttons(goOnButton(open)))
    await context.tell({ person: await readerOf(context, open.application) }, letter, { key: `contest:${id}:reply:${context.now.toISOString()}` })
    return view({ tone: 'good' }, text(m.sent))
  },
})
