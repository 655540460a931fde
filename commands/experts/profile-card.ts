import { buttons, facts, quote, text, type Block, type Button, type Item, type Message } from '../kit.ts'
import { toAsk, toAskFound, toEdit, toFound, toHide, toPublish } from './calls.ts'
import { longestNeed, type FoundExpert } from './finding.ts'
import { languageName } from './languages.ts'
import { m } from './messages.ts'
import { missingToPublish, type Missing } from './rules.ts'
import type { Profile } from './store.ts'

const missingMessages: Record<Missing, Message> = { headline: m.missingHeadline, skills: m.missingSkills, both: m.missingBoth }

/** What is missing before a profile can be published, in words; undefined when nothing is. */
export function missingMessage(profile: Profile): Message | undefined {
  const missing = missingToPublish(profile)
  return missing && missingMessages[missing]
}

type Parts = (Block | undefined)[]

function details(profile: Profile, state?: Message): Parts {
  const { headline, skills, languages, city, weeklyLimit, bio } = profile
  const rhythm = weeklyLimit === 0 ? m.notAsked : m.upTo({ count: weeklyLimit })
  return [
    headline ? text(headline) : undefined,
    facts(
      [m.skills, skills.join(', ')],
      [m.spoken, languages.map(languageName).join(', ')],
      [m.city, city],
      [m.rhythm, rhythm],
      state !== undefined && [m.state, state],
    ),
    bio ? quote(bio) : undefined,
  ]
}

/** A person's own profile, with its state and what she can do with it. */
export function ownCard(profile: Profile): Parts {
  const missing = missingMessage(profile)
  return [
    ...details(profile, profile.published ? m.statePublished : m.stateHidden),
    missing && text(missing),
    buttons(toEdit(), profile.published ? toHide() : !missing && toPublish()),
  ]
}

/** Whether an expert takes questions at all. How many she was asked lately nobody sees: it would tell whom a question went to. */
const takes = ({ weeklyLimit }: Profile): boolean => weeklyLimit > 0

/** Somebody else's published profile. */
export const publicCard = (profile: Profile, ask: Button = toAsk(profile.personId)): Parts => [...details(profile), buttons(takes(profile) && ask)]

const whyFound = (reasons: string[]) => (reasons.length ? [{ label: m.why, value: reasons.join(', ') }] : [])

/** An expert found for a need as a row of a list, with the reason she was found. */
export function foundItem({ expert, reasons, isChosen }: FoundExpert, need: string, ask: Button = toAskFound(expert.personId, need)): Item {
  return {
    title: expert.name,
    text: expert.headline,
    facts: [
      ...whyFound(reasons),
      ...(isChosen ? [{ label: m.chosen, value: m.chosenBefore }] : []),
      ...(expert.city ? [{ label: m.city, value: expert.city }] : []),
      ...(takes(expert) ? [] : [{ label: m.rhythm, value: m.notAsked }]),
    ],
    buttons: [...(takes(expert) ? [ask] : []), toFound(expert.personId, need.slice(0, longestNeed))],
  }
}
