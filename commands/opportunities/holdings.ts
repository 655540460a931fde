import type { Holding } from '../kit.ts'
import { closed } from './events.ts'
import { kindOf } from './kinds.ts'
import { m } from './messages.ts'
import { findOpportunity } from './store.ts'

/** What she posted, and what of others' posts she was interested in. */
export const holdings: Holding[] = [
  {
    tables: ['Opportunity'],
    title: m.heldPosts,
    async said(db, authorId) {
      const posted = await db.opportunity.findMany({ where: { authorId }, select: { id: true } })
      return posted.map(({ id }) => `opportunity:${id}`)
    },
    async release(work, authorId) {
      for (const { id } of await work.db.opportunity.findMany({ where: { authorId }, select: { id: true } })) {
        const post = await findOpportunity(work, id)
        if (!post) continue
        const { name } = kindOf(post)
        await work.search.remove(work.db, name, id)
        if (post.status === 'open') await work.happened(closed, { kind: name, number: id, reason: 'withdrawn' })
      }
    },
  },
  {
    tables: ['Interest', 'ExpiryReport'],
    title: m.heldInterests,
    // that she is interested, and her letters
    async said(db, personId) {
      const wanted = await db.interest.findMany({ where: { personId }, select: { opportunityId: true } })
      const introduced = await db.interest.findMany({ where: { opportunity: { authorId: personId } }, select: { opportunityId: true } })
      return [
        ...wanted.flatMap(({ opportunityId: id }) => [`opportunity:${id}:interest:${personId}`, `opportunity:${id}:letter:${personId}`]),
        ...introduced.map(({ opportunityId: id }) => `opportunity:${id}:letter:${personId}`),
      ]
    },
  },
]
