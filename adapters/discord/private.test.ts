import { describe, expect, it } from 'vitest'
import { text, view, type View } from '../../bot/view.ts'
import { anyDatabase, openOutbound, type Outbound } from '../../test/discord/outbound.ts'
import { rememberDirectChannel } from './direct.ts'

const said = (words: string): View => view({ title: words })
const opened = (out: Outbound) => out.discord.log.filter(({ route }) => route === 'POST /users/@me/channels')
const threadsOf = (out: Outbound) => [...out.discord.world.channels.values()].filter(({ thread }) => thread)
const statusOf = async (out: Outbound, key: string) => (await out.postings()).find((posting) => posting.key === key)?.status

describe('somebody whose direct messages are closed', () => {
  it('is written to on another account', async () => {
    const out = await openOutbound(await anyDatabase())
    const ada = await out.member('Ada')
    await out.accountElsewhere(ada)
    out.discord.dmsClosed(ada.user)
    await out.tell({ person: ada.personId }, said('One'), 'one')
    await out.tell({ person: ada.personId }, said('Two'), 'two')
    await out.settles()
    expect([...out.elsewhere.delivered.keys()]).toEqual(['one', 'two'])
    expect(threadsOf(out)).toEqual([])
    // Refusals count towards a ban: she was tried once.
    expect(out.discord.invalidRequests).toBe(1)
  })

  it('is written to in a thread of her own where there is no other account, from then on', async () => {
    const out = await openOutbound(await anyDatabase())
    const ada = await out.member('Ada', { locale: 'fr' })
    const bob = out.discord.person('Bob', { guilds: [out.guild] })
    out.discord.dmsClosed(ada.user)
    await out.tell({ person: ada.personId }, said('One'), 'one')
    await out.settles()
    await out.tell({ person: ada.personId }, said('Two'), 'two')
    await out.settles()
    const [thread, ...others] = threadsOf(out)
    if (!thread) throw new Error('there is no thread')
    expect(others).toEqual([])
    expect(thread.name).toBe('Cyberelles · Ada')
    expect(out.reads(thread)).toEqual([expect.stringMatching(/^Bonjour @Ada\s! Vos messages privés me sont fermés/), 'One', 'Two'])
    expect([...thread.messages.values()].map(({ pings }) => pings.users)).toEqual([[ada.user.id], [], []])
    expect(() => bob.in(thread)).toThrow('sees no channel')
    expect(out.discord.invalidRequests).toBe(1)
    // What she reads there is changed there, although it was archived meanwhile.
    if (thread.thread) thread.thread.archived = true
    await out.tell({ person: ada.personId }, said('Two, changed'), 'two')
    await out.settles()
    expect(out.reads(thread).slice(1)).toEqual(['One', 'Two, changed'])
  })

  it('is written to by direct message again once she has written one', async () => {
    const out = await openOutbound(await anyDatabase())
    const ada = await out.member('Ada')
    out.discord.dmsClosed(ada.user)
    await out.tell({ person: ada.personId }, said('One'), 'one')
    await out.settles()
    out.discord.dmsClosed(ada.user, false)
    await rememberDirectChannel(out.database, ada.user.id, out.discord.world.directChannel(ada.user.id).id)
    await out.tell({ person: ada.personId }, said('Two'), 'two')
    await out.settles()
    expect(out.readsInPrivate(ada)).toEqual(['Two'])
  })

  it('whom no thread can reach is told to the organisers, once', async () => {
    const out = await openOutbound(await anyDatabase())
    const second = out.discord.guild('Second', { channels: ['jobs'] })
    await out.space(second)
    const [ada, olga] = [await out.member('Ada', { guilds: [out.guild, second] }), await out.member('Olga', { roles: ['organiser'] })]
    for (const channel of out.discord.world.channels.values()) if (channel.guildId) out.discord.botMayNot(channel, 'CreatePrivateThreads')
    out.discord.dmsClosed(ada.user)
    await out.tell({ person: ada.personId }, said('One'), 'one')
    await out.settles()
    out.passes({ seconds: 30 })
    await out.tell({ person: ada.personId }, said('Two'), 'two')
    await out.settles()
    out.passes({ seconds: 30 })
    await out.settles()
    expect(await statusOf(out, 'one')).toBe('failed')
    expect(await statusOf(out, 'two')).toBe('failed')
    expect(out.readsInPrivate(olga)).toEqual([expect.stringContaining('A message could not be delivered to Ada')])
    // Her two accounts are one human being with the same direct messages.
    expect(out.discord.log.filter(({ error }) => error?.code === 50007)).toHaveLength(1)
  })

  it('is not written to in a channel that she cannot see', async () => {
    const out = await openOutbound(await anyDatabase())
    const ada = await out.member('Ada')
    out.discord.dmsClosed(ada.user)
    for (const name of ['jobs', 'deals', 'workshops'])
      out.channel(name).overwrites.push({ id: ada.user.id, type: 1, allow: 0n, deny: 1n << 10n })
    await out.tell({ person: ada.personId }, said('One'), 'one')
    await out.settles()
    expect(threadsOf(out).map(({ parentId }) => parentId)).toEqual([out.channel('stories').id])
  })

  it('who left the guilds is not looked for again', async () => {
    const out = await openOutbound(await anyDatabase())
    const ada = await out.member('Ada')
    out.guild.members.delete(ada.user.id)
    await out.tell({ person: ada.personId }, said('One'), 'one')
    await out.settles()
    expect(await statusOf(out, 'one')).toBe('failed')
    expect(threadsOf(out)).toEqual([])
  })
})

describe('a private channel', () => {
  it('that was deleted is opened anew', async () => {
    const out = await openOutbound(await anyDatabase())
    const ada = await out.member('Ada')
    await rememberDirectChannel(out.database, ada.user.id, '123456789012345678')
    await out.tell({ person: ada.personId }, said('One'), 'one')
    await out.settles()
    expect(out.readsInPrivate(ada)).toEqual(['One'])
  })

  it('is opened once for each, one every three seconds, in the order of their turns', async () => {
    const out = await openOutbound(await anyDatabase())
    const members = [await out.member('Ada'), await out.member('Bea'), await out.member('Cleo')]
    for (const [index, { personId }] of members.entries()) await out.tell({ person: personId }, said('Hello'), `hello:${index}`)
    const written = () => members.filter((member) => out.readsInPrivate(member).length > 0).length
    const soon = async () => Math.max(...(await out.postings()).map(({ dueAt }) => dueAt.getTime()))
    const begun = Date.now()
    await out.settles(0)
    expect(await soon()).toBeGreaterThanOrEqual(begun + 6000)
    out.passes({ seconds: 10 })
    await out.settles()
    expect(written()).toBe(3)
    const times = opened(out).map(({ at }) => at)
    expect(times).toHaveLength(3)
    await out.tell({ person: members[0]?.personId ?? 0 }, said('Hello again'), 'again')
    await out.settles()
    expect(opened(out)).toHaveLength(3)
  })

  it('is not opened to more than fifty people a day: the others wait', async () => {
    const out = await openOutbound(await anyDatabase())
    const at = Date.now() - 3_600_000
    const value = { turns: Array.from({ length: 50 }, (_, index) => ({ of: String(index), at: at + index * 3000 })) }
    await out.database.client.platformState.create({ data: { platform: 'discord', name: 'new direct channels', value } })
    const ada = await out.member('Ada')
    await out.tell({ person: ada.personId }, said('Hello'), 'hello')
    await out.settles()
    expect((await out.postings())[0]).toMatchObject({ status: 'waiting', attempts: 0 })
    expect(opened(out)).toEqual([])
    out.passes({ minutes: 24 * 60 })
    await out.settles()
    expect(out.readsInPrivate(ada)).toEqual(['Hello'])
  })

  it.each([[40003, 61], [20026, 24 * 60 + 1]])('is opened to nobody for a while after %i', async (code, minutes) => {
    const out = await openOutbound(await anyDatabase())
    const [ada, bea, cleo] = [await out.member('Ada'), await out.member('Bea'), await out.member('Cleo')]
    await rememberDirectChannel(out.database, cleo.user.id, out.discord.world.directChannel(cleo.user.id).id)
    out.discord.fails({ path: '/users/@me/channels' }, { status: 403, code })
    await out.tell({ person: ada.personId }, said('Hello'), 'ada')
    await out.settles()
    await out.tell({ person: bea.personId }, said('Hello'), 'bea')
    await out.tell({ person: cleo.personId }, said('Hello'), 'cleo')
    await out.settles()
    expect(opened(out)).toHaveLength(1)
    expect(out.readsInPrivate(cleo)).toEqual(['Hello'])
    expect(out.logged.join('\n')).toMatch(/direct messages|private conversations/)
    out.passes({ minutes })
    await out.settles()
    out.passes({ seconds: 20 })
    await out.settles()
    expect([out.readsInPrivate(ada), out.readsInPrivate(bea)]).toEqual([['Hello'], ['Hello']])
  })

  it('is not needed where somebody has just written', async () => {
    const out = await openOutbound(await anyDatabase())
    const user = out.discord.user('Zoe', { guilds: [out.guild] })
    const channel = out.discord.world.directChannel(user.id)
    const { locale, timeZone } = await out.engine.community()
    const message = { key: 'answer:1', spaceId: out.spaceId, to: { externalId: user.id, personId: 0 }, view: view({}, text('Bonjour')), reader: { locale, timeZone }, messageId: null, inDoubt: false, saidAt: new Date() }
    expect(await out.delivery.deliver(message, channel.id)).toMatchObject({ kind: 'sent' })
    expect(out.reads(channel)).toEqual(['Bonjour'])
    expect(opened(out)).toEqual([])
  })
})
