import { m as d } from '../../bot/dialog/messages.ts'
import { askedOf, standing } from '../../bot/dialog/step.ts'
import { understandAtEnd, understandTyped, type Command, type Typed } from '../../bot/dialog/typed.ts'
import { questionBlocks } from '../../bot/dialog/view.ts'
import { buttons, quote, text, type Block, type Context, type View } from '../kit.ts'
import { answersUntil } from './access.ts'
import { continuesLater, goOnWith } from './apply.ts'
import { asksToRestart, callsOf, moved, showOpen } from './conversation.ts'
import { asksForHelp, passesOn } from './help.ts'
import { m } from './messages.ts'
import { submits } from './submit.ts'
import { asWriter, writtenBy } from './writing.ts'
import { accountOf, findApplication, saveDraft, type Open } from './store.ts'

/** The application that what is written in private is an answer to, as long as it can be answered. */
async function listening(context: Context): Promise<Open | undefined> {
  const hers = await writtenBy(context)
  const open = await findApplication(context, { AND: [{ OR: [{ personId: context.who.id }, { id: { in: hers } }] }, { OR: [{ listening: true }, { helping: true }] }] }, context.who)
  if (!open || answersUntil(open.contest, open.application) <= context.now) return undefined
  return open.application.personId === context.who.id ? open : asWriter(open)
}

/** Takes words in private as an answer to the question that waits, or as what they say instead. */
export async function takes(context: Context, said: string): Promise<View | undefined> {
  const open = await listening(context)
  if (!open) return undefined
  if (open.application.helping) return goesOn(said) ? goOnWith(context, open) : passesOn(context, open, said)
  if (open.application.shownTo !== accountOf(context.from)) return elsewhere(context, open, said)
  const { question, stopped } = standing(open.set, open.draft)
  if (!question || stopped) return takenAtEnd(context, open, said)
  // She answers what she was shown, also where a new version puts another question before it.
  const asked = open.shown
  if (!asked) return elsewhere(context, open, said)
  const typed = understandTyped(open.set, asked, said, { ...context.who, now: context.now }, open.draft.answers[asked.id])
  switch (typed.kind) {
    case 'answer':
      return moved(context, open, { kind: 'answer', question: asked.id, value: typed.value })
    case 'problem':
      return showOpen(open, text(typed.problem), quote(said))
    case 'asks':
      return answered(open, typed, said)
    case 'command':
      return obeyed(context, open, typed.command)
    case 'edit':
      return showOpen(open)
  }
}

/** What she writes is an answer to what she was shown, and here that is not the question that waits: it is shown first. */
async function elsewhere(context: Context, open: Open, said: string): Promise<View> {
  const saved = await saveDraft(context, open, open.draft)
  const { question } = standing(open.set, open.draft)
  const mine = question?.kind === 'text' && { label: d.mine, call: callsOf(open).answer(question.id, said) }
  return showOpen({ ...saved, news: open.news }, quote(said), text(d.elsewhere), buttons(mine))
}

const goesOn = (said: string): boolean => /^(?:continuer|reprendre|go on|continue)[\s.!]*$/i.test(said)

async function takenAtEnd(context: Context, open: Open, said: string): Promise<View | undefined> {
  const typed = understandAtEnd(open.set, said)
  if (!typed) return showOpen(open)
  if (typed.kind === 'asks') return answered(open, typed, said)
  if (typed.kind === 'command') return obeyed(context, open, typed.command)
  const question = askedOf(open.set, open.draft)[typed.number - 1]
  return question ? moved(context, open, { kind: 'edit', question: question.id }) : showOpen(open)
}

/** What she asks is answered, and the question comes back; where it may have been her answer after all, one press makes it so. */
function answered(open: Open, { explanation }: Extract<Typed, { kind: 'asks' }>, said: string): View {
  const { question } = standing(open.set, open.draft)
  if (explanation) return showOpen(open, quote(explanation.words))
  const mine = question?.kind === 'text' && { label: d.mine, call: callsOf(open).answer(question.id, said) }
  return showOpen(open, quote(said), text(d.asked), buttons(mine, { label: d.help, call: callsOf(open).help() }))
}

function obeyed(context: Context, open: Open, command: Command): Promise<View> {
  const { question } = standing(open.set, open.draft)
  switch (command) {
    case 'back':
      return moved(context, open, { kind: 'back' })
    case 'skip':
      return question ? moved(context, open, { kind: 'skip', question: question.id }) : Promise.resolve(showOpen(open))
    case 'help':
      return asksForHelp(context, open)
    case 'later':
      return continuesLater(context, open)
    case 'restart':
      return Promise.resolve(open.isWritten ? showOpen(open) : asksToRestart(open))
    case 'submit':
      return open.isWritten ? Promise.resolve(showOpen(open)) : submits(context, open, open.application.revision)
    case 'review':
      return Promise.resolve(showOpen(open))
  }
}

/** The question that waits comes back beneath whatever else she did. */
export async function waits(context: Context): Promise<Block[]> {
  const open = await listening(context)
  if (!open || open.application.helping) return []
  const { question, number } = standing(open.set, open.draft)
  if (!question) return []
  return [text(m.waiting), ...questionBlocks(question, callsOf(open), { isFirst: number === 1 }).filter((block) => block !== undefined)]
}
