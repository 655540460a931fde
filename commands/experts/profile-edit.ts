import { Invalid, action, ask, member, view, type Context } from '../kit.ts'
import { indexProfile } from './finding.ts'
import { languageOptions } from './languages.ts'
import { m } from './messages.ts'
import { ownCard } from './profile-card.ts'
import { longestSkill, missingToPublish, mostSkills, readSkills, type NamedSkill } from './rules.ts'
import { findProfile, saveProfile } from './store.ts'
import { suggestCities, suggestSkillList } from './suggesting.ts'

/** @throws Invalid, beside the field */
function skillsOf(typed: string): NamedSkill[] {
  const read = readSkills(typed)
  if ('skills' in read) return read.skills
  if (read.problem === 'tooMany') throw new Invalid({ skills: m.tooManySkills })
  throw new Invalid({ skills: read.problem === 'tooLong' ? m.longSkill({ skill: read.skill }) : m.wordlessSkill({ skill: read.skill }) })
}

async function fill({ db, who }: Context) {
  const profile = await findProfile(db, who.id)
  if (!profile) return { weeklyLimit: 2 }
  const { headline, skills, languages, city, bio, weeklyLimit } = profile
  return { headline, skills: skills.join(', '), languages, city, bio, weeklyLimit }
}

/** `/profile edit`: the form always opens, filled with what is there. */
export const editProfile = action({
  name: 'profile edit',
  french: 'profil modifier',
  title: m.editTitle,
  description: m.editDescription,
  can: member,
  asks: 'always',
  input: {
    headline: ask.text({ label: m.headline, hint: m.headlineHint, max: 80, optional: true }),
    skills: ask.text({
      label: m.skills, hint: m.skillsHint, max: mostSkills * (longestSkill + 2), optional: true, suggest: suggestSkillList,
    }),
    languages: ask.choices({ label: m.languages, options: languageOptions, optional: true }),
    city: ask.text({ label: m.city, max: 60, optional: true, suggest: suggestCities }),
    bio: ask.text({ label: m.bio, hint: m.bioHint, max: 1000, lines: 'many', optional: true }),
    weeklyLimit: ask.number({ label: m.weeklyLimit, hint: m.weeklyLimitHint, min: 0, max: 20, whole: true }),
  },
  fill,
  async run(context, { headline = '', skills = '', languages = [], city = '', bio = '', weeklyLimit }) {
    const { db, who, now } = context
    const fields = { headline, skills: skillsOf(skills), languages, city, bio, weeklyLimit }
    const before = await findProfile(db, who.id)
    if (before?.published && missingToPublish(fields))
      throw new Invalid({ ...(headline ? {} : { headline: m.neededWhilePublished }), ...(fields.skills.length ? {} : { skills: m.neededWhilePublished }) })
    await saveProfile(db, who.id, fields, now)
    const profile = { personId: who.id, name: who.name, ...fields, skills: fields.skills.map(({ name }) => name), published: before?.published ?? false, updatedAt: now }
    await indexProfile(context, profile)
    return view({ title: m.saved, tone: 'good' }, ...ownCard(profile))
  },
})
