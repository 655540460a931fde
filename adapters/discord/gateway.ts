import { setTimeout as sleep } from 'node:timers/promises'
import { Events, GatewayCloseCodes as Close, type Client } from 'discord.js'
import { NotConnected } from '../../bot/adapter.ts'
import type { Log } from '../../bot/log.ts'
import { advice } from './advice.ts'
import { createClient } from './client.ts'
import type { DiscordSettings } from './settings.ts'

export interface GatewayParts {
  settings: DiscordSettings
  log: Log
  /** Another client of the gateway, before it logs in: to listen to. */
  onClient(client: Client): void
  /** It is logged in and knows its guilds. */
  onReady(client: Client<true>): Promise<void>
}

/** How long the start of the assistant waits for Discord. */
const patienceMs = 15_000
/** How long a try to log in may take, with all guilds. */
const loginMs = 120_000

/** What cannot be mended by trying again, as a sentence. */
const sentences: Partial<Record<number, string>> = {
  [Close.AuthenticationFailed]: advice.token,
  [Close.InvalidIntents]: advice.intents,
  [Close.DisallowedIntents]: advice.intents,
}

const backOffMs = (attempts: number): number => Math.min(2 ** (attempts - 1), 60) * 1000

/** The connection on which things happen. discord.js opens it again when it is lost; here it is opened first, and given up. */
export class Gateway {
  private readonly stopping = new AbortController()
  private current: Client | undefined
  private isConnected = false

  constructor(private readonly parts: GatewayParts) {}

  get connected(): boolean {
    return this.isConnected
  }

  /** Logs in; where Discord cannot be reached, goes on trying without being waited for. @throws NotConnected */
  start(): Promise<void> {
    return startedWithin(patienceMs, this.parts.log, (onFailure) => this.keepTrying(onFailure))
  }

  async stop(): Promise<void> {
    this.stopping.abort()
    this.isConnected = false
    await this.drop()
  }

  /** The session is worth nothing any more; the sentence says what to do. */
  leave(sentence: string): void {
    if (!this.isConnected) return
    this.isConnected = false
    this.parts.log.error(sentence)
    void this.drop()
  }

  private async drop(): Promise<void> {
    const client = this.current
    this.current = undefined
    await client?.destroy().catch((error: unknown) => this.parts.log.warn({ err: error }, 'the connection to Discord could not be closed'))
  }

  /** A session that ended for good, later than at login. */
  private ended(code: number): void {
    const { log } = this.parts
    const sentence = sentences[code]
    if (!this.isConnected) return
    if (sentence) return this.leave(sentence)
    this.isConnected = false
    log.error({ code }, 'Discord ended the connection; another is opened')
    void this.drop()
      .then(() => this.keepTrying())
      .catch((error: unknown) => log.error(error instanceof Error ? error.message : String(error)))
  }

  /** @throws NotConnected, or what may be otherwise the next time */
  private async logIn(): Promise<void> {
    const { settings, log, onClient, onReady } = this.parts
    const client = createClient(settings)
    this.current = client
    const closedWith = new Set<number>()
    listen(client, log)
    client.on(Events.ShardDisconnect, ({ code }) => {
      closedWith.add(code)
      this.ended(code)
    })
    onClient(client)
    const ready = new Promise<Client<true>>((resolve) => client.once(Events.ClientReady, resolve))
    try {
      await onReady(await within(loginMs, client.login(settings.token).then(() => ready), this.stopping.signal))
      this.isConnected = true
    } catch (error) {
      await this.drop()
      const sentence = isWrongToken(error) ? advice.token : [...closedWith].flatMap((code) => sentences[code] ?? [])[0]
      throw sentence ? new NotConnected(sentence) : error
    }
  }

  /** @throws NotConnected */
  private async keepTrying(onFailure: () => void = () => undefined): Promise<void> {
    const { signal } = this.stopping
    for (let attempts = 1; !signal.aborted; attempts++) {
      try {
        return await this.logIn()
      } catch (error) {
        if (error instanceof NotConnected) throw error
        if (signal.aborted) return
        this.parts.log.warn({ err: error, attempts }, attempts === 1 ? advice.unreachable : 'Discord cannot be reached yet')
        onFailure()
        await sleep(backOffMs(attempts), undefined, { signal }).catch(() => undefined)
      }
    }
  }
}

/** @throws Error when it takes longer, or is stopped */
async function within<T>(ms: number, work: Promise<T>, stopping: AbortSignal): Promise<T> {
  const done = new AbortController()
  const signal = AbortSignal.any([done.signal, stopping])
  const late = sleep(ms, undefined, { signal, ref: false }).then(
    () => Promise.reject(new Error('Discord took too long')),
    () => Promise.reject(new Error('it was stopped')),
  )
  try {
    return await Promise.race([work, late])
  } finally {
    done.abort()
    late.catch(() => undefined)
  }
}

/** Waits for the first try, not for ever; a refusal that comes later is logged. */
async function startedWithin(patience: number, log: Log, keepTrying: (onFailure: () => void) => Promise<void>): Promise<void> {
  let waiting = true
  await new Promise<void>((resolve, reject) => {
    const over = () => {
      waiting = false
      clearTimeout(timer)
      resolve()
    }
    const timer = setTimeout(over, patience)
    keepTrying(over).then(over, (error: unknown) => {
      clearTimeout(timer)
      if (waiting) reject(error instanceof Error ? error : new Error(String(error)))
      else log.error(error instanceof NotConnected ? error.message : { err: error })
    })
  })
}

/** An error that nobody listens to ends the process. */
function listen(client: Client, log: Log): void {
  client.on(Events.Error, (error) => log.error({ err: error }, 'discord.js stumbled'))
  client.on(Events.ShardError, (error, shard) => log.warn({ err: error, shard }, 'the connection to Discord failed; it is opened again'))
  client.on(Events.Warn, (message) => log.warn({ message }, 'discord.js warns'))
}

const isWrongToken = (error: unknown): boolean =>
  error instanceof Error && (('code' in error && error.code === 'TokenInvalid') || ('status' in error && error.status === 401))
