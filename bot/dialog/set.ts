import { z } from 'zod'
import type { Json } from '../field.ts'

/** The most questions of a set, and the most options of one: what every platform can still show. */
const most = { questions: 60, options: 25, files: 10, text: 5000, words: 2000 }

const name = z.string().regex(/^[a-z][a-z0-9-]{0,39}$/, 'a short name of lower-case letters, digits and hyphens')

/** The same words in each language there is. */
const words = (max: number) =>
  z
    .strictObject({ in: z.strictObject({ en: z.string().trim().min(1).max(max).optional(), fr: z.string().trim().min(1).max(max).optional() }) })
    .refine((said) => Object.values(said.in).some(Boolean), 'words in one language at least')

const value = z.union([z.string(), z.number(), z.boolean()])

/** What has to be so for a question to be asked. A question that was not answered, or is not asked itself, is none of the values. */
export type Condition =
  | { question: string; is: (string | number | boolean)[] }
  | { question: string; answered: boolean }
  | { all: Condition[] }
  | { any: Condition[] }
  | { not: Condition }

const condition: z.ZodType<Condition> = z.lazy(() =>
  z.union([
    z.strictObject({ question: name, is: z.array(value).min(1) }),
    z.strictObject({ question: name, answered: z.boolean() }),
    z.strictObject({ all: z.array(condition).min(1) }),
    z.strictObject({ any: z.array(condition).min(1) }),
    z.strictObject({ not: condition }),
  ]),
)

/** The answers with which it goes on; with another it ends here, kindly, and `otherwise` says why and where else to turn. */
const needs = z.strictObject({ is: z.array(value).min(1), otherwise: words(most.words) })

const about = { id: name, words: words(500), hint: words(500).optional(), optional: z.boolean().optional(), when: condition.optional(), needs: needs.optional() }
const options = z.array(z.strictObject({ value: name, label: words(75) })).min(2).max(most.options)
const country = z.string().regex(/^[A-Z]{2}$/, 'two capital letters, such as FR')

const question = z.discriminatedUnion('kind', [
  z.strictObject({ ...about, kind: z.literal('text'), lines: z.enum(['one', 'many']), min: z.int().positive().optional(), max: z.int().positive().max(most.text) }),
  z.strictObject({ ...about, kind: z.literal('email') }),
  z.strictObject({ ...about, kind: z.literal('phone'), country }),
  z.strictObject({ ...about, kind: z.literal('link') }),
  z.strictObject({ ...about, kind: z.literal('number'), min: z.number().optional(), max: z.number().optional(), whole: z.boolean().optional() }),
  z.strictObject({ ...about, kind: z.literal('money'), currency: z.string().regex(/^[A-Z]{3}$/, 'three capital letters, such as EUR'), min: z.number().optional(), max: z.number().optional() }),
  z.strictObject({ ...about, kind: z.literal('date') }),
  z.strictObject({ ...about, kind: z.literal('yesno') }),
  z.strictObject({ ...about, kind: z.literal('choice'), options }),
  z.strictObject({ ...about, kind: z.literal('choices'), options, max: z.int().positive().optional() }),
  z.strictObject({ ...about, kind: z.literal('place'), country }),
  z.strictObject({ ...about, kind: z.literal('files'), max: z.int().positive().max(most.files), types: z.array(z.string().regex(/^[a-z]+\/[\w.+*-]+$/)).min(1) }),
  /** what she agrees to; only yes is an answer, and unless it is optional it cannot be skipped: to skip it is not to agree */
  z.strictObject({ ...about, kind: z.literal('consent'), text: words(most.words) }),
  /** something to be read; it is answered by going on */
  z.strictObject({ ...about, kind: z.literal('information'), text: words(most.words), optional: z.literal(false).optional() }),
])

/** One question of a set, as data. Its words are in several languages. */
export type Question = z.infer<typeof question>

/** What is explained when somebody asks about it instead of answering. */
const explanation = z.strictObject({ terms: z.array(z.string().trim().min(2).max(60)).min(1), words: words(most.words) })

/** Every question mentioned in a condition. */
const mentioned = (one: Condition): string[] =>
  'question' in one ? [one.question] : 'not' in one ? mentioned(one.not) : ('all' in one ? one.all : one.any).flatMap(mentioned)

function check({ questions }: { questions: Question[] }, context: z.RefinementCtx): void {
  const before = new Set<string>()
  questions.forEach(({ id, when, ...rest }, index) => {
    const issue = (path: string, message: string) => context.addIssue({ code: 'custom', path: ['questions', index, path], message })
    if (before.has(id)) issue('id', `two questions are called "${id}"`)
    for (const other of when ? mentioned(when) : []) if (!before.has(other)) issue('when', `"${other}" is no question that is asked before`)
    if ('options' in rest && new Set(rest.options.map((option) => option.value)).size < rest.options.length) issue('options', 'two options have the same value')
    before.add(id)
  })
}

/**
 * Questions of a guided conversation, in the order they are asked. A set that was published is never changed: a change is a further
 * version, and `carryOver` takes what was answered to it. Its schema says, with a path, what is wrong with one.
 */
export const questionSet = z
  .strictObject({ version: z.int().positive(), questions: z.array(question).min(1).max(most.questions), explanations: z.array(explanation).default([]) })
  .superRefine(check)

export type QuestionSet = z.infer<typeof questionSet>

/** What was given to a question: an answer, with the names of its files if it is files, or that she passes. */
export type Given = { value: Json; names?: string[] } | { skipped: true }

/** What was given to a set of questions, by question. */
export type Answers = Readonly<Record<string, Given>>
