import {
  DiscordAPIError, HTTPError, InteractionResponseType as ResponseType, MessageFlags, RateLimitError, RESTJSONErrorCodes as Code, Routes,
  type APIApplicationCommandOptionChoice, type APIModalInteractionResponseCallbackData as Modal, type RawFile, type REST,
} from 'discord.js'
import type { Log } from '../../bot/log.ts'
import type { Composed } from './compose.ts'
import { asEdit } from './render.ts'

/** What is answered. */
export interface Answered {
  id: string
  token: string
  applicationId: string
  /** only she sees the answer */
  ephemeral: boolean
}

interface Means {
  rest: REST
  log: Log
  /** milliseconds, where not as below */
  patience?: number
}

/** When to say that it takes a while: what is planned and done in less is answered in one call, and half the time is left for the way. */
const patienceMs = 1500

/** What was first answered: something for good, or that it takes a while; or that no answer is taken any more. */
type First = 'given' | 'waiting' | 'over'

/**
 * The answer to one interaction, within the platform’s three seconds whatever happens: where nothing has been said after a while, it says
 * that it works on it. After a quarter of an hour, or when it came too late, the platform takes no answer any more.
 */
export class Answer {
  private first: Promise<First> | undefined
  private replaces = false
  private isForm = false
  private readonly timer: NodeJS.Timeout

  constructor(private readonly means: Means, private readonly about: Answered) {
    const late = () => void this.waits().catch((error: unknown) => means.log.warn({ err: error }, 'it could not be said that an answer takes a while'))
    this.timer = setTimeout(late, means.patience ?? patienceMs)
  }

  /** What is said takes the place of the message with the button, if nothing was said yet. */
  takesPlace(): void {
    this.replaces ||= this.first === undefined
  }

  /** What is said takes the place of a message that has components. */
  get inPlace(): boolean {
    return this.replaces
  }

  /** Opens a form, which only a first answer can. Gives false when it is too late for one. */
  async opens(modal: Modal): Promise<boolean> {
    if (this.first) return false
    this.isForm = true
    await this.give(ResponseType.Modal, modal)
    return true
  }

  /** Says it, in as many messages. Gives false when the platform takes no answer any more. */
  async says([head, ...others]: Composed[]): Promise<boolean> {
    if (!head) return true
    if ((await this.sayFirst(head)) === 'over') return false
    return this.follow(others)
  }

  /** Says more, after something was said. Gives false when the platform takes no answer any more, or a form was opened instead. */
  async adds(messages: Composed[]): Promise<boolean> {
    const state = await this.first
    return state !== undefined && state !== 'over' && !this.isForm && this.follow(messages)
  }

  /** Acknowledges that a button was pressed; nothing is to be seen. Gives false where something has to be. */
  async passes(): Promise<boolean> {
    if (this.first) return this.replaces
    await this.give(ResponseType.DeferredMessageUpdate)
    return true
  }

  /** Nothing more is said. */
  ends(): void {
    clearTimeout(this.timer)
  }

  private async follow(messages: Composed[]): Promise<boolean> {
    const { applicationId, token } = this.about
    for (const { body, files } of messages) {
      const said = { ...body, flags: body.flags | this.flags }
      const outcome = await tried(this.means, () => this.means.rest.post(Routes.webhook(applicationId, token), { auth: false, body: said, files }))
      if (outcome === 'over') return false
    }
    return true
  }

  private get flags() {
    return this.about.ephemeral ? MessageFlags.Ephemeral : 0
  }

  /** Says that the answer takes a while. */
  private waits(): Promise<First> {
    return this.replaces ? this.give(ResponseType.DeferredMessageUpdate) : this.give(ResponseType.DeferredChannelMessageWithSource, { flags: this.flags })
  }

  private async sayFirst({ body, files }: Composed): Promise<First> {
    const { means: { rest }, about: { applicationId, token } } = this
    const isLate = this.first !== undefined
    const state = await (this.replaces
      ? this.give(ResponseType.UpdateMessage, asEdit(body), files)
      : this.give(ResponseType.ChannelMessageWithSource, { ...body, flags: body.flags | this.flags }, files))
    if (!isLate || state !== 'waiting') return state
    const said = { auth: false, body: asEdit(body), files }
    return tried(this.means, twice(() => rest.patch(Routes.webhookMessage(applicationId, token, '@original'), said)))
  }

  /** Gives the first answer, unless one was given. */
  private give(type: ResponseType, data?: object, files?: RawFile[]): Promise<First> {
    clearTimeout(this.timer)
    const isWaiting = type === ResponseType.DeferredChannelMessageWithSource || type === ResponseType.DeferredMessageUpdate
    if (this.first) return this.first
    const first = respond(this.means, this.about, { type, data }, files).then((outcome): First => (outcome === 'given' && isWaiting ? 'waiting' : outcome))
    this.first = first
    // What was refused was no answer: another may be given, such as that something is wrong.
    first.catch(() => (this.first = undefined))
    return first
  }
}

/** Answers suggestions; too late is no harm. */
export async function suggestTo(means: Means, about: Pick<Answered, 'id' | 'token'>, choices: APIApplicationCommandOptionChoice[]): Promise<void> {
  await respond(means, about, { type: ResponseType.ApplicationCommandAutocompleteResult, data: { choices } })
}

const respond = (means: Means, { id, token }: Pick<Answered, 'id' | 'token'>, body: { type: ResponseType; data?: object }, files?: RawFile[]) =>
  tried(means, twice(() => means.rest.post(Routes.interactionCallback(id, token), { auth: false, body, files })))

/** Once more after a connection that broke: to be used where the same thing twice is as good as once. */
const twice = <T>(send: () => Promise<T>) => (): Promise<T> =>
  send().catch((error: unknown) => {
    if (error instanceof DiscordAPIError || error instanceof HTTPError || error instanceof RateLimitError) throw error
    return send()
  })

/** It was given a moment ago (the platform did it, and its word was lost), or by a twin of this process. */
const givenAlready = Number(Code.InteractionHasAlreadyBeenAcknowledged)
/** More follow-ups than somebody may have who installed the assistant for herself alone. */
const tooManyFollowUps = 40094
/** No answer is taken any more. */
const over: (number | string)[] = [Code.UnknownInteraction, Code.InvalidWebhookToken, Code.UnknownWebhook, Code.UnknownMessage, tooManyFollowUps]

/** Gives `over` when the platform takes no answer any more. @throws what else is wrong */
async function tried({ log }: Means, send: () => Promise<unknown>): Promise<'given' | 'over'> {
  try {
    await send()
    return 'given'
  } catch (error) {
    if (!(error instanceof DiscordAPIError)) throw error
    if (error.code !== givenAlready && !over.includes(error.code)) throw error
    log.warn({ code: error.code }, error.code === givenAlready ? 'an interaction was answered already' : 'an answer came too late')
    return error.code === givenAlready ? 'given' : 'over'
  }
}
