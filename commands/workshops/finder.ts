import { communityTag, fold, list as rows, member, text, type Finder } from '../kit.ts'
import { searchKind } from './announce.ts'
import { dateRows } from './list.ts'
import { m } from './messages.ts'
import { listDates } from './store.ts'

/** How many dates are offered for a need. */
const most = 3

/** Workshops to come that fit a need in somebody's own words. */
export const finder: Finder = async (context, need) => {
  if (fold(need).length === 0 || !member.allows(context.who)) return []
  const query = { kind: searchKind, need, tags: [communityTag(context.community.id)], limit: most, offset: 0 }
  const { hits } = await context.search.find(context.db, query)
  const { found } = await listDates(context, { workshopIds: hits.map(({ ref }) => ref), skip: 0, take: most })
  return found.length ? [text(m.fit), rows(await dateRows(context, found))] : []
}
