import { fold, likenessKey, type Context, type Suggestion } from '../kit.ts'
import { findByName, lookUp } from './finding.ts'

/** How many suggestions a list holds at most. */
const mostSuggestions = 10

/** Among how many profiles they are looked for: enough to meet the common ones, few enough to answer while somebody types. */
const looked = 100

const folded = (text: string) => fold(text).join(' ')

/** Single letters are no beginning that could be searched for. */
const searchable = (typed: string) => fold(typed).filter((word) => Array.from(word).length > 1)

/** What begins as typed, the commonest first; what differs by its spelling, its number or its gender alone is one, as it is spelt most often. */
function commonest(values: string[], typed: string): string[] {
  const groups = new Map<string, Map<string, number>>()
  for (const value of values.filter((one) => folded(one).startsWith(folded(typed)))) {
    const spellings = groups.get(likenessKey(value)) ?? new Map<string, number>()
    groups.set(likenessKey(value), spellings.set(value, (spellings.get(value) ?? 0) + 1))
  }
  return [...groups.values()]
    .map((spellings) => {
      const [[value] = ['']] = [...spellings].sort(([, one], [, other]) => other - one)
      return { value, count: [...spellings.values()].reduce((sum, count) => sum + count, 0) }
    })
    .sort((one, other) => other.count - one.count)
    .map(({ value }) => value)
}

/** Skills of published profiles that begin as typed, the commonest first. */
export async function commonSkills(context: Context, typed: string): Promise<string[]> {
  const profiles = await lookUp(context, 'expert', searchable(typed), looked)
  return commonest(profiles.flatMap(({ skills }) => skills), typed)
}

const asSuggestions = (values: string[]): Suggestion[] => values.slice(0, mostSuggestions).map((value) => ({ value, label: value }))

export const suggestSkills = async (context: Context, typed: string): Promise<Suggestion[]> =>
  asSuggestions(await commonSkills(context, typed))

/** A comma-separated list whose last skill is completed, what comes before it kept as typed. */
export async function suggestSkillList(context: Context, typed: string): Promise<Suggestion[]> {
  const [, before = '', last = ''] = /^(.*[,;]\s*)?(.*)$/s.exec(typed) ?? []
  const already = new Set(before.split(/[,;]/).map(likenessKey))
  const fresh = (await commonSkills(context, last)).filter((skill) => !already.has(likenessKey(skill)))
  return fresh.slice(0, mostSuggestions).map((skill) => ({ value: before + skill, label: skill }))
}

/** Cities of published profiles that begin as typed, the commonest first. */
export async function suggestCities(context: Context, typed: string): Promise<Suggestion[]> {
  const profiles = await lookUp(context, 'name', searchable(typed), looked)
  return asSuggestions(commonest(profiles.flatMap(({ city }) => city || []), typed))
}

/** Experts by their names; the value is the number that stands for the person. */
export async function suggestPeople(context: Context, typed: string): Promise<Suggestion[]> {
  const people = await findByName(context, typed)
  return people.map(({ personId, name }) => ({ value: String(personId), label: name }))
}
