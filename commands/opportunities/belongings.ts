import { fieldsOf } from '../../bot/field.ts'
import { readInput } from '../../bot/read.ts'
import type { Belongings, Work } from '../kit.ts'
import { zoneOf } from './access.ts'
import { announce } from './announce.ts'
import { kindOf } from './kinds.ts'
import { fingerprintOf } from './rules.ts'
import { findOpportunity, type Opportunity } from './store.ts'
import { formValues } from './typed.ts'

type People = Parameters<Belongings['merge']>[1]

/** What one human being posted as two people is hers; she neither is interested in it nor doubts it herself. */
async function unite(work: Work, people: People): Promise<void> {
  await givePosts(work, people)
  await uniteInterests(work, people)
  await uniteReports(work, people)
  const own = { personId: people.stays, opportunity: { authorId: people.stays } }
  await work.db.interest.deleteMany({ where: own })
  await work.db.expiryReport.deleteMany({ where: own })
}

async function givePosts(work: Work, { goes, stays }: People): Promise<void> {
  const { db } = work
  const posts = await db.opportunity.findMany({ where: { authorId: goes }, select: { id: true, status: true }, orderBy: { id: 'asc' } })
  for (const { id, status } of posts) {
    await db.opportunity.update({ where: { id }, data: { authorId: stays } })
    const post = await findOpportunity(work, id)
    if (!post) continue
    await db.opportunity.update({ where: { id }, data: { fingerprint: fingerprint(work, post) } })
    // her name stands on the card
    if (status === 'open') await announce(work, id, 'changed')
  }
}

/** By which the very same text of this author is recognised. */
function fingerprint(work: Work, post: Opportunity): string {
  const kind = kindOf(post)
  const reading = { locale: work.community.locale, timeZone: zoneOf(work, post), now: work.now }
  const { input } = readInput(fieldsOf(kind.fields), formValues(work, post), reading)
  return fingerprintOf(post.authorId, kind.name, kind.read(input, reading).content.identity)
}

/** Of two interests in one post the earlier is kept, with a note if either had one. */
async function uniteInterests({ db }: Work, { goes, stays }: People): Promise<void> {
  for (const { opportunityId, note, createdAt } of await db.interest.findMany({ where: { personId: goes } })) {
    const own = { opportunityId_personId: { opportunityId, personId: stays } }
    const known = await db.interest.findUnique({ where: own })
    if (!known) continue
    const earlier = known.createdAt < createdAt ? known.createdAt : createdAt
    await db.interest.update({ where: own, data: { note: known.note || note, createdAt: earlier } })
    await db.interest.delete({ where: { opportunityId_personId: { opportunityId, personId: goes } } })
  }
  await db.interest.updateMany({ where: { personId: goes }, data: { personId: stays } })
}

async function uniteReports({ db }: Work, { goes, stays }: People): Promise<void> {
  const known = await db.expiryReport.findMany({ where: { personId: stays }, select: { opportunityId: true } })
  await db.expiryReport.deleteMany({ where: { personId: goes, opportunityId: { in: known.map(({ opportunityId }) => opportunityId) } } })
  await db.expiryReport.updateMany({ where: { personId: goes }, data: { personId: stays } })
}

export const belongings: Belongings[] = [{ tables: ['Opportunity', 'Interest', 'ExpiryReport'], merge: unite }]
