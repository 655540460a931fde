import { fold, offeredIn, type Context, type Work } from '../kit.ts'
import { liftsFor } from './choices.ts'
import type { Language } from './languages.ts'
import { reasonsOf, tellingPhrases } from './rules.ts'
import { publishedProfiles, type Profile } from './store.ts'

/** One document by what a person knows; another by how she is called and where she is, for suggestions and names. */
type By = 'expert' | 'name'

/** Kinds of each community's own: a tag on every document would cost each search a third of its time. */
const kindOf = ({ community }: Pick<Work, 'community'>, by: By) => `experts_${by}_${community.id}`

const languageTag = (language: Language) => `lang_${language}`
const cityTag = (city: string) => `city_${fold(city).join('_')}`

/** Makes a profile findable as it now is; a hidden one is not. To be called in the transaction that changes it. */
export async function indexProfile(work: Pick<Work, 'db' | 'search' | 'community'>, profile: Profile): Promise<void> {
  const { db, search } = work
  const { personId: ref, name, headline, skills, city, bio, languages } = profile
  if (!profile.published) {
    await search.remove(db, kindOf(work, 'expert'), ref)
    await search.remove(db, kindOf(work, 'name'), ref)
    return
  }
  const tags = [...languages.map(languageTag), ...(city ? [cityTag(city)] : [])]
  await search.put(db, { kind: kindOf(work, 'expert'), ref, strong: [headline, ...skills].join(' · '), medium: city, weak: offeredIn(bio), tags })
  await search.put(db, { kind: kindOf(work, 'name'), ref, strong: name, medium: city, weak: '', tags: [] })
}

/** Of a need said at length, search takes and learns from no more. */
export const longestNeed = 200

export interface ExpertQuery {
  /** in somebody's own words */
  need: string
  language?: Language
  city?: string
  /** people left out: the one who looks, those already asked */
  except: number[]
  skip: number
  take: number
}

export interface FoundExpert {
  expert: Profile
  /** higher is better; comparable within one answer only */
  score: number
  /** what of her profile fits, in her own spelling; with the words of the need that it means, where they are others */
  reasons: string[]
  /** others who looked for the same chose her, which made her a better find */
  isChosen: boolean
}

/** The best experts first, and where the next ones begin if there are more. */
export async function findExperts(context: Pick<Work, 'db' | 'search' | 'community' | 'now'>, query: ExpertQuery): Promise<{ found: FoundExpert[]; next?: number }> {
  const { need, language, city, except, skip, take } = query
  if (fold(need).length === 0) return { found: [] }
  const tags = [...(language ? [languageTag(language)] : []), ...(city ? [cityTag(city)] : [])]
  const limit = take + except.length + 1
  const lifts = await liftsFor(context, need)
  const { hits } = await context.search.find(context.db, { kind: kindOf(context, 'expert'), need, tags, lifts, limit, offset: skip })
  const scores = new Map(hits.map(({ ref, score }) => [ref, score]))
  const refs = hits.map(({ ref }) => ref)
  const others = refs.filter((ref) => !except.includes(ref))
  const shown = others.slice(0, take)
  const experts = await publishedProfiles(context, shown)
  const next = others.length > take ? skip + refs.indexOf(shown.at(-1) ?? 0) + 1 : undefined
  // people who are gone may have left their documents behind
  if (experts.length === 0 && next !== undefined) return findExperts(context, { ...query, skip: next })
  const reasons = await reasonsFor(context, need, experts)
  const found = experts.map((expert, index) => ({ expert, score: scores.get(expert.personId) ?? 0, reasons: reasons[index] ?? [], isChosen: lifts.has(expert.personId) }))
  return { found, next }
}

/** Why each profile was found: what of it fits the need, in her own spelling. */
async function reasonsFor(context: Pick<Work, 'db' | 'search' | 'community'>, need: string, experts: Profile[]): Promise<string[][]> {
  const telling = experts.map(tellingPhrases)
  const reasons = await context.search.reasons(context.db, kindOf(context, 'expert'), need, telling.map(({ phrases }) => phrases))
  return telling.map((own, index) => reasonsOf(own, reasons[index] ?? []))
}

/** Published profiles, by their words or by names and cities, the best first: a bounded look for suggestions. No words: any of them. */
export async function lookUp(context: Context, by: By, words: string[], limit: number): Promise<Profile[]> {
  const query = { kind: kindOf(context, by), words, limit, offset: 0 }
  const { hits } = await context.search.find(context.db, query)
  return publishedProfiles(context, hits.map(({ ref }) => ref))
}

const mostNamesakes = 10

/** People with a published profile whose name has all these words or their beginnings. */
export async function findByName(context: Context, name: string): Promise<Profile[]> {
  const words = fold(name)
  const people = await lookUp(context, 'name', words, mostNamesakes)
  return people.filter((person) => words.every((word) => fold(person.name).some((part) => part.startsWith(word))))
}
