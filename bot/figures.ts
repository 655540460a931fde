import type { Work } from './action.ts'
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

/** The figures of a capability; a chapter is given even when nothing happened, and says so. */
export type Figures = (work: Work, period: Period) => Promise<Chapter>
