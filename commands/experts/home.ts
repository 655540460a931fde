import { buttons, list, member, text, type Block, type Context } from '../kit.ts'
import { toEdit, toPublish, toQuestions } from './calls.ts'
import { m } from './messages.ts'
import { missingMessage } from './profile-card.ts'
import { questionItem } from './question-card.ts'
import { countWaiting, waitingFor } from './question-store.ts'
import { findProfile } from './store.ts'

const shown = 3

/** What waits for an answer of hers, and where her profile stands. */
export async function home(context: Context): Promise<Block[]> {
  if (!member.allows(context.who)) return []
  return [...(await questions(context)), ...(await profile(context))]
}

async function questions({ db, who }: Context): Promise<Block[]> {
  const waiting = await waitingFor(db, who.id, shown)
  if (waiting.length === 0) return []
  const count = await countWaiting(db, who.id)
  const more = count > shown && buttons(toQuestions())
  return [text(m.homeQuestions({ count })), list(waiting.map((question) => questionItem(who.id, question))), ...(more ? [more] : [])]
}

async function profile({ db, who }: Context): Promise<Block[]> {
  const own = await findProfile(db, who.id)
  if (!own) return blocks(m.homeNoProfile, toEdit(m.create))
  if (own.published) return blocks(m.homePublished, toEdit())
  return blocks(missingMessage(own) ?? m.homeHidden, missingMessage(own) ? toEdit() : toPublish())
}

const blocks = (said: Parameters<typeof text>[0], next: Parameters<typeof buttons>[0]): Block[] => [text(said), buttons(next)].flatMap((block) => block ?? [])
