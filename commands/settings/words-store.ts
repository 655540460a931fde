import { z } from 'zod'
import { ownWordsKind, type Work } from '../kit.ts'

const name = 'search.words'

const kept = z.array(z.string())

/** The community's own lines of meaning, the oldest first. */
export async function ownLines({ db, community }: Pick<Work, 'db' | 'community'>): Promise<string[]> {
  const row = await db.setting.findUnique({ where: { communityId_name: { communityId: community.id, name } } })
  return row ? kept.parse(row.value) : []
}

/** Writes them, in effect in every process as soon as it is committed. */
export async function writeLines({ db, community, search }: Pick<Work, 'db' | 'community' | 'search'>, lines: string[]): Promise<void> {
  const key = { communityId: community.id, name }
  await db.setting.upsert({ where: { communityId_name: key }, create: { ...key, value: lines }, update: { value: lines } })
  if (lines.length === 0) await search.remove(db, ownWordsKind, community.id)
  else await search.put(db, { kind: ownWordsKind, ref: community.id, strong: lines.join('\n'), medium: '', weak: '', tags: [] })
}
