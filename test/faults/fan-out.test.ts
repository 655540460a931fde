import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it, onTestFinished } from 'vitest'
import { openDatabase, type Database } from '../../prisma/database.ts'
import { testKeys } from '../../prisma/testing-keys.ts'
import { temporaryDatabase } from '../../prisma/testing.ts'
import { openDiscord, quickLimits, type Discord } from '../discord/index.ts'
import { openSlack, type Manifest, type Slack } from '../slack/index.ts'
import { imOf } from '../slack/world.ts'
import { root } from '../source.ts'
import { freePort, Program } from './program.ts'

/** By hand ten thousand: FAN_OUT=10000 */
const people = Number(process.env['FAN_OUT'] ?? 200)
/** Slack takes "several hundred" messages a minute of a workspace, so most are on Discord. */
const onSlack = Math.floor(people / 10)
const kills = 2

interface Reader {
  name: string
  externalId: string
  platform: 'discord' | 'slack'
  directChannel: string
  texts(): string[]
}

/** Everybody has talked with the assistant before. */
function readersOf(discord: Discord, slack: Slack, count: number) {
  const guild = discord.guild('Cyberelles', { channels: ['workshops'] })
  const workspace = slack.workspace('Cyberelles')
  const readers = Array.from({ length: count }, (_, index): Reader => {
    const name = `Person ${index}`
    if (index < onSlack) {
      const { id } = workspace.user(name)
      const direct = imOf(workspace.record, id)
      return { name, externalId: id, platform: 'slack', directChannel: direct.id, texts: () => direct.messages.map(({ text }) => text) }
    }
    const user = discord.user(name, { guilds: [guild] })
    const channel = discord.world.directChannel(user.id)
    return { name, externalId: user.id, platform: 'discord', directChannel: channel.id, texts: () => discord.textsIn(channel) }
  })
  return { guild, workspace, readers }
}

/** All have a seat of a workshop that begins in an hour, and are to be reminded of it now. */
async function prepare({ client }: Database, { guild, workspace, readers }: ReturnType<typeof readersOf>, discord: Discord): Promise<void> {
  const now = new Date()
  const startsAt = new Date(now.getTime() + 3_600_000)
  const { id: communityId } = await client.community.create({ data: { name: 'Cyberelles', locale: 'en', timeZone: 'Europe/Paris' } })
  const space = async (platform: string, externalId: string, channels: Record<string, string>) =>
    (await client.space.create({ data: { communityId, name: 'Cyberelles', platform, externalId, channels } })).id
  const spaces = { discord: await space('discord', guild.id, { workshops: discord.channelOf(guild, 'workshops').id }), slack: await space('slack', workspace.id, {}) }
  const wall = { starts: startsAt.toISOString().slice(0, 16), timeZone: 'UTC', minutes: 60, seats: people }
  const about = { communityId, status: 'published', title: 'A first shop', description: 'An hour.', level: 'everyone', language: 'en', place: 'Lyon', createdAt: now }
  const { id: workshopId } = await client.workshop.create({ data: { ...about, ...wall } })
  const { id: dateId } = await client.workshopDate.create({ data: { ...wall, workshopId, slot: wall.starts, startsAt, endsAt: new Date(startsAt.getTime() + 3_600_000), status: 'planned', taken: people } })
  for (let from = 0; from < readers.length; from += 500) {
    const some = readers.slice(from, from + 500)
    const rows = await client.person.createManyAndReturn({ data: some.map(({ name }) => ({ communityId, name, locale: 'en', quietFrom: 0, quietTo: 0 })) })
    const ids = new Map(rows.map(({ id, name }) => [name, id]))
    await client.account.createMany({ data: some.map(({ name, externalId, platform, directChannel }) => ({ spaceId: spaces[platform], externalId, directChannel, personId: ids.get(name) ?? 0, seenAt: now })) })
    await client.registration.createMany({ data: rows.map(({ id: personId }) => ({ dateId, personId, status: 'registered', createdAt: now, remindAt: now, remindedTo: 1440 })) })
  }
  await client.job.create({ data: { key: `workshop-date:${dateId}:remind`, name: 'workshops.remind', input: { date: dateId, sorted: true }, status: 'waiting', dueAt: now } })
}

const sent = ({ client }: Database) => client.posting.count({ where: { status: 'sent', personId: { not: null } } })

it.skipIf(!process.env['TEST_DATABASE_URL'])(`reminds ${people} people on two platforms by two processes that are killed at random, each once`, async () => {
  const seed = Number(process.env['FAN_OUT_SEED'] ?? Math.floor(Math.random() * 1e9))
  const manifest = JSON.parse(readFileSync(join(root, 'docs/slack-manifest.json'), 'utf8')) as Manifest
  const [discord, slack] = [await openDiscord({ limits: quickLimits }), await openSlack({ manifest })]
  const { url, drop } = await temporaryDatabase('postgresql')
  const database = await openDatabase(url, testKeys)
  const there = readersOf(discord, slack, people)
  await prepare(database, there, discord)
  const env = async () => ({
    DATABASE_URL: url, PORT: String(await freePort()), SECRET_KEY: 'a secret key of thirty-two signs!', LOG_LEVEL: 'warn',
    DISCORD_TOKEN: discord.token, DISCORD_API_URL: discord.apiUrl,
    SLACK_BOT_TOKEN: there.workspace.botToken, SLACK_APP_TOKEN: slack.app.appToken, SLACK_API_URL: slack.apiUrl,
  })
  const programs = [new Program(await env(), 'test/faults/mortal.ts'), new Program(await env(), 'test/faults/mortal.ts')]
  onTestFinished(async () => {
    for (const program of programs) await program.ends('SIGKILL')
    await Promise.all([discord.close(), slack.close(), database.close()])
    await drop()
  })
  const begun = performance.now()
  const moments = Array.from({ length: kills }, (_, index) => Math.floor(people * ((index + Math.abs(Math.sin(seed + index))) / kills) * 0.9))
  for (const [index, moment] of moments.entries()) {
    await expect.poll(() => sent(database), { timeout: 900_000, interval: 50, message: `seed ${seed}` }).toBeGreaterThan(moment)
    await programs[(seed + index) % 2]?.diesAndBegins()
  }
  await expect.poll(() => sent(database), { timeout: 900_000, interval: 100, message: `seed ${seed}` }).toBe(people)
  const seconds = (performance.now() - begun) / 1000
  console.log(`FAN_OUT_SEED=${seed}: ${people} reminders in ${seconds.toFixed(1)} s, ${kills} deaths, ${discord.violations.length} and ${slack.violations.length} times too fast`)

  const notOnce = there.readers.filter(({ texts }) => texts().filter((text) => text.includes('A first shop')).length !== 1)
  expect(notOnce.map(({ name, texts }) => [name, texts()])).toEqual([])
  // A process that looks for what a dead one left in doubt cannot know how much that had used up of its minute: each learns it from a refusal.
  const learnt = slack.violations.filter(({ lane }) => lane.endsWith('conversations.history'))
  expect(learnt.length).toBeLessThanOrEqual(2 * kills)
  expect([discord.violations, slack.violations.filter((one) => !learnt.includes(one))]).toEqual([[], []])
  expect([discord.refusedBodies, slack.objections]).toEqual([[], []])
}, 1_800_000)
