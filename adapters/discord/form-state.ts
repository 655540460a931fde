import { z } from 'zod'
import type { Json } from '../../bot/field.ts'
import type { Form } from '../../bot/form.ts'
import type { RawInput } from '../../bot/read.ts'
import { redeem, ticketAction, ticketFor } from '../../bot/ticket.ts'
import type { Call } from '../../bot/view.ts'
import type { Database } from '../../prisma/database.ts'
import { longestCustomId, encodeCall } from './custom-id.ts'

/** What a button calls that opens a form, and what a form is sent back with: the adapter answers it itself. */
export const formAction = 'discord.form'

const schema = z.object({
  action: z.string(),
  input: z.record(z.string(), z.json()),
  /** the names of the fields that are answered */
  done: z.array(z.string()).default([]),
  /** what is wrong with those that are asked again, in her words */
  problems: z.record(z.string(), z.string()).optional(),
  /** the platform's id of the only person who may go on: it holds what she typed */
  by: z.string().optional(),
  /** the message with the button that opens it is about this form alone */
  here: z.boolean().optional(),
})

/** Where somebody stands in a form of one or more steps. */
export type FormState = z.infer<typeof schema>

/** As many fields as the platform shows at once. */
const mostInStep = 5

/** The fields to ask now, and how far this is: which step, of how many. */
export function stepOf({ fields }: Pick<Form, 'fields'>, { done }: Pick<FormState, 'done'>) {
  const left = fields.filter(({ name }) => !done.includes(name))
  const before = fields.length - left.length
  const steps = Math.ceil(before / mostInStep) + Math.ceil(left.length / mostInStep)
  return { asked: left.slice(0, mostInStep), isLast: left.length <= mostInStep, step: Math.ceil(before / mostInStep) + 1, steps }
}

/** The state to ask a form again in, beginning with the first step where something is wrong; steps without problems are not asked again. */
export function again(form: Form, input: RawInput, by: string): FormState {
  const names = form.fields.map(({ name }) => name)
  const chunks = Array.from({ length: Math.ceil(names.length / mostInStep) }, (_, index) => names.slice(index * mostInStep, (index + 1) * mostInStep))
  const right = chunks.filter((chunk) => !chunk.some((name) => form.problems[name]))
  // What is wrong may be in no field that is shown: then all are.
  const done = right.length === chunks.length ? [] : right.flat()
  return { action: form.action, input: present({ ...input, ...form.hidden }), done, problems: form.problems, by, here: true }
}

/** What was given, without what was not. */
export const present = (input: RawInput): Record<string, Json> =>
  Object.fromEntries(Object.entries(input).filter((entry): entry is [string, Json] => entry[1] !== undefined))

/** The call that carries a state, short enough for any control; what somebody typed is kept as hers. */
export async function callFor({ client }: Pick<Database, 'client'>, state: FormState, personId: number, now: Date): Promise<Call> {
  const call: Call = { action: formAction, input: JSON.parse(JSON.stringify(state)) as Call['input'] }
  if (encodeCall(call, 99).length <= longestCustomId) return call
  const ticket = await ticketFor(client, call, now)
  if (personId && state.by) await client.ticket.updateMany({ where: { id: ticket.input.id as string, personId: null }, data: { personId } })
  return ticket
}

/** The state behind a call; undefined when it is another's, too old, or no form. */
export async function stateOf({ client }: Pick<Database, 'client'>, call: Call, userId: string, now: Date): Promise<FormState | undefined> {
  const kept = call.action === ticketAction ? await redeem(client, call.input.id, now) : call
  if (kept?.action !== formAction) return undefined
  const read = schema.safeParse(kept.input)
  return read.success && (read.data.by === undefined || read.data.by === userId) ? read.data : undefined
}
