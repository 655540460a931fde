import { z } from 'zod'
import { locales, type Translated } from '../kit.ts'

const words = z
  .strictObject({ in: z.strictObject(Object.fromEntries(locales.map((locale) => [locale, z.string().trim().min(1).max(4000).optional()])) as Record<(typeof locales)[number], z.ZodOptional<z.ZodString>>) })
  .refine((said) => Object.values(said.in).some(Boolean), 'words in one language at least') satisfies z.ZodType<Translated>

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
  /** what concerns those whom a relay brought; `consent`: the question by which one of them agrees that it sees whether she has finished */
  relays: z.strictObject({ consent: z.string() }).optional(),
  /** how many days before the closing an unfinished application is reminded of */
  reminders: z.array(z.int().min(0).max(120)).max(3).default([]),
})

export type ContestAbout = z.infer<typeof contestAbout>
