import type { Offered, Subject, Work } from '../kit.ts'
import type { Kind } from './kind.ts'
import { kinds } from './kinds.ts'
import { documentOf } from './announce.ts'
import { m } from './messages.ts'
import { openOpportunities, type Opportunity } from './store.ts'
import { row } from './views.ts'

const offered = (work: Work, kind: Kind, opportunity: Opportunity): Offered => ({
  number: opportunity.id,
  ownerId: opportunity.authorId,
  publishedAt: opportunity.publishedAt ?? opportunity.createdAt,
  document: documentOf(opportunity),
  place: kind.present(opportunity.details).place,
  item: row(work, opportunity, { state: false }),
})

/** Jobs and deals, for who wants to hear of new ones. */
export const subjects: Subject[] = kinds.map((kind) => ({
  kind: kind.name,
  title: kind.name === 'job' ? m.jobsChannel : m.dealsChannel,
  filters: kind.choices,
  open: async (work, which) => (await openOpportunities(work, kind.name, which)).map((one) => offered(work, kind, one)),
}))
