import { action, ask, dayOf, member, text, view, type Action, type Context } from '../kit.ts'
import { foundToChange, listButton, offering, overtaken, requireOpen, showButton, zoneOf } from './access.ts'
import { announce, settleQuestions } from './announce.ts'
import { chooseOwn, suggestNumber } from './choose.ts'
import type { Kind } from './kind.ts'
import { m } from './messages.ts'
import { changeIf, type Opportunity } from './store.ts'
import { formValues, readTyped } from './typed.ts'
import { done, personOf, preview } from './views.ts'

/** `/job edit`, `/deal edit`: the form comes filled in, and the cards follow. */
export const edit = (kind: Kind): Action =>
  action({
    name: `${kind.name} edit`,
    french: `${kind.french} modifier`,
    title: kind.words.edit,
    description: kind.words.editAbout,
    can: member,
    asks: 'always',
    input: { number: ask.record({ label: m.number, suggest: suggestNumber(kind, 'own') }), ...kind.fields },
    async fill(context, { number }) {
      if (number === undefined) return chooseOwn(context, kind, ['draft', 'open'], `${kind.name} edit`, m.edit)
      return formValues(context, await changeable(context, kind, number))
    },
    async run(context, input) {
      const before = await changeable(context, kind, input.number)
      const { columns } = await readTyped(context, kind, input, before)
      if (!(await changeIf(context, before.id, [before.status], columns))) return overtaken(context, before.id)
      if (before.status === 'draft') return preview(context, { ...before, ...columns })
      const after = await announce(context, before.id, 'changed')
      if (dayOf(before.expiresAt, zoneOf(context, before)) !== dayOf(after.expiresAt, zoneOf(context, after))) await settleQuestions(context, before)
      await tellAuthor(context, after)
      return done(m.editedTitle({ title: after.title }), m.edited, showButton(after), listButton(kind))
    },
  })

/** @throws Refusal unless she may change it and it still can be changed */
async function changeable(context: Context, kind: Kind, number: number): Promise<Opportunity> {
  const opportunity = await foundToChange(context, number, kind)
  if (opportunity.status !== 'draft') requireOpen(context, opportunity)
  return opportunity
}

/** What an organiser changes in somebody's words is noted, and its author told. */
async function tellAuthor(context: Context, opportunity: Opportunity): Promise<void> {
  const { who, now } = context
  const { id, title, authorId } = opportunity
  if (who.id === authorId) return
  await context.audit(`opportunities.edit:${id}`)
  const told = view({ title: m.editedTitle({ title }) }, text(m.changedByOrganiser({ who: personOf(who), title })), ...offering(showButton(opportunity)))
  await context.tell({ person: authorId }, told, { key: `opportunity:${id}:edited:${now.toISOString()}` })
}
