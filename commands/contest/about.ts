import { z } from 'zod'
import { locales, type Translated } from '../kit.ts'

const words = z
  .strictObject({ in: z.strictObject(Object.fromEntries(locales.map((locale) => [locale, z.string().trim().min(1).max(4000).optional()])) as Record<(typeof locales)[number], z.ZodOptional<z.ZodString>>) })
  .refine((said) => Object.values(said.in).some(Boolean), 'words in one language at least') satisfies z.ZodType<Translated>

const short = z.string().regex(/^[a-z][a-z0-9-]{0,39}$/, 'a short name of lower-case letters, digits and hyphens')

/** What the jury looks at, with how many points each counts at most. */
const criterion = z.strictObject({ id: short, words, points: z.int().positive().max(100) })

/** What there is to win, how often, and who gives it. */
const prize = z.strictObject({ id: short, words, by: z.string().trim().min(1).max(120), count: z.int().positive().max(100).default(1) })

/** A relay that is there from the beginning. */
const relay = z.strictObject({
  name: z.string().trim().min(2).max(80),
  kind: z.enum(['association', 'media', 'other']),
  contact: z.string().trim().min(1).max(200),
  language: z.enum(locales),
})

const once = <T>(all: T[], of: (one: T) => string): boolean => new Set(all.map(of)).size === all.length

/** What is told of a contest beside its dates and questions. */
export const contestAbout = z.strictObject({
  name: words,
  summary: words,
  /** what happens after an application has arrived, and when */
  next: words,
  /** how long it takes to apply, in minutes */
  minutes: z.int().positive().max(240),
  /** how long after the closing an application that was begun may still be finished, in hours */
  grace: z.int().min(0).max(336).default(0),
  /** how many days before the closing an unfinished application is reminded of */
  reminders: z.array(z.int().min(0).max(120)).max(3).default([]),
  /** how many months after the results applications that were not sent, or not chosen, are kept */
  keeps: z.int().min(1).max(60).optional(),
  rubric: z.array(criterion).max(20).refine((all) => once(all, ({ id }) => id), 'two criteria have the same id').optional(),
  prizes: z.array(prize).max(20).refine((all) => once(all, ({ id }) => id), 'two prizes have the same id').optional(),
  /** those who bring candidates; `consent`: the question by which one of them agrees that her relay sees whether she has finished */
  relays: z.strictObject({ consent: short.optional(), list: z.array(relay).max(200).refine((all) => once(all, ({ name }) => name), 'two relays have the same name').optional() }).optional(),
  /** the organisers' own words at these moments, beside ours */
  messages: z.strictObject({ announcement: words.optional(), welcome: words.optional(), receipt: words.optional() }).optional(),
})

export type ContestAbout = z.infer<typeof contestAbout>
