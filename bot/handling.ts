import { nanoid } from 'nanoid'
import type { Db } from '../prisma/database.ts'
import { isTyped, typedAs, type Action, type Capability, type Context, type OfferedAction } from './action.ts'
import type { Incoming } from './adapter.ts'
import type { CommunityReader } from './community.ts'
import type { EngineParts } from './engine.ts'
import { Invalid, Refusal } from './errors.ts'
import { fieldsOf, type Field } from './field.ts'
import { useFiles } from './files.ts'
import { withPresentPeople } from './former.ts'
import { formOf, problemsOfGiven, type Form } from './form.ts'
import type { Gathered } from './gathered.ts'
import { homeView } from './home.ts'
import { json } from './json.ts'
import { m } from './messages.ts'
import { merge } from './merge.ts'
import { withNamedRecords } from './named.ts'
import { recognise, type Community, type Who } from './person.ts'
import { cleanText, readInput, type Problems, type RawInput } from './read.ts'
import { shortenText } from './shorten.ts'
import type { Message } from './text.ts'
import type { InTurn } from './turns.ts'
import { moreAction, redeem, ticketAction } from './ticket.ts'
import { helpButton, understand, type Wish } from './understand.ts'
import { buttons, text, view, type View } from './view.ts'
import type { Words } from './words.ts'
import { workIn } from './work.ts'

/** What the engine's functions share. */
export interface Inner extends EngineParts {
  words: Words
  gathered: Gathered
  actions: ReadonlyMap<string, Action>
  communityReader: CommunityReader
  hears: Capability['hears']
  inTurn: InTurn
}

export type CallWish = Extract<Wish, { kind: 'call' }>
/** `taken`: words that a capability had asked for */
export type Outcome = { kind: 'view'; view: View; taken?: boolean } | { kind: 'form'; form: Form }

/** What an action's function works with. */
export function contextOf(inner: Inner, db: Db, community: Community, who: Who, at: Pick<Incoming, 'from' | 'channel'>, onTold: () => void): Context {
  const now = inner.clock.now()
  const { database, publicUrl, gathered } = inner
  const work = workIn(db, { search: database.search, community, now, publicUrl, gathered }, onTold)
  const becomesAnother = async () => void Object.assign(who, (await recognise(db, at.from, community)).who)
  const context: Context = {
    ...work,
    who,
    from: at.from,
    where: { spaceId: at.from.spaceId, channel: at.channel },
    finders: inner.capabilities.flatMap(({ finder }) => finder ?? []),
    channels: channelsOf(inner),
    offered: () => offeredTo(inner, who),
    readsIn: (reader) => void Object.assign(who, reader),
    becomesAnother,
    async becomesOneWith(other) {
      const rules = inner.capabilities.flatMap(({ belongings }) => belongings ?? [])
      await merge(work, { one: { id: who.id, hasRole: who.roles.size > 0 }, other: { id: other } }, rules)
      await becomesAnother()
    },
    async audit(subject, detail = {}) {
      await db.audit.create({ data: { personId: who.id, action: subject.split(':')[0] ?? subject, subject, detail: json(detail), createdAt: now } })
    },
    home: () => homeView(inner, context),
  }
  return context
}

/** For what only reads: it can neither tell nor plan anything. */
export const readsOnly = () => {
  throw new Error('an action that only reads cannot tell anything nor plan anything')
}

/** Every purpose of a channel that a capability speaks in, with its title. */
export const channelsOf = ({ capabilities }: Pick<EngineParts, 'capabilities'>): Record<string, Message> =>
  Object.assign({}, ...capabilities.map(({ channels }) => channels ?? {})) as Record<string, Message>

/** The actions that a person may type here, in the order the capabilities list them. */
const offeredTo = ({ actions }: Inner, who: Who): OfferedAction[] =>
  [...actions.values()]
    .filter((action) => isTyped(action) && action.can.allows(who))
    .map((action) => ({ name: action.name, title: action.title, description: action.description, typed: typedAs(action, who.locale) }))

/** What a delivery asks for; a ticket stands for the call it keeps. */
export async function wishOf(inner: Inner, what: Incoming['what']): Promise<Wish> {
  if (!('call' in what) || what.call.action !== ticketAction) return understand(what, inner.actions, inner.words)
  const kept = await redeem(inner.database.client, what.call.input.id, inner.clock.now())
  if (!kept) return { kind: 'answer', view: () => view({ tone: 'problem' }, text(m.expired)) }
  if (kept.action === moreAction) return { kind: 'answer', view: () => kept.input.view as unknown as View }
  return understand({ ...what, call: kept }, inner.actions, inner.words)
}

/** The input of an action, with the files among it. */
interface Ready {
  input: Record<string, unknown>
  more: Record<string, unknown>
  files: string[]
}

/** The input of a call if nothing is missing, else the form that asks for it. @throws Refusal */
export async function inputOrForm(inner: Inner, wish: CallWish, context: Context): Promise<Ready | { form: Form }> {
  const { action, submitted } = wish
  const { who, now } = context
  if (!action.can.allows(who)) {
    const wayOn = buttons(helpButton(inner.actions, who.locale))
    throw new Refusal(action.can.refusal, wayOn ? [wayOn] : [])
  }
  const reading = { locale: who.locale, timeZone: who.timeZone, now }
  const own = fieldsOf(action.input)
  const { raw: given, noted } = fittingMessage(wish, own)
  const raw = await withNamedRecords(action, given, context, inner.words)
  const about = readInput(own, raw, reading)
  const input = await withPresentPeople(context.db, own, about.input)
  if (own.some(({ hidden, name }) => hidden && about.problems[name])) throw new Refusal(m.expired)
  const further = (await action.more?.(context, input)) ?? []
  const { input: more, problems: moreProblems } = readInput(further, raw, reading)
  const fields = [...own, ...further]
  const problems = { ...about.problems, ...moreProblems }
  const asks = wish.asks || Object.keys(problems).length > 0 || (action.asks === 'always' && !submitted)
  if (!asks) return { input, more, files: filesIn(fields, { ...input, ...more }) }
  const filled = submitted ? {} : ((await action.fill?.(context, input)) ?? {})
  const values: RawInput = { ...filled, ...Object.fromEntries(Object.entries(raw).filter(([, value]) => value !== undefined)) }
  const shown = submitted ? problems : { ...problemsOfGiven(fields, raw, reading), ...noted }
  return { form: formOf(action, fields, { values, problems: shown }, who, inner.words) }
}

const filesIn = (fields: Field[], input: Record<string, unknown>): string[] =>
  fields.flatMap(({ kind, name }) => (kind === 'files' && Array.isArray(input[name]) ? (input[name] as string[]) : []))

/** The words of somebody's message, shortened to what their field takes: nobody typed them into it, so nobody is asked to mend them. */
function fittingMessage({ action, input: raw, submitted }: CallWish, fields: Field[]): { raw: RawInput; noted: Problems } {
  const field = fields.find(({ name }) => name === action.onMessage)
  const said = field && raw[field.name]
  if (submitted || field?.kind !== 'text' || typeof said !== 'string') return { raw, noted: {} }
  const clean = cleanText(said, field.lines)
  const isLong = clean.length > field.max
  return { raw: { ...raw, [field.name]: shortenText(clean, field.max) }, noted: isLong ? { [field.name]: m.shortened({ max: field.max }) } : {} }
}

/** Runs what is wished for in one transaction, or reading only. @throws Refusal, Invalid, or anything a handler's bug throws */
export async function handle(inner: Inner, wish: Wish, context: Context): Promise<Outcome> {
  if (wish.kind === 'answer') return { kind: 'view', view: wish.view(context.who.locale) }
  if (wish.kind === 'said') {
    const taken = await takenBy(inner, context, wish.text)
    if (taken) return { kind: 'view', view: taken, taken: true }
    if (!inner.hears) throw new Refusal(m.notOffered)
    await keepPace(inner, context)
    return { kind: 'view', view: await inner.hears(context, wish.text) }
  }
  if (wish.action.reads) await keepPace(inner, context)
  const ready = await inputOrForm(inner, wish, context)
  if ('form' in ready) return { kind: 'form', form: ready.form }
  // `readInput` gave exactly what the fields of this action give.
  const shown = await wish.action.run(context, ready.input as never, ready.more)
  if (ready.files.length) await useFiles(context.db, context.who.id, ready.files)
  return { kind: 'view', view: shown }
}

/** What is looked up is counted; what is answered, filled in or told never is. */
async function keepPace({ pace }: Inner, { from }: Context): Promise<void> {
  const seconds = (await pace?.secondsToWait(from)) ?? 0
  if (seconds > 0) throw new Refusal(m.tooFast({ seconds }))
}

/** Words in private, taken by who asked for them. */
async function takenBy({ capabilities }: Inner, context: Context, said: string): Promise<View | undefined> {
  if (context.where.channel !== null || said === '') return undefined
  for (const { takes } of capabilities) {
    const taken = await takes?.(context, said)
    if (taken) return taken
  }
  return undefined
}

/** What the person is told when a handler did not finish: refusals and invalid input are hers to mend, the rest is a bug of ours. */
export function outcomeOf(error: unknown, inner: Inner, wish: Wish, who: Who): Outcome {
  if (error instanceof Refusal) return { kind: 'view', view: view({ tone: 'problem' }, text(error.reason), ...error.blocks) }
  if (error instanceof Invalid && wish.kind === 'call')
    return { kind: 'form', form: formOf(wish.action, fieldsOf(wish.action.input), { values: wish.input, problems: error.problems }, who, inner.words) }
  const reference = nanoid(8)
  const action = wish.kind === 'call' ? wish.action.name : wish.kind
  inner.log.error({ err: error, reference, action }, 'an action failed')
  return { kind: 'view', view: view({ tone: 'problem' }, text(m.bug({ reference }))) }
}
