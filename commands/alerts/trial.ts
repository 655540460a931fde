import { fitting, tellingTerms, type Offered, type Work } from '../kit.ts'
import type { Conditions } from './conditions.ts'
import { triedDays } from './rules.ts'

/** More of one kind than these are not looked through. */
const mostLooked = 500

/** What an alert would have told of, the newest first: of the last days, and open still. */
export async function trial(work: Work, conditions: Conditions, ownerId: number): Promise<Offered[]> {
  const since = new Date(work.now.getTime() - triedDays * 86_400_000)
  const meanings = await work.search.meanings(work.community.id)
  const found: Offered[] = []
  for (const subject of work.subjects.filter(({ kind }) => !conditions.kind || conditions.kind === kind)) {
    const need = [conditions.words, conditions.place].find((words) => tellingTerms(words).length > 0)
    const recent = need === undefined ? undefined : await searched(work, subject.kind, need)
    const open = await subject.open(work, recent ? { numbers: recent } : { since, atMost: mostLooked })
    found.push(...open.filter((one) => one.publishedAt >= since && one.ownerId !== ownerId && fitting({ ...one.document, place: one.place }, meanings)(conditions)))
  }
  return found.sort((one, other) => other.publishedAt.getTime() - one.publishedAt.getTime())
}

async function searched({ search, db }: Work, kind: string, need: string): Promise<number[]> {
  const { hits } = await search.find(db, { kind, need, limit: mostLooked, offset: 0 })
  return hits.map(({ ref }) => ref)
}
