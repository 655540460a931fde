import { action, ask, member, text, view, type Action, type Context } from '../kit.ts'
import { foundToChange, offering, overtaken, postButton, reopenCall, requireOpen, showButton, whyClosed, listButton } from './access.ts'
import { announce, settleQuestions } from './announce.ts'
import { chooseOwn, suggestNumber } from './choose.ts'
import type { Kind } from './kind.ts'
import { m } from './messages.ts'
import { changeIf, type Opportunity } from './store.ts'
import { done, personOf } from './views.ts'

/** `/job close`, `/deal close`: asks what happened, keeps the answer, strikes the cards out. */
export const close = (kind: Kind): Action =>
  action({
    name: `${kind.name} close`,
    french: `${kind.french} clore`,
    title: kind.words.close,
    description: kind.words.closeAbout,
    can: member,
    input: {
      number: ask.record({ label: m.number, suggest: suggestNumber(kind, 'own') }),
      reason: ask.choice({ label: m.closeReason, hint: kind.reasonHint, options: kind.reasons }),
    },
    async fill(context, { number }) {
      if (number === undefined) return chooseOwn(context, kind, ['open'], `${kind.name} close`, m.close)
      requireOpen(context, await foundToChange(context, number, kind))
      return {}
    },
    async run(context, { number, reason }) {
      const before = await foundToChange(context, number, kind)
      requireOpen(context, before)
      const closing = { status: 'closed', closedReason: reason, closedAt: context.now }
      if (!(await changeIf(context, number, ['open'], closing))) return overtaken(context, number)
      const after = await announce(context, number, 'closed')
      await settleQuestions(context, before)
      await tellAuthor(context, after)
      const said = reason === 'filled-here' ? m.closedThanks : m.closed
      return done(m.closedTitle({ title: after.title }), said, { label: m.reopen, call: reopenCall(after) }, postButton(kind), listButton(kind))
    },
  })

/** What an organiser closes for somebody is noted, and its author told. */
async function tellAuthor(context: Context, opportunity: Opportunity): Promise<void> {
  const { who, now } = context
  const { id, title, authorId } = opportunity
  if (who.id === authorId) return
  await context.audit(`opportunities.close:${id}`)
  const said = m.closedByOrganiser({ who: personOf(who), title, why: whyClosed(opportunity) })
  const told = view({ title: m.closedTitle({ title }) }, text(said), ...offering({ label: m.reopen, call: reopenCall(opportunity) }, showButton(opportunity)))
  await context.tell({ person: authorId }, told, { key: `opportunity:${id}:closed:${now.toISOString()}` })
}
