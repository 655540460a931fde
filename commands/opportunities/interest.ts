import { action, ask, buttons, facts, member, moment, quote, Refusal, text, view, type Block, type Button, type Context } from '../kit.ts'
import { closeButton, editButton, found, listButton, offering, requireOpen, showButton } from './access.ts'
import { kindOf } from './kinds.ts'
import { m } from './messages.ts'
import { headlineOf, type Opportunity } from './store.ts'
import { personOf } from './views.ts'

/** Introduces a member and the author of a job to each other, once. */
export const interest = action({
  name: 'opportunities.interest',
  title: m.interestTitle,
  description: m.interestAbout,
  can: member,
  asks: 'always',
  input: {
    number: ask.record({ label: m.number, hidden: true }),
    note: ask.text({ label: m.note, hint: m.noteHint, max: 500, lines: 'many', optional: true }),
  },
  async fill(context, { number }) {
    if (number !== undefined) await notYetIntroduced(context, number)
    return {}
  },
  async run(context, { number, note }) {
    const opportunity = await notYetIntroduced(context, number)
    const { db, who, now } = context
    await db.interest.create({ data: { opportunityId: number, personId: who.id, note: note ?? '', createdAt: now } })
    await introduce(context, opportunity, note)
    const said = m.introducedAnswer({ author: opportunity.author.name, title: opportunity.title })
    return view({ title: m.introducedTitle, tone: 'good' }, text(said), ...howToApply(opportunity), ...offering(showButton(opportunity), listButton(kindOf(opportunity))))
  },
})

/** @throws Refusal on one's own, when it is not open, or when they know each other already */
async function notYetIntroduced(context: Context, number: number): Promise<Opportunity> {
  const opportunity = await found(context, number)
  const { title, author } = opportunity
  if (kindOf(opportunity).answeredBy !== 'interest') throw new Refusal(m.notForThis, offering(showButton(opportunity)))
  if (author.id === context.who.id) throw new Refusal(m.yours({ title }), offering(editButton(opportunity), closeButton(opportunity)))
  if (opportunity.status === 'removed') requireOpen(context, opportunity)
  const key = { opportunityId_personId: { opportunityId: number, personId: context.who.id } }
  const known = await context.db.interest.findUnique({ where: key })
  if (known) {
    const said = m.alreadyIntroduced({ author: author.name, title, date: moment(known.createdAt, 'date') })
    throw new Refusal(said, [...howToApply(opportunity), ...offering(writeButton(opportunity, author), listButton(kindOf(opportunity)))])
  }
  requireOpen(context, opportunity)
  return opportunity
}

async function introduce(context: Context, opportunity: Opportunity, note: string | undefined): Promise<void> {
  const { who } = context
  const { id, title, author } = opportunity
  const headline = await headlineOf(context, who.id)
  const toAuthor = view(
    { title: m.someoneInterestedTitle }, text(m.someoneInterested({ who: personOf(who, true), title })),
    facts([m.headline, headline]), note !== undefined && quote(note), buttons(writeButton(opportunity, who), closeButton(opportunity)),
  )
  await context.tell({ person: author.id }, toAuthor, { key: `opportunity:${id}:interest:${who.id}` })
  const toHer = view(
    { title: m.introducedTitle }, text(m.introducedAnswer({ author: personOf(author, true), title })),
    ...howToApply(opportunity), buttons(writeButton(opportunity, author), showButton(opportunity)),
  )
  await context.tell({ person: who.id }, toHer, { key: `opportunity:${id}:introduced:${who.id}` })
}

/** The address that the author gave, if she gave one. */
function howToApply(opportunity: Opportunity): Block[] {
  const { link, email } = kindOf(opportunity).present(opportunity.details).reach
  if (!link && !email) return []
  const asked = text(m.applyToo({ author: opportunity.author.name }))
  return email ? [asked, text(email)] : [asked, ...offering(link ? { label: m.applyThere, link } : undefined)]
}

const writeButton = ({ id }: Opportunity, to: { id: number; name: string }): Button =>
  ({ label: m.write({ name: to.name }), call: { action: 'opportunities.write', input: { number: id, to: to.id } } })
