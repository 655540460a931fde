import { z } from 'zod'
import { job } from '../kit.ts'
import { documentOf } from './announce.ts'

/** So many are put into search in one transaction. */
const atOnce = 100

/** Puts every open job and deal into search, little by little: a migration asks for it when search is made anew. */
export const refill = job({
  name: 'opportunities.refill',
  input: z.object({ after: z.int() }),
  async run(work, { after }) {
    const where = { id: { gt: after }, communityId: work.community.id, status: 'open' }
    const found = await work.db.opportunity.findMany({ where, orderBy: { id: 'asc' }, take: atOnce, include: { author: { select: { id: true, name: true, timeZone: true } } } })
    for (const one of found) await work.search.put(work.db, { kind: one.kind, ref: one.id, ...documentOf(one) })
    const last = found.at(-1)?.id
    if (last !== undefined) await work.later(refill, { after: last }, { at: work.now, key: `opportunities.refill:${last}` })
  },
})
