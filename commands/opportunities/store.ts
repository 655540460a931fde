import type { Context, Work } from '../kit.ts'
import { sameTextDays } from './rules.ts'

type Db = Work['db']

const withAuthor = { include: { author: { select: { id: true, name: true, timeZone: true } } } } as const

const findById = (db: Db, communityId: number, id: number) => db.opportunity.findFirst({ where: { id, communityId }, ...withAuthor })

/** A job or a deal with its author. */
export type Opportunity = NonNullable<Awaited<ReturnType<typeof findById>>>

/** The job or deal of this number, in any state. */
export const findOpportunity = ({ db, community }: Work, number: number): Promise<Opportunity | null> => findById(db, community.id, number)

/** The newest first; `states` are all of them unless some are named. */
export async function listOpportunities(
  { db, community }: Work,
  about: { kind: string; authorId?: number; states: string[]; ids?: number[]; skip?: number; take: number },
): Promise<{ total: number; found: Opportunity[] }> {
  const { kind, authorId, states, ids, skip, take } = about
  const where = { communityId: community.id, kind, authorId, status: { in: states }, ...(ids ? { id: { in: ids } } : {}) }
  // drafts have no day of publication, and databases do not agree where those go
  const orderBy = [...(authorId ? [] : [{ publishedAt: 'desc' as const }]), { id: 'desc' as const }]
  const [total, found] = [
    await db.opportunity.count({ where }),
    await db.opportunity.findMany({ where, orderBy, skip, take, ...withAuthor }),
  ]
  return { total, found }
}

/** Those of these numbers, or published since, that are open; the newest first. */
export function openOpportunities(
  { db, community }: Work, kind: string, which: { numbers: number[] } | { since: Date; atMost: number },
): Promise<Opportunity[]> {
  const [among, take] = 'since' in which ? [{ publishedAt: { gte: which.since } }, which.atMost] : [{ id: { in: which.numbers } }, which.numbers.length]
  const where = { communityId: community.id, kind, status: 'open', ...among }
  return db.opportunity.findMany({ where, orderBy: [{ publishedAt: 'desc' }, { id: 'desc' }], take, ...withAuthor })
}

/** What is open and said to be over by so many members, with the time of the last of them that it took; the longest ago first. */
export async function doubted({ db, community }: Work, needed: number): Promise<{ deal: Opportunity; since: Date }[]> {
  const where = { communityId: community.id, status: 'open', expiryReports: { some: {} } }
  const found = await db.opportunity.findMany({ where, include: { ...withAuthor.include, expiryReports: { orderBy: { createdAt: 'asc' } } } })
  return found
    .flatMap((deal) => {
      const last = deal.expiryReports[needed - 1]
      return last ? [{ deal, since: last.createdAt }] : []
    })
    .sort((one, other) => one.since.getTime() - other.since.getTime())
}

/** A person's drafts, and what of hers is open and ends until then; what ends first comes first. */
export function ownPending({ db, community, who }: Context, until: Date, take: number): Promise<Opportunity[]> {
  const states = [{ status: 'draft' }, { status: 'open', expiresAt: { lte: until } }]
  const where = { communityId: community.id, authorId: who.id, OR: states }
  return db.opportunity.findMany({ where, orderBy: [{ expiresAt: 'asc' }, { id: 'asc' }], take, ...withAuthor })
}

/** The same text by the same author: a draft not yet published, or what was published within the last days. */
export function findSameText({ db, community, now }: Work, fingerprint: string, except?: number): Promise<Opportunity | null> {
  const since = new Date(now.getTime() - sameTextDays * 86_400_000)
  const recent = [{ status: 'draft', createdAt: { gte: since } }, { publishedAt: { gte: since } }]
  const where = { communityId: community.id, fingerprint, OR: recent, ...(except ? { id: { not: except } } : {}) }
  return db.opportunity.findFirst({ where, orderBy: { id: 'desc' }, ...withAuthor })
}

/** Changes it only if it is still in one of these states; false when somebody was faster. */
export async function changeIf(
  { db }: Work, id: number, states: string[], data: Parameters<Db['opportunity']['updateMany']>[0]['data'],
): Promise<boolean> {
  const { count } = await db.opportunity.updateMany({ where: { id, status: { in: states } }, data })
  return count === 1
}

/** The files that a person may attach: her own, and those that are already there. */
export async function usableFiles({ db, who }: Context, ids: string[], attached: string[]): Promise<{ id: string; type: string }[]> {
  const files = await db.storedFile.findMany({ where: { id: { in: ids } }, select: { id: true, type: true, ownerId: true } })
  return files.filter(({ id, ownerId }) => ownerId === who.id || attached.includes(id))
}

/** What is shown of files; those that are no more are left out. */
export const describeFiles = ({ db }: Work, ids: string[]) =>
  db.storedFile.findMany({ where: { id: { in: ids } }, select: { id: true, name: true, type: true, size: true } })

/** The zone in which the days of an author are counted. */
export async function zoneOfPerson({ db, community }: Work, id: number): Promise<string> {
  const person = await db.person.findUnique({ where: { id }, select: { timeZone: true } })
  return person?.timeZone ?? community.timeZone
}

/** A message with this key was said, whatever became of it. */
export const wasSaid = async ({ db }: Work, key: string): Promise<boolean> => (await db.posting.count({ where: { key } })) > 0

/** The headline that a person shows, if she published her profile. */
export async function headlineOf({ db }: Work, personId: number): Promise<string | undefined> {
  const profile = await db.profile.findUnique({ where: { personId }, select: { headline: true, published: true } })
  return profile?.published ? profile.headline : undefined
}
