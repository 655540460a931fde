import type { SeedAlert } from './data.ts'

/** What some want to be told of: one has been, the others will be. */
export const alerts: SeedAlert[] = [
  { by: 'member-amina', daysAgo: 28, input: { words: 'logistique', kind: 'job', rhythm: 'at-once' } },
  { by: 'member-amina', daysAgo: 20, input: { words: 'TVA', rhythm: 'weekly' } },
  { by: 'member-grace', daysAgo: 24, input: { words: 'UX', kind: 'job', place: 'London', rhythm: 'daily' } },
]
