import type { Work } from './action.ts'
import type { Community } from './person.ts'
import type { Block } from './view.ts'
import type { Message } from './text.ts'

/** The time that figures are about, whole days up to now, and the slices it is cut into for pictures. */
export interface Period {
  since: Date
  until: Date
  /** the first moment of each slice, the oldest first */
  slices: readonly Date[]
}

/** A picture of numbers: rows beside each other, or columns over time; several series are stacked, the first at the foot. */
export interface Chart {
  shape: 'rows' | 'columns'
  labels: readonly string[]
  series: readonly (readonly number[])[]
  /** what it shows, for who cannot see it: said beside the picture too */
  alt: Message
}

/** What a capability brought in a period, for those who organise. */
export interface Chapter {
  title: Message
  blocks: Block[]
  charts: Chart[]
}

/** How many of these moments fall in each slice. */
export function perSlice({ slices }: Period, times: readonly Date[]): number[] {
  const counts = slices.map(() => 0)
  for (const at of times) {
    const index = slices.findLastIndex((from) => from <= at)
    if (index >= 0) counts[index] = (counts[index] ?? 0) + 1
  }
  return counts
}

/** The day on which each slice begins, as the community writes it, without the year. */
export function daysOf({ slices }: Period, { timeZone, locale }: Community): string[] {
  const day = new Intl.DateTimeFormat(locale === 'en' ? 'en-GB' : locale, { day: 'numeric', month: 'numeric', timeZone })
  return slices.map((from) => day.format(from))
}

/** The figures of a capability; a chapter is given even when nothing happened, and says so. */
export type Figures = (work: Work, period: Period) => Promise<Chapter>
