import type { SearchDocument } from '../prisma/database.ts'
import type { Work } from './action.ts'
import type { Message } from './text.ts'
import type { Item } from './view.ts'

/** A kind of thing that comes up one by one, and of which people may ask to be told when one comes. */
export interface Subject {
  /** as it is called in search */
  kind: string
  /** what several of them are called */
  title: Message
  /** what can be chosen beside words: those of which `document.tags` has `${name}_${value}` */
  filters: { name: string; label: Message; options: readonly { value: string; label: Message }[] }[]
  /** Those of these numbers, or published since, that are open now; the newest first, at most so many. */
  open(work: Work, which: { numbers: number[] } | { since: Date; atMost: number }): Promise<Offered[]>
}

/** One that is open now. */
export interface Offered {
  number: number
  /** whose it is */
  ownerId: number | null
  publishedAt: Date
  /** what is searched of it, exactly as it is put into search */
  document: Pick<SearchDocument, 'strong' | 'medium' | 'weak' | 'tags'>
  /** where it is, in its owner's words; nothing where that is nowhere in particular */
  place: string
  /** as a list shows it, with a button that leads to it */
  item: Item
}
