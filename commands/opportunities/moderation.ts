import { action, ask, member, organiser, quote, Refusal, text, view, type Context } from '../kit.ts'
import { closeButton, editButton, found, listButton, offering, overtaken, requireOpen, showButton } from './access.ts'
import { announce, settleQuestions } from './announce.ts'
import { kindOf } from './kinds.ts'
import { m } from './messages.ts'
import { noteKept, noteRemoved, noteReport, openReports, reportsView } from './reports.ts'
import { changeIf, type Opportunity } from './store.ts'
import { done, personOf } from './views.ts'

const number = ask.record({ label: m.number, hidden: true })

/** Tells the organisers what is wrong with a post. */
export const report = action({
  name: 'opportunities.report',
  title: m.reportTitle,
  description: m.reportAbout,
  can: member,
  input: { number, reason: ask.text({ label: m.reportReason, max: 500, lines: 'many' }) },
  async fill(context, input) {
    if (input.number !== undefined) await reportable(context, input.number)
    return {}
  },
  async run(context, input) {
    const opportunity = await reportable(context, input.number)
    await noteReport(context, opportunity.id, input.reason)
    const open = await openReports(context, opportunity.id)
    await context.tell({ organisers: true }, reportsView(opportunity, open), { key: open.key })
    return done(opportunity.title, m.reported, listButton(kindOf(opportunity)))
  },
})

/** @throws Refusal on one's own, when it is not open, or when she has reported it */
async function reportable(context: Context, id: number): Promise<Opportunity> {
  const opportunity = await found(context, id)
  const { title, authorId } = opportunity
  if (authorId === context.who.id) throw new Refusal(m.yours({ title }), offering(editButton(opportunity), closeButton(opportunity)))
  requireOpen(context, opportunity)
  const { reports } = await openReports(context, id)
  if (reports.some(({ by }) => by.id === context.who.id)) throw new Refusal(m.reportedAgain, offering(listButton(kindOf(opportunity))))
  return opportunity
}

/** An organiser removes a post: struck out everywhere, and its author is told why. */
export const remove = action({
  name: 'opportunities.remove',
  title: m.removeTitle,
  description: m.removeAbout,
  can: organiser,
  input: { number, reason: ask.text({ label: m.removeReason, hint: m.removeReasonHint, max: 500, lines: 'many' }) },
  async fill(context, input) {
    if (input.number !== undefined) await notRemoved(context, input.number)
    return {}
  },
  async run(context, { number: id, reason }) {
    const before = await notRemoved(context, id)
    const { who, now } = context
    const removing = { status: 'removed', closedReason: 'removed', closedAt: now }
    if (!(await changeIf(context, id, ['open', 'closed'], removing))) return overtaken(context, id)
    const { title, authorId } = await announce(context, id, 'closed')
    await settleQuestions(context, before)
    await noteRemoved(context, id, reason)
    await decide(context, before, [text(m.removedBy({ who: personOf(who), reason }))])
    const told = view({ title: m.yourPostRemovedTitle }, text(m.yourPostRemoved({ title })), quote(reason), text(m.yourPostRemovedNext))
    await context.tell({ person: authorId }, told, { key: `opportunity:${id}:removed` })
    return done(title, m.removed, listButton(kindOf(before)))
  },
})

/** An organiser finds nothing wrong with a post. */
export const keep = action({
  name: 'opportunities.keep',
  title: m.keepTitle,
  description: m.keepAbout,
  can: organiser,
  input: { number },
  async run(context, { number: id }) {
    const opportunity = await notRemoved(context, id)
    const { title } = opportunity
    if (!(await decide(context, opportunity, [text(m.keptBy({ who: personOf(context.who) }))])))
      throw new Refusal(m.nothingReported({ title }), offering(showButton(opportunity)))
    await noteKept(context, id)
    return done(title, m.kept, showButton(opportunity), listButton(kindOf(opportunity)))
  },
})

/** The organisers' message says what was decided and loses its buttons; false when nothing was reported. */
async function decide(context: Context, opportunity: Opportunity, said: Parameters<typeof reportsView>[2]): Promise<boolean> {
  const open = await openReports(context, opportunity.id)
  if (open.reports.length === 0) return false
  await context.tell({ organisers: true }, reportsView(opportunity, open, said), { key: open.key })
  return true
}

/** @throws Refusal when another organiser was faster */
async function notRemoved(context: Context, id: number): Promise<Opportunity> {
  const opportunity = await found(context, id)
  if (opportunity.status === 'removed' || opportunity.status === 'draft') requireOpen(context, opportunity)
  return opportunity
}
