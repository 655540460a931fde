import { timingSafeEqual } from 'node:crypto'
import { readCode } from '../../bot/code.ts'
import { givenList } from '../../bot/dialog/view.ts'
import { mayGuessAt, noteGuess } from '../../bot/guesses.ts'
import { action, anyone, ask, moment, Refusal, text, view, type Context, type View } from '../kit.ts'
import { requireOpen } from './access.ts'
import { goOnWith } from './apply.ts'
import { m } from './messages.ts'
import { codeSigns } from './relay-open.ts'
import { planReminders } from './remind.ts'
import { findApplication, type Open } from './store.ts'

/** Wrong codes after which a code works no more, whoever tried them: who wrote the file can give another. */
const mostTries = 10

type Handover = NonNullable<Awaited<ReturnType<Context['db']['handover']['findFirst']>>>

/** `/contest claim`: a candidate takes over the file that a relay wrote with her; from then on it is hers alone. */
export const claim = action({
  name: 'contest claim',
  french: 'concours reprendre',
  title: m.claim,
  description: m.claimAbout,
  can: anyone,
  input: { code: ask.text({ label: m.claimCode, hint: m.claimCodeHint, max: 40 }) },
  async run(context, { code: typed }) {
    const again = await mayGuessAt(context)
    if (again) throw new Refusal(m.claimWait({ at: moment(again, 'time') }))
    const found = await fileOf(context, readCode(typed))
    if (found === 'wrong' || found === 'locked') {
      // Not a refusal: the try has to be remembered.
      await noteGuess(context)
      return view({ tone: 'problem' }, text(found === 'locked' ? m.claimLocked : m.claimWrong({ typed })))
    }
    return takeOver(context, found)
  },
})

/** The file of a code. A wrong one counts against the file that its first signs name, whoever tries. */
async function fileOf({ db }: Context, code: string): Promise<Handover | 'wrong' | 'locked'> {
  const [handle, rest] = [code.slice(0, codeSigns.handle), code.slice(codeSigns.handle)]
  // PostgreSQL refuses to even look for some texts; no code is such a one.
  const known = /^[A-Z0-9]+$/.test(handle) ? await db.handover.findUnique({ where: { handle } }) : null
  if (!known) return 'wrong'
  if (known.tries >= mostTries) return 'locked'
  const [given, kept] = [Buffer.from(rest), Buffer.from(known.secret)]
  if (given.length === kept.length && timingSafeEqual(given, kept)) return known
  await db.handover.update({ where: { applicationId: known.applicationId }, data: { tries: { increment: 1 } } })
  return 'wrong'
}

async function takeOver(context: Context, { applicationId, personId, writerId }: Handover): Promise<View> {
  const { db } = context
  const before = await findApplication(context, { id: applicationId }, context.who)
  if (!before) throw new Refusal(m.notFound)
  const { relayId, contestId } = before.application
  requireOpen(context, before)
  // What she alone can agree to and send is not for who wrote it with her.
  const isOfRelay = writerId === context.who.id || (relayId !== null && (await db.relayPerson.count({ where: { relayId, personId: context.who.id } })) > 0)
  if (isOfRelay) throw new Refusal(m.claimIsHers)
  const { name } = await db.person.findUniqueOrThrow({ where: { id: personId }, select: { name: true } })
  await db.handover.delete({ where: { applicationId } })
  // The language that she reads here already, if she has said it.
  const own = await db.person.findUniqueOrThrow({ where: { id: context.who.id }, select: { locale: true } })
  if (own.locale) await db.person.update({ where: { id: personId }, data: { locale: own.locale } })
  await context.becomesOneWith(personId)
  await db.storedFile.updateMany({ where: { id: { in: filesIn(before) }, ownerId: writerId }, data: { ownerId: context.who.id } })
  await context.audit(`contest.claim:${applicationId}`)
  await context.tell({ person: writerId }, view({ title: m.claimedTitle({ name }) }, text(m.claimedTold)), { key: `contest:${applicationId}:claimed` })
  const open = await findApplication(context, { contestId, personId: context.who.id }, context.who)
  if (!open) throw new Refusal(m.notFound)
  await planReminders(context, open)
  return goOnWith(context, open, [text(m.claimed), givenList(open.set, open.draft)])
}

/** The files among the answers. */
const filesIn = ({ set, draft }: Open): string[] =>
  set.questions.flatMap(({ id, kind }) => {
    const given = draft.answers[id]
    return kind === 'files' && given && 'value' in given && Array.isArray(given.value) ? given.value.filter((one) => typeof one === 'string') : []
  })
