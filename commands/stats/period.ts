import type { Period } from '../kit.ts'

const dayMs = 86_400_000

/** The last so many days, in slices of a week; beyond half a year, of four weeks. */
export function lastDays(days: number, now: Date): Period {
  const length = days > 182 ? 28 : 7
  const count = Math.ceil(days / length)
  const from = (before: number) => new Date(now.getTime() - before * dayMs)
  return { since: from(days), until: now, slices: Array.from({ length: count }, (_, index) => from(Math.min(days, (count - index) * length))) }
}
