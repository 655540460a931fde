import { LogLevel, webApi } from '@slack/bolt'
import type { Log } from '../../bot/log.ts'

export type SlackClient = webApi.WebClient

export interface Clients {
  /** The client of a token; the same for the same one. That of a whole organisation is used in one of its workspaces, `teamId`. */
  of(token: string, teamId?: string): SlackClient
  /** What every client is made with: nothing is retried, no rate limit is waited for, and nothing takes longer than ten seconds. */
  options: webApi.WebClientOptions
}

/** Clients of the Web API. The library's own retries would post twice, and a rate limit met once would stop every channel. */
export function createClients(apiUrl: string | undefined, log: Log): Clients {
  const options: webApi.WebClientOptions = {
    ...(apiUrl ? { slackApiUrl: apiUrl } : {}),
    timeout: 10_000,
    rejectRateLimitedCalls: true,
    retryConfig: { retries: 0 },
    logger: libraryLog(log),
  }
  const clients = new Map<string, SlackClient>()
  return {
    options,
    of(token, teamId) {
      const key = `${token} ${teamId ?? ''}`
      const client = clients.get(key) ?? new webApi.WebClient(token, { ...options, teamId })
      clients.set(key, client)
      return client
    },
  }
}

/** What the library has to say goes to our log. Its debug lines hold what people wrote and tokens: they are left out. */
export function libraryLog(log: Log) {
  const line = (said: unknown[]) => said.map((one) => (one instanceof Error ? one.message : String(one))).join(' ')
  return {
    debug: () => undefined,
    info: (...said: unknown[]) => log.debug({ from: 'bolt' }, line(said)),
    warn: (...said: unknown[]) => log.info({ from: 'bolt' }, line(said)),
    error: (...said: unknown[]) => log.warn({ from: 'bolt' }, line(said)),
    setLevel: () => undefined,
    getLevel: () => LogLevel.INFO,
    setName: () => undefined,
  }
}
