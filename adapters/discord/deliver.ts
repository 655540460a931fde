import { DiscordAPIError, RESTJSONErrorCodes, Routes, type APIUser, type REST } from 'discord.js'
import type { Calendar, Delivered, Outgoing } from '../../bot/adapter.ts'
import type { Clock } from '../../bot/clock.ts'
import type { Drawn } from '../../bot/draw.ts'
import type { Engine } from '../../bot/engine.ts'
import type { Log } from '../../bot/log.ts'
import { createWords } from '../../bot/words.ts'
import type { Database } from '../../prisma/database.ts'
import { bring, bringToForum, standingOf, type Bringing, type Standing } from './bring.ts'
import { createCalendar } from './calendar.ts'
import { createCircuit } from './circuit.ts'
import { compose } from './compose.ts'
import { createDirectChannels, rememberDirectChannel, type DirectChannels } from './direct.ts'
import { actionFor } from './errors.ts'
import { h } from './hindrances.ts'
import { limits } from './limits.ts'
import { Closed, NotNow, Outcomes } from './outcome.ts'
import { openPrivateThread } from './private-thread.ts'
import { createRest, patiently, sharedPerSecond } from './rest.ts'
import type { Sending } from './sending.ts'

export interface DeliveryParts {
  database: Database
  engine: Engine
  clock: Clock
  log: Log
  token: string
  /** another server than Discord’s own, with its path */
  apiUrl?: string
  /** called once when Discord refuses the token; the sentence says what to do. The adapter is no longer connected. */
  onTokenRefused(sentence: string): void
}

export interface Delivery {
  /** As `Adapter.deliver`. Needs no gateway. `directChannel`: where the person is known to read, as she has just written there. */
  deliver(message: Outgoing, directChannel?: string): Promise<Delivered>
  /** Writes among the events of guilds. Needs no gateway. */
  calendar: Calendar
  /** Counts what another client of the same token is refused (`client.rest`), since Discord counts it together. */
  watch(rest: REST): void
  /** false once Discord refused the token */
  readonly usable: boolean
}

/** What one delivery works with. */
interface Office {
  sending: Sending
  direct: DirectChannels
  outcomes: Outcomes
  /** channels that turned out to be forums */
  forums: Set<string>
}

/** Brings messages to channels and people over the REST API, with a client of its own: none of its requests is repeated unseen. */
export function createDelivery(parts: DeliveryParts): Delivery {
  const { database, engine, clock, log } = parts
  const rest = createRest({ ...parts, ...(database.provider === 'postgresql' ? { perSecond: sharedPerSecond } : {}) })
  const circuit = createCircuit(parts)
  circuit.watch(rest)
  let self: Promise<string> | undefined
  const whoWeAre = () =>
    (self ??= (patiently(() => rest.get(Routes.user())) as Promise<APIUser>).then(({ id }) => id).catch((error: unknown) => {
      self = undefined
      throw error
    }))
  const sending: Sending = { rest, database, engine, clock, log, words: createWords([h]), self: whoWeAre }
  const direct = createDirectChannels({ database, clock, rest })
  const outcomes = new Outcomes(sending, { direct, circuit, onTokenRefused: parts.onTokenRefused })
  const office: Office = { sending, direct, outcomes, forums: new Set() }
  return {
    watch: circuit.watch,
    get usable() {
      return outcomes.usable
    },
    calendar: createCalendar(sending, outcomes),
    deliver: (message, directChannel) => deliver(office, message, directChannel),
  }
}

async function deliver(office: Office, message: Outgoing, directChannel: string | undefined): Promise<Delivered> {
  const { sending, outcomes } = office
  const early = outcomes.beforehand('channel' in message.to ? message.to.channel : undefined)
  if (early) return early
  const drawn = await sending.engine.draw(message.view, message.reader, limits)
  const composed = await compose(sending, drawn, { reader: message.reader, spaceId: message.spaceId })
  const bringing: Bringing = { message, composed, begun: false }
  try {
    return sent(await toItsPlace(office, bringing, drawn, directChannel))
  } catch (error) {
    return outcomes.of(error, bringing, () => toItsPlace(office, bringing, drawn, directChannel).then(sent))
  }
}

const sent = (standing: Standing): Delivered => ({ kind: 'sent', messageId: JSON.stringify(standing) })

async function toItsPlace(office: Office, bringing: Bringing, drawn: Drawn[], directChannel: string | undefined): Promise<Standing> {
  const { message } = bringing
  const standing = standingOf(message)
  try {
    if (standing) return await bring(office.sending, bringing, standing.channel, standing.pages)
  } catch (error) {
    if (bringing.begun || !isUnknownChannel(error)) throw error
    // The thread that it stood in was deleted; what is over, nobody misses.
    if (standing && message.view.tone === 'past') return standing
  }
  if ('channel' in message.to) return toChannel(office, bringing, message.to.channel, drawn)
  return toPerson(office, bringing, { ...message.to, known: directChannel })
}

const isUnknownChannel = (error: unknown): boolean => error instanceof DiscordAPIError && error.code === RESTJSONErrorCodes.UnknownChannel

async function toChannel({ sending, forums }: Office, bringing: Bringing, channel: string, drawn: Drawn[]): Promise<Standing> {
  if (forums.has(channel)) return bringToForum(sending, bringing, channel, drawn)
  try {
    return await bring(sending, bringing, channel, [])
  } catch (error) {
    if (bringing.begun || actionFor(error).do !== 'open a thread') throw error
    forums.add(channel)
    return bringToForum(sending, bringing, channel, drawn)
  }
}

interface Recipient {
  externalId: string
  personId: number
  /** where she has just written */
  known?: string
  /** what we remembered of her was no longer true */
  again?: boolean
}

/** By direct message; where those are closed and she has no other account, in a thread of her own. */
async function toPerson(office: Office, bringing: Bringing, recipient: Recipient): Promise<Standing> {
  const { sending, direct } = office
  const { externalId: userId, personId, known, again } = recipient
  let closed: unknown = new Closed('her or his direct messages are closed')
  let channel: string | undefined
  try {
    const found = known ? ({ kind: 'channel', id: known } as const) : await direct.of(userId)
    if (found.kind === 'later') throw new NotNow(found.at)
    if (found.kind === 'channel') {
      channel = found.id
      return await bring(sending, bringing, channel, [])
    }
  } catch (error) {
    const action = actionFor(error)
    if (bringing.begun || (action.do !== 'refuse' && action.do !== 'name what is missing')) throw error
    const isClosed = action.do === 'refuse' && action.reason === 'closed'
    if (!isClosed && channel && !known && !again) {
      await direct.forget(userId)
      return toPerson(office, bringing, { ...recipient, again: true })
    }
    if (!isClosed) throw error
    closed = error
  }
  const thread = await openPrivateThread(sending, { spaceId: bringing.message.spaceId, userId, personId })
  if (!thread) throw closed
  await rememberDirectChannel(sending.database, userId, thread)
  return bring(sending, bringing, thread, [])
}
