import { isDeepStrictEqual } from 'node:util'
import { givenList } from '../../bot/dialog/view.ts'
import { standing, wholeOf } from '../../bot/dialog/step.ts'
import { json } from '../../bot/json.ts'
import { action, anyone, ask, buttons, moment, text, view, type Context, type Message, type View } from '../kit.ts'
import { contestMeant, until } from './access.ts'
import { applyButton, goOnButton } from './apply.ts'
import { m } from './messages.ts'
import { announcedOf, resultWords } from './results.ts'
import { submissionOf } from './submission.ts'
import { findApplication, type Open } from './store.ts'
import { withdrawButton } from './withdraw.ts'

/** `/contest status`: where her application is. */
export const status = action({
  name: 'contest status',
  french: 'concours suivi',
  title: m.status,
  description: m.statusAbout,
  can: anyone,
  reads: true,
  input: { contest: ask.text({ label: m.contest, hint: m.contestHint, max: 60, optional: true }) },
  async run(context, { contest: name }) {
    const contest = await contestMeant(context, name, applyButton)
    const open = await findApplication(context, { contestId: contest.id, personId: context.who.id }, context.who)
    return open ? showStatus(context, open) : view({ title: contest.about.name }, text(m.noApplication), buttons(applyButton(contest)))
  },
})

function said(open: Open): Message {
  const { application, contest, set, draft } = open
  const about = { contest: contest.about.name, at: until(open) }
  if (application.status === 'withdrawn') return m.statusWithdrawn(about)
  if (application.submittedAt && application.reference)
    return m.statusSubmitted({ contest: about.contest, at: moment(application.submittedAt), reference: application.reference })
  const { question, stopped, number, of } = standing(set, { answers: draft.answers })
  if (stopped) return m.statusStopped({ contest: about.contest })
  return question ? m.statusDraft({ ...about, given: number - 1, of }) : m.statusWhole(about)
}

/** Where an application is, with what was answered and the ways on. */
export async function showStatus({ db, now }: Pick<Context, 'db' | 'now'>, open: Open): Promise<View> {
  const { application, contest, set, draft } = open
  const isSent = application.status === 'submitted'
  const whole = wholeOf(set, draft)
  const sent = isSent ? await db.submission.findUnique({ where: { applicationId: application.id } }) : undefined
  const hasChanged = isSent && !(whole && isDeepStrictEqual(sent?.content, json(submissionOf(open, whole))))
  const isWithdrawn = application.status === 'withdrawn'
  const result = isSent ? announcedOf(application) : undefined
  const canAnswer = new Date(until(open).at) > now
  return view(
    { title: contest.about.name },
    text(said(open)),
    hasChanged && text(m.statusChanged),
    result ? text(resultWords(open, result)) : isSent && text(contest.about.next),
    !isWithdrawn && givenList(set, draft),
    canAnswer && buttons(goOnButton(open, isWithdrawn ? m.comeBackButton : isSent ? m.readAgain : m.goOn), !isWithdrawn && withdrawButton(open)),
  )
}
