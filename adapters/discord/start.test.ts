import { GatewayIntentBits } from 'discord.js'
import { describe, expect, it } from 'vitest'
import { NotConnected } from '../../bot/adapter.ts'
import { ConfigError } from '../../bot/config.ts'
import { placesIn } from '../../bot/places.ts'
import { eachDatabase } from '../../prisma/testing.ts'
import { shardOf } from '../../test/discord/ids.ts'
import { openDiscordStage, type DiscordStage } from '../../test/discord/stage.ts'
import { advice, inviteUrl, neededPermissions } from './advice.ts'
import { checkDiscord } from './doctor.ts'
import { m } from './messages.ts'
import { readDiscordSettings } from './settings.ts'

const deadline = { timeout: 20_000 }

const start = ({ adapter, engine }: DiscordStage) => adapter.start(engine)
const spaceOf = ({ database }: DiscordStage, guildId: string) => database.client.space.findFirst({ where: { externalId: guildId } })

eachDatabase('the start at Discord', (open) => {
  it('with a wrong token says where to get another, and the other platforms go on', async () => {
    const stage = await openDiscordStage(await open(), { start: false, settings: { token: 'wrong' } })
    await expect(start(stage)).rejects.toThrow(new NotConnected(advice.token))
    expect(stage.adapter.connected).toBe(false)
  })

  it('with intents that the portal has not says where to look', async () => {
    const stage = await openDiscordStage(await open(), { start: false, discord: { gateway: { turnsAway: 4014 } } })
    await expect(start(stage)).rejects.toThrow(new NotConnected(advice.intents))
    expect(stage.adapter.connected).toBe(false)
  })

  it('asks for guilds and private messages only, nothing that the portal has to allow', async () => {
    const stage = await openDiscordStage(await open())
    expect(stage.discord.gateway.intents).toEqual([GatewayIntentBits.Guilds | GatewayIntentBits.DirectMessages])
  })

  it('waits in the background for a Discord that is away, and is there when it is', async () => {
    const stage = await openDiscordStage(await open(), { start: false })
    const order = stage.discord.fails({ path: '/gateway/bot' }, { status: 503 }, 3)
    await start(stage)
    expect(stage.adapter.connected).toBe(false)
    expect(stage.logged.join()).toContain('keeps trying')
    expect(order).toBeDefined()
    await expect.poll(() => stage.adapter.connected, { timeout: 60_000 }).toBe(true)
    const ada = stage.person('Ada')
    await ada.types('/help')
    await ada.sees('/expert find')
  }, 120_000)

  it('in no server says how to invite it, and serves the one that does', async () => {
    const stage = await openDiscordStage(await open(), { start: false })
    stage.discord.leaves(stage.guild, stage.discord.world.bot)
    stage.discord.world.guilds.delete(stage.guild.id)
    await start(stage)
    expect(stage.logged.join()).toContain(inviteUrl(stage.discord.world.bot.id))
    const club = stage.discord.guild('Another', { channels: ['jobs', 'general'] })
    await expect.poll(() => spaceOf(stage, club.id), deadline).toMatchObject({ name: 'Another', connected: true })
    const ada = stage.person('Ada', { guilds: [club] }).in('general')
    await ada.types('/help')
    await ada.sees('/expert find')
  })

  it('names the channels where the assistant is meant to write and may not, and goes on', async () => {
    const stage = await openDiscordStage(await open(), { start: false })
    stage.discord.botMayNot(stage.discord.channelOf(stage.guild, 'jobs'), 'SendMessages')
    await start(stage)
    expect(stage.logged.join()).toMatch(/Discord: Club, jobs: the bot lacks Send Messages in #jobs\. Right-click #jobs → Edit Channel → Permissions/)
    expect(stage.logged.join()).not.toContain('#deals')
    expect(stage.adapter.connected).toBe(true)
  })

  it('listens in one process with as many shards as Discord recommends, and answers in the servers of each and in private', async () => {
    const stage = await openDiscordStage(await open(), { start: false, discord: { gateway: { shards: 2 } } })
    const { discord } = stage
    while (new Set([...discord.world.guilds.keys()].map((id) => shardOf(id, 2))).size < 2) discord.guild('Another', { channels: ['general'] })
    await start(stage)
    await stage.database.client.space.updateMany({ data: { connected: true } })
    expect([...discord.gateway.connected].sort()).toEqual([0, 1])
    const guilds = [...discord.world.guilds.values()]
    const ada = stage.person('Ada', { guilds })
    for (const guild of guilds) {
      await ada.in(discord.channelOf(guild, 'general')).types('/help')
      expect(ada.answer).toContain('/expert find')
    }
    await ada.inPrivate().types('/help')
    expect(ada.answer).toContain('/expert find')
    expect(discord.interactions.all.map(({ answered }) => answered === null)).not.toContain(true)
  })

  it('ends when Discord no longer takes the token, without ending the others', async () => {
    const stage = await openDiscordStage(await open())
    expect(stage.adapter.connected).toBe(true)
    Object.assign(stage.discord.world, { token: 'another' })
    stage.discord.gateway.dropSockets()
    await expect.poll(() => stage.adapter.connected, deadline).toBe(false)
    expect(stage.logged.join()).toContain('Reset Token')
  })

  it('is over for good after a stop: nothing is listened to any more', async () => {
    const stage = await openDiscordStage(await open())
    await stage.adapter.stop()
    expect(stage.adapter.connected).toBe(false)
    expect(stage.discord.gateway.connected).toEqual([])
  })
})

eachDatabase('the servers of Discord', (open) => {
  it('are written down with the channels that the assistant sees, and kept up to date', async () => {
    const stage = await openDiscordStage(await open(), { channels: ['general', 'jobs', 'secret'] })
    const { discord, guild } = stage
    const names = async () => placesIn((await spaceOf(stage, guild.id)) ?? { places: [] }).map(({ name }) => name)
    expect(await names()).toEqual(['general', 'jobs', 'secret'])
    expect(await spaceOf(stage, guild.id)).toMatchObject({ name: 'Club', connected: true, channels: { jobs: discord.channelOf(guild, 'jobs').id } })
    discord.botMayNot(discord.channelOf(guild, 'secret'), 'ViewChannel')
    await expect.poll(names, deadline).toEqual(['general', 'jobs'])
    discord.deletesChannel(discord.channelOf(guild, 'general'))
    await expect.poll(names, deadline).toEqual(['jobs'])
    discord.leaves(guild, discord.world.bot)
    await expect.poll(names, deadline).toEqual([])
  })

  it('beyond the first wait for an organiser, who is asked; nobody there is served before', async () => {
    const stage = await openDiscordStage(await open())
    const sofia = stage.person('Sofia', { manager: true })
    await sofia.types('/me')
    await sofia.fills({ language: 'English' })
    const other = stage.discord.guild('Another', { channels: ['lobby'] })
    await expect.poll(() => spaceOf(stage, other.id), deadline).toMatchObject({ connected: false })
    const eve = stage.person('Eve', { guilds: [other] }).in('lobby')
    await eve.types('/expert find need:VAT')
    await eve.sees(stage.say(m.notConnected))
    await stage.settle()
    await sofia.inPrivate().sees('Another')
    await stage.database.client.space.updateMany({ where: { externalId: other.id }, data: { connected: true } })
    await eve.types('/help')
    await eve.sees('/expert find')
  })
})

eachDatabase('npm run doctor at Discord', (open) => {
  const problems = async (stage: DiscordStage, settings = {}) =>
    (await checkDiscord({ token: stage.discord.token, apiUrl: stage.discord.apiUrl, ...settings }, stage)).filter(({ ok }) => !ok)

  it('finds nothing wrong where nothing is, and each thing that is', async () => {
    const stage = await openDiscordStage(await open())
    expect(await problems(stage)).toEqual([])
    const jobs = stage.discord.channelOf(stage.guild, 'jobs')
    stage.discord.botMayNot(jobs, 'SendMessages', 'AttachFiles')
    expect(await problems(stage)).toMatchObject([{ title: expect.stringMatching(/lacks Send Messages, Attach Files in #jobs/), advice: expect.stringContaining('Permissions') }])
    stage.discord.botMayNot(jobs)
    stage.discord.botLacks(stage.guild, 'CreateEvents')
    expect(await problems(stage)).toMatchObject([{ title: expect.stringContaining('lacks Create Events'), advice: expect.stringContaining('Roles') }])
    stage.discord.botLacks(stage.guild, 'CreateEvents', false)
    await stage.database.client.space.updateMany({ data: { connected: false } })
    expect(await problems(stage)).toMatchObject([{ title: 'Club waits for an organiser' }])
    expect(await problems(stage, { token: 'wrong' })).toMatchObject([{ title: 'DISCORD_TOKEN is refused', advice: advice.token }])
    expect(await problems(stage, { apiUrl: 'http://127.0.0.1:9/api' })).toMatchObject([{ title: expect.stringContaining('cannot be reached') }])
  })

  it('says when nothing was registered, and when the bot is nowhere', async () => {
    const stage = await openDiscordStage(await open(), { start: false })
    const found = await problems(stage)
    expect(found).toMatchObject([{ title: 'The assistant does not know Club yet' }, { title: 'Its commands are not registered yet' }])
  })
})

describe('the settings of Discord', () => {
  it('are a token, and what npm run shards adds', () => {
    expect(readDiscordSettings({})).toBeUndefined()
    expect(readDiscordSettings({ DISCORD_TOKEN: ' a.b.c ' })).toEqual({ token: 'a.b.c' })
    expect(readDiscordSettings({ DISCORD_TOKEN: 'a', SHARDING_MANAGER: 'true', SHARDS: '1', SHARD_COUNT: '3' })?.shards).toEqual({ ids: [1], count: 3 })
    expect(() => readDiscordSettings({ DISCORD_TOKEN: 'a', DISCORD_API_URL: 'no address' })).toThrow(ConfigError)
    expect(() => readDiscordSettings({ DISCORD_TOKEN: 'a', SHARDS: 'x' })).toThrow(ConfigError)
  })

  it('ask for no more permissions than are used', () => {
    expect(String(neededPermissions.bitfield)).toBe('17970143284224')
  })
})
