import { ApplicationCommandType, DiscordAPIError, Events, Routes, type APIApplication, type APIGatewayBotInfo, type Client, type Guild, type REST } from 'discord.js'
import type { Check } from '../../bot/check.ts'
import type { Engine } from '../../bot/engine.ts'
import type { Database } from '../../prisma/database.ts'
import { advice, inviteUrl } from './advice.ts'
import { checkChannels, checkEvents } from './channels.ts'
import { createClient, createRest } from './client.ts'
import { platform } from './discord.ts'
import { commandsOf } from './register.ts'
import { registeredCommands } from './registration.ts'
import type { DiscordSettings } from './settings.ts'

export interface DoctorMeans {
  database: Database
  engine: Pick<Engine, 'registry' | 'messageActions' | 'channels'>
}

const portal = 'https://discord.com/developers/applications → your application'
const skewMs = 60_000
const patienceMs = 20_000
/** of a day’s 1,000 sessions: fewer left than this, and a restart or two may be the last */
const fewSessions = 50

const good = (title: string): Check => ({ ok: true, title })
const bad = (title: string, advice: string): Check => ({ ok: false, title, advice })
const why = (error: unknown): string => (error instanceof Error ? error.message : String(error))

/** Looks at everything that Discord needs: the way there, the clock, token, application, intents, servers, channels and commands. Never throws for what it finds. */
export async function checkDiscord(settings: DiscordSettings, means: DoctorMeans): Promise<Check[]> {
  const way = await checkWay(settings)
  if (!way.isOpen) return way.checks
  const rest = createRest(settings)
  try {
    const application = (await rest.get(Routes.currentApplication())) as APIApplication
    const own = [good(`DISCORD_TOKEN is good for the application ${application.name}`), ...checkApplication(application), await checkSessions(rest)]
    return [...way.checks, ...own, ...(await checkGateway(settings, means, application)), await checkCommands(rest, application.id, means)]
  } catch (error) {
    const isRefused = error instanceof DiscordAPIError && error.status === 401
    return [...way.checks, isRefused ? bad('DISCORD_TOKEN is refused', advice.token) : bad(`Discord does not answer as it should: ${why(error)}`, 'Try again in a few minutes; see https://discordstatus.com')]
  }
}

async function checkWay({ apiUrl = 'https://discord.com/api' }: DiscordSettings): Promise<{ isOpen: boolean; checks: Check[] }> {
  const { origin } = new URL(apiUrl)
  try {
    const response = await fetch(`${apiUrl}/v10${Routes.gateway()}`, { signal: AbortSignal.timeout(patienceMs) })
    const there = Date.parse(response.headers.get('date') ?? '')
    const skew = Math.abs(Date.now() - there)
    const clock = Number.isNaN(there)
      ? bad('Discord did not say what time it is', 'Something between here and Discord changes its answers: look at the proxy.')
      : skew > skewMs
        ? bad(`The clock of this machine is ${Math.round(skew / 1000)} seconds off`, 'Let it be set by the network: sudo timedatectl set-ntp true')
        : good('The clock of this machine agrees with Discord’s')
    return { isOpen: true, checks: [good(`Discord can be reached at ${origin}`), clock] }
  } catch (error) {
    return { isOpen: false, checks: [bad(`Discord cannot be reached at ${origin}: ${why(error)}`, 'Check the network of this machine, its proxy, and DISCORD_API_URL if it is set.')] }
  }
}

/** Two switches of the portal that keep everything from working. */
function checkApplication({ interactions_endpoint_url: endpoint, bot_require_code_grant: needsGrant }: APIApplication): Check[] {
  const comes = endpoint
    ? bad('Commands are sent elsewhere, and never reach this assistant', `${portal} → General Information → Interactions Endpoint URL: empty it and save.`)
    : good('Commands come over the gateway')
  const grant = needsGrant ? [bad('The bot cannot be invited', `${portal} → Bot → Requires OAuth2 Code Grant: switch it off and save.`)] : []
  return [comes, ...grant]
}

async function checkSessions(rest: REST): Promise<Check> {
  const { session_start_limit: limit } = (await rest.get(Routes.gatewayBot())) as APIGatewayBotInfo
  const hours = Math.ceil(limit.reset_after / 3_600_000)
  if (limit.remaining >= fewSessions) return good(`It may log in ${limit.remaining} times more today`)
  return bad(`It may log in only ${limit.remaining} times more in the next ${hours} hours`, 'Something starts it again and again: look at the log before Discord resets the token.')
}

/** Logs in as the assistant does, beside it, and looks around. */
async function checkGateway(settings: DiscordSettings, means: DoctorMeans, application: APIApplication): Promise<Check[]> {
  const client = createClient({ ...settings, shards: undefined })
  try {
    const { guilds } = await loggedIn(client, settings.token)
    const intents = client.options.intents.toArray().join(' and ')
    const listens = good(`It may listen: ${intents}, and no privileged intent`)
    if (guilds.cache.size === 0) return [listens, bad('The bot is in no server', `Open this link, choose your server and authorise: ${inviteUrl(application.id)}`)]
    const each = await Promise.all(guilds.cache.map((guild) => checkGuild(guild, means, application.id)))
    return [listens, ...each.flat()]
  } catch (error) {
    const what = /intents/i.test(why(error)) ? advice.intents : 'Try again in a few minutes; see https://discordstatus.com'
    return [bad(`It cannot listen: ${why(error)}`, what)]
  } finally {
    await client.destroy()
  }
}

async function loggedIn(client: Client, token: string): Promise<Client<true>> {
  client.on(Events.Error, () => undefined)
  client.on(Events.ShardError, () => undefined)
  const ready = new Promise<Client<true>>((resolve) => client.once(Events.ClientReady, resolve))
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<never>((_, reject) => (timer = setTimeout(() => reject(new Error('Discord took too long')), patienceMs)))
  try {
    return await Promise.race([client.login(token).then(() => ready), late])
  } finally {
    clearTimeout(timer)
  }
}

async function checkGuild(guild: Guild, { database, engine }: DoctorMeans, applicationId: string): Promise<Check[]> {
  const space = await database.client.space.findFirst({ where: { platform, externalId: guild.id } })
  if (!space) return [bad(`The assistant does not know ${guild.name} yet`, 'Start it once with npm start: it gets to know its servers by itself. Then look again.')]
  const waits = space.connected ? good(`${guild.name} is one of the community’s servers`) : bad(`${guild.name} waits for an organiser`, 'An organiser agrees with /settings spaces, in the web chat for example.')
  return [waits, ...checkChannels(guild, space, { purposes: Object.keys(engine.channels), applicationId }), checkEvents(guild, applicationId)]
}

async function checkCommands(rest: REST, applicationId: string, { engine }: DoctorMeans): Promise<Check> {
  const there = new Set((await registeredCommands(rest, applicationId)).map(({ name }) => name))
  const missing = commandsOf(engine).body.filter(({ name }) => !there.has(name)).map(({ name, type }) => (type === ApplicationCommandType.ChatInput ? `/${name}` : `“${name}”`))
  if (missing.length === 0) return good(`Its ${there.size} commands are registered`)
  const which = there.size === 0 ? 'Its commands are not registered yet' : `These commands are not registered: ${missing.join(', ')}`
  return bad(which, 'Start the assistant: it registers them, and says in its log why when it cannot. Invite it with the scope applications.commands.')
}
