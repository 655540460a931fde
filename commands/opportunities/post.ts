import { action, buttons, dayOf, Invalid, member, moment, text, view, type Action, type Button, type Context, type Json, type View } from '../kit.ts'
import { dayShown, lastDay, showButton } from './access.ts'
import type { Kind } from './kind.ts'
import { m } from './messages.ts'
import { addDays } from './rules.ts'
import { changeIf, findSameText, type Opportunity } from './store.ts'
import { readTyped, type Typed } from './typed.ts'
import { preview } from './views.ts'

/** `/job post`, `/deal post`: what was typed becomes a draft that only its author sees. */
export const post = (kind: Kind): Action =>
  action({
    name: `${kind.name} post`,
    french: `${kind.french} publier`,
    title: kind.words.post,
    description: kind.words.postAbout,
    can: member,
    asks: 'always',
    input: kind.fields,
    fill: async ({ who, now }) => ({ until: addDays(dayOf(now, who.timeZone), kind.days) }),
    run: (context, input) => draftOf(context, kind, input),
  })

/** What was typed as a draft, shown to its author; the very same text is not published twice. @throws Invalid */
export async function draftOf(context: Context, kind: Kind, input: Record<string, unknown>): Promise<View> {
  const typed = await readTyped(context, kind, input)
  const same = await findSameText(context, typed.columns.fingerprint)
  if (same && same.status !== 'draft') return alreadyPublished(context, same, typed.values, typed.lastDay)
  return preview(context, same ? await updated(context, same, typed) : await created(context, kind, typed))
}

const withAuthor = { author: { select: { id: true, name: true, timeZone: true } } } as const

const created = ({ db, community, who, now }: Context, kind: Kind, { columns }: Typed): Promise<Opportunity> =>
  db.opportunity.create({
    data: { ...columns, communityId: community.id, kind: kind.name, authorId: who.id, status: 'draft', createdAt: now },
    include: withAuthor,
  })

/** The form was sent twice: the draft is the same one, with what was typed last. */
async function updated(context: Context, draft: Opportunity, { columns }: Typed): Promise<Opportunity> {
  await changeIf(context, draft.id, ['draft'], columns)
  return { ...draft, ...columns }
}

/** The very same text is there already: its author is offered to renew it, or to bring it in line with what she has just typed. */
export function alreadyPublished(context: Context, same: Opportunity, values: Record<string, Json>, day: string): View {
  const { id, kind, status, publishedAt, createdAt } = same
  const number = String(id)
  // the form comes back, so that nothing typed is lost
  if (status === 'removed') throw new Invalid({ title: m.againRemoved({ number }) })
  const date = moment(publishedAt ?? createdAt, 'date')
  const isOpen = status === 'open'
  const until = dayShown(day)
  const label = isOpen ? m.renewUntil({ day: until }) : m.reopenUntil({ day: until })
  const renew: Button = { label, call: { action: `opportunities.${isOpen ? 'renew' : 'reopen'}`, input: { number: id, until: day } }, style: 'primary' }
  const edit: Button = { label: m.edit, call: { action: `${kind} edit`, input: { ...values, number: id } } }
  const said = isOpen ? m.again({ date, number, until: lastDay(context, same) }) : m.againClosed({ date, number })
  return view({ title: same.title }, text(said), buttons(renew, isOpen && edit, showButton(same)))
}
