import { fold, type Reason } from '../kit.ts'
import { isFiller } from './filler.ts'

const day = 86_400_000

/** Questions are counted over this many days, ending now. */
export const windowDays = 7

export const daysAfter = (from: Date, days: number): Date => new Date(from.getTime() + days * day)

export const mostSkills = 20
export const longestSkill = 60

/** What is wrong with a list of skills. */
export type SkillProblem = { problem: 'tooMany' } | { problem: 'tooLong' | 'noWord'; skill: string }

export interface NamedSkill {
  name: string
  /** what it is compared by */
  folded: string
}

/** The skills of a comma-separated text, in order, each spelling of the same skill once. */
export function readSkills(typed: string): { skills: NamedSkill[] } | SkillProblem {
  const skills = new Map<string, NamedSkill>()
  for (const name of typed.split(/[,;\n]/).map((part) => part.trim()).filter(Boolean)) {
    const folded = fold(name).join(' ')
    if (folded === '') return { problem: 'noWord', skill: name }
    if (name.length > longestSkill) return { problem: 'tooLong', skill: name }
    if (!skills.has(folded)) skills.set(folded, { name, folded })
  }
  return skills.size > mostSkills ? { problem: 'tooMany' } : { skills: [...skills.values()] }
}

/** What somebody must say of herself before she can be found. */
export type Missing = 'headline' | 'skills' | 'both'

export function missingToPublish({ headline, skills }: { headline: string; skills: readonly unknown[] }): Missing | undefined {
  if (headline && skills.length) return undefined
  return headline ? 'skills' : skills.length ? 'headline' : 'both'
}

/** What can be said in a profile, as two of one human being are brought together. */
interface Described {
  headline: string
  bio: string
  city: string
  languages: readonly string[]
  skills: readonly string[]
  published: boolean
  updatedAt: Date
}

/** Two profiles of one human being as one: the published one, else the newer one, with what only the other says. */
export function unitedProfile<P extends Described>(one: P, other: P): P {
  const isFirst = one.published === other.published ? one.updatedAt >= other.updatedAt : one.published
  const [kept, rest] = isFirst ? [one, other] : [other, one]
  const known = new Set(kept.skills.map((skill) => fold(skill).join(' ')))
  return {
    ...kept,
    headline: kept.headline || rest.headline,
    bio: kept.bio || rest.bio,
    city: kept.city || rest.city,
    languages: [...new Set([...kept.languages, ...rest.languages])],
    skills: [...kept.skills, ...rest.skills.filter((skill) => !known.has(fold(skill).join(' ')))],
  }
}

/** Whether an expert can be asked now; `full` says from when on she can be again. */
export type Availability = { kind: 'free' } | { kind: 'never' } | { kind: 'full'; until: Date }

/** @param askedAt when she was asked, in any order; what is older than the window counts no more */
export function availability(weeklyLimit: number, askedAt: Date[], now: Date): Availability {
  if (weeklyLimit === 0) return { kind: 'never' }
  const counted = askedAt.filter((at) => daysAfter(at, windowDays) > now).sort((one, other) => other.getTime() - one.getTime())
  const last = counted[weeklyLimit - 1]
  return last ? { kind: 'full', until: daysAfter(last, windowDays) } : { kind: 'free' }
}

/** Whether two questions are the same but for case, accents and punctuation. */
export const isSameQuestion = (one: string, other: string): boolean => fold(one).join(' ') === fold(other).join(' ')

/** A kept answer may no longer be true after so many days, unless its expert says that it is. */
export const staleDays = 365

export const isStale = (trueAt: Date, now: Date): boolean => daysAfter(trueAt, staleDays) <= now

/** Whether two questions, by their searched words, are so much alike that the answer to one may do for the other. */
export function isSimilar(words: readonly string[], others: readonly string[]): boolean {
  const [one, other] = [new Set(words), new Set(others)]
  const shared = [...one].filter((word) => other.has(word)).length
  return shared >= Math.min(2, one.size, other.size) && shared * 2 >= Math.min(one.size, other.size)
}

/** Words as they are spelled: without the punctuation around them and the article glued before them. */
function spelledWords(text: string): string[] {
  return text
    .split(/[\s,;:!?()[\]«»"“”…/|·•]+/u)
    .map((word) => word.replace(/^[^\p{L}\p{N}.]+|[^\p{L}\p{N}+#]+$/gu, '').replace(/^(?:[cdjlmnst]|qu)['’](?=[\p{L}\p{N}])/iu, ''))
    .filter(Boolean)
}

/** Two capital letters and more are a name of something (IT, TVA), whatever the word in small letters means. */
const isAcronym = (word: string): boolean => /^\p{Lu}{2,}$/u.test(word)

/** The parts of one word that it is searched by: the e of e-commerce would find every e-mail. */
function searchedParts(word: string): string[] {
  const parts = fold(word)
  const long = parts.filter((part) => Array.from(part).length > 1)
  return long.length ? long : parts
}

/** What to search for a need said in somebody's own words: its folded words, those that say nothing left out unless there are no others. */
export function searchedWords(need: string): string[] {
  const words = spelledWords(need)
  const telling = words.filter((word) => isAcronym(word) || !fold(word).every(isFiller))
  return [...new Set((telling.length ? telling : words).flatMap(searchedParts))]
}

const mostReasons = 6

/** More words of a need than these say no more about a reason. */
const mostWordsTold = 4

interface Findable {
  headline: string
  bio: string
  city: string
  skills: string[]
}

/** The phrases of a profile for which it may be found, what tells most first: its skills, its city and the words of its headline, `strong` of them; then those of its text. */
export function tellingPhrases({ skills, city, headline, bio }: Findable): { phrases: string[]; strong: number } {
  const short = (all: string[]) => all.filter((phrase) => phrase && phrase.length <= longestReason)
  const strong = new Set(short([...skills, city, ...spelledWords(headline), headline]))
  const weak = short([...spelledWords(bio), ...bio.split(/[.,;:!?\n]/).map((part) => part.trim())])
  return { phrases: [...new Set([...strong, ...weak])], strong: strong.size }
}

/** A longer phrase is no reason that somebody reads at a glance. */
const longestReason = 80

/**
 * Why a profile was found: the phrases that have words of the need, and `fiscaliste ≈ VAT` for what is said in other words; those of its skills and headline before
 * those of its text. Each tells of a word that none before it tells of.
 */
export function reasonsOf({ phrases, strong }: ReturnType<typeof tellingPhrases>, reasons: Reason[]): string[] {
  const shown: string[] = []
  const explained = new Set<string>()
  const rank = ({ phrase, isSame }: Reason) => (phrase < strong ? 0 : 2) + (isSame ? 0 : 1)
  for (const { phrase, words, isSame } of reasons.toSorted((one, other) => rank(one) - rank(other))) {
    if (shown.length === mostReasons || words.every((word) => explained.has(word))) continue
    const spelling = phrases[phrase] ?? ''
    shown.push(isSame ? spelling : `${spelling} ≈ ${words.slice(0, mostWordsTold).join(', ')}`)
    for (const word of words) explained.add(word)
  }
  return shown
}
