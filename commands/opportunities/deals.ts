import { action, ask, facts, member, Refusal, text, view, type Context } from '../kit.ts'
import { closeButton, editButton, found, lastDay, listButton, offering, otherDateButton, renewButton, requireOpen, showButton } from './access.ts'
import { askIfOver } from './announce.ts'
import { kindOf } from './kinds.ts'
import { m } from './messages.ts'
import { doubtsNeeded } from './rules.ts'
import type { Opportunity } from './store.ts'

const input = { number: ask.record({ label: m.number, hidden: true }) }

/** Gives the code and the link of a deal, and keeps that it was used. */
export const use = action({
  name: 'opportunities.use',
  title: m.useTitle,
  description: m.useTitle,
  can: member,
  input,
  async run(context, { number }) {
    const deal = await openDeal(context, number)
    const { who, db, now } = context
    if (deal.authorId !== who.id) {
      const key = { opportunityId: number, personId: who.id }
      await db.interest.upsert({ where: { opportunityId_personId: key }, create: { ...key, createdAt: now }, update: {} })
    }
    const { code, link } = kindOf(deal).present(deal.details).reach
    const doubt = deal.authorId !== who.id && { label: m.notValid, call: { action: 'opportunities.doubt', input: { number } } }
    const next = offering(link !== undefined && { label: m.openLink, link }, doubt, showButton(deal), listButton(kindOf(deal)))
    return view({ title: deal.title }, facts([m.code, code], [m.link, link]), text(m.howToUse({ until: lastDay(context, deal) })), ...next)
  },
})

/** A member says that a deal is over; when a second one does, its author is asked. */
export const doubt = action({
  name: 'opportunities.doubt',
  title: m.doubtTitle,
  description: m.doubtTitle,
  can: member,
  input,
  async run(context, { number }) {
    const deal = await openDeal(context, number)
    const { who, db, now } = context
    if (deal.authorId === who.id)
      throw new Refusal(m.yours({ title: deal.title }), offering(closeButton(deal), renewButton(deal), otherDateButton(deal), editButton(deal)))
    const key = { opportunityId: number, personId: who.id }
    const list = offering(listButton(kindOf(deal)))
    if (await db.expiryReport.findUnique({ where: { opportunityId_personId: key } })) return view({ title: deal.title }, text(m.doubtAgain), ...list)
    await db.expiryReport.create({ data: { ...key, createdAt: now } })
    const doubts = await db.expiryReport.count({ where: { opportunityId: number } })
    if (doubts === doubtsNeeded) await askIfOver(context, deal)
    return view({ title: deal.title, tone: 'good' }, text(doubts < doubtsNeeded ? m.doubtNoted : m.doubtAsked), ...list)
  },
})

/** @throws Refusal when it is not a deal, or not open */
async function openDeal(context: Context, number: number): Promise<Opportunity> {
  const deal = await found(context, number)
  if (kindOf(deal).answeredBy !== 'use') throw new Refusal(m.notForThis, offering(showButton(deal)))
  requireOpen(context, deal)
  return deal
}
