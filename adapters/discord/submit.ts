import type { Incoming } from '../../bot/adapter.ts'
import type { DrawnField, Form } from '../../bot/form.ts'
import { placesIn } from '../../bot/places.ts'
import type { RawInput } from '../../bot/read.ts'
import type { Message } from '../../bot/text.ts'
import type { ModalSubmitFields } from 'discord.js'
import { platform } from './discord.ts'
import { again, callFor, present, stepOf, type FormState } from './form-state.ts'
import { m } from './messages.ts'
import { readModal, type Submitted } from './modal.ts'
import { lookAgain, nextStep } from './own-views.ts'
import { met, openForm, show, showOurs, whoAsks, type Asking } from './show.ts'
import { takeFiles } from './take-files.ts'

/** A step of a form that was sent: the next one, what is to be looked at again, or the work. */
export async function submit(asking: Asking, state: FormState, submitted: ModalSubmitFields): Promise<void> {
  const { discord } = asking
  const shown = await discord.door.plan(incoming(asking, state.action, state.input, { asks: true }))
  if (shown.kind === 'say') return show(asking, { ...shown, personId: 0 })
  // An action without a form can only be new: it is done with what there is.
  if (shown.kind === 'run') return run(asking, state, state.input)
  const { asked } = stepOf(shown.form, state)
  const read = readModal(shown.form.fields, submitted)
  const taken = await resolve(asking, shown.form, read)
  const input = { ...state.input, ...shown.form.hidden, ...taken.input }
  const next = await discord.door.plan(incoming(asking, state.action, input, { asks: true }))
  if (next.kind === 'say') return show(asking, { ...next, personId: 0 })
  const form = next.kind === 'form' ? next.form : shown.form
  const names = asked.map(({ name }) => name)
  const problems = { ...pick(form.problems, names), ...(await inWords(asking, taken.problems)) }
  if (Object.keys(problems).length > 0) return askAgain(asking, { ...form, fields: shown.form.fields, problems }, { ...state, input: present(input), problems })
  const { isLast } = stepOf(shown.form, state)
  if (isLast) return run(asking, state, input)
  return goOn(asking, shown.form, { ...state, input: present(input), done: [...state.done, ...names] })
}

const incoming = ({ key, from, channel }: Asking, action: string, input: RawInput, about: { asks?: boolean; submitted?: boolean }): Incoming => ({
  key, from, channel, what: { call: { action, input }, ...about },
})

const pick = (problems: Record<string, string>, names: string[]): Record<string, string> =>
  Object.fromEntries(Object.entries(problems).filter(([name]) => names.includes(name)))

async function inWords(asking: Asking, problems: Record<string, Message>): Promise<Record<string, string>> {
  const entries = Object.entries(problems)
  if (!entries.length) return {}
  const who = await whoAsks(asking)
  return Object.fromEntries(entries.map(([name, message]) => [name, asking.discord.words.plain(message, who)]))
}

/** Does the work; what is wrong after all is asked again, beginning with the first step where something is. */
async function run(asking: Asking, state: FormState, input: RawInput): Promise<void> {
  const reply = await asking.discord.door.run(incoming(asking, state.action, input, { submitted: true }))
  if (reply.kind === 'view') return show(asking, reply)
  await askAgain(asking, reply.form, again(reply.form, input, asking.from.externalId))
}

/** Says what is wrong and offers the form again, filled in. */
async function askAgain(asking: Asking, form: Form, state: FormState): Promise<void> {
  const who = await met(asking)
  await showOurs(asking, lookAgain(form, await hers(asking, state, who.id)), who)
}

async function goOn(asking: Asking, form: Form, state: FormState): Promise<void> {
  const who = await met(asking)
  const { step, steps } = stepOf(form, state)
  await showOurs(asking, nextStep(form, { step: step - 1, steps }, await hers(asking, state, who.id)), who)
}

const hers = ({ discord, from }: Asking, state: FormState, personId: number) =>
  callFor(discord.database, { ...state, by: from.externalId, here: true }, personId, discord.clock.now())

/** What was given in the platform's own terms, in ours: people by their numbers, channels by their ids, files by those of the kept ones. */
async function resolve(asking: Asking, form: Form, { input, people, uploads }: Submitted): Promise<{ input: RawInput; problems: Record<string, Message> }> {
  const { discord, from } = asking
  const given = { ...input }
  const problems: Record<string, Message> = {}
  for (const [name, { id, name: called }] of people) {
    const account = await discord.database.client.account.findFirst({ where: { externalId: id, space: { platform } }, select: { personId: true } })
    if (account) given[name] = `#${account.personId}`
    else problems[name] = m.personUnknown({ person: called })
  }
  for (const field of form.fields) {
    const files = uploads.get(field.name)
    if (field.kind === 'files' && files) {
      const taken = await takeFiles(discord, from, files, form.values[field.name], field)
      given[field.name] = taken.ids
      if (taken.problem) problems[field.name] = taken.problem
    }
    if (isChannel(field) && given[field.name]) given[field.name] = await channelId(asking, form, given[field.name])
  }
  return { input: given, problems }
}

const isChannel = (field: DrawnField): boolean => field.kind === 'text' && field.names === 'channel'

/** The id of a channel whose name was typed, because there were too many to choose from; an id stays what it is. */
async function channelId({ discord, from }: Asking, form: Form, given: RawInput[string]): Promise<RawInput[string]> {
  const space = await discord.database.client.space.findFirst({ where: { id: Number(form.hidden.space ?? from.spaceId) } })
  const named = typeof given === 'string' ? given.replace(/^#/, '').trim() : ''
  return (space && placesIn(space).find(({ name }) => name === named)?.id) ?? given
}

/** Opens the form that a button offers, as far as it was filled in. */
export async function resume(asking: Asking, state: FormState): Promise<void> {
  const plan = await asking.discord.door.plan(incoming(asking, state.action, state.input, { asks: true }))
  if (plan.kind === 'form') return openForm(asking, plan.form, state)
  if (plan.kind === 'say') return show(asking, { ...plan, personId: 0 })
  await run(asking, state, state.input)
}
