import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it, onTestFinished } from 'vitest'
import { text, view } from '../../bot/view.ts'
import { gather } from '../../bot/gathered.ts'
import { workIn } from '../../bot/work.ts'
import { openDatabase, type Database } from '../../prisma/database.ts'
import { testKeys } from '../../prisma/testing-keys.ts'
import { temporaryDatabase } from '../../prisma/testing.ts'
import { openDiscord, quickLimits, type Discord } from '../discord/index.ts'
import { openSlack, type Manifest, type Slack } from '../slack/index.ts'
import { root } from '../source.ts'
import { freePort, Program } from './program.ts'

/** Slack takes "several hundred" messages a minute of a workspace, so most go to Discord. */
const onDiscord = 40
const onSlack = 10
const messagesEach = 20
const said = (channel: string, number: number) => `Message ${number} for ${channel}`

interface Place {
  name: string
  texts(): string[]
}

async function prepare(databaseUrl: string, discord: Discord, slack: Slack) {
  const guildChannels = Array.from({ length: onDiscord }, (_, index) => `d${index}`)
  const guild = discord.guild('Cyberelles', { channels: guildChannels })
  const workspace = slack.workspace('Cyberelles')
  const slackChannels = Array.from({ length: onSlack }, (_, index) => workspace.channel(`s${index}`))
  const database = await openDatabase(databaseUrl, testKeys)
  const community = await database.client.community.create({ data: { name: 'Cyberelles', locale: 'en', timeZone: 'Europe/Paris' } })
  const about = { communityId: community.id, name: 'Cyberelles' }
  const inGuild = Object.fromEntries(guildChannels.map((name) => [name, discord.channelOf(guild, name).id]))
  const inWorkspace = Object.fromEntries(slackChannels.map(({ name, id }) => [name, id]))
  await database.client.space.create({ data: { ...about, platform: 'discord', externalId: guild.id, channels: inGuild } })
  await database.client.space.create({ data: { ...about, platform: 'slack', externalId: workspace.id, channels: inWorkspace } })
  const names = [...guildChannels, ...slackChannels.map(({ name }) => name)]
  await database.transaction(async (db) => {
    const around = { search: database.search, community: { ...community, locale: 'en' as const }, now: new Date(), publicUrl: '', gathered: gather([]) }
    const { tell } = workIn(db, around, () => undefined)
    for (let number = 1; number <= messagesEach; number++)
      for (const name of names) await tell({ channel: name }, view({}, text(said(name, number))), { key: `${name}:${number}` })
  })
  const places: Place[] = [
    ...guildChannels.map((name) => ({ name, texts: () => discord.textsIn(discord.channelOf(guild, name)) })),
    ...slackChannels.map((channel) => ({ name: channel.name, texts: () => channel.messages })),
  ]
  return { database, places, token: workspace.botToken }
}

const left = (database: Database) => database.client.posting.count({ where: { status: { not: 'sent' } } })

it('brings 1,000 messages to 50 channels, each once and in order, whatever the platforms and the machine do', async () => {
  const seed = Number(process.env.FAULTS_SEED ?? Math.floor(Math.random() * 1e9))
  // With the permissions that an organiser gives it: without reading the history, what is in doubt may be there twice.
  const manifest = JSON.parse(readFileSync(join(root, 'docs/slack-manifest.json'), 'utf8')) as Manifest
  const [discord, slack] = [await openDiscord({ limits: quickLimits }), await openSlack({ manifest })]
  const { url, drop } = await temporaryDatabase('sqlite')
  const { database, places, token } = await prepare(url, discord, slack)
  discord.failsAtRandom({ seed, match: { method: 'POST', path: '/channels' }, tooMany: 0.05, broken: 0.05, afterWork: 0.5 })
  slack.faults.random({ seed, ratelimited: 0.05, serverErrors: 0.05, methods: ['chat.postMessage'] })
  const program = new Program({
    DATABASE_URL: url, PORT: String(await freePort()), SECRET_KEY: 'a secret key of thirty-two signs!', LOG_LEVEL: 'warn',
    DISCORD_TOKEN: discord.token, DISCORD_API_URL: discord.apiUrl,
    SLACK_BOT_TOKEN: token, SLACK_APP_TOKEN: slack.app.appToken, SLACK_API_URL: slack.apiUrl,
  })
  onTestFinished(async () => {
    await program.ends('SIGKILL')
    await Promise.all([discord.close(), slack.close(), database.close()])
    await drop()
  })
  const begun = performance.now()
  const isLeft = (share: number) =>
    expect.poll(() => left(database), { timeout: 480_000, interval: 200, message: `seed ${seed}` }).toBeLessThanOrEqual(1000 * share)
  await isLeft(0.8)
  discord.gateway.dropSockets()
  slack.sockets.disconnect('refresh_requested')
  await isLeft(0.5)
  const [beforeOnDiscord, beforeOnSlack] = [discord.violations.length, slack.violations.length]
  await program.diesAndBegins()
  await isLeft(0)
  const seconds = ((performance.now() - begun) / 1000).toFixed(1)
  console.log(`FAULTS_SEED=${seed}: 1,000 messages in ${seconds} s, ${discord.log.filter(({ status }) => status >= 400).length} refusals of Discord`)

  for (const { name, texts } of places)
    expect([name, texts()]).toEqual([name, Array.from({ length: messagesEach }, (_, index) => said(name, index + 1))])
  // A process that has just begun cannot know what the one before had used up: it learns from the first refusal of each channel.
  const learnt = new Set<string>()
  const knowing = discord.violations.slice(beforeOnDiscord).filter(({ major }) => learnt.size === learnt.add(major).size)
  expect([...discord.violations.slice(0, beforeOnDiscord), ...knowing]).toEqual([])
  expect([beforeOnSlack, slack.violations]).toEqual([0, []])
  expect(discord.refusedBodies).toEqual([])
  expect(slack.objections).toEqual([])
}, 540_000)
