import type { types, ViewOutput } from '@slack/bolt'
import type { Incoming } from '../../bot/adapter.ts'
import type { Form } from '../../bot/engine.ts'
import type { Accepted } from '../../bot/files.ts'
import type { Problems } from '../../bot/read.ts'
import type { View } from '../../bot/view.ts'
import { plainOf, type Reader } from '../../bot/words.ts'
import { readerOf } from './answer.ts'
import { filledIn, type Filled } from './filled.ts'
import type { SentForm } from './inbox.ts'
import { limits } from './limits.ts'
import { m } from './messages.ts'
import type { Here } from './place.ts'
import type { Slack } from './slack.ts'
import { modalOf, type Metadata } from './views.ts'

/** What Slack is told about a form that was sent; nothing closes it. */
export type FormAnswer = { response_action: 'errors'; errors: Record<string, string> } | { response_action: 'update'; view: types.ModalView } | undefined

export interface Submission {
  here: Here
  view: SentForm['view']
  metadata: Metadata
}

export type Outcome = { kind: 'form'; form: Form } | { kind: 'view'; view: View; reader: Reader }

/** Does what a form asks for; what is refused, or wrong, is the form again. The same one again changes nothing. */
export async function outcomeOf(slack: Slack, { here, view, metadata }: Submission): Promise<Outcome> {
  const filled = filledIn({ state: { values: view.values } as unknown as ViewOutput['state'] })
  const people = await personProblems(slack, here, filled)
  const taken = await slack.takeFiles(slack, here, filled, (field) => acceptedBy(slack, here, metadata, field))
  const input = { ...metadata.carried, ...filled.input, ...taken.input }
  const incoming: Incoming = {
    key: `view:${view.id}:${view.hash}`,
    from: here.from,
    channel: here.channel,
    what: { call: { action: metadata.action, input }, submitted: true },
  }
  const problems = { ...people, ...taken.problems }
  if (Object.keys(problems).length) return withProblems(slack, incoming, problems)
  const reply = await slack.door.run(incoming)
  return reply.kind === 'view' && isOnlyTold(reply.view) ? again(slack, incoming, await wordsOf(slack, reply.view, reply.reader)) : reply
}

/** What was refused, or went wrong, and leads nowhere else. */
const isOnlyTold = ({ tone, blocks }: View): boolean => tone === 'problem' && blocks.every(({ kind }) => kind === 'text')

async function wordsOf({ door }: Slack, view: View, reader: Reader): Promise<string> {
  const [page] = await door.draw(view, reader, limits)
  return page?.blocks.flatMap((block) => (block.kind === 'text' ? [plainOf(block.inlines, reader)] : [])).join('\n') ?? ''
}

/** A person picked is one by her number; somebody whom the assistant has not met has none. */
async function personProblems({ database }: Slack, { workspace }: Here, { people, input }: Filled): Promise<Problems> {
  const problems: Problems = {}
  for (const [field, externalId] of people) {
    const account = await database.client.account.findFirst({ where: { spaceId: workspace.spaceId, externalId }, select: { personId: true } })
    if (account) input[field] = `#${account.personId}`
    else problems[field] = m.unknownPerson
  }
  return problems
}

async function acceptedBy(slack: Slack, here: Here, { action, carried }: Metadata, field: string): Promise<Accepted | undefined> {
  const plan = await slack.door.plan({ key: '', from: here.from, channel: here.channel, what: { call: { action, input: carried }, asks: true } })
  const fields = plan.kind === 'form' ? plan.form.fields : []
  const asked = fields.find(({ name }) => name === field)
  return asked?.kind === 'files' ? { max: asked.max, types: asked.types } : undefined
}

/** The form again, with what was found wrong before the assistant was asked. */
async function withProblems(slack: Slack, incoming: Incoming, problems: Problems): Promise<Outcome> {
  const reader = await readerOf(slack, incoming)
  const told = Object.fromEntries(Object.entries(problems).map(([field, problem]) => [field, slack.words.plain(problem, reader)]))
  return formWith(slack, incoming, told)
}

/** The form again, with what was typed and why nothing came of it. */
const again = (slack: Slack, incoming: Incoming, why: string): Promise<Outcome> => formWith(slack, incoming, { '': why })

async function formWith({ door }: Slack, incoming: Incoming, problems: Record<string, string>): Promise<Outcome> {
  const plan = await door.plan({ ...incoming, what: { ...incoming.what, submitted: false, asks: true } })
  if (plan.kind === 'say') return { ...plan, kind: 'view' }
  if (plan.kind === 'run') throw new Error('a form that was filled in is no longer asked')
  return { kind: 'form', form: { ...plan.form, problems: { ...plan.form.problems, ...problems } } }
}

/** The fields of a modal, by name, in order. */
export const inputsOf = ({ blocks }: { blocks: { type: string; block_id?: string }[] }): string[] => blocks.flatMap(({ type, block_id: id }) => (type === 'input' && id ? [id] : []))

/** A form sent back: what is wrong stands beside each field; what no field shows, beside the first. */
export async function backOf(slack: Slack, { here, view }: Submission, form: Form, reader: Reader): Promise<FormAnswer> {
  const inputs = inputsOf(view)
  const [first] = inputs
  const problems = Object.entries(form.problems)
  const sameFields = form.fields.every(({ name }) => inputs.includes(name) || form.hidden[name] !== undefined)
  if (!first || !problems.length || !sameFields) return { response_action: 'update', view: await modalOf(slack, form, { here, reader }) }
  const errors: Record<string, string> = {}
  for (const [name, problem] of problems) {
    const beside = inputs.includes(name) ? name : first
    errors[beside] = errors[beside] ? `${errors[beside]} ${problem}` : problem
  }
  return { response_action: 'errors', errors }
}
