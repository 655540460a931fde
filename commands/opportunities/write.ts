import { createHash } from 'node:crypto'
import { action, ask, buttons, member, quote, Refusal, text, view, type Context } from '../kit.ts'
import { found, offering, showButton } from './access.ts'
import { m } from './messages.ts'
import type { Opportunity } from './store.ts'
import { done, personOf } from './views.ts'

/** Carries a message between two people who were introduced, wherever each of them is. */
export const write = action({
  name: 'opportunities.write',
  title: m.letterTitle,
  description: m.letterAbout,
  can: member,
  input: {
    number: ask.record({ label: m.number, hidden: true }),
    to: ask.record({ label: m.number, names: 'person', hidden: true }),
    letter: ask.text({ label: m.letter, max: 2000, lines: 'many' }),
  },
  async fill(context, { number, to }) {
    if (number !== undefined && to !== undefined) await correspondents(context, number, to)
    return {}
  },
  async run(context, { number, to, letter }) {
    const { opportunity, reader } = await correspondents(context, number, to)
    const { who } = context
    const { title } = opportunity
    const answer = { label: m.write({ name: who.name }), call: { action: 'opportunities.write', input: { number, to: who.id } } }
    const told = view({ title: m.letterFromTitle }, text(m.letterFrom({ who: personOf(who, true), title })), quote(letter), buttons(answer, showButton(opportunity)))
    // the same words again are the same letter: a form sent twice arrives once
    const words = createHash('sha256').update(letter).digest('hex').slice(0, 16)
    await context.tell({ person: to }, told, { key: `opportunity:${number}:letter:${who.id}:${to}:${words}` })
    return done(title, m.letterSent({ name: reader.name }), showButton(opportunity))
  },
})

/** @throws Refusal unless one of them is its author and the other was introduced to her */
async function correspondents(context: Context, number: number, to: number): Promise<{ opportunity: Opportunity; reader: { name: string } }> {
  const opportunity = await found(context, number)
  const { who, db } = context
  const { authorId, title } = opportunity
  if (opportunity.status === 'removed') throw new Refusal(m.wasRemoved({ title }))
  const member = authorId === who.id ? to : authorId === to ? who.id : undefined
  const introduced = member !== undefined && opportunity.kind === 'job' &&
    (await db.interest.findUnique({ where: { opportunityId_personId: { opportunityId: number, personId: member } } }))
  const reader = introduced ? await db.person.findUnique({ where: { id: to }, select: { name: true } }) : null
  if (!reader) throw new Refusal(m.notIntroduced, offering(showButton(opportunity)))
  return { opportunity, reader }
}
