import { action, ask, dayOf, member, Refusal, type Context } from '../kit.ts'
import { editButton, found, listButton, offering, postButton, requireOpen, showButton, zoneOf } from './access.ts'
import { announce } from './announce.ts'
import { kindOf } from './kinds.ts'
import { m } from './messages.ts'
import { alreadyPublished } from './post.ts'
import { changeIf, findSameText, type Opportunity } from './store.ts'
import { formValues } from './typed.ts'
import { done, preview } from './views.ts'
import { typedAs } from '../../bot/action.ts'

const input = { number: ask.record({ label: m.number, hidden: true }) }

const published = ({ who }: Context, opportunity: Opportunity) => {
  const { name, french } = kindOf(opportunity)
  const command = typedAs({ name: `${name} list`, french: `${french} lister` }, who.locale)
  return done(m.publishedTitle({ title: opportunity.title }), m.published({ command }), showButton(opportunity), editButton(opportunity), listButton(kindOf(opportunity)))
}

/** Shows a draft again. */
export const previewAction = action({
  name: 'opportunities.preview',
  title: m.resume,
  description: m.preview,
  can: member,
  reads: true,
  input,
  async run(context, { number }) {
    const opportunity = await found(context, number)
    if (opportunity.status !== 'draft') requireOpen(context, opportunity)
    return opportunity.status === 'draft' ? preview(context, opportunity) : published(context, opportunity)
  },
})

/** A draft becomes a card in every space. */
export const publish = action({
  name: 'opportunities.publish',
  title: m.publish,
  description: m.preview,
  can: member,
  input,
  async run(context, { number }) {
    const draft = await found(context, number)
    const { authorId, status, expiresAt, fingerprint } = draft
    if (authorId !== context.who.id) throw new Refusal(m.onlyAuthor)
    if (status !== 'draft') requireOpen(context, draft)
    // a second click finds it published
    if (status === 'open') return published(context, draft)
    if (expiresAt <= context.now) throw new Refusal(m.dateBeforePublishing, offering(editButton(draft)))
    const same = await findSameText(context, fingerprint, number)
    if (same && same.status !== 'draft') {
      if (same.status === 'removed') throw new Refusal(m.againRemoved({ number: String(same.id) }))
      return alreadyPublished(context, same, formValues(context, draft), dayOf(expiresAt, zoneOf(context, draft)))
    }
    await changeIf(context, number, ['draft'], { status: 'open', publishedAt: context.now })
    return published(context, await announce(context, number, 'published'))
  },
})

/** Forgets a draft. */
export const discard = action({
  name: 'opportunities.discard',
  title: m.discard,
  description: m.discardConfirm,
  can: member,
  input,
  async run(context, { number }) {
    const draft = await found(context, number)
    if (draft.authorId !== context.who.id) throw new Refusal(m.onlyAuthor)
    const { count } = await context.db.opportunity.deleteMany({ where: { id: number, status: 'draft' } })
    if (count === 0) throw new Refusal(m.alreadyPublic, offering(showButton(draft)))
    return done(draft.title, m.discarded, postButton(kindOf(draft)), listButton(kindOf(draft)))
  },
})
