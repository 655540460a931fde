import { action, ask, facts, member, Refusal, view, type Action, type Context } from '../kit.ts'
import { found, mayChange, whyClosed } from './access.ts'
import { suggestNumber } from './choose.ts'
import type { Kind } from './kind.ts'
import { m } from './messages.ts'
import type { Opportunity } from './store.ts'
import { choices, preview, whole } from './views.ts'

/** `/job show`, `/deal show`. */
export const show = (kind: Kind): Action =>
  action({
    name: `${kind.name} show`,
    french: `${kind.french} voir`,
    title: kind.words.show,
    description: kind.words.showAbout,
    can: member,
    reads: true,
    input: { number: ask.record({ label: m.number, hint: m.numberHint, suggest: suggestNumber(kind, 'open') }) },
    async run(context, { number }) {
      const opportunity = await found(context, number, kind)
      const { status, title } = opportunity
      if (status === 'draft') return preview(context, opportunity)
      if (status === 'removed' && !mayChange(context, opportunity)) throw new Refusal(m.wasRemoved({ title }))
      const state = status === 'open' ? undefined : facts([m.state, whyClosed(opportunity)])
      const about = { title: m.numbered({ number: String(number), title }), ...(status === 'open' ? {} : { tone: 'past' as const }) }
      return view(about, state, ...(await whole(context, opportunity)), await answersOf(context, opportunity), choices(context, opportunity))
    },
  })

/** How many answered it: for those who look after it. */
async function answersOf(context: Context, opportunity: Opportunity) {
  if (!mayChange(context, opportunity)) return undefined
  const count = await context.db.interest.count({ where: { opportunityId: opportunity.id } })
  return facts([opportunity.kind === 'job' ? m.introduced : m.used, m.count({ count })])
}
