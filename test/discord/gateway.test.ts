import { Client, GatewayIntentBits, type ClientOptions } from 'discord.js'
import { describe, expect, onTestFinished, test } from 'vitest'
import { WebSocket } from 'ws'
import { openDiscord, type DiscordAbout } from './index.ts'
import { startPlainBot } from './plain-bot.ts'

async function opened(about: DiscordAbout = {}) {
  const discord = await openDiscord(about)
  onTestFinished(() => discord.close())
  return discord
}

const commands = [{ name: 'hello', description: 'Says hello' }]

/** A bot that answers /hello and counts how often it was asked. */
async function greeter(discord: Awaited<ReturnType<typeof opened>>, options: Partial<ClientOptions> = {}) {
  const asked: string[] = []
  const bot = await startPlainBot(discord, {
    commands, options,
    interaction: async (interaction) => {
      asked.push(interaction.id)
      if (interaction.isChatInputCommand()) await interaction.reply(`Hello ${interaction.user.displayName}`)
    },
  })
  return { ...bot, asked }
}

describe('at the gateway', () => {
  test('discord.js logs in, sees the guilds and registers commands', async () => {
    const discord = await opened()
    const club = discord.guild('Club', { channels: ['general', 'jobs'], locale: 'fr' })
    const { client } = await greeter(discord)
    expect(client.guilds.cache.get(club.id)?.channels.cache.map(({ name }) => name)).toEqual(['general', 'jobs'])
    expect(client.guilds.cache.get(club.id)?.members.me?.permissions.has('SendMessages')).toBe(true)
    expect(discord.commands.map(({ name }) => name)).toEqual(['hello'])
  })

  test.each([
    ['a wrong token', { token: 'wrong' }, 4004],
    ['a privileged intent that the portal has not', { intents: GatewayIntentBits.Guilds | GatewayIntentBits.MessageContent }, 4014],
    ['intents that do not exist', { intents: 1 << 30 }, 4013],
    ['a shard beyond the others', { shard: [2, 2] }, 4010],
  ])('%s is turned away', async (_what, given, code) => {
    const discord = await opened()
    const socket = new WebSocket(`${discord.gateway.url}?v=10&encoding=json`)
    const closed = new Promise<number>((resolve) => (socket.onclose = (event) => resolve(event.code)))
    socket.onmessage = () => socket.send(JSON.stringify({ op: 2, d: { token: discord.token, intents: 1, properties: {}, ...given } }))
    expect(await closed).toBe(code)
  })

  test('discord.js says what is wrong with the intents and the token', async () => {
    const discord = await opened()
    const login = async (token: string, intents: GatewayIntentBits[]) => {
      const client = new Client({ rest: { api: discord.apiUrl }, intents })
      onTestFinished(() => client.destroy())
      await client.login(token)
    }
    await expect(login(discord.token, [GatewayIntentBits.MessageContent])).rejects.toThrow('disallowed intents')
    await expect(login('wrong', [GatewayIntentBits.Guilds])).rejects.toThrow('invalid token')
  })

  test('what happened while the connection was broken is told after a resume', async () => {
    const discord = await opened()
    const ada = discord.person('Ada', { guilds: [discord.guild('Club')] })
    const { asked } = await greeter(discord)
    discord.gateway.dropSockets()
    await discord.until(() => discord.gateway.connected.length === 0)
    await ada.types('/hello')
    await ada.sees('Hello Ada')
    expect(discord.gateway.counts).toMatchObject({ identified: 1, resumed: 1 })
    expect(asked).toHaveLength(1)
  })

  test('a client that is asked to come back does so', async () => {
    const discord = await opened()
    const ada = discord.person('Ada', { guilds: [discord.guild('Club')] })
    await greeter(discord)
    discord.gateway.askToReconnect()
    await discord.until(() => discord.gateway.counts.resumed === 1)
    await ada.types('/hello')
    await ada.sees('Hello Ada')
  })

  test('a client that may not resume identifies anew', async () => {
    const discord = await opened()
    const ada = discord.person('Ada', { guilds: [discord.guild('Club')] })
    await greeter(discord)
    discord.gateway.refuseResume()
    discord.gateway.dropSockets()
    await discord.until(() => discord.gateway.counts.identified === 2)
    await ada.types('/hello')
    await ada.sees('Hello Ada')
    expect(discord.gateway.counts).toMatchObject({ refusedResumes: 1, resumed: 0 })
  })

  test('a heart that is not answered is taken for dead', async () => {
    const discord = await opened()
    await greeter(discord)
    discord.gateway.stopAnswering()
    discord.gateway.about.heartbeat = 100
    discord.gateway.dropSockets()
    await discord.until(() => discord.gateway.counts.resumed > 1)
    discord.gateway.answerAgain()
    expect(discord.gateway.counts.identified).toBe(1)
  })

  test('the same event comes three times, and only one answer is accepted', async () => {
    const discord = await opened()
    const ada = discord.person('Ada', { guilds: [discord.guild('Club')] })
    const { asked, errors } = await greeter(discord)
    discord.gateway.deliverEach(3)
    await ada.types('/hello')
    await expect.poll(() => errors, { timeout: 15_000 }).toHaveLength(2)
    expect(new Set(asked).size).toBe(1)
    expect(errors).toEqual([expect.objectContaining({ code: 40060 }), expect.objectContaining({ code: 40060 })])
    discord.gateway.deliverEach(1)
    discord.gateway.redeliver()
    await expect.poll(() => asked, { timeout: 15_000 }).toHaveLength(4)
  })

  test('what changes in a guild is told', async () => {
    const discord = await opened()
    const club = discord.guild('Club')
    const { client } = await greeter(discord)
    const names = () => client.guilds.cache.get(club.id)?.channels.cache.map(({ name }) => name)
    const ideas = discord.opensChannel(club, '#ideas')
    await expect.poll(names, { timeout: 15_000 }).toEqual(['general', 'ideas'])
    discord.botMayNot(ideas, 'ViewChannel')
    await expect.poll(() => client.channels.cache.get(ideas.id)?.isDMBased() === false && client.guilds.cache.get(club.id)?.members.me?.permissionsIn(ideas.id).has('ViewChannel'), { timeout: 15_000 }).toBe(false)
    discord.deletesChannel(ideas)
    await expect.poll(names, { timeout: 15_000 }).toEqual(['general'])
    discord.leaves(club, discord.world.bot)
    await expect.poll(() => client.guilds.cache.size, { timeout: 15_000 }).toBe(0)
  })

  test('guilds belong to shards, and private conversations to the first', async () => {
    const discord = await opened({ gateway: { shards: 2 } })
    const guilds = [discord.guild('One'), discord.guild('Two')]
    const { client } = await greeter(discord, { shards: 'auto' })
    const shards = guilds.map(({ id }) => client.guilds.cache.get(id)?.shardId)
    expect(new Set(shards)).toEqual(new Set([0, 1]))
    const ada = discord.person('Ada', { guilds })
    const heard: number[] = []
    client.ws.on('INTERACTION_CREATE' as never, (_data: unknown, shard: number) => heard.push(shard))
    for (const place of [...guilds.map((guild) => discord.channelOf(guild, 'general')), null]) {
      if (place) ada.in(place)
      else ada.inPrivate()
      await ada.types('/hello')
    }
    expect(heard).toEqual([...shards, 0])
  })
})

