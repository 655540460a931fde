import { z } from 'zod'
import type { DrawnButton } from '../../bot/draw.ts'
import { redeem, ticketFor } from '../../bot/ticket.ts'
import { json } from '../../bot/json.ts'
import type { Call } from '../../bot/view.ts'
import type { Db } from '../../prisma/database.ts'

/** What a button calls that asks before it does: the adapter answers it itself, with the question kept in a ticket. */
export const confirmAction = 'discord.confirm'
/** A yes to the question of a button, and a no. */
export const confirmedAction = 'discord.confirmed'
export const cancelledAction = 'discord.cancelled'

const kept = z.object({
  question: z.string(),
  label: z.string(),
  danger: z.boolean(),
  action: z.string(),
  input: z.record(z.string(), z.json().optional()),
})

/** What to ask, and what to do after a yes: `label` is what the button said. */
export interface Question {
  question: string
  label: string
  danger: boolean
  call: Call
}

/** The call of a button that asks first; short enough for any control. */
export async function askFirst(db: Db, { label, call, style, confirm }: Extract<DrawnButton, { call: Call }>, now: Date): Promise<Call> {
  const input = { question: confirm ?? label, label, danger: style === 'danger', action: call.action, input: json(call.input) }
  const ticket = await ticketFor(db, { action: confirmAction, input }, now)
  return { action: confirmAction, input: ticket.input }
}

/** The question behind a call of `confirmAction`; undefined when it is too old, or none of ours. */
export async function questionOf(db: Db, call: Call, now: Date): Promise<Question | undefined> {
  const ticket = await redeem(db, call.input.id, now)
  if (ticket?.action !== confirmAction) return undefined
  const { action, input, ...question } = kept.parse(ticket.input)
  return { ...question, call: { action, input } }
}
