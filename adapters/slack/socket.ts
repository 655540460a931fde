import { setTimeout as wait } from 'node:timers/promises'
import { SocketModeReceiver } from '@slack/bolt'
import type { Log } from '../../bot/log.ts'
import { NotConnected } from '../../bot/adapter.ts'
import { libraryLog, type Clients } from './client.ts'
import { codeOf } from './errors.ts'

/** Slack's side of Socket Mode. */
export interface Socket {
  receiver: SocketModeReceiver
  /** Connects, and stays connected; when Slack cannot be reached, goes on trying. @throws NotConnected when the token is not the right one */
  start(): Promise<void>
  stop(): Promise<void>
}

const greetedWithinMs = 15_000
const endsWithinMs = 2000
const waits = { firstMs: 200, longestMs: 60_000 }

const makeToken = 'make one at api.slack.com/apps → your app → Basic Information → App-Level Tokens, with the scope connections:write, and copy it into SLACK_APP_TOKEN.'
const switchOn = 'Slack says that Socket Mode is off: turn it on at api.slack.com/apps → your app → Socket Mode.'

/** What somebody has to do about a refusal. */
const advice: Record<string, string | undefined> = {
  invalid_auth: `Slack refused SLACK_APP_TOKEN: ${makeToken}`,
  not_authed: `Slack refused SLACK_APP_TOKEN: ${makeToken}`,
  token_revoked: `SLACK_APP_TOKEN was revoked: ${makeToken}`,
  account_inactive: `Slack refused SLACK_APP_TOKEN, as its owner is gone: ${makeToken}`,
  not_allowed_token_type: `SLACK_APP_TOKEN is not an app-level token: ${makeToken}`,
  missing_scope: `SLACK_APP_TOKEN has not the scope connections:write: ${makeToken}`,
  forbidden_team: 'Slack does not allow this app in its workspace: ask an owner of the workspace to approve it.',
}

/** What somebody has to do about a refusal of the app-level token; undefined when it is not about that. */
export const socketAdvice = (code: string | undefined): string | undefined => advice[code ?? '']

interface Parts {
  appToken: string
  clients: Clients
  log: Log
}

type Client = SocketModeReceiver['client']

/** A connection that is open; `over` ends with it. */
interface Open {
  over: Promise<void>
}

/**
 * The library's own reconnection waits five seconds after each loss, and a failure of it ends the process: it is turned off, and every
 * connection is begun from here.
 */
export function createSocket({ appToken, clients, log }: Parts): Socket {
  const receiver = createReceiver({ appToken, clients, log })
  const { client } = receiver
  const stopping = new AbortController()
  let running: Promise<void> | undefined
  return {
    receiver,
    async start() {
      let first: Open | undefined
      try {
        first = await connect(client)
      } catch (error) {
        const refused = socketAdvice(codeOf(error))
        if (refused) throw new NotConnected(refused)
        log.warn({ err: error }, 'Slack cannot be reached; it is tried again')
      }
      running = stayConnected(client, first, stopping.signal, log)
    },
    async stop() {
      stopping.abort()
      await end(client, endsWithinMs)
      await Promise.race([running, wait(endsWithinMs, undefined, { ref: false })])
    },
  }
}

function createReceiver({ appToken, clients, log }: Parts): SocketModeReceiver {
  const receiver = new SocketModeReceiver({
    appToken,
    autoReconnectEnabled: false,
    logger: libraryLog(log),
    installerOptions: { clientOptions: { ...clients.options } },
    // The default acknowledges what nobody may see, and fails when the socket has gone meanwhile.
    processEventErrorHandler: ({ error }) => {
      log.warn({ err: error }, 'something that Slack delivered was not taken')
      return Promise.resolve(false)
    },
  })
  receiver.client.on('ws_message', (data: unknown) => {
    if (typeof data === 'string' && data.includes('"link_disabled"') && /"type":\s*"disconnect"/.test(data)) log.error(switchOn)
  })
  return receiver
}

/** @throws when there is no connection */
async function connect(client: Client): Promise<Open> {
  const late = new AbortController()
  const tooLate = wait(greetedWithinMs, undefined, { signal: late.signal }).then(() => Promise.reject(new Error('Slack did not greet us')))
  const begun = client.start()
  // Whichever comes second is nobody's any more.
  for (const one of [tooLate, begun]) one.catch(() => undefined)
  try {
    await Promise.race([begun, tooLate])
    return { over: new Promise((resolve) => client.once('disconnected', () => resolve())) }
  } catch (error) {
    // What is left of it is over before the next one begins.
    await end(client, 1000)
    throw error instanceof Error ? error : new Error('the connection was closed')
  } finally {
    late.abort()
  }
}

/** Without a connection there is nothing that ends, nor says that it has. */
const end = (client: Client, withinMs: number): Promise<void> =>
  Promise.race([client.disconnect().catch(() => undefined), wait(withinMs, undefined, { ref: false })])

/** Each time a connection is over, another is begun; the first time at once. */
async function stayConnected(client: Client, first: Open | undefined, stopping: AbortSignal, log: Log): Promise<void> {
  let open = first
  let failures = first ? 0 : 1
  for (;;) {
    await open?.over
    open = undefined
    if (failures) await wait(pause(failures), undefined, { signal: stopping }).catch(() => undefined)
    if (stopping.aborted) return
    try {
      open = await connect(client)
      if (failures) log.info('connected to Slack again')
      failures = 0
    } catch (error) {
      failures++
      const refused = socketAdvice(codeOf(error))
      if (refused) log.error(refused)
      else log.warn({ err: error, failures }, 'Slack cannot be reached; it is tried again')
    }
  }
}

const pause = (failures: number): number => Math.min(waits.longestMs, waits.firstMs * 2 ** (failures - 1)) * (0.75 + Math.random() / 2)
