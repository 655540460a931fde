import { action, anyone, ask, buttons, Refusal, text, view, type Button, type Context, type View } from '../kit.ts'
import { contestMeant, ownApplication, requireOpen, until } from './access.ts'
import { applyButton, goOnButton } from './apply.ts'
import { m } from './messages.ts'
import { findApplication, type Open } from './store.ts'
import { noteDealing } from './trail.ts'

export const withdrawButton = ({ application }: Pick<Open, 'application'>): Button =>
  ({ label: m.withdraw, call: { action: 'contest.withdraw', input: { application: application.id } }, style: 'danger', confirm: m.withdrawConfirm })

/** `/contest withdraw`: asks first. */
export const withdraw = action({
  name: 'contest withdraw',
  french: 'concours retirer',
  title: m.withdraw,
  description: m.withdrawAbout,
  can: anyone,
  reads: true,
  input: { contest: ask.text({ label: m.contest, hint: m.contestHint, max: 60, optional: true }) },
  async run(context, { contest: name }) {
    const contest = await contestMeant(context, name, applyButton)
    const open = await findApplication(context, { contestId: contest.id, personId: context.who.id }, context.who)
    if (!open || open.application.status === 'withdrawn') throw new Refusal(m.noApplication)
    return view({ title: contest.about.name }, text(m.withdrawAbout), buttons(withdrawButton(open)))
  },
})

/** Takes an application back; until the deadline she may come back to it. */
export const withdrawn = action({
  name: 'contest.withdraw',
  title: m.withdraw,
  description: m.withdrawAbout,
  can: anyone,
  input: { application: ask.record({ label: m.application, hidden: true }) },
  run: async (context, { application }) => withdraws(context, await ownApplication(context, application)),
})

async function withdraws(context: Context, open: Open): Promise<View> {
  requireOpen(context, open)
  const taken = { status: 'withdrawn', submittedAt: null, listening: false, helping: false, updatedAt: context.now, revision: { increment: 1 } }
  await context.db.application.update({ where: { id: open.application.id }, data: taken })
  await noteDealing(context, open.application.id, 'withdrew')
  return view({ title: m.withdrawnTitle, tone: 'good' }, text(m.withdrawn({ at: until(open) })), buttons(goOnButton(open, m.comeBackButton)))
}
