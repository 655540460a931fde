import { medianSorted, quantileSorted } from 'simple-statistics'

const hourMs = 3_600_000

/** A question as far as figures go. */
export interface Counted {
  createdAt: Date
  status: string
  words: string[]
  requests: { expertId: number; name: string; askedAt: Date | null; answeredAt: Date | null }[]
}

/** When a question was answered; undefined while it was not. */
export const answeredAt = ({ requests }: Pick<Counted, 'requests'>): Date | undefined => requests.find((request) => request.answeredAt)?.answeredAt ?? undefined

/** How long the first answers took, in hours: as long for half of the questions, and for nine out of ten. Undefined without any. */
export function timesToAnswer(questions: Counted[]): { median: number; ninth: number } | undefined {
  const hours = questions.flatMap((one) => {
    const at = answeredAt(one)
    return at ? [(at.getTime() - one.createdAt.getTime()) / hourMs] : []
  })
  if (hours.length === 0) return undefined
  hours.sort((one, other) => one - other)
  return { median: medianSorted(hours), ninth: quantileSorted(hours, 0.9) }
}

/** How often each expert was asked, most first; the order of equals is that of their names. */
export function loads(questions: Counted[]): { name: string; asked: number }[] {
  const byExpert = new Map<number, { name: string; asked: number }>()
  for (const { expertId, name, askedAt } of questions.flatMap(({ requests }) => requests)) {
    if (!askedAt) continue
    const load = byExpert.get(expertId) ?? { name, asked: 0 }
    load.asked += 1
    byExpert.set(expertId, load)
  }
  return [...byExpert.values()].sort((one, other) => other.asked - one.asked || one.name.localeCompare(other.name))
}

/**
 * How unevenly something is shared, from 0 (all alike) to almost 1 (one has all): the Gini coefficient, half of the mean difference
 * of any two in relation to the mean. 0 where there is nothing to share.
 */
export function gini(values: number[]): number {
  const sorted = [...values].sort((one, other) => one - other)
  const total = sorted.reduce((sum, value) => sum + value, 0)
  if (total === 0) return 0
  const weighted = sorted.reduce((sum, value, index) => sum + (2 * (index + 1) - sorted.length - 1) * value, 0)
  return weighted / (sorted.length * total)
}

/** The words of questions for which nobody was left, in how many of them each stands; most first. */
export function unansweredSubjects(questions: Counted[], most: number): { word: string; count: number }[] {
  const counts = new Map<string, number>()
  for (const { status, words } of questions) {
    if (status !== 'organisers') continue
    for (const word of new Set(words)) counts.set(word, (counts.get(word) ?? 0) + 1)
  }
  return [...counts]
    .map(([word, count]) => ({ word, count }))
    .sort((one, other) => other.count - one.count || one.word.localeCompare(other.word))
    .slice(0, most)
}
