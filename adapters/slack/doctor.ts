import { webApi } from '@slack/bolt'
import type { Check } from '../../bot/check.ts'
import type { Config } from '../../bot/config.ts'
import type { Log } from '../../bot/log.ts'
import { createVault } from '../../bot/vault.ts'
import type { Database } from '../../prisma/database.ts'
import { checkChannels } from './channels.ts'
import { createClients, type Clients, type SlackClient } from './client.ts'
import { identify, organisationAdvice, scopeAdvice, scopesMissing, tokenAdvice } from './connection.ts'
import { codeOf } from './errors.ts'
import { openSealed, vaultPurpose, type Kept } from './installations.ts'
import type { SlackSettings } from './settings.ts'
import { socketAdvice } from './socket.ts'
import { clientFor, teamsOf } from './workspaces.ts'

export interface DoctorMeans {
  database: Database
  config: Pick<Config, 'secretKey' | 'publicUrl'>
  log: Log
  /** what channels are for, such as `jobs` */
  purposes: string[]
}

const app = 'api.slack.com/apps → your app'
/** Slack refuses signatures older than five minutes; a clock that is a minute off gets there soon */
const skewMs = 60_000
const patienceMs = 10_000

const good = (title: string): Check => ({ ok: true, title })
const bad = (title: string, advice: string): Check => ({ ok: false, title, advice })

/** Looks at everything that Slack needs: the way there, the clock, tokens, scopes and channels. Never throws for what it finds. */
export async function checkSlack(settings: SlackSettings, means: DoctorMeans): Promise<Check[]> {
  const clients = createClients(settings.apiUrl, means.log)
  const reached = await checkWay(settings)
  if (reached.some(({ ok, title }) => !ok && title.startsWith(away))) return reached
  return [
    ...reached,
    ...(settings.botToken ? await checkToken(clients, settings.botToken, means, 'SLACK_BOT_TOKEN') : []),
    ...(settings.oauth ? await checkShared(clients, settings.oauth, means) : []),
    settings.appToken ? await checkSocket(settings.appToken, clients) : checkHttp(means),
  ]
}

const away = 'Slack cannot be reached'

async function checkWay({ apiUrl = 'https://slack.com/api/' }: SlackSettings): Promise<Check[]> {
  try {
    const response = await fetch(new URL('api.test', apiUrl), { method: 'POST', signal: AbortSignal.timeout(patienceMs) })
    const there = Date.parse(response.headers.get('date') ?? '')
    const skew = Number.isNaN(there) ? 0 : Math.abs(Date.now() - there)
    const clock = skew > skewMs
      ? bad(`The clock of this machine is ${Math.round(skew / 1000)} seconds off`, 'Let it be set by the network: sudo timedatectl set-ntp true')
      : good('The clock of this machine agrees with Slack’s')
    return [good(`Slack can be reached at ${new URL(apiUrl).origin}`), clock]
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error)
    return [bad(`${away} at ${new URL(apiUrl).origin}: ${why}`, 'Check the network of this machine, its proxy, and SLACK_API_URL if it is set.')]
  }
}

async function checkToken(clients: Clients, token: string, means: DoctorMeans, name: string): Promise<Check[]> {
  try {
    const kept = await identify(clients.of(token), token)
    const missing = scopesMissing(kept)
    const scopes = missing.length ? bad(`It lacks permissions (scopes): ${missing.join(', ')}`, scopeAdvice(missing)) : good('It has every permission (scope) that is needed')
    if (kept.isEnterpriseInstall && name === 'SLACK_BOT_TOKEN') return [bad(`${name} is not for one workspace`, organisationAdvice)]
    const where = kept.isEnterpriseInstall ? 'organisation' : 'workspace'
    return [good(`${name} is good for the ${where} ${kept.team?.name ?? kept.team?.id}`), scopes, ...(await checkPlaces(clients, kept, means))]
  } catch (error) {
    return [bad(`${name} is refused: ${codeOf(error) ?? String(error)}`, tokenAdvice(error) ?? 'Slack did not answer as it should: try again in a few minutes.')]
  }
}

/** The workspace, or each workspace of an organisation that uses the assistant. */
async function checkPlaces(clients: Clients, kept: Kept, means: DoctorMeans): Promise<Check[]> {
  const teams = kept.isEnterpriseInstall ? await teamsOf(means, kept.enterprise?.id ?? '') : [kept.team?.id ?? '']
  const each = await Promise.all(teams.map((team) => checkWorkspace(clientFor(clients, kept, team), team, means)))
  return each.flat()
}

async function checkWorkspace(client: SlackClient, teamId: string, means: DoctorMeans): Promise<Check[]> {
  const space = await means.database.client.space.findFirst({ where: { platform: 'slack', externalId: teamId } })
  if (!space) return [good('The workspace and its channels are looked at once the assistant was started there')]
  const waits = space.connected ? [] : [bad(`The workspace ${space.name} waits for an organiser`, 'An organiser agrees with /settings spaces, in the web chat for example.')]
  return [...waits, ...(await checkChannels(client, teamId, means))]
}

async function checkSocket(appToken: string, clients: Clients): Promise<Check> {
  try {
    await new webApi.WebClient(appToken, clients.options).apps.connections.open()
    return good('SLACK_APP_TOKEN opens Socket Mode')
  } catch (error) {
    const code = codeOf(error) ?? String(error)
    return bad(`SLACK_APP_TOKEN is refused: ${code}`, socketAdvice(code) ?? `Check that Socket Mode is on: ${app} → Socket Mode.`)
  }
}

function checkHttp({ config: { publicUrl } }: DoctorMeans): Check {
  if (!publicUrl?.startsWith('https:'))
    return bad('Slack delivers over https only', 'Set PUBLIC_URL to the https address of this assistant, or use Socket Mode with SLACK_APP_TOKEN.')
  return good(`Slack delivers to ${publicUrl}/slack/events: the three Request URLs of ${app} have to be this address`)
}

/** A code that cannot be good is refused as such only to who knows the secret. */
async function checkShared(clients: Clients, { clientId, clientSecret }: NonNullable<SlackSettings['oauth']>, means: DoctorMeans): Promise<Check[]> {
  const refused = await new webApi.WebClient(undefined, clients.options).oauth.v2.access({ client_id: clientId, client_secret: clientSecret, code: '0' }).then(() => undefined, codeOf)
  const secret = refused === 'invalid_code' || refused === undefined
    ? good('SLACK_CLIENT_ID and SLACK_CLIENT_SECRET are good')
    : bad(`SLACK_CLIENT_ID or SLACK_CLIENT_SECRET is refused: ${refused}`, `Copy both again from ${app} → Basic Information → App Credentials.`)
  const address = means.config.publicUrl
    ? good(`It is installed from ${means.config.publicUrl}/slack/install`)
    : bad('There is no address to install it from', 'Set PUBLIC_URL to the https address of this assistant.')
  const vault = createVault(means.config.secretKey, vaultPurpose)
  const rows = await means.database.client.installation.findMany({ where: { platform: 'slack' }, orderBy: { id: 'asc' } })
  const each = rows.map(async ({ externalId, secret: sealed }): Promise<Check[]> => {
    try {
      const { token } = openSealed(vault, sealed).bot
      return await checkToken(clients, token, means, `The installation in ${externalId}`)
    } catch {
      return [bad(`The installation in ${externalId} cannot be read`, 'SECRET_KEY is not the one it was sealed with: set the former one again, or install the assistant there again.')]
    }
  })
  return [secret, address, ...(await Promise.all(each)).flat()]
}
