import { communityTag, list as rows, member, text, type Block, type Context, type Finder } from '../kit.ts'
import type { Kind } from './kind.ts'
import { kinds } from './kinds.ts'
import { inOrder } from './list.ts'
import { wordsOfNeed } from './rules.ts'
import { row } from './views.ts'

/** How many of each kind are offered for a need. */
const most = 3

/** Jobs and deals that fit a need in somebody's own words. */
export const finder: Finder = async (context, need) => {
  const words = wordsOfNeed(need)
  if (words.length === 0 || !member.allows(context.who)) return []
  const blocks: Block[] = []
  for (const kind of kinds) blocks.push(...(await fitting(context, kind, words)))
  return blocks
}

async function fitting(context: Context, kind: Kind, words: string[]): Promise<Block[]> {
  const query = { kind: kind.name, words, tags: [communityTag(context.community.id)], limit: most, offset: 0 }
  const { hits } = await context.search.find(context.db, query)
  const found = await inOrder(context, kind, hits.map(({ ref }) => ref))
  return found.length ? [text(kind.words.fit), rows(found.map((one) => row(context, one, { state: false })))] : []
}
