import { randomInt } from 'node:crypto'
import { DiscordAPIError } from 'discord.js'
import type { Delivered } from '../../bot/adapter.ts'
import type { Message } from '../../bot/text.ts'
import { advice } from './advice.ts'
import type { Bringing } from './bring.ts'
import type { Circuit } from './circuit.ts'
import type { DirectChannels } from './direct.ts'
import { actionFor, detailOf, type Action } from './errors.ts'
import { detailIn, hindranceOf, noteHindrance } from './hindrance.ts'
import { h } from './hindrances.ts'
import { inEach } from './said.ts'
import { nameOfPermission } from './permissions.ts'
import type { Sending } from './sending.ts'

/** It is not yet its turn. */
export class NotNow extends Error {
  override name = 'NotNow'
  constructor(readonly at: Date) {
    super(`not before ${at.toISOString()}`)
  }
}

/** She takes no messages, which is known without asking. */
export class Closed extends Error {
  override name = 'Closed'
}

/** As long as the platform would refuse the same again. */
const rememberedMs = 300_000
const unusableMs = 15_000
/** Those who wait do not come back all at once. */
const jitterMs = 250

interface Parts {
  direct: DirectChannels
  circuit: Circuit
  onTokenRefused(sentence: string): void
}

type Refused = Extract<Delivered, { kind: 'refused' }>
type Again = () => Promise<Delivered>
type Advice = Pick<Extract<Action, { do: 'refuse' }>, 'advice' | 'toAuthor'>

/** What becomes of deliveries that did not succeed at once. */
export class Outcomes {
  /** false once the token was refused */
  usable = true
  private readonly hindered = new Map<string, { until: number; outcome: Refused }>()

  constructor(private readonly sending: Sending, private readonly parts: Parts) {}

  /** What is known without asking the platform. */
  beforehand(channel?: string): Delivered | undefined {
    if (!this.usable) return this.later(unusableMs)
    const { openUntil } = this.parts.circuit
    if (openUntil) return { kind: 'later', at: openUntil }
    const known = channel === undefined ? undefined : this.hindered.get(channel)
    if (!known || channel === undefined) return undefined
    if (known.until > this.now) return known.outcome
    this.hindered.delete(channel)
    return undefined
  }

  /**
   * The same for what was to stand among the events of a guild. Nobody is written to about it: the message that says the same stands in
   * its channel. @throws what leaves the outcome unknown
   */
  async ofEvent(error: unknown): Promise<Delivered> {
    const action = actionFor(error)
    switch (action.do) {
      case 'wait':
        return this.later(action.ms)
      case 'stop':
        return this.stop()
      case 'refuse':
        return this.refuseEvent(error, action.reason, action.advice)
      case 'name what is missing':
        return this.refuseEvent(error, 'gone', h.noEvents({ permission: `“${nameOfPermission('CreateEvents')}”` }))
      case 'say plainly':
        return this.refuseEvent(error, 'invalid')
      case 'open a thread':
      case 'add a tag':
      case 'unarchive':
      case 'open no more':
      case 'write anew':
      case 'try again':
        if (!this.usable) return this.later(unusableMs)
        throw error
    }
  }

  /** What to do about what was thrown; `again` tries it with what `bringing` holds then. @throws what leaves the outcome unknown */
  async of(error: unknown, bringing: Bringing, again: Again): Promise<Delivered> {
    if (error instanceof NotNow) return { kind: 'later', at: error.at }
    if (error instanceof Closed) return { kind: 'refused', reason: 'closed', detail: error.message }
    const action = actionFor(error)
    switch (action.do) {
      case 'refuse':
        return this.refuse(error, bringing, action.reason, action)
      case 'name what is missing':
        return this.refuse(error, bringing, 'channel' in bringing.message.to ? 'gone' : 'closed')
      case 'open a thread':
        return this.refuse(error, bringing, 'gone', { advice: h.wrongKind })
      case 'add a tag':
        return this.refuse(error, bringing, 'gone', { advice: h.wantsTag })
      case 'unarchive':
        return this.refuse(error, bringing, 'gone', { advice: h.locked })
      case 'say plainly':
        return this.sayPlainly(error, bringing, again)
      case 'open no more':
        return this.pause(action)
      case 'wait':
        // Not an attempt, unless something of it is there: then the next one has to know.
        if (bringing.begun) throw error
        return this.later(action.ms)
      case 'stop':
        return this.stop()
      case 'write anew':
      case 'try again':
        // A client without its token fails in words of its own.
        if (!this.usable) return this.later(unusableMs)
        throw error
    }
  }

  private get now(): number {
    return this.sending.clock.now().getTime()
  }

  private later(ms: number): Delivered {
    return { kind: 'later', at: new Date(this.now + ms + randomInt(jitterMs)) }
  }

  private async refuse(error: unknown, { message, composed }: Bringing, reason: Refused['reason'], known: Advice = {}): Promise<Delivered> {
    const { spaceId, to } = message
    if (!('channel' in to)) return { kind: 'refused', reason, detail: detailOf(error) }
    const files = composed.some((one) => one.files.length > 0)
    const hindrance = await hindranceOf(this.sending, error, known.advice, { channelId: to.channel, files })
    const outcome: Refused = { kind: 'refused', reason, detail: await detailIn(this.sending, hindrance), ...this.adviceOf(known.toAuthor) }
    // What is wrong with one message says nothing about the next.
    if (reason === 'gone') this.hindered.set(to.channel, { until: this.now + rememberedMs, outcome })
    await noteHindrance(this.sending, { spaceId, channelId: to.channel }, hindrance)
    return outcome
  }

  private async refuseEvent(error: unknown, reason: Refused['reason'], advice: Message = h.refused({ detail: detailOf(error) })): Promise<Refused> {
    const { log, words } = this.sending
    const code = error instanceof DiscordAPIError ? String(error.code) : ''
    log.warn({ code }, `Discord: nothing is shown among the events of a server. ${words.plain(advice, { locale: 'en', timeZone: 'UTC' })}`)
    return { kind: 'refused', reason, detail: await detailIn(this.sending, { advice, code }) }
  }

  private adviceOf(toAuthor: Message | undefined): Pick<Refused, 'advice'> {
    return toAuthor ? { advice: inEach((locale) => this.sending.words.plain(toAuthor, { locale, timeZone: 'UTC' })) } : {}
  }

  private async sayPlainly(error: unknown, bringing: Bringing, again: Again): Promise<Delivered> {
    const { log } = this.sending
    const isPlain = bringing.composed.every(({ body, plain }) => plain.length === 1 && plain[0] === body)
    const tree = error instanceof DiscordAPIError ? error.rawError : undefined
    log.error({ refused: tree }, isPlain ? 'Discord refuses a message of plain words' : 'Discord refuses the form of a message; its words go alone')
    if (isPlain) return this.refuse(error, bringing, 'invalid')
    // Without its files, which may be what is too large; they are named.
    const bodies = bringing.composed.flatMap(({ plain }) => plain.map((body) => ({ ...body, attachments: [] })))
    bringing.composed = bodies.map((body) => ({ body, files: [], plain: [body] }))
    return again().catch((other: unknown) => this.of(other, bringing, again))
  }

  private async pause({ ms, advice: sentence }: Extract<Action, { do: 'open no more' }>): Promise<Delivered> {
    await this.parts.direct.pause(ms)
    this.sending.log.error(sentence)
    return this.later(ms)
  }

  private stop(): Delivered {
    if (this.usable) this.parts.onTokenRefused(advice.token)
    this.usable = false
    return this.later(unusableMs)
  }
}
