import { answerName, fieldOf, readAnswer } from '../../bot/dialog/question.ts'
import { m as d } from '../../bot/dialog/messages.ts'
import type { Question } from '../../bot/dialog/set.ts'
import { shownGiven } from '../../bot/dialog/shown.ts'
import { step, type Move, type Still } from '../../bot/dialog/step.ts'
import { showStanding, type Calls } from '../../bot/dialog/view.ts'
import { isDeepStrictEqual } from 'node:util'
import { action, anyone, ask, buttons, quote, Refusal, text, type Block, type Context, type Json, type View } from '../kit.ts'
import { ownApplication, requireOpen } from './access.ts'
import { m } from './messages.ts'
import { saveDraft, type Open } from './store.ts'
import { noteDealing } from './trail.ts'
import { applicationToWrite } from './writing.ts'

/** The buttons of one application. */
export function callsOf({ application: { id, revision }, contest, isWritten = false }: Pick<Open, 'application' | 'contest' | 'isWritten'>): Calls {
  const about = { application: id }
  return {
    answer: (question, value) => ({ action: 'contest.answer', input: { ...about, question, ...(value === undefined ? {} : { [answerName]: value }) } }),
    skip: (question) => ({ action: 'contest.skip', input: { ...about, question } }),
    edit: (question) => ({ action: 'contest.edit', input: { ...about, question } }),
    back: () => ({ action: 'contest.back', input: about }),
    later: () => ({ action: 'contest.later', input: about }),
    help: () => ({ action: 'contest.help', input: about }),
    minutes: contest.about.minutes,
    submit: () => ({ action: 'contest.submit', input: { ...about, revision } }),
    ...(isWritten ? { end: { label: m.handOver, call: { action: 'contest.hand-over', input: about }, style: 'primary' as const } } : {}),
  }
}

/** What stands before her, after what is to be said first. */
export function showOpen(open: Open, ...first: (Block | undefined | false)[]): View {
  const news = open.news.length ? text(m.news({ count: open.news.length })) : undefined
  return showStanding(open.set, open.draft, callsOf(open), [news, ...first])
}

const why: Record<Still, Block> = { notAsked: text(d.notAsked), answered: text(d.answered), needed: text(d.needed), first: text(d.first) }

/** Makes a move and shows where it leads; what changed nothing says why. Each answer is kept before the next question is shown. */
export async function moved(context: Context, open: Open, move: Move): Promise<View> {
  requireOpen(context, open)
  const { draft, still } = step(open.set, open.draft, move)
  if (open.isWritten && draft !== open.draft) await noteDealing(context, open.application.id, 'changed')
  const saved = await saveDraft(context, open, draft)
  const shown = { ...saved, news: open.news }
  return still ? showOpen(shown, ...told(open, move, still)) : showOpen(shown)
}

/** An answer that came a second time is passed over in silence; another one than the one that is kept is shown to her, so that it is not lost. */
function told(open: Open, move: Move, still: Still): Block[] {
  if (still !== 'answered' || move.kind !== 'answer') return [why[still]]
  const kept = open.draft.answers[move.question]
  if (kept && 'value' in kept && isDeepStrictEqual(kept.value, move.value)) return []
  const question = open.set.questions.find(({ id }) => id === move.question)
  const change = buttons({ label: d.change, call: callsOf(open).edit(move.question) })
  return [why.answered, ...(question ? [text(d.youWrote), quote(shownGiven(question, { value: move.value }))] : []), ...(change ? [change] : [])]
}

const input = { application: ask.record({ label: m.application, hidden: true }), question: ask.text({ label: m.question, max: 40, hidden: true }) }
const about = { title: m.yourAnswer, description: m.yourAnswerAbout, can: anyone }

const questionIn = ({ set }: Open, id: string): Question | undefined => set.questions.find((question) => question.id === id)

/** Answers a question; without an answer, its form opens. */
export const answer = action({
  ...about,
  name: 'contest.answer',
  input,
  async more(context, { application = 0, question = '' }) {
    const open = await applicationToWrite(context, application)
    requireOpen(context, open)
    const asked = questionIn(open, question)
    if (!asked) throw new Refusal(d.notAsked)
    return [{ ...fieldOf(asked), optional: false }]
  },
  async fill(context, { application = 0, question = '' }) {
    const { draft } = await applicationToWrite(context, application)
    const given = draft.answers[question]
    return given && 'value' in given ? { [answerName]: given.value } : {}
  },
  async run(context, { application, question: id }, more) {
    const open = await applicationToWrite(context, application)
    const question = questionIn(open, id)
    if (!question) throw new Refusal(d.notAsked)
    // What the field of this very question gave is read once more as its answer: consent is more than a yes or a no.
    const read = readAnswer(question, more[answerName] as Json | undefined, { ...context.who, now: context.now })
    if ('problem' in read) throw new Refusal(read.problem)
    if (!('value' in read)) return moved(context, open, { kind: 'skip', question: id })
    const names = question.kind === 'files' ? await namesOfOwn(context, read.value) : undefined
    return moved(context, open, { kind: 'answer', question: id, value: read.value, names })
  },
})

/** What files of hers are called, in the order in which she gave them. @throws Refusal when one of them is not hers */
async function namesOfOwn({ db, who }: Context, ids: Json): Promise<string[]> {
  const given = Array.isArray(ids) ? ids.filter((id) => typeof id === 'string') : []
  const known = await db.storedFile.findMany({ where: { id: { in: given }, ownerId: who.id }, select: { id: true, name: true } })
  return given.map((id) => {
    const file = known.find((one) => one.id === id)
    if (!file) throw new Refusal(m.askedForFile)
    return file.name
  })
}

/** Passes a question. */
export const skip = action({
  ...about,
  name: 'contest.skip',
  input,
  run: async (context, { application, question }) => moved(context, await applicationToWrite(context, application), { kind: 'skip', question }),
})

/** Goes back to a question that was answered. */
export const edit = action({
  ...about,
  name: 'contest.edit',
  input,
  run: async (context, { application, question }) => moved(context, await applicationToWrite(context, application), { kind: 'edit', question }),
})

/** Goes back by one. */
export const back = action({
  ...about,
  name: 'contest.back',
  input: { application: input.application },
  run: async (context, { application }) => moved(context, await applicationToWrite(context, application), { kind: 'back' }),
})

/** All answers are forgotten only when she says so a second time. */
export const asksToRestart = (open: Open): View =>
  showOpen(open, text(m.restartAbout), buttons({ label: m.restart, call: { action: 'contest.restart', input: { application: open.application.id } }, style: 'danger', confirm: m.restartConfirm }))

/** Begins again with nothing. */
export const restart = action({
  ...about,
  name: 'contest.restart',
  input: { application: input.application },
  run: async (context, { application }) => moved(context, await ownApplication(context, application), { kind: 'restart' }),
})
