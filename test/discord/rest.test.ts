import { ChannelType, DiscordAPIError, MessageFlags, REST, Routes, type APIGuildScheduledEvent, type APIMessage, type APIThreadChannel } from 'discord.js'
import { describe, expect, onTestFinished, test } from 'vitest'
import { openDiscord, type DiscordAbout } from './index.ts'

/** The REST client of discord.js, without a gateway. */
async function opened(about: DiscordAbout = {}) {
  const discord = await openDiscord(about)
  onTestFinished(() => discord.close())
  const club = discord.guild('Club', { channels: ['general', 'jobs', '#ideas'] })
  const rest = new REST({ api: discord.apiUrl }).setToken(discord.token)
  const general = discord.channelOf(club, 'general')
  const post = (body: object, channel = general.id) => rest.post(Routes.channelMessages(channel), { body }) as Promise<APIMessage>
  return { discord, club, rest, general, post }
}

/** The error that a promise ends with, as Discord gave it. */
const refusal = async (given: Promise<unknown>): Promise<DiscordAPIError> => {
  const error: unknown = await given.then(() => undefined, (thrown: unknown) => thrown)
  if (!(error instanceof DiscordAPIError)) throw new Error(`no error of Discord: ${String(error)}`)
  return error
}

describe('a message', () => {
  test('is written, read, changed and deleted', async () => {
    const { discord, rest, general, post } = await opened()
    const { id } = await post({ content: 'One' })
    await rest.patch(Routes.channelMessage(general.id, id), { body: { content: 'Two' } })
    expect(await rest.get(Routes.channelMessages(general.id))).toMatchObject([{ id, content: 'Two', author: { bot: true } }])
    expect(discord.textsIn(general)).toEqual(['Two'])
    await rest.delete(Routes.channelMessage(general.id, id))
    expect(await refusal(Promise.resolve(rest.get(Routes.channelMessage(general.id, id))))).toMatchObject({ status: 404, code: 10008 })
  })

  test('brings files, whose links hold for a day', async () => {
    const { discord, rest, general } = await opened()
    const files = [{ name: 'a.txt', data: Buffer.from('hello') }]
    const sent = (await rest.post(Routes.channelMessages(general.id), { body: { attachments: [{ id: 0, description: 'Greeting' }] }, files })) as APIMessage
    const [attachment] = sent.attachments
    expect(attachment).toMatchObject({ filename: 'a.txt', size: 5, description: 'Greeting' })
    const fetched = () => fetch(attachment?.url ?? '')
    expect(await (await fetched()).text()).toBe('hello')
    discord.passes({ minutes: 25 * 60 })
    expect((await fetched()).status).toBe(404)
  })

  test('is sent once with an enforced nonce, for a few minutes', async () => {
    const { discord, general, post } = await opened()
    const body = { content: 'Once', nonce: 'n1', enforce_nonce: true }
    const first = await post(body)
    expect((await post(body)).id).toBe(first.id)
    expect((await post({ ...body, enforce_nonce: false })).id).not.toBe(first.id)
    discord.passes({ minutes: 10 })
    expect((await post(body)).id).not.toBe(first.id)
    expect(discord.textsIn(general)).toHaveLength(3)
  })

  test('notifies only those whom it may', async () => {
    const { discord, club, post } = await opened()
    const ada = discord.person('Ada', { guilds: [club] }).in('general')
    await post({ content: `Psst <@${ada.id}> @everyone`, allowed_mentions: { parse: [] } })
    expect(ada.notifications).toEqual([])
    await post({ content: `Hello <@${ada.id}>`, allowed_mentions: { users: [ada.id] } })
    expect(ada.notifications).toEqual(['Hello @Ada'])
  })

  test.each([
    ['nothing', {}, 50006],
    ['only blanks', { content: '  ' }, 50006],
    ['too much', { content: 'a'.repeat(2001) }, 50035],
    ['a component that does not exist', { components: [{ type: 99 }] }, 50035],
    ['a picture that is not attached', { flags: MessageFlags.IsComponentsV2, components: [{ type: 12, items: [{ media: { url: 'attachment://a.png' } }] }] }, 50035],
  ])('of %s is refused', async (_what, body, code) => {
    const { discord, post } = await opened()
    expect(await refusal(post(body))).toMatchObject({ status: 400, code })
    expect(discord.refusedBodies).toHaveLength(1)
  })

  test('that was made of components stays so', async () => {
    const { rest, general, post } = await opened()
    const { id } = await post({ flags: MessageFlags.IsComponentsV2, components: [{ type: 10, content: 'Card' }] })
    const edit = (body: object) => Promise.resolve(rest.patch(Routes.channelMessage(general.id, id), { body }))
    expect((await refusal(edit({ content: 'Words' }))).rawError).toMatchObject({ code: 50035, errors: { content: { _errors: [{ code: 'MESSAGE_CANNOT_USE_LEGACY_FIELDS_WITH_COMPONENTS_V2' }] } } })
    await edit({ components: [{ type: 10, content: 'Other card' }] })
  })

  test('is refused where the bot may not write', async () => {
    const { discord, general, post } = await opened()
    discord.botMayNot(general, 'SendMessages')
    expect(await refusal(post({ content: 'x' }))).toMatchObject({ status: 403, code: 50013 })
    discord.botMayNot(general, 'ViewChannel')
    expect(await refusal(post({ content: 'x' }))).toMatchObject({ status: 403, code: 50001 })
    expect(await refusal(post({ content: 'x' }, '123456789012345678'))).toMatchObject({ status: 404, code: 10003 })
  })
})

describe('a private message', () => {
  test('reaches those who share a guild and let it', async () => {
    const { discord, club, rest, post } = await opened()
    const ada = discord.person('Ada', { guilds: [club] })
    const stranger = discord.person('Stranger')
    const open = async (id: string) => ((await rest.post(Routes.userChannels(), { body: { recipient_id: id } })) as { id: string }).id
    const channel = await open(ada.id)
    expect(await open(ada.id)).toBe(channel)
    await post({ content: 'For you' }, channel)
    expect(ada.messages).toEqual(['For you'])
    ada.closesDirectMessages()
    expect(await refusal(post({ content: 'x' }, channel))).toMatchObject({ status: 403, code: 50007 })
    expect(await refusal(post({ content: 'x' }, await open(stranger.id)))).toMatchObject({ status: 403, code: 50278 })
    expect(discord.invalidRequests).toBe(2)
  })
})

describe('a thread', () => {
  test('is private, and seen by those who were added', async () => {
    const { discord, club, rest, general, post } = await opened()
    const [ada, bea] = [discord.person('Ada', { guilds: [club] }), discord.person('Bea', { guilds: [club] })]
    const thread = (await rest.post(Routes.threads(general.id), { body: { name: 'Between us' } })) as APIThreadChannel
    expect(thread.type).toBe(ChannelType.PrivateThread)
    await rest.put(Routes.threadMembers(thread.id, ada.id))
    await post({ content: 'Psst' }, thread.id)
    await ada.in('Between us').sees('Psst')
    expect(() => bea.in('Between us')).toThrow('sees no channel')
  })

  test('is what a forum wants', async () => {
    const { discord, club, rest, post } = await opened()
    const ideas = discord.channelOf(club, 'ideas')
    expect(await refusal(post({ content: 'x' }, ideas.id))).toMatchObject({ code: 40058 })
    const thread = (await rest.post(Routes.threads(ideas.id), { body: { name: 'A boat', message: { content: 'Let us buy one' } } })) as APIThreadChannel & { message: APIMessage }
    expect(thread.message.id).toBe(thread.id)
    await rest.patch(Routes.channel(thread.id), { body: { archived: true } })
    expect(await refusal(Promise.resolve(rest.patch(Routes.channelMessage(thread.id, thread.id), { body: { content: 'x' } })))).toMatchObject({ code: 50083 })
    await post({ content: 'A comment wakes it up' }, thread.id)
    expect(((await rest.get(Routes.channel(thread.id))) as APIThreadChannel).thread_metadata?.archived).toBe(false)
  })
})

describe('the rate limits', () => {
  test('are kept by discord.js, which reads the headers', async () => {
    const { discord, general, post } = await opened({ limits: { limits: { 'POST /channels/:channel/messages': { limit: 3, per: 300 } } } })
    for (let n = 0; n < 8; n += 1) await post({ content: String(n) })
    expect(discord.textsIn(general)).toEqual(['0', '1', '2', '3', '4', '5', '6', '7'])
    expect(discord.violations).toEqual([])
  })

  test('are enforced on whoever does not', async () => {
    const { discord, general } = await opened({ limits: { limits: { 'POST /channels/:channel/messages': { limit: 2, per: 3_600_000 } } } })
    const send = () =>
      fetch(`${discord.apiUrl}/v10/channels/${general.id}/messages`, {
        method: 'POST', headers: { authorization: `Bot ${discord.token}`, 'content-type': 'application/json' }, body: JSON.stringify({ content: 'x' }),
      })
    const statuses = [await send(), await send(), await send()].map(({ status }) => status)
    expect(statuses).toEqual([200, 200, 429])
    const refused = await send()
    expect(await refused.json()).toMatchObject({ message: 'You are being rate limited.', global: false, retry_after: expect.any(Number) })
    expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(60)
    expect(discord.violations).toHaveLength(2)
  })

  test('hold for all requests together', async () => {
    const { discord } = await opened({ limits: { global: 1 } })
    const ask = () => fetch(`${discord.apiUrl}/v10/users/@me`, { headers: { authorization: `Bot ${discord.token}` } })
    const answers = await Promise.all(Array.from({ length: 40 }, ask))
    const refused = answers.filter(({ status }) => status === 429)
    expect(refused.length).toBeGreaterThan(0)
    expect(refused[0]?.headers.get('x-ratelimit-global')).toBe('true')
  })

  test('too many refusals, and nothing is answered any more', async () => {
    const { discord } = await opened({ invalidRequests: 3 })
    const ask = () => fetch(`${discord.apiUrl}/v10/users/@me`, { headers: { authorization: 'Bot wrong' } })
    for (let n = 0; n < 4; n += 1) expect((await ask()).status).toBe(401)
    expect((await ask()).headers.get('content-type')).toContain('text/html')
  })
})

describe('a fault that was ordered', () => {
  test('429 is waited for', async () => {
    const { discord, general, post } = await opened()
    const order = discord.fails({ method: 'POST', path: '/channels/' }, { status: 429, retryAfter: 0.2 })
    await post({ content: 'patient' })
    expect(order.happened).toBe(1)
    expect(discord.textsIn(general)).toEqual(['patient'])
    expect(discord.violations).toEqual([])
  })

  test('5xx after the work makes two messages, and one with a nonce', async () => {
    const { discord, general, post } = await opened()
    discord.fails({ method: 'POST' }, { status: 500, after: true })
    await post({ content: 'twice' })
    discord.fails({ method: 'POST' }, { status: 502, after: true })
    await post({ content: 'once', nonce: 'k', enforce_nonce: true })
    expect(discord.textsIn(general)).toEqual(['twice', 'twice', 'once'])
  })

  test('5xx before the work leaves nothing behind', async () => {
    const { discord, general, post } = await opened()
    discord.fails({ method: 'POST' }, { status: 503 }, 4)
    await expect(post({ content: 'x' })).rejects.toThrow()
    expect(discord.textsIn(general)).toEqual([])
  })

  test.each([true, false])('a connection that breaks, after the work: %s', async (after) => {
    const { discord, general, post } = await opened()
    discord.fails({ method: 'POST' }, { reset: true, after })
    await post({ content: 'plain' })
    discord.fails({ method: 'POST' }, { reset: true, after })
    await post({ content: 'once', nonce: 'k', enforce_nonce: true })
    expect(discord.textsIn(general)).toEqual([...(after ? ['plain', 'plain'] : ['plain']), 'once'])
  })

  test('slowness only costs time', async () => {
    const { discord, general, post } = await opened()
    discord.fails({ method: 'POST' }, { delay: 50 })
    await post({ content: 'x' })
    expect(discord.textsIn(general)).toEqual(['x'])
  })

  test('a wrong path is answered as Discord does, and logged once', async () => {
    const { discord, rest } = await opened()
    expect(await refusal(Promise.resolve(rest.get('/nothing/here')))).toMatchObject({ status: 404, code: 0 })
    expect(discord.log.map(({ path, status }) => [path, status])).toEqual([['/nothing/here', 404]])
  })

  test('any code of Discord', async () => {
    const { discord, post } = await opened()
    discord.fails({ body: (body) => JSON.stringify(body).includes('secret') }, { status: 403, code: 50007, message: 'Cannot send messages to this user' })
    await post({ content: 'open' })
    expect(await refusal(post({ content: 'secret' }))).toMatchObject({ status: 403, code: 50007 })
  })

  test('at random, the same for the same seed', async () => {
    const statuses = async () => {
      const { discord } = await opened()
      discord.failsAtRandom({ seed: 7, tooMany: 0.2, broken: 0.2 })
      const ask = (n: number) => fetch(`${discord.apiUrl}/v10/webhooks/1/${n}/messages/@original`)
      const given: number[] = []
      for (let n = 0; n < 40; n += 1) given.push((await ask(n)).status)
      return given
    }
    const first = await statuses()
    expect(first).toEqual(await statuses())
    expect(new Set(first)).toEqual(new Set([404, 429, 500, 502]))
  })
})

describe('an event of a guild', () => {
  const startsAt = Date.now() + 3_600_000
  const talk = {
    name: 'A talk', privacy_level: 2, entity_type: 3, entity_metadata: { location: 'Online' },
    scheduled_start_time: new Date(startsAt).toISOString(), scheduled_end_time: new Date(startsAt + 3_600_000).toISOString(),
  }
  async function openedWithEvents() {
    const found = await opened({ limits: { limits: { other: { limit: 1000, per: 1000 } }, global: 1000 } })
    const path = Routes.guildScheduledEvents(found.club.id)
    const create = (about: object = {}) => found.rest.post(path, { body: { ...talk, ...about } }) as Promise<APIGuildScheduledEvent>
    const change = (id: string, body: object) => found.rest.patch(Routes.guildScheduledEvent(found.club.id, id), { body }) as Promise<APIGuildScheduledEvent>
    return { ...found, path, create, change }
  }

  test('is created, begins and ends by itself, and is cancelled only before; who is interested is counted when it is asked for', async () => {
    const { discord, club, rest, path, create, change } = await openedWithEvents()
    const [{ id }, other] = [await create(), await create({ name: 'Another' })]
    discord.isInterested(club, discord.user('Ada', { guilds: [club] }), 'A talk')
    expect(await rest.get(path, { query: new URLSearchParams({ with_user_count: 'true' }) })).toMatchObject([{ id, status: 1, user_count: 1 }, { user_count: 0 }])
    expect(await rest.get(path)).not.toMatchObject([{ user_count: 1 }, {}])
    expect(await change(other.id, { status: 4 })).toMatchObject({ status: 4 })
    expect(await refusal(change(other.id, { name: 'Again' }))).toMatchObject({ code: 180000 })
    discord.passes({ minutes: 61 })
    expect(await refusal(change(id, { status: 4 }))).toMatchObject({ code: 50035 })
    expect(await refusal(change(id, { scheduled_start_time: new Date(startsAt + 7_200_000).toISOString() }))).toMatchObject({ code: 50035 })
    discord.passes({ minutes: 60 })
    expect(await rest.get(path)).toEqual([])
    expect(await refusal(change('1', { name: 'None' }))).toMatchObject({ code: 10070 })
  })

  test('is refused when it is too long, in the past, without an end or a place, the hundred and first, or not allowed', async () => {
    const { discord, club, create } = await openedWithEvents()
    const past = new Date(Date.now() - 60_000).toISOString()
    for (const wrong of [{ name: 'x'.repeat(101) }, { description: 'x'.repeat(1001) }, { entity_metadata: { location: 'x'.repeat(101) } }, { entity_metadata: undefined }, { scheduled_start_time: past }, { scheduled_end_time: undefined }])
      expect(await refusal(create(wrong)), JSON.stringify(wrong)).toMatchObject({ status: 400, code: 50035 })
    await create()
    const [one] = club.events.values()
    for (let count = 1; one && count < 100; count++) club.events.set(String(count), { ...one, id: String(count) })
    expect(await refusal(create())).toMatchObject({ code: 30038 })
    discord.botLacks(club, 'CreateEvents')
    expect(await refusal(create())).toMatchObject({ status: 403, code: 50013 })
  })
})
