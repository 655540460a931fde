import { z } from 'zod'
import type { Incoming } from '../../bot/adapter.ts'
import type { Form } from '../../bot/engine.ts'
import { json } from '../../bot/json.ts'
import { redeem, ticketAction } from '../../bot/ticket.ts'
import type { Call } from '../../bot/view.ts'
import type { Reader } from '../../bot/words.ts'
import { answer, answerOurs, readerOf } from './answer.ts'
import { actionFor } from './errors.ts'
import { homeChanged } from './home.ts'
import { formOffer } from './own-views.ts'
import type { Here } from './place.ts'
import type { Slack } from './slack.ts'
import { modalOf } from './views.ts'

/** Something that a person asked for. */
export interface Gesture {
  /** the same delivery again has the same key */
  key: string
  here: Here
  what: Incoming['what']
  /** opens a modal, once and within three seconds; a message has none */
  trigger?: string
}

/** Of a button that opens a form: pressed, it has a trigger that is fresh. */
const formAction = 'slack.form'

const whatSchema = z.union([
  z.object({ typed: z.string() }),
  z.object({ call: z.object({ action: z.string(), input: z.record(z.string(), z.json()) }), asks: z.boolean().optional() }),
])

/** What a button asks for: the call it carries, or what opened the form that it opens again. */
export async function wantedBy({ database, clock }: Slack, call: Call): Promise<Incoming['what']> {
  const kept = call.action === ticketAction ? await redeem(database.client, call.input.id, clock.now()) : undefined
  const { action, input } = kept ?? call
  return action === formAction ? whatSchema.parse(input.what) : { call: { action: call.action, input: call.input } }
}

/** Does what a person asked for, and answers her where she is. */
export async function ask(slack: Slack, gesture: Gesture): Promise<void> {
  const { key, here, what } = gesture
  const incoming: Incoming = { key, from: here.from, channel: here.channel, what }
  const plan = await slack.door.plan(incoming)
  if (plan.kind === 'form') return openForm(slack, gesture, plan.form)
  if (plan.kind === 'say') return answer(slack, here, plan)
  const reply = await slack.door.run(incoming)
  if (reply.kind === 'form') return openForm(slack, { ...gesture, what: wantsAgain(reply.form) }, reply.form)
  await answer(slack, here, reply)
  homeChanged(slack, here)
}

/** Asks for a form with what was given in it. */
export const wantsAgain = ({ action, values, hidden }: Form): Incoming['what'] => ({ call: { action, input: { ...values, ...hidden } }, asks: true })

/** Opens a form, or says which button opens it when there is no way to do so now. */
async function openForm(slack: Slack, gesture: Gesture, form: Form): Promise<void> {
  const { here, trigger } = gesture
  const reader = await readerOf(slack, here)
  if (!trigger) return offerForm(slack, gesture, form, reader)
  const modal = await modalOf(slack, form, { here, reader })
  try {
    await here.workspace.client.views.open({ trigger_id: trigger, view: modal })
  } catch (error) {
    if (actionFor(error).do !== 'press again') throw error
    await offerForm(slack, gesture, form, reader)
  }
}

/** Says which button opens a form that cannot be opened now. */
export async function offerForm(slack: Slack, { here, what, trigger }: Pick<Gesture, 'here' | 'what' | 'trigger'>, form: Form, reader: Reader): Promise<void> {
  const call = { action: formAction, input: { what: json(what) } }
  await answerOurs(slack, here, formOffer(form, trigger !== undefined, call), reader)
}
