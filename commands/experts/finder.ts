import { buttons, list, member, text, type Finder } from '../kit.ts'
import { toDraft, toFind } from './calls.ts'
import { findExperts, longestNeed } from './finding.ts'
import { m } from './messages.ts'
import { foundItem } from './profile-card.ts'

const shown = 3

/** What the form of `/expert ask` takes. */
const longestDraft = 2000

/** The experts for a need said in somebody's own words. */
export const finder: Finder = async (context, need) => {
  const { who } = context
  if (!member.allows(who)) return []
  const { found, next } = await findExperts(context, { need, except: [who.id], skip: 0, take: shown })
  if (found.length === 0) return []
  // The form opens with what was said, so that nothing is sent that was not meant to be.
  const items = found.map((one) => foundItem(one, need, toDraft(need.slice(0, longestDraft), m.ask, one.expert.personId, need.slice(0, longestNeed))))
  const more = next !== undefined && need.length <= longestNeed && buttons(toFind({ need, skip: next }, m.more))
  return [text(m.expertsHeading), list(items), ...(more ? [more] : [])]
}
