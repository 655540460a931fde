import { typedAs } from '../../bot/action.ts'
import { action, ask, organiser, Refusal, type Context, type View } from '../kit.ts'
import { createButton, found, listButton, offering, showButton } from './access.ts'
import { announce, planDates } from './announce.ts'
import { planAround } from './around.ts'
import { published as publishedEvent } from './events.ts'
import { m } from './messages.ts'
import { spanOf } from './rules.ts'
import type { Workshop } from './store.ts'
import { done, preview } from './views.ts'

const input = { number: ask.record({ label: m.number, hidden: true }) }

const published = ({ who }: Context, workshop: Workshop): View => {
  const command = typedAs({ name: 'workshop list', french: 'atelier lister' }, who.locale)
  return done(m.publishedTitle({ title: workshop.title }), m.published({ command }), [], showButton(workshop), createButton, listButton)
}

/** Shows a draft again. */
export const previewAction = action({
  name: 'workshops.preview',
  title: m.resume,
  description: m.previewAbout,
  can: organiser,
  reads: true,
  input,
  async run(context, { number }) {
    const workshop = await found(context, number)
    return workshop.status === 'draft' ? preview(context, workshop) : published(context, workshop)
  },
})

/** A draft becomes a card in every space; a second click finds it published. */
export const publish = action({
  name: 'workshops.publish',
  title: m.publish,
  description: m.previewAbout,
  can: organiser,
  input,
  async run(context, { number }) {
    const draft = await found(context, number)
    if (draft.status !== 'draft') return published(context, draft)
    if (spanOf(draft).startsAt <= context.now)
      throw new Refusal(m.startPassed, offering({ label: m.edit, call: { action: 'workshop edit', input: { number } } }))
    await context.db.workshop.update({ where: { id: number }, data: { status: 'published', publishedAt: context.now } })
    await planDates(context, draft)
    await planAround(context, number)
    await context.happened(publishedEvent, { kind: 'workshop', number })
    await context.audit(`workshops.publish:${number}`)
    return published(context, await announce(context, number))
  },
})

/** Forgets a draft. */
export const discard = action({
  name: 'workshops.discard',
  title: m.discard,
  description: m.discardConfirm,
  can: organiser,
  input,
  async run(context, { number }) {
    const draft = await found(context, number)
    const { count } = await context.db.workshop.deleteMany({ where: { id: number, status: 'draft' } })
    if (count === 0) throw new Refusal(m.alreadyPublic, offering(showButton(draft)))
    return done(draft.title, m.discarded, [], createButton, listButton)
  },
})
