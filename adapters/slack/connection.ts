import { setTimeout as wait } from 'node:timers/promises'
import { NotConnected } from '../../bot/adapter.ts'
import { checkChannels } from './channels.ts'
import type { SlackClient } from './client.ts'
import { actionFor, codeOf } from './errors.ts'
import type { Installations, Kept, Source } from './installations.ts'
import { scopes } from './manifest.ts'
import type { Slack } from './slack.ts'
import type { Workspace } from './workspaces.ts'

/** Whether the assistant may use a workspace at present. */
export interface Connection {
  readonly connected: boolean
  /**
   * Begins, and has things `begin` to come in once it is connected; when Slack cannot be reached, goes on trying.
   * @throws NotConnected when the token is not the right one
   */
  start(begin: () => Promise<void>): Promise<void>
  /** A workspace may have been left: its token was refused, or Slack said so. Asks Slack, and ends what is over. */
  doubt(source: Source): Promise<void>
  stop(): void
}

const waits = { firstMs: 1000, longestMs: 300_000 }

const again = 'copy it again from api.slack.com/apps → your app → OAuth & Permissions → Bot User OAuth Token into SLACK_BOT_TOKEN; if there is none, press Install to Workspace there.'

/** Who the assistant is with this token. @throws what `auth.test` is answered */
export async function identify(client: SlackClient, token: string): Promise<Kept> {
  const { team_id: teamId, team, enterprise_id: enterpriseId, is_enterprise_install: isEnterpriseInstall = false, user_id: userId, bot_id: id, response_metadata: about } = await client.auth.test()
  return {
    team: { id: teamId ?? '', name: team },
    enterprise: enterpriseId ? { id: enterpriseId } : undefined,
    isEnterpriseInstall,
    bot: { token, id: id ?? '', userId: userId ?? '', scopes: about?.scopes ?? [] },
  }
}

/** A token in the settings is for one workspace. */
export const organisationAdvice =
  'SLACK_BOT_TOKEN is the token of a whole organisation, which has many workspaces: set SLACK_CLIENT_ID and SLACK_CLIENT_SECRET instead and install the assistant from its own page, see “Many workspaces” in docs/install-slack.md.'

/** What somebody has to do about a token that Slack refuses; undefined when it does not. */
export function tokenAdvice(error: unknown): string | undefined {
  const code = codeOf(error)
  const refused = actionFor(error).do === 'disable' || ['not_allowed_token_type', 'org_login_required', 'ekm_access_denied', 'team_access_not_granted'].includes(code ?? '')
  return refused ? `Slack refused SLACK_BOT_TOKEN (${code}): ${again}` : undefined
}

/** What is missing of what the assistant asks for; what Slack did not tell is not missing. */
export const scopesMissing = ({ bot }: Kept): string[] => (bot.scopes.length ? scopes.filter((scope) => !bot.scopes.includes(scope)) : [])

export const scopeAdvice = (missing: string[]): string =>
  `The assistant lacks permissions in Slack (${missing.join(', ')}): add them at api.slack.com/apps → your app → OAuth & Permissions → Bot Token Scopes, then press Reinstall to Workspace.`

interface OwnParts {
  slack: Slack
  token: string
  /** what Slack says of the token, once it did */
  own: { kept?: Kept }
  stopping: AbortController
  connected: boolean
  begin?: () => Promise<void>
}

/** One workspace, whose token is in the settings. */
export function createOwnConnection(slack: Slack, token: string, own: OwnParts['own']): Connection {
  const parts: OwnParts = { slack, token, own, stopping: new AbortController(), connected: false }
  return {
    get connected() {
      return parts.connected
    },
    async start(begin) {
      parts.begin = begin
      try {
        await connect(parts)
      } catch (error) {
        const advice = tokenAdvice(error)
        if (advice) throw new NotConnected(advice)
        if (error instanceof NotConnected) throw error
        slack.log.warn({ err: error }, 'Slack cannot be reached; it is tried again, and messages wait meanwhile')
        goOnTrying(parts)
      }
    },
    async doubt() {
      if (!parts.connected) return
      try {
        await slack.clients.of(token).auth.test()
      } catch (error) {
        const advice = tokenAdvice(error)
        if (!advice) throw error
        parts.connected = false
        slack.log.error(advice)
        goOnTrying(parts)
      }
    },
    stop: () => parts.stopping.abort(),
  }
}

async function connect(parts: OwnParts): Promise<void> {
  const { slack, token, own } = parts
  const kept = await identify(slack.clients.of(token), token)
  if (kept.isEnterpriseInstall) throw new NotConnected(organisationAdvice)
  own.kept = kept
  const missing = scopesMissing(kept)
  if (missing.length) slack.log.error(scopeAdvice(missing))
  slack.inBackground('the channels of a workspace', complain(slack, await slack.workspaces.open(kept)))
  parts.connected = true
  const { begin } = parts
  parts.begin = undefined
  await begin?.()
}

/** Says in which channels the assistant is meant to write, and cannot. */
async function complain({ database, engine, log }: Slack, { client, teamId, name, agreed }: Workspace): Promise<void> {
  const checks = agreed ? await checkChannels(client, teamId, { database, purposes: Object.keys(engine.channels) }) : []
  for (const { ok, chosen, title, advice } of checks) if (chosen && !ok) log.warn({ workspace: name }, `Slack: ${title}. ${advice}`)
}

const goOnTrying = (parts: OwnParts): void => void keepTrying(parts).catch(() => undefined)

/** Until it works: what was refused may be allowed again, what was away comes back. */
async function keepTrying(parts: OwnParts): Promise<void> {
  const { log } = parts.slack
  for (let failures = 1; !parts.connected; failures++) {
    await wait(Math.min(waits.longestMs, waits.firstMs * 2 ** (failures - 1)), undefined, { signal: parts.stopping.signal, ref: false })
    try {
      await connect(parts)
      log.info('connected to Slack again')
    } catch (error) {
      if (error instanceof NotConnected) log.error(error.message)
      else log.info({ err: error, failures }, 'Slack is tried again later')
    }
  }
}

/** Many workspaces, each with the token of its installation. */
export function createSharedConnection(slack: Slack, installations: Installations): Connection {
  const { clients, log, workspaces } = slack
  let connected = false
  const openAll = async () => {
    for (const kept of await installations.all()) {
      if (!connected) return
      await openOne(kept)
    }
  }
  const openOne = async (kept: Kept) => {
    try {
      const missing = scopesMissing(await identify(clients.of(kept.bot.token), kept.bot.token))
      if (missing.length) log.warn({ workspace: kept.team?.id }, scopeAdvice(missing))
      if (!kept.isEnterpriseInstall) await complain(slack, await workspaces.open(kept))
    } catch (error) {
      if (actionFor(error).do === 'disable') await end(kept)
      else log.warn({ err: error, workspace: kept.team?.id }, 'a workspace cannot be reached')
    }
  }
  const end = async (kept: Kept) => {
    await workspaces.close(kept)
    log.info({ workspace: kept.team?.id ?? kept.enterprise?.id }, 'the assistant is no longer installed there')
  }
  return {
    get connected() {
      return connected
    },
    start(begin) {
      connected = true
      slack.inBackground('the workspaces', openAll())
      return begin()
    },
    async doubt(source) {
      const kept = await installations.find(source)
      if (!kept) return
      try {
        // Installed again meanwhile, it is good: what ended was another installation.
        await clients.of(kept.bot.token).auth.test()
      } catch (error) {
        if (actionFor(error).do !== 'disable') throw error
        await end(kept)
      }
    },
    stop: () => {
      connected = false
    },
  }
}
