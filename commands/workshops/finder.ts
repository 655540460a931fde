import { communityTag, fold, list as rows, member, text, type Finder } from '../kit.ts'
import { searchKind } from './announce.ts'
import { dateRows } from './list.ts'
import { m } from './messages.ts'
import { listDates } from './store.ts'

/** How many dates are offered for a need. */
const most = 3

/** Words that say nothing about what is looked for, folded. */
const small = new Set(
  `a an the and or of in on at to for from with is are am be do does can i me my we you your it who what where how some any please hello hi
  looking look find search need want have help workshop workshops training course learn
  un une le la les l de du des d et ou en au aux a pour par avec sur dans est suis ai j je tu il elle on nous vous mon ma mes ce cette
  que qui quoi quel quelle comment bonjour salut merci svp cherche recherche trouver besoin voudrais veux aide atelier ateliers formation apprendre`
    .split(/\s+/),
)

/** Workshops to come that fit a need in somebody's own words. */
export const finder: Finder = async (context, need) => {
  const words = fold(need).filter((word) => !small.has(word))
  if (words.length === 0 || !member.allows(context.who)) return []
  const query = { kind: searchKind, words, tags: [communityTag(context.community.id)], limit: most, offset: 0 }
  const { hits } = await context.search.find(context.db, query)
  const { found } = await listDates(context, { workshopIds: hits.map(({ ref }) => ref), skip: 0, take: most })
  return found.length ? [text(m.fit), rows(await dateRows(context, found))] : []
}
