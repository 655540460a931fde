import { z } from 'zod'
import { job } from '../kit.ts'
import { announce } from './announce.ts'

/** So many are put into search in one transaction. */
const atOnce = 50

/** Puts every published workshop into search, little by little: a migration asks for it when search is made anew. */
export const refill = job({
  name: 'workshops.refill',
  input: z.object({ after: z.int() }),
  async run(work, { after }) {
    const where = { id: { gt: after }, communityId: work.community.id, status: 'published' }
    const found = await work.db.workshop.findMany({ where, orderBy: { id: 'asc' }, take: atOnce, select: { id: true } })
    // Those that are over are left out by it, and no card changes.
    for (const { id } of found) await announce(work, id)
    const last = found.at(-1)?.id
    if (last !== undefined) await work.later(refill, { after: last }, { at: work.now, key: `workshops.refill:${last}` })
  },
})
