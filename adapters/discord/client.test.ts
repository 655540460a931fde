import { Events, InteractionType, type Client } from 'discord.js'
import { expect, it, onTestFinished } from 'vitest'
import { openDiscord } from '../../test/discord/index.ts'
import { createMessage } from '../../test/discord/messages.ts'
import { createClient, mostKept } from './client.ts'

const sizes = (client: Client) => ({
  people: client.users.cache.size,
  members: Math.max(...client.guilds.cache.map(({ members }) => members.cache.size)),
  conversations: client.channels.cache.filter((channel) => channel.isDMBased()).size,
  messages: client.channels.cache.reduce((all, channel) => all + (channel.isTextBased() ? channel.messages.cache.size : 0), 0),
})

it('the client keeps little of the people it is told of, and hears each of them still', async () => {
  const discord = await openDiscord()
  const club = discord.guild('Club', { channels: ['general'] })
  const general = discord.channelOf(club, 'general')
  const client = createClient({ token: discord.token, apiUrl: discord.apiUrl })
  onTestFinished(async () => {
    await client.destroy()
    await discord.close()
  })
  const heard = new Set<string>()
  client.on(Events.MessageCreate, ({ guildId, author, content }) => void (guildId === null && content === 'Hello' && heard.add(author.id)))
  client.on(Events.InteractionCreate, ({ guildId, user, member }) => void (guildId === club.id && member && heard.add(`command of ${user.id}`)))
  const ready = new Promise((resolve) => client.once(Events.ClientReady, resolve))
  await client.login(discord.token)
  await ready
  const people = Array.from({ length: 2 * mostKept + 50 }, (_, number) => discord.user(`Member ${number}`, { guilds: [club] }))
  for (const user of people) {
    discord.interactions.send({ type: InteractionType.ApplicationCommand, user, channel: general, data: { id: '1', name: 'help', type: 1, options: [] } })
    createMessage(discord.world, { channel: discord.world.directChannel(user.id), authorId: user.id, body: { content: 'Hello' }, files: [] })
  }
  await expect.poll(() => heard.size, { timeout: 20_000 }).toBe(2 * people.length)
  const { people: users, members, conversations, messages } = sizes(client)
  expect(messages).toBe(0)
  // The bot itself is kept beside them.
  expect(users).toBeLessThanOrEqual(mostKept + 1)
  expect(members).toBeLessThanOrEqual(mostKept + 1)
  expect(conversations).toBeLessThanOrEqual(mostKept)
  expect(client.user && club.members.has(client.user.id) && client.guilds.cache.get(club.id)?.members.me?.id).toBe(client.user?.id)
  // Who was forgotten is heard like anybody else.
  const [first] = people
  if (!first) throw new Error('nobody is there')
  heard.clear()
  createMessage(discord.world, { channel: discord.world.directChannel(first.id), authorId: first.id, body: { content: 'Hello' }, files: [] })
  await expect.poll(() => [...heard], { timeout: 20_000 }).toEqual([first.id])
})
