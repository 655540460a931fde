import { z } from 'zod'
import { buttons, communityTag, dayOf, job, text, view, type Offered, type Work } from '../kit.ts'
import { closeButton, lastDay, otherDateButton, renewButton, reopenCall, whyClosed, zoneOf } from './access.ts'
import { cardKey } from './author.ts'
import { changed, closed, published } from './events.ts'
import { kindOf } from './kinds.ts'
import { m } from './messages.ts'
import { askAt } from './rules.ts'
import { changeIf, findOpportunity, wasSaid, type Opportunity } from './store.ts'
import { afterwards, card } from './views.ts'

const about = z.object({ number: z.number().int() })

/** The question whether it is still open is a new one for each last day. */
const stillOpenKey = ({ id, expiresAt }: Opportunity) => `opportunity:${id}:still-open:${expiresAt.toISOString()}`
const doubtKey = ({ id, expiresAt }: Opportunity) => `opportunity:${id}:doubt:${expiresAt.toISOString()}`

/** Asks the author, two days before the end, whether it is still open. */
export const askAuthor = job({
  name: 'opportunities.ask',
  input: about,
  async run(work, { number }) {
    const opportunity = await findOpportunity(work, number)
    if (opportunity?.status !== 'open' || opportunity.expiresAt <= work.now) return
    if (askAt(dayOf(opportunity.expiresAt, zoneOf(work, opportunity)), zoneOf(work, opportunity)) > work.now) return
    const { title, authorId } = opportunity
    const asked = view({ title: m.stillOpenTitle }, text(m.stillOpen({ title, until: lastDay(work, opportunity) })),
      buttons(renewButton(opportunity), otherDateButton(opportunity), closeButton(opportunity)))
    await work.tell({ person: authorId }, asked, { key: stillOpenKey(opportunity) })
  },
})

/** Closes what came to its last day. */
export const expire = job({
  name: 'opportunities.expire',
  input: about,
  async run(work, { number }) {
    const before = await findOpportunity(work, number)
    if (!before || before.expiresAt > work.now) return
    if (!(await changeIf(work, number, ['open'], { status: 'closed', closedReason: 'expired', closedAt: work.now }))) return
    const { title, authorId } = await announce(work, number, 'closed')
    await settleQuestions(work, before)
    const told = view({ title: m.expiredTitle({ title }) }, text(m.expired({ title })),
      buttons({ label: m.reopen, call: reopenCall(before), style: 'primary' }, ...afterwards(before)))
    await work.tell({ person: authorId }, told, { key: `opportunity:${number}:expired:${before.expiresAt.toISOString()}` })
  },
})

/** Tells the other capabilities. */
function publishEvent(work: Work, { kind, id, closedReason }: Opportunity, what: 'published' | 'changed' | 'closed'): Promise<void> {
  const about = { kind: kindOf({ kind }).name, number: id }
  if (what === 'closed') return work.happened(closed, { ...about, reason: closedReason ?? '' })
  return work.happened(what === 'published' ? published : changed, about)
}

/** Brings everything in line with what it now is: the cards in every space, the search, what is to happen at its end, who listens. */
export async function announce(work: Work, number: number, what: 'published' | 'changed' | 'closed'): Promise<Opportunity> {
  const opportunity = await findOpportunity(work, number)
  if (!opportunity) throw new Error(`opportunity ${number} is gone within its own transaction`)
  const kind = kindOf(opportunity)
  await publishEvent(work, opportunity, what)
  await work.tell({ channel: kind.channel }, await card(work, opportunity), { key: cardKey(number) })
  if (opportunity.status !== 'open') {
    await work.search.remove(work.db, kind.name, number)
    return opportunity
  }
  const { expiresAt } = opportunity
  await work.search.put(work.db, { kind: kind.name, ref: number, ...documentOf(opportunity) })
  const asks = askAt(dayOf(expiresAt, zoneOf(work, opportunity)), zoneOf(work, opportunity))
  if (asks > work.now) await work.later(askAuthor, { number }, { at: asks, key: `opportunity:${number}:ask` })
  await work.later(expire, { number }, { at: expiresAt, key: `opportunity:${number}:expire` })
  return opportunity
}

/** What is searched of it. */
export function documentOf(opportunity: Opportunity): Offered['document'] {
  const { strong, medium, tags } = kindOf(opportunity).present(opportunity.details)
  const { title, description, communityId } = opportunity
  return { strong: `${title} ${strong}`, medium, weak: description, tags: [communityTag(communityId), ...tags] }
}

/** Asks the author of a deal whether it is over, since members say so. */
export async function askIfOver(work: Work, opportunity: Opportunity): Promise<void> {
  const { title, kind, id } = opportunity
  const over = { label: m.isOver, call: { action: `${kind} close`, input: { number: id, reason: 'ended' } } }
  const asked = view({ title: m.doubtedTitle }, text(m.doubted({ title })), buttons(over, renewButton(opportunity), otherDateButton(opportunity)))
  await work.tell({ person: opportunity.authorId }, asked, { key: doubtKey(opportunity) })
}

/** Questions put to the author that are now answered say so, and lose their buttons. */
export async function settleQuestions(work: Work, before: Opportunity): Promise<void> {
  const now = await findOpportunity(work, before.id)
  if (!now) return
  const { title } = now
  const said = now.status === 'open'
    ? m.settledRenewed({ title, until: lastDay(work, now) })
    : m.settledClosed({ title, why: whyClosed(now) })
  for (const key of [stillOpenKey(before), doubtKey(before)])
    if (await wasSaid(work, key)) await work.tell({ person: now.authorId }, view({}, text(said)), { key })
}
