import type { Work } from '../kit.ts'
import { answerable } from './question-store.ts'

/** Whose profile is published and came up or changed since then, the newest first. */
export async function newExperts({ db, community }: Work, since: Date, take: number): Promise<{ total: number; found: { id: number; name: string; headline: string }[] }> {
  const where = { published: true, updatedAt: { gte: since }, person: { communityId: community.id, createdAt: { gte: since } } }
  const total = await db.profile.count({ where })
  const rows = await db.profile.findMany({ where, orderBy: [{ updatedAt: 'desc' }, { personId: 'desc' }], take, select: { headline: true, person: { select: { id: true, name: true } } } })
  return { total, found: rows.map(({ headline, person }) => ({ ...person, headline })) }
}

/** How many questions have no answer yet, and since when the first of them. */
export async function oldestOpen({ db, community }: Work): Promise<{ total: number; since: Date | undefined }> {
  const where = { communityId: community.id, status: { in: answerable } }
  const total = await db.question.count({ where })
  const oldest = await db.question.findFirst({ where, orderBy: [{ createdAt: 'asc' }, { id: 'asc' }], select: { createdAt: true } })
  return { total, since: oldest?.createdAt }
}
