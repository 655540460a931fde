import { communityTag, fold, list as rows, member, text, type Block, type Context, type Finder } from '../kit.ts'
import type { Kind } from './kind.ts'
import { kinds } from './kinds.ts'
import { inOrder } from './list.ts'
import { row } from './views.ts'

/** How many of each kind are offered for a need. */
const most = 3

/** Jobs and deals that fit a need in somebody's own words. */
export const finder: Finder = async (context, need) => {
  if (fold(need).length === 0 || !member.allows(context.who)) return []
  const blocks: Block[] = []
  for (const kind of kinds) blocks.push(...(await fitting(context, kind, need)))
  return blocks
}

async function fitting(context: Context, kind: Kind, need: string): Promise<Block[]> {
  const query = { kind: kind.name, need, tags: [communityTag(context.community.id)], limit: most, offset: 0 }
  const { hits } = await context.search.find(context.db, query)
  const found = await inOrder(context, kind, hits.map(({ ref }) => ref))
  return found.length ? [text(kind.words.fit), rows(found.map((one) => row(context, one, { state: false })))] : []
}
