import type { Work } from '../kit.ts'
import { knownLanguages, type Language } from './languages.ts'
import type { NamedSkill } from './rules.ts'

type Db = Work['db']

/** What a person shows of herself. */
export interface Profile {
  personId: number
  name: string
  headline: string
  bio: string
  city: string
  languages: Language[]
  published: boolean
  weeklyLimit: number
  skills: string[]
  updatedAt: Date
}

const include = { skills: { orderBy: { position: 'asc' } }, person: { select: { name: true } } } as const

interface Row extends Omit<Profile, 'name' | 'languages' | 'skills'> {
  languages: unknown
  skills: { name: string }[]
  person: { name: string }
}

const profileOf = ({ personId, headline, bio, city, languages, published, weeklyLimit, updatedAt, skills, person }: Row): Profile => ({
  personId,
  name: person.name,
  headline,
  bio,
  city,
  languages: knownLanguages(languages),
  published,
  weeklyLimit,
  skills: skills.map(({ name }) => name),
  updatedAt,
})

export async function findProfile(db: Db, personId: number): Promise<Profile | undefined> {
  const row = await db.profile.findUnique({ where: { personId }, include })
  return row ? profileOf(row) : undefined
}

/** The published ones among these people of the community, in the order of the ids. */
export async function publishedProfiles({ db, community }: Pick<Work, 'db' | 'community'>, personIds: number[]): Promise<Profile[]> {
  const where = { personId: { in: personIds }, published: true, person: { communityId: community.id } }
  const rows = await db.profile.findMany({ where, include })
  return rows.map(profileOf).sort((one, other) => personIds.indexOf(one.personId) - personIds.indexOf(other.personId))
}

export interface ProfileFields {
  headline: string
  bio: string
  city: string
  languages: Language[]
  weeklyLimit: number
  skills: NamedSkill[]
}

/** Writes what a person says of herself; whether it is published stays as it was, hidden at first, and so does what she is not to be asked about. */
export async function saveProfile(db: Db, personId: number, { skills, ...fields }: ProfileFields, now: Date): Promise<void> {
  const data = { ...fields, updatedAt: now }
  await db.profile.upsert({ where: { personId }, create: { personId, ...data }, update: data })
  const refused = await db.skill.findMany({ where: { personId, asked: false }, select: { folded: true } })
  const asked = (skill: NamedSkill) => !refused.some(({ folded }) => folded === skill.folded)
  await db.skill.deleteMany({ where: { personId } })
  await db.skill.createMany({ data: skills.map((skill, position) => ({ personId, ...skill, position, asked: asked(skill) })) })
}

/** A person's profile is no more; whatever is found by it has to be taken out of the search. */
export async function removeProfile(db: Db, personId: number): Promise<void> {
  await db.profile.deleteMany({ where: { personId } })
}

export async function setPublished(db: Db, personId: number, published: boolean, now: Date): Promise<void> {
  await db.profile.update({ where: { personId }, data: { published, updatedAt: now } })
}

/** She is asked nothing until then; null ends the pause. */
export async function setPause(db: Db, personId: number, until: Date | null): Promise<void> {
  await db.profile.updateMany({ where: { personId }, data: { pausedUntil: until } })
}
