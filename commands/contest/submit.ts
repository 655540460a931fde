import { wholeOf } from '../../bot/dialog/step.ts'
import { givenList } from '../../bot/dialog/view.ts'
import { json } from '../../bot/json.ts'
import { action, anyone, ask, buttons, text, view, type Context, type View } from '../kit.ts'
import { ownApplication, requireOpen, until } from './access.ts'
import { goOnButton } from './apply.ts'
import { showOpen } from './conversation.ts'
import { m } from './messages.ts'
import { referenceOf, submissionOf } from './submission.ts'
import type { Open } from './store.ts'
import { noteDealing } from './trail.ts'
import { withdrawButton } from './withdraw.ts'

/** Sends what she has read again: that revision and no other. */
export const submit = action({
  name: 'contest.submit',
  title: m.apply,
  description: m.applyAbout,
  can: anyone,
  input: { application: ask.record({ label: m.application, hidden: true }), revision: ask.number({ label: m.revision, whole: true, hidden: true }) },
  run: async (context, { application, revision }) => submits(context, await ownApplication(context, application), revision),
})

/** Sends an application if it is whole and as it was read again; sent twice, it is sent once. */
export async function submits(context: Context, open: Open, revision: number): Promise<View> {
  requireOpen(context, open)
  const { application, set, draft } = open
  const whole = wholeOf(set, draft)
  if (!whole || open.news.length) return showOpen(open, text(m.notWhole))
  const isSent = application.status === 'submitted'
  if (application.revision !== revision) {
    const sentJustNow = isSent && application.revision === revision + 1
    return sentJustNow ? receipt(open) : showOpen(open, text(m.changedSince))
  }
  const row = await context.db.application.update({
    where: { id: application.id },
    data: {
      status: 'submitted',
      submittedAt: context.now,
      reference: referenceOf(open),
      revision: { increment: 1 },
      again: null,
      listening: false,
      updatedAt: context.now,
    },
  })
  const sent = { content: json(submissionOf(open, whole)), sentAt: context.now }
  const about = { applicationId: row.id, personId: row.personId }
  await context.db.submission.upsert({ where: { applicationId: row.id }, create: { ...about, ...sent }, update: sent })
  await noteDealing(context, row.id, 'sent')
  return receipt({ ...open, application: row })
}

/** What she keeps: the reference, a copy of her answers, and what happens next. */
function receipt(open: Open): View {
  const { application, contest, set, draft } = open
  const reference = application.reference ?? ''
  return view(
    { title: m.receiptTitle({ reference }), tone: 'good' },
    text(m.receipt({ contest: contest.about.name, reference, at: until(open) })),
    contest.about.messages?.receipt && text(contest.about.messages.receipt),
    text(contest.about.next),
    text(m.yourAnswers),
    givenList(set, draft),
    buttons(goOnButton(open, m.readAgain), withdrawButton(open), { label: m.dataKept, call: { action: 'privacy', input: {} } }),
  )
}
