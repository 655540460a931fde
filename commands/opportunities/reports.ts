import { buttons, quote, text, view, type Context, type View } from '../kit.ts'
import { shortenText } from '../../bot/shorten.ts'
import { showButton } from './access.ts'
import { kindOf } from './kinds.ts'
import { m } from './messages.ts'
import type { Opportunity } from './store.ts'
import { personOf } from './views.ts'

/** What members reported of a post since the organisers last decided to keep it. */
export interface Reports {
  /** of the organisers' message: each round of reports is a new one */
  key: string
  reports: { by: { id: number; name: string }; reason: string }[]
}

const reported = 'opportunities.report'
const kept = 'opportunities.keep'

/** A report and a decision are what the organisers may have to look into: they are kept there. */
export const noteReport = (context: Context, id: number, reason: string) => context.audit(`${reported}:${id}`, { reason })
export const noteKept = (context: Context, id: number) => context.audit(`${kept}:${id}`)
export const noteRemoved = (context: Context, id: number, reason: string) => context.audit(`opportunities.remove:${id}`, { reason })

/** The reports of a post on which nobody has decided yet, oldest first. */
export async function openReports({ db }: Context, id: number): Promise<Reports> {
  const decision = await db.audit.findFirst({ where: { subject: `${kept}:${id}` }, orderBy: { id: 'desc' } })
  const since = decision?.id ?? 0
  const rows = await db.audit.findMany({ where: { subject: `${reported}:${id}`, id: { gt: since } }, orderBy: { id: 'asc' } })
  const people = await db.person.findMany({ where: { id: { in: rows.flatMap(({ personId }) => personId ?? []) } }, select: { id: true, name: true } })
  const reports = rows.flatMap(({ personId, detail }) => {
    const by = people.find((person) => person.id === personId)
    return by ? [{ by, reason: reasonOf(detail) }] : []
  })
  return { key: `opportunity:${id}:reports:${since}`, reports }
}

const reasonOf = (detail: unknown): string =>
  typeof detail === 'object' && detail !== null && 'reason' in detail && typeof detail.reason === 'string' ? detail.reason : ''

const excerpt = 500

/** What the organisers read: what is reported, by whom, and what they can do or have done. */
export function reportsView(opportunity: Opportunity, { reports }: Reports, decided?: View['blocks']): View {
  const { id, title, description } = opportunity
  const decide = buttons(
    { label: m.remove, call: { action: 'opportunities.remove', input: { number: id } }, style: 'danger' },
    { label: m.keep, call: { action: 'opportunities.keep', input: { number: id } }, confirm: m.keepConfirm },
    showButton(opportunity),
  )
  const said = reports.flatMap(({ by, reason }) => [text(m.reportedBy({ who: personOf(by) })), quote(reason)])
  const about = kindOf(opportunity).present(opportunity.details).summary
  return view({ title: m.reportsTitle({ title }) }, text(about), quote(shortenText(description, excerpt)), ...said, ...(decided ?? [decide]))
}
