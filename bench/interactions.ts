import { createHmac } from 'node:crypto'
import { createServer, type IncomingMessage } from 'node:http'
import type { AddressInfo } from 'node:net'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { ApplicationCommandOptionType, InteractionType } from 'discord.js'
import { openDiscord, type Discord, type Guild } from '../test/discord/index.ts'
import { freePort, Program } from '../test/faults/program.ts'
import { openSlack, type Manifest, type Slack, type SlackWorkspace } from '../test/slack/index.ts'
import { root } from '../test/source.ts'
import { benchDatabases } from './databases.ts'
import { percentiles, print } from './measure.ts'

const seconds = 4
const people = 50
const rates = [50, 500]
/** What is not answered within this time is answered no more: the measure is over, and says so. */
const patienceMs = 120_000
const secretKey = 'a secret key of thirty-two signs!'

type Row = Record<string, string | number>
type Ask = (index: number) => Promise<number>

/** Sends `rate` a second, evenly, and waits for all answers; gives milliseconds from each to its first answer. */
async function at(rate: number, ask: Ask): Promise<number[]> {
  const begun = performance.now()
  const asked: Promise<number>[] = []
  while (asked.length < rate * seconds) {
    const due = Math.min(rate * seconds, Math.floor(((performance.now() - begun) / 1000) * rate) + 1)
    while (asked.length < due) asked.push(ask(asked.length))
    await sleep(1)
  }
  return Promise.all(asked)
}

async function rowsOf(who: string, ask: Ask): Promise<Row[]> {
  await at(rates[0] ?? 1, ask)
  const rows: Row[] = []
  for (const rate of rates) {
    const begun = performance.now()
    const { p50, p99 } = percentiles(await at(rate, ask))
    rows.push({ who, 'asked a second': rate, 'answered a second': (rate * seconds * 1000) / (performance.now() - begun), p50, p99 })
  }
  return rows
}

/** Somebody types /job list; gives the milliseconds until the first answer came. */
function asksDiscord(discord: Discord, guild: Guild): Ask {
  const channel = discord.channelOf(guild, 'general')
  const users = Array.from({ length: people }, (_, index) => discord.user(`Member ${index}`, { guilds: [guild] }))
  return async (index) => {
    const user = users[index % users.length]
    const registered = discord.commands.find(({ name }) => name === 'job')
    if (!user || !registered) throw new Error('/job is not registered')
    const before = performance.now()
    const options = [{ type: ApplicationCommandOptionType.Subcommand, name: 'list', options: [] }]
    const interaction = discord.interactions.send({ type: InteractionType.ApplicationCommand, user, channel, data: { id: registered.id, name: registered.name, type: registered.type, options } })
    await discord.until(() => interaction.answered !== null, 'an interaction was not answered')
    return performance.now() - before
  }
}

async function benchDiscord(databaseUrl: string): Promise<Row[]> {
  const discord = await openDiscord({ answerWithin: patienceMs, patience: patienceMs })
  const guild = discord.guild('Bench', { channels: ['general'] })
  const env = { DISCORD_TOKEN: discord.token, DISCORD_API_URL: discord.apiUrl }
  const ask = asksDiscord(discord, guild)
  const measured = async (who: string, program: Program) => {
    await discord.until(() => discord.gateway.connected.length > 0 && discord.commands.length > 0, `${who} did not begin:\n${program.printed}`)
    // what it does when it begins is over
    await sleep(2000)
    const rows = await rowsOf(who, ask)
    await program.ends()
    await discord.until(() => discord.gateway.connected.length === 0, `${who} did not end`)
    return rows
  }
  const ours = await measured('discord: the assistant', new Program({ ...env, DATABASE_URL: databaseUrl, SECRET_KEY: secretKey, PORT: String(await freePort()), LOG_LEVEL: 'silent' }))
  const answer = discord.interactions.all.at(-1)?.original
  const says = JSON.stringify({ components: answer?.components, content: answer?.content || undefined, flags: answer?.flags })
  const bare = await measured('discord.js alone', new Program({ ...env, BARE: 'discord', SAYS: says }, 'bench/bare-bots.ts'))
  await discord.close()
  return [...ours, ...bare]
}

const bodyOf = async (request: IncomingMessage): Promise<string> => {
  const chunks: Buffer[] = []
  for await (const chunk of request) chunks.push(chunk as Buffer)
  return Buffer.concat(chunks).toString()
}

/** Takes what is said to response_urls. */
async function openSink() {
  const waiting = new Map<string, (body: string) => void>()
  const server = createServer((request, response) => {
    void bodyOf(request).then((body) => {
      waiting.get(request.url ?? '')?.(body)
      response.writeHead(200, { 'content-type': 'application/json' }).end('{"ok":true}')
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, waiting, close: () => server.close() }
}

/** The same at Slack, by HTTP; `said` keeps the last answer. */
function asksSlack(slack: Slack, workspace: SlackWorkspace, sink: Awaited<ReturnType<typeof openSink>>, port: number) {
  const users = Array.from({ length: people }, (_, index) => workspace.user(`Member ${index}`))
  const said = { last: '' }
  let asked = 0
  const ask: Ask = async (index) => {
    const path = `/answer/${++asked}`
    const body = new URLSearchParams({
      command: '/job', text: 'list', team_id: workspace.id, user_id: users[index % users.length]?.id ?? '', user_name: 'member', channel_id: 'C1', channel_name: 'general',
      api_app_id: slack.app.id, trigger_id: `trigger-${asked}`, response_url: sink.url + path, token: 'unused', team_domain: 'bench', is_enterprise_install: 'false',
    }).toString()
    const timestamp = String(Math.floor(Date.now() / 1000))
    const signature = `v0=${createHmac('sha256', slack.app.signingSecret).update(`v0:${timestamp}:${body}`).digest('hex')}`
    const headers = { 'content-type': 'application/x-www-form-urlencoded', 'x-slack-request-timestamp': timestamp, 'x-slack-signature': signature }
    const answered = new Promise<string>((resolve) => sink.waiting.set(path, resolve))
    const before = performance.now()
    const send = () => fetch(`http://127.0.0.1:${port}/slack/events`, { method: 'POST', headers, body })
    // A connection that was kept may be closed at this very moment: then it is sent on another.
    const { ok } = await send().catch(send)
    if (!ok) throw new Error('a command was not taken')
    said.last = await Promise.race([answered, sleep(patienceMs, '', { ref: false })])
    if (!said.last) throw new Error('a command was not answered')
    sink.waiting.delete(path)
    return performance.now() - before
  }
  return { ask, said }
}

async function benchSlack(databaseUrl: string): Promise<Row[]> {
  const sink = await openSink()
  const slack = await openSlack({ manifest: JSON.parse(readFileSync(join(root, 'docs/slack-manifest.json'), 'utf8')) as Manifest })
  const workspace = slack.workspace('Bench')
  workspace.channel('general')
  const port = await freePort()
  const { ask, said } = asksSlack(slack, workspace, sink, port)
  const env = { SLACK_BOT_TOKEN: workspace.botToken, SLACK_SIGNING_SECRET: slack.app.signingSecret, SLACK_API_URL: slack.apiUrl, PORT: String(port) }
  const measured = async (who: string, program: Program) => {
    const isUp = () => fetch(`http://127.0.0.1:${port}/slack/events`).then(({ status }) => status !== 503, () => false)
    for (const end = performance.now() + patienceMs; !(await isUp()); await sleep(100)) if (performance.now() > end) throw new Error(`${who} did not begin:\n${program.printed}`)
    await sleep(2000)
    const rows = await rowsOf(who, ask)
    await program.ends()
    return rows
  }
  const ours = await measured('slack: the assistant', new Program({ ...env, DATABASE_URL: databaseUrl, SECRET_KEY: secretKey, LOG_LEVEL: 'silent' }))
  const bare = await measured('bolt alone', new Program({ ...env, BARE: 'slack', SAYS: said.last }, 'bench/bare-bots.ts'))
  await slack.close()
  sink.close()
  return [...ours, ...bare]
}

/**
 * From somebody typing /job list at Discord or Slack to the first answer: the whole program, and a bare handler of the same library that
 * says the same, each in a process of its own beside the one that is the platform and asks.
 */
export async function benchInteractions(): Promise<void> {
  const rows: Row[] = []
  for (const open of (await benchDatabases()).slice(0, 1))
    for (const bench of [benchDiscord, benchSlack]) {
      const { url, drop } = await open()
      rows.push(...(await bench(url)))
      await drop()
    }
  print('From /job list to its first answer, in milliseconds, through real sockets on this machine (SQLite; the platform in one process, who answers in another)', rows)
}
