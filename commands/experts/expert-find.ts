import { action, ask, buttons, fold, list, member, text, view, type Block, type Context, type View } from '../kit.ts'
import { toFind } from './calls.ts'
import { findExperts, longestNeed } from './finding.ts'
import { languageOptions, type Language } from './languages.ts'
import { m } from './messages.ts'
import { foundItem } from './profile-card.ts'
import { commonSkills, suggestCities, suggestSkills } from './suggesting.ts'

/** Experts of one page. */
const pageSize = 5

/** Skills offered when nobody was found. */
const mostSkillsOffered = 15

interface Sought {
  need: string
  language?: Language
  city?: string
}

async function skillsSelect(context: Context, { language, city }: Sought): Promise<Block | undefined> {
  const skills = await commonSkills(context, '')
  const options = skills.slice(0, mostSkillsOffered).map((skill) => ({ label: skill, call: toFind({ need: skill, language, city }).call }))
  return options.length ? { kind: 'select', label: m.skillsHere, options } : undefined
}

/** Nobody was found: what to try instead. */
async function nobody(context: Context, sought: Sought): Promise<View> {
  const { need, language, city } = sought
  if (fold(need).length === 0)
    return view({ title: m.nobodyTitle({ need }) }, text(m.nobodyWords), await skillsSelect(context, sought), buttons(toFind()))
  const post = context.offered().find(({ name }) => name === 'job post')
  return view(
    { title: m.nobodyTitle({ need }) },
    text(m.nobodyHint),
    (language !== undefined || city !== undefined) && text(m.nobodyFiltered),
    post && text(m.nobodyPost({ command: post.typed })),
    await skillsSelect(context, sought),
    buttons(
      language !== undefined && toFind({ need, city }, m.everyLanguage),
      city !== undefined && toFind({ need, language }, m.everyCity),
      post && { label: post.title, call: { action: post.name, input: {} } },
    ),
  )
}

/** `/expert find <need>`: who knows about it, and why we think so. */
export const findExpert = action({
  name: 'expert find',
  french: 'expert trouver',
  title: m.findTitle,
  description: m.findDescription,
  can: member,
  reads: true,
  input: {
    need: ask.text({ label: m.need, hint: m.needHint, max: longestNeed, suggest: suggestSkills }),
    language: ask.choice({ label: m.language, options: languageOptions, optional: true }),
    city: ask.text({ label: m.city, max: 60, optional: true, suggest: suggestCities }),
    skip: ask.number({ label: m.more, min: 0, max: 1_000_000, whole: true, optional: true, hidden: true }),
  },
  async run(context, { need, language, city, skip = 0 }) {
    const sought = { need, language, city }
    const query = { need, language, city, except: [context.who.id], skip, take: pageSize }
    const { found, next } = await findExperts(context, query)
    if (found.length === 0)
      return skip === 0 ? nobody(context, sought) : view({ title: m.lastPage({ need }) }, buttons(toFind(sought)))
    return view(
      { title: m.foundTitle({ need }) },
      list(found.map((one) => foundItem(one, need))),
      buttons(next !== undefined && toFind({ ...sought, skip: next }, m.more)),
    )
  },
})
