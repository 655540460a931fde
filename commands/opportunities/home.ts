import { buttons, list, member, text, type Block, type Context, type Item } from '../kit.ts'
import { listButton, renewButton } from './access.ts'
import { job } from './job.ts'
import { m } from './messages.ts'
import { daysAhead } from './rules.ts'
import { listOpportunities, ownPending, type Opportunity } from './store.ts'
import { row } from './views.ts'

const shown = 3

/** Her drafts and what of hers ends soon, then the newest jobs. */
export async function home(context: Context): Promise<Block[]> {
  if (!member.allows(context.who)) return []
  const own = await ownPending(context, daysAhead(context.now), shown)
  const { found } = await listOpportunities(context, { kind: job.name, states: ['open'], take: shown })
  return [
    ...(own.length ? [text(m.homeOwn), list(own.map((one) => ownRow(context, one)))] : []),
    ...(found.length ? [text(m.homeJobs), list(found.map((one) => row(context, one, { state: false })))] : []),
    ...[found.length ? buttons({ ...listButton(job), label: m.all }) : undefined].flatMap((block) => block ?? []),
  ]
}

function ownRow(context: Context, opportunity: Opportunity): Item {
  const item = row(context, opportunity, { state: true })
  return opportunity.status === 'open' ? { ...item, buttons: [renewButton(opportunity), ...(item.buttons ?? [])] } : item
}
