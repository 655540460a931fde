import { buttons, dayOf, moment, Refusal, type Block, type Button, type Context, type Message, type Work } from '../kit.ts'
import type { ClosedReason, Kind } from './kind.ts'
import { kindOf } from './kinds.ts'
import { m } from './messages.ts'
import { findOpportunity, type Opportunity } from './store.ts'

/** The authors and the organisers may change it. */
export const mayChange = ({ who }: Context, { authorId }: Opportunity): boolean => who.id === authorId || who.roles.has('organiser')

const whys: Record<ClosedReason, Message> = {
  'filled-here': m.past_filledHere,
  'filled-elsewhere': m.past_filledElsewhere,
  withdrawn: m.past_withdrawn,
  expired: m.past_expired,
  ended: m.past_ended,
  'used-up': m.past_usedUp,
  removed: m.past_removed,
}

/** Why it is closed, in words. */
export const whyClosed = ({ closedReason }: Pick<Opportunity, 'closedReason'>): Message =>
  whys[closedReason as ClosedReason] ?? m.past_withdrawn

/** @throws Refusal when there is none, or only somebody else's draft */
export async function found(context: Context, number: number, kind?: Kind): Promise<Opportunity> {
  const opportunity = await findOpportunity(context, number)
  const isHidden = opportunity?.status === 'draft' && opportunity.authorId !== context.who.id
  if (opportunity && !isHidden && (!kind || kind.name === opportunity.kind)) return opportunity
  const known = kind ?? (opportunity && kindOf(opportunity))
  throw new Refusal(m.noSuch({ number: String(number) }), offering(known ? listButton(known) : undefined))
}

/** @throws Refusal when she is neither its author nor an organiser, or when there is none */
export async function foundToChange(context: Context, number: number, kind?: Kind): Promise<Opportunity> {
  const opportunity = await found(context, number, kind)
  if (!mayChange(context, opportunity)) throw new Refusal(m.notYours, offering(showButton(opportunity)))
  return opportunity
}

/** @throws Refusal which says what it is instead of open, and what can be done */
export function requireOpen(context: Context, opportunity: Opportunity): void {
  const { status, title } = opportunity
  if (status === 'open') return
  if (status === 'draft') throw new Refusal(m.stillDraft, offering({ label: m.resume, call: previewCall(opportunity) }))
  if (status === 'removed') throw new Refusal(m.wasRemoved({ title }), offering(listButton(kindOf(opportunity))))
  const reopen = mayChange(context, opportunity) && { label: m.reopen, call: reopenCall(opportunity) }
  throw new Refusal(m.alreadyClosed({ title, date: closedDate(opportunity), why: whyClosed(opportunity) }), offering(reopen, listButton(kindOf(opportunity))))
}

/** Something that has just changed under her hands: the truth is read again and told. @throws Refusal */
export async function overtaken(context: Context, number: number): Promise<never> {
  requireOpen(context, await found(context, number))
  throw new Refusal(m.noSuch({ number: String(number) }))
}

/** Buttons as blocks, without those left out. */
export const offering = (...all: (Button | undefined | false)[]): Block[] => [buttons(...all)].flatMap((block) => block ?? [])

const closedDate = ({ closedAt, expiresAt }: Opportunity) => moment(closedAt ?? expiresAt, 'date')

/** The zone in which its days are counted: its author's. */
export const zoneOf = ({ community }: Work, { author }: Opportunity): string => author.timeZone ?? community.timeZone

/**
 * A calendar day, the same for every reader: told as its noon in UTC, as no hour of it is on that day everywhere. Only in the far
 * Pacific it is already the next one.
 */
export const dayShown = (day: string) => moment(new Date(`${day}T12:00:00Z`), 'date')

/** Its last day as its author meant it. The instant at which it ends is the next day already for who lives east of her. */
export const lastDay = (work: Work, opportunity: Opportunity) => dayShown(dayOf(opportunity.expiresAt, zoneOf(work, opportunity)))

export const previewCall = ({ id }: Opportunity) => ({ action: 'opportunities.preview', input: { number: id } })
export const reopenCall = ({ id }: Opportunity) => ({ action: 'opportunities.reopen', input: { number: id } })
export const listButton = ({ name, words }: Kind): Button => ({ label: words.list, call: { action: `${name} list`, input: {} } })
export const postButton = ({ name, words }: Kind): Button => ({ label: words.post, call: { action: `${name} post`, input: {} } })
export const showButton = ({ id, kind }: Opportunity): Button => ({ label: m.details, call: { action: `${kind} show`, input: { number: id } } })
export const editButton = ({ id, kind }: Opportunity): Button => ({ label: m.edit, call: { action: `${kind} edit`, input: { number: id } } })
export const closeButton = ({ id, kind }: Opportunity): Button => ({ label: m.close, call: { action: `${kind} close`, input: { number: id } } })
export const renewButton = (opportunity: Opportunity): Button =>
  ({ label: m.renew({ days: kindOf(opportunity).days }), call: { action: 'opportunities.renew', input: { number: opportunity.id } }, style: 'primary' })
export const otherDateButton = ({ id }: Opportunity): Button => ({ label: m.otherDate, call: { action: 'opportunities.until', input: { number: id } } })
