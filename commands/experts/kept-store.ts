import { fold, type Work } from '../kit.ts'
import { include, questionOf, type Question } from './question-store.ts'
import { answeredOf } from './request-store.ts'
import { isSimilar, searchedWords } from './rules.ts'

/** Kept, and with an answer: that of somebody who is gone is gone with her. */
const kept = { keptAt: { not: null }, requests: { some: { status: 'answered' } } } as const

const kindOf = ({ community }: Pick<Work, 'community'>) => `experts_answer_${community.id}`

type Searching = Pick<Work, 'db' | 'search' | 'community'>

/** Makes a kept answer findable, and one that is no longer kept not. */
export async function indexAnswer(work: Searching, question: Question): Promise<void> {
  const answer = answeredOf(question)
  if (!question.keptAt || !answer) return work.search.remove(work.db, kindOf(work), question.id)
  await work.search.put(work.db, { kind: kindOf(work), ref: question.id, strong: question.text, medium: '', weak: answer.answer, tags: [] })
}

/** The kept ones among these, in this order. */
async function keptOf({ db, community }: Searching, ids: number[]): Promise<Question[]> {
  const rows = await db.question.findMany({ where: { id: { in: ids }, communityId: community.id, ...kept }, include })
  return rows.map(questionOf).sort((one, other) => ids.indexOf(one.id) - ids.indexOf(other.id))
}

/** A kept answer; undefined when there is none under this number. */
export const keptAnswer = async (work: Searching, id: number): Promise<Question | undefined> => (await keptOf(work, [id]))[0]

/** Kept answers for a need said in somebody's own words, the best first; without words, the newest first. */
export async function keptAnswers(work: Searching, need: string, { skip, take }: { skip: number; take: number }): Promise<Question[]> {
  if (fold(need).length === 0) {
    const rows = await work.db.question.findMany({ where: { communityId: work.community.id, ...kept }, orderBy: [{ keptAt: 'desc' }, { id: 'desc' }], skip, take, include })
    return rows.map(questionOf)
  }
  const { hits } = await work.search.find(work.db, { kind: kindOf(work), need, limit: take, offset: skip })
  return keptOf(work, hits.map(({ ref }) => ref))
}

/** Kept answers to questions that are much like this one. */
export async function answersLike(work: Searching, text: string, most: number): Promise<Question[]> {
  const words = searchedWords(text)
  if (words.length === 0) return []
  const { hits } = await work.search.find(work.db, { kind: kindOf(work), need: text, limit: most * 3, offset: 0 })
  const found = await keptOf(work, hits.map(({ ref }) => ref))
  return found.filter((question) => isSimilar(words, searchedWords(question.text))).slice(0, most)
}
