import type { Logger } from 'pino'
import type { Database, Db } from '../prisma/database.ts'
import type { AnyJob, Capability } from './action.ts'
import type { Door, Incoming } from './adapter.ts'
import type { Clock } from './clock.ts'
import { commandsOf, messageActionsIn, registryIn } from './commands.ts'
import { communityReader } from './community.ts'
import { m as dialog } from './dialog/messages.ts'
import { m as held } from './held-messages.ts'
import { drawPages } from './draw-pages.ts'
import type { DocumentWork } from './document.ts'
import type { Suggestion } from './field.ts'
import type { Form } from './form.ts'
import { gather, type Gathered } from './gathered.ts'
import { channelsOf, contextOf, handle, inputOrForm, outcomeOf, readsOnly, wishOf, type Inner, type Outcome } from './handling.ts'
import { json } from './json.ts'
import { m } from './messages.ts'
import type { Pace } from './pace.ts'
import { meet, recognise, type AccountRef, type Community, type Who } from './person.ts'
import { withPostscript, withWaiting } from './postscript.ts'
import { withoutSecrets } from './secrets.ts'
import { openSpace, type FoundSpace, type OpenSpace } from './spaces.ts'
import type { Message } from './text.ts'
import { turns } from './turns.ts'
import type { Wish } from './understand.ts'
import type { Call, View } from './view.ts'
import { m as whenWords } from './when/messages.ts'
import { createWords, type Reader, type Words } from './words.ts'

export type { Form } from './form.ts'

/** What an adapter does next: ask, wait for `run`, or show something at once. */
export type Plan = { kind: 'form'; form: Form } | { kind: 'run' } | { kind: 'say'; view: View; reader: Reader }

/** What came of a delivery, and for whom: `personId` is 0 for somebody who only looked. */
export type Reply = Outcome & { reader: Reader; personId: number }

export interface Engine extends Door {
  words: Words
  jobs: ReadonlyMap<string, AnyJob>
  gathered: Gathered
  /** every purpose of a channel that a capability speaks in, with its title */
  channels: Record<string, Message>
  community(): Promise<Community>
  /** Writes down a place where the assistant lives; see spaces.ts. */
  openSpace(found: FoundSpace): Promise<OpenSpace>
}

export interface EngineParts {
  database: Database
  capabilities: Capability[]
  clock: Clock
  log: Logger
  communityId: number
  publicUrl: string
  /** nobody is slowed without it */
  pace?: Pace
  /** called after each commit that left something to deliver or to do */
  onTold(): void
}

/** Brings actions, people and the database together; knows no platform and no capability. */
export function createEngine(parts: EngineParts): Engine {
  const { capabilities, database } = parts
  const words = createWords([m, whenWords, dialog, held, ...capabilities.map(({ messages }) => messages)])
  const gathered = gather(capabilities)
  const inner: Inner = {
    ...parts,
    words,
    gathered,
    actions: namedOnce(capabilities.flatMap(({ actions }) => actions)),
    communityReader: communityReader(database, parts.communityId),
    hears: capabilities.find(({ hears }) => hears)?.hears,
    inTurn: turns(),
  }
  return {
    words,
    jobs: namedOnce([...capabilities.flatMap(({ jobs }) => jobs ?? []), ...[...gathered.listeners.values()].flat()]),
    gathered,
    channels: channelsOf(parts),
    community: () => inner.communityReader.read(),
    openSpace: (found) => openSpace(inner, found),
    plan: (incoming) => plan(inner, incoming),
    run: (incoming) => run(inner, incoming),
    suggest: (from, call, field, typed) => suggest(inner, from, call, field, typed),
    draw: (shown, reader, limits) => drawPages(shown, reader, limits, { words, db: database.client, now: parts.clock.now() }),
    commands: (from) => commandsOf(inner, from),
    registry: (locale) => registryIn(inner, locale),
    messageActions: (locale) => messageActionsIn(inner, locale),
    opening: (place) => capabilities.find(({ opening }) => opening?.place === place)?.opening,
    document: async (place, secret) => capabilities.find((one) => one.documents?.place === place)?.documents?.find(await documentWork(inner), secret),
    hasLeads: (place) => capabilities.some(({ leads }) => leads?.place === place),
    follow: async (place, code, about) => capabilities.find(({ leads }) => leads?.place === place)?.leads?.follow(await documentWork(inner), code, about),
    hasPosters: (place) => capabilities.some(({ posters }) => posters?.place === place),
    poster: async (place, code) => capabilities.find(({ posters }) => posters?.place === place)?.posters?.find(await documentWork(inner), code),
    home: (from) => home(inner, from),
  }
}

function namedOnce<T extends { name: string }>(all: T[]): Map<string, T> {
  const named = new Map<string, T>()
  for (const one of all) {
    if (named.has(one.name)) throw new Error(`two of these are called "${one.name}"`)
    named.set(one.name, one)
  }
  return named
}

const readerOf = ({ locale, timeZone }: Reader): Reader => ({ locale, timeZone })

async function plan(inner: Inner, incoming: Incoming): Promise<Plan> {
  const { client } = inner.database
  const community = await inner.communityReader.read()
  const { who } = await recognise(client, incoming.from, community)
  const wish = await wishOf(inner, incoming.what)
  if (wish.kind === 'answer') return { kind: 'say', view: wish.view(who.locale), reader: readerOf(who) }
  if (wish.kind === 'said') return { kind: 'run' }
  try {
    const ready = await inputOrForm(inner, wish, contextOf(inner, client, community, who, incoming, readsOnly))
    return 'form' in ready ? { kind: 'form', form: ready.form } : { kind: 'run' }
  } catch (error) {
    const outcome = outcomeOf(error, inner, wish, who)
    return outcome.kind === 'form' ? outcome : { kind: 'say', view: outcome.view, reader: readerOf(who) }
  }
}

async function run(inner: Inner, incoming: Incoming): Promise<Reply> {
  const { client } = inner.database
  const community = await inner.communityReader.read()
  const wish = await wishOf(inner, incoming.what)
  const reply = (outcome: Outcome, who: Who): Reply => ({ ...outcome, reader: readerOf(who), personId: who.id })
  try {
    if (writes(inner, incoming, wish)) return reply(...(await once(inner, incoming, wish, community)))
    const { who } = await recognise(client, incoming.from, community)
    const context = contextOf(inner, client, community, who, incoming, readsOnly)
    return reply(await withWaiting(inner, context, wish, await handle(inner, wish, context)), who)
  } catch (error) {
    // Anew: whom a transaction has met is not written down when it fails.
    const { who } = await recognise(client, incoming.from, community)
    return reply(outcomeOf(error, inner, wish, who), who)
  }
}

/** Words in private may be an answer to something that a capability asked. */
const writes = ({ capabilities }: Inner, { channel }: Incoming, wish: Wish): boolean =>
  wish.kind === 'call' ? !wish.action.reads : wish.kind === 'said' && channel === null && capabilities.some(({ takes }) => takes)

/** How often two people may cross at the very same record before we call it a bug. */
const crossings = 3

const isCrossing = (error: unknown) => error instanceof Error && 'code' in error && error.code === 'P2002'

/**
 * Does a delivery once: its key is kept in the transaction of its work, with the answer, so that a repetition changes nothing and is
 * answered alike, but for what is secret. Who asks is looked up in it too: what she may do is what she may do when it is done, however long it waited.
 */
async function once(inner: Inner, incoming: Incoming, wish: Wish, community: Community): Promise<[Outcome, Who]> {
  // A web page chooses its keys itself: one account cannot ask for the answer given to another.
  const key = `${incoming.from.spaceId}/${incoming.from.externalId}/${incoming.key}`
  let told = false
  const work = async (db: Db): Promise<[Outcome, Who]> => {
    told = false
    const now = inner.clock.now()
    const who = await meet(db, incoming.from, community, now)
    if (!(await inner.database.claims.delivery(db, { key, personId: who.id, now }))) return [await answered(db, key), who]
    const context = contextOf(inner, db, community, who, incoming, () => (told = true))
    const done = await withWaiting(inner, context, wish, await handle(inner, wish, context))
    const outcome = await withPostscript(inner, context, done)
    // A form sent back has done nothing: sent again, corrected or not, it is looked at again.
    if (outcome.kind === 'form') await db.delivery.deleteMany({ where: { key } })
    else await db.delivery.updateMany({ where: { key }, data: { reply: json(withoutSecrets(outcome.view)) } })
    return [outcome, who]
  }
  const turn = wish.kind === 'call' ? wish.action.turn?.(wish.input) : undefined
  for (let attempt = 1; ; attempt++)
    try {
      const done = await inner.inTurn(turn, () => inner.database.transaction(work))
      inner.communityReader.forget()
      if (told) inner.onTold()
      return done
    } catch (error) {
      if (!isCrossing(error) || attempt === crossings) throw error
    }
}

const answered = async (db: Db, key: string): Promise<Outcome> => {
  const { reply } = await db.delivery.findFirstOrThrow({ where: { key } })
  return { kind: 'view', view: reply as unknown as View }
}

async function home(inner: Inner, from: AccountRef): Promise<{ view: View; reader: Reader }> {
  const { client } = inner.database
  const community = await inner.communityReader.read()
  const { who } = await recognise(client, from, community)
  const shown = await contextOf(inner, client, community, who, { from, channel: null }, readsOnly).home()
  return { view: shown, reader: readerOf(who) }
}

async function documentWork({ database, clock, communityReader, gathered, publicUrl, words }: Inner): Promise<DocumentWork> {
  const { client: db, search } = database
  return { db, search, community: await communityReader.read(), now: clock.now(), publicUrl, holdings: gathered.holdings, words }
}

async function suggest(inner: Inner, from: AccountRef, call: Call, field: string, typed: string): Promise<Suggestion[]> {
  const action = inner.actions.get(call.action)
  const look = action?.input[field]?.suggest
  if (!action || !look) return []
  const { client } = inner.database
  const community = await inner.communityReader.read()
  const { who } = await recognise(client, from, community)
  if (!action.can.allows(who)) return []
  try {
    // Suggestions are looked up in the very context their action runs in.
    return await look(contextOf(inner, client, community, who, { from, channel: null }, readsOnly) as never, typed.slice(0, 100), call.input)
  } catch (error) {
    inner.log.warn({ err: error, action: call.action, field }, 'no suggestions')
    return []
  }
}
