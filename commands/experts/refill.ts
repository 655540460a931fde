import { z } from 'zod'
import { job } from '../kit.ts'
import { indexProfile } from './finding.ts'
import { indexAnswer } from './kept-store.ts'
import { include, questionOf } from './question-store.ts'
import { publishedProfiles } from './store.ts'

/** So many are put into search in one transaction. */
const atOnce = 100

const input = z.object({ after: z.int() })

/** Puts every published profile into search, little by little: a migration asks for it when search is made anew. */
export const refill = job({
  name: 'experts.refill',
  input,
  async run(work, { after }) {
    const where = { personId: { gt: after }, published: true, person: { communityId: work.community.id } }
    const rows = await work.db.profile.findMany({ where, orderBy: { personId: 'asc' }, take: atOnce, select: { personId: true } })
    for (const profile of await publishedProfiles(work, rows.map(({ personId }) => personId))) await indexProfile(work, profile)
    const last = rows.at(-1)?.personId
    if (last !== undefined) await work.later(refill, { after: last }, { at: work.now, key: `experts.refill:${last}` })
  },
})

/** The same for the answers that are kept. */
export const refillAnswers = job({
  name: 'experts.refill-answers',
  input,
  async run(work, { after }) {
    const where = { id: { gt: after }, communityId: work.community.id, keptAt: { not: null } }
    const rows = await work.db.question.findMany({ where, orderBy: { id: 'asc' }, take: atOnce, include })
    for (const row of rows) await indexAnswer(work, questionOf(row))
    const last = rows.at(-1)?.id
    if (last !== undefined) await work.later(refillAnswers, { after: last }, { at: work.now, key: `experts.refill-answers:${last}` })
  },
})
