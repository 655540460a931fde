/** What becomes of those a relay brings, from one stage to the next. */
export const stages = ['reached', 'started', 'submitted', 'shortlisted', 'laureate', 'shop-open'] as const
export type Stage = (typeof stages)[number]

/** How many came to a stage; `known`: of them, those whom the reader knows by name. */
export interface Counted {
  count: number
  known: number
}

/** Fewer people than this can be recognised: they are not counted before others. */
export const fewest = 5

const isFew = (count: number): boolean => count > 0 && count < fewest

/**
 * The figures that may be read, by stage; undefined where one is hidden. Fewer than five are hidden, and so is what would tell of fewer
 * than five by a difference: to the stage before it that is read, to those whom the reader knows by name, or of both. That nobody at all
 * is missing between two stages tells of no one. `reached` counts visits, not people of ours, so nothing is taken from it.
 */
export function figuresShown(counts: Record<Stage, Counted>): Record<Stage, number | undefined> {
  let before: Counted | undefined
  const shown = stages.map((stage) => {
    const { count, known } = counts[stage]
    const unknown = count - known
    const tellsOfFew =
      count < fewest || isFew(unknown) || (before !== undefined && (isFew(before.count - count) || isFew(before.count - before.known - unknown)))
    if (tellsOfFew) return [stage, undefined] as const
    if (stage !== 'reached') before = { count, known }
    return [stage, count] as const
  })
  return Object.fromEntries(shown) as Record<Stage, number | undefined>
}
