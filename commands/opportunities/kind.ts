import type { z } from 'zod'
import type { Asks, InputOf } from '../../bot/field.ts'
import type { Problems } from '../../bot/read.ts'
import type { Context, Json, Message, Option, Subject, Text } from '../kit.ts'

/** When and by whom something is read: what dates and addresses depend on. */
export interface Reading {
  locale: Context['who']['locale']
  timeZone: string
  now: Date
}

/** What was typed, in the shape in which it is kept. */
export interface Content {
  title: string
  description: string
  details: Record<string, Json>
  /** the texts by which the very same post is recognised */
  identity: string[]
}

/** Details as they are shown, searched, and put back into a form. */
export interface Presented {
  /** in one line */
  summary: Message
  facts: [label: Message, value: Text][]
  /** in search, beside the title */
  strong: string
  medium: string
  tags: string[]
  /** where it is; nothing where that is nowhere in particular */
  place: string
  /** the fields that are not columns */
  values: Record<string, Json>
  /** ids of stored files */
  files: string[]
  /** how to get it, once asked for */
  reach: Reach
}

export interface Reach {
  link?: string
  email?: string
  code?: string
}

/** Why something is closed; `closedReason` of the database. */
export type ClosedReason = 'filled-here' | 'filled-elsewhere' | 'withdrawn' | 'expired' | 'ended' | 'used-up' | 'removed'

/** What a job and a deal do not have in common. The rest of the folder is written for both. */
export interface Kind {
  name: 'job' | 'deal'
  french: string
  channel: 'jobs' | 'deals'
  fields: Asks<Context>
  /** the filters of its list, beside words and `mine`; the names of their values are tags */
  filters: Asks<Context>
  /** the same as plain data, for alerts */
  choices: Subject['filters']
  /** why its author may close it */
  reasons: readonly Option[]
  reasonHint?: Message
  /** how long it lasts unless something else is said, and how much longer after a renewal */
  days: number
  /** how members answer it */
  answeredBy: 'interest' | 'use'
  words: Record<'post' | 'postAbout' | 'list' | 'listAbout' | 'show' | 'showAbout' | 'edit' | 'editAbout' | 'close' | 'closeAbout' | 'none' | 'fit', Message> & {
    found(about: { count: number }): Message
  }
  /** What was typed, and what is wrong with it beyond single fields. */
  read(input: Record<string, unknown>, reading: Reading): { content: Content; problems: Problems }
  /** @throws when the database holds what the schema does not know */
  present(details: unknown): Presented
}

type Given<F extends Asks<Context>, D> = Omit<Kind, 'fields' | 'read' | 'present'> & {
  fields: F
  details: z.ZodType<D>
  read(input: InputOf<F>, reading: Reading): { content: Omit<Content, 'details'> & { details: D }; problems: Problems }
  present(details: D): Presented
}

/** Defines a kind of opportunity; its details are checked by their schema each time they come from the database. */
export function defineKind<F extends Asks<Context>, D extends Record<string, Json | undefined>>({ details, ...given }: Given<F, D>): Kind {
  return {
    ...given,
    // The engine gives exactly what the fields of the kind give; what is undefined is left out when it is stored.
    read: (input, reading) => given.read(input as InputOf<F>, reading) as { content: Content; problems: Problems },
    present: (stored) => given.present(details.parse(stored)),
  }
}
