import { describe, expect, it } from 'vitest'
import { buttons, text, view } from '../../bot/view.ts'
import { anyDatabase, openOutbound, type Outbound } from '../../test/discord/outbound.ts'

const call = { action: 'job show', input: { id: 12 } }
const card = (title: string) => view({ title }, buttons({ label: 'Show', call }))
const sends = (out: Outbound) => out.discord.log.filter(({ route }) => route === 'POST /channels/:channel/messages')
const statuses = async (out: Outbound) => Object.fromEntries((await out.postings()).map(({ key, status }) => [key, status]))
const logOf = (out: Outbound) => out.logged.join('\n')

/** Codes of which nothing but somebody’s doing brings another outcome, and what she is told to do. */
const advices: [number, string][] = [
  [10003, 'The channel is no more'], [10004, 'invite me again'], [10007, 'Discord refuses it'], [10013, 'Discord refuses it'], [30003, 'make room first'],
  [30015, 'ten files'], ...[30030, 30031, 30032, 30033, 30034, 30035, 30037, 30038].map((code): [number, string] => [code, `(${code}): make room first`]),
  [50008, 'a channel of this kind'], [50024, 'a channel of this kind'], [40067, 'wants a tag'], [160005, 'The thread is locked'],
  [160006, 'as many active threads'], [200000, 'AutoMod'], [200001, 'AutoMod'], [240000, 'harmful'], [50033, 'Discord refuses it'], [160002, 'Discord refuses it'],
  [160004, 'Discord refuses it'], [99999, 'Discord refuses it'],
]

describe('a message that Discord refuses', () => {
  it('for a missing permission is kept with its name, told to the organisers in their languages, and not tried again at once', async () => {
    const out = await openOutbound(await anyDatabase())
    const [olga, odile] = [await out.member('Olga', { roles: ['organiser'] }), await out.member('Odile', { roles: ['organiser'], locale: 'fr' })]
    const jobs = out.channel('jobs')
    out.discord.botMayNot(jobs, 'SendMessages')
    await out.tell({ channel: 'jobs' }, card('Rust developer'), 'job:1')
    await out.settles()
    await out.tell({ channel: 'jobs' }, card('Go developer'), 'job:2')
    await out.settles()
    const failed = (await out.postings()).filter(({ status }) => status === 'failed')
    expect(failed.map(({ key, error }) => [key.split('@')[0], error])).toEqual([
      ['job:1', 'I lack a permission there: in the channel’s settings, allow my role “Send Messages”. (50013)'],
      ['job:2', 'I lack a permission there: in the channel’s settings, allow my role “Send Messages”. (50013)'],
    ])
    expect(sends(out).filter(({ path }) => path.includes(jobs.id))).toHaveLength(1)
    passesDirectTurns(out)
    await out.settles()
    expect(out.readsInPrivate(olga)).toEqual([expect.stringContaining('It was meant for #jobs on Club. I lack a permission there')])
    expect(out.readsInPrivate(odile)).toEqual([expect.stringContaining('Il était destiné à #jobs sur Club. Il m’y manque une permission')])
    // It may write again, and somebody tries again.
    out.discord.botMayNot(jobs)
    out.passes({ minutes: 6 })
    await out.database.client.posting.updateMany({ where: { status: 'failed' }, data: { status: 'waiting', attempts: 0 } })
    await out.settles()
    expect(out.reads(jobs).map((words) => words.split('\n')[0])).toEqual(['Rust developer', 'Go developer'])
  })

  it('because it may not even see the channel says so', async () => {
    const out = await openOutbound(await anyDatabase())
    out.discord.botMayNot(out.channel('deals'), 'ViewChannel')
    await out.tell({ channel: 'deals' }, card('A deal'), 'deal:1')
    await out.settles()
    expect((await out.postings())[0]).toMatchObject({ status: 'failed', error: expect.stringContaining('“View Channel”') as string })
  })

  it('is not tried again, and says what to do, by what Discord’s code means', async () => {
    const out = await openOutbound(await anyDatabase())
    const jobs = out.channel('jobs')
    for (const [code, advice] of advices) {
      const order = out.discord.fails({ method: 'POST', path: `/channels/${jobs.id}/messages` }, { status: code < 20000 ? 404 : 400, code }, 10)
      await out.tell({ channel: 'jobs' }, card('Rust developer'), `job:${code}`)
      await out.settles()
      expect([code, order.happened]).toEqual([code, 1])
      expect((await out.postings()).at(-1)).toMatchObject({ key: `job:${code}@space${out.spaceId}`, status: 'failed', error: expect.stringContaining(advice) as string })
      order.stop()
      out.passes({ minutes: 6 })
    }
  })

  it.each([[40005, 413], [50045, 413], [50006, 400]])('as too large or empty (%i) goes without its buttons and files', async (code, status) => {
    const out = await openOutbound(await anyDatabase())
    out.discord.fails({ method: 'POST', path: `/channels/${out.channel('jobs').id}/messages` }, { status, code })
    await out.tell({ channel: 'jobs' }, card('Rust developer'), 'job:1')
    await out.settles()
    expect(out.reads(out.channel('jobs'))).toEqual(['Rust developer'])
  })

  it.each([
    [10013, 'POST', /^\/users\/@me\/channels/, 404],
    [10007, 'POST', /^\/users\/@me\/channels/, 404],
    [50278, 'POST', /^\/channels\/\d+\/messages/, 403],
  ] as const)('in private with %i is kept from her account for a week, and goes to her other one', async (code, method, path, status) => {
    const out = await openOutbound(await anyDatabase())
    const ada = await out.member('Ada')
    await out.accountElsewhere(ada)
    const order = out.discord.fails({ method, path }, { status, code }, 10)
    await out.tell({ person: ada.personId }, card('One'), 'one')
    await out.settles()
    await out.tell({ person: ada.personId }, card('Two'), 'two')
    await out.settles()
    expect(order.happened).toBe(1)
    expect([...out.elsewhere.delivered.keys()]).toEqual(['one', 'two'])
    const account = await out.database.client.account.findFirstOrThrow({ where: { spaceId: out.spaceId } })
    expect(account.closedUntil?.getTime()).toBeGreaterThan(Date.now() + 6 * 86_400_000)
  })

  it.each([20016, 20022, 20028, 20029, 40062])('with %i for a while waits, which is no attempt', async (code) => {
    const out = await openOutbound(await anyDatabase())
    out.discord.fails({ method: 'POST', path: `/channels/${out.channel('jobs').id}/messages` }, { status: 400, code })
    await out.tell({ channel: 'jobs' }, card('Rust developer'), 'job:1')
    await out.settles()
    expect((await out.postings())[0]).toMatchObject({ status: 'waiting', attempts: 0, error: null })
    out.passes({ minutes: 1 })
    await out.settles()
    expect(await statuses(out)).toMatchObject({ [`job:1@space${out.spaceId}`]: 'sent' })
  })

  it('for its form goes in plain words, and the mistake is logged', async () => {
    const out = await openOutbound(await anyDatabase())
    out.discord.fails({ method: 'POST', path: `/channels/${out.channel('jobs').id}/messages`, body: (body) => JSON.stringify(body).includes('custom_id') }, { status: 400, code: 50035, message: 'Invalid Form Body' })
    await out.tell({ channel: 'jobs' }, view({ title: 'Rust developer' }, text('In *Lyon*'), buttons({ label: 'Show', call }, { label: 'Site', link: 'https://example.com/a' })), 'job:1')
    await out.settles()
    expect(out.reads(out.channel('jobs'))).toEqual(['Rust developer\nIn *Lyon*\nSite: https://example.com/a'])
    expect(logOf(out)).toContain('Discord refuses the form of a message')
  })
})

describe('when Discord asks to wait', () => {
  it('a channel that is full delays no other, and waiting is no attempt', async () => {
    const slow = { limits: { 'POST /channels/:channel/messages': { limit: 2, per: 5000 } } }
    const out = await openOutbound(await anyDatabase(), { limits: slow })
    for (const number of [1, 2, 3]) await out.tell({ channel: 'jobs' }, card(`Job ${number}`), `job:${number}`)
    await out.tell({ channel: 'deals' }, card('A deal'), 'deal:1')
    await out.settles()
    expect(out.reads(out.channel('jobs')).map((words) => words.split('\n')[0])).toEqual(['Job 1', 'Job 2', 'Job 3'])
    const [deal] = out.channel('deals').messages.keys()
    expect(BigInt(deal ?? 0)).toBeLessThan(BigInt([...out.channel('jobs').messages.keys()].at(-1) ?? 0))
    expect(out.discord.violations).toEqual([])
    expect((await out.postings()).filter(({ error }) => error !== null)).toEqual([])
  })

  it('about an old message that was changed too often writes it anew', async () => {
    const out = await openOutbound(await anyDatabase())
    const jobs = out.channel('jobs')
    await out.tell({ channel: 'jobs' }, card('Job'), 'job:1')
    await out.settles()
    const [first] = jobs.messages.values()
    if (first) first.lateEdits = 1000
    out.passes({ minutes: 61 })
    await out.tell({ channel: 'jobs' }, card('Job, changed'), 'job:1')
    await out.settles()
    expect(out.reads(jobs)).toEqual(['Job, changed\n[Show]'])
    expect([...jobs.messages.keys()]).not.toContain(first?.id)
  })
})

describe('a message that is to change', () => {
  it.each([10008, 50005, 30046])('and may not (%i) is written anew', async (code) => {
    const out = await openOutbound(await anyDatabase())
    const jobs = out.channel('jobs')
    await out.tell({ channel: 'jobs' }, card('Job'), 'job:1')
    await out.settles()
    const [first] = jobs.messages.keys()
    out.discord.fails({ method: 'PATCH', path: `/channels/${jobs.id}/messages` }, { status: 400, code })
    await out.tell({ channel: 'jobs' }, card('Job, changed'), 'job:1')
    await out.settles()
    expect(out.reads(jobs).at(-1)).toBe('Job, changed\n[Show]')
    expect([...jobs.messages.keys()].at(-1)).not.toBe(first)
  })
})

describe('a message that somebody took away', () => {
  it('is written anew when it changes, once, and not when it is over', async () => {
    const out = await openOutbound(await anyDatabase())
    const jobs = out.channel('jobs')
    await out.tell({ channel: 'jobs' }, card('Job'), 'job:1')
    await out.settles()
    jobs.messages.clear()
    out.discord.fails({ method: 'POST', path: `/channels/${jobs.id}/messages` }, { status: 500, after: true })
    await out.tell({ channel: 'jobs' }, card('Job, changed'), 'job:1')
    await out.settles()
    expect(out.reads(jobs)).toEqual(['Job, changed\n[Show]'])
    jobs.messages.clear()
    await out.tell({ channel: 'jobs' }, { ...card('Job, changed'), tone: 'past' }, 'job:1')
    await out.settles()
    expect(out.reads(jobs)).toEqual([])
    expect(Object.values(await statuses(out))).toEqual(['sent'])
  })
})

describe('a token that is refused', () => {
  it.each([0, 40001])('(%i) stops everything, is told once, and loses no message', async (code) => {
    const out = await openOutbound(await anyDatabase())
    out.discord.fails({ path: '/channels/' }, { status: 401, code, message: '401: Unauthorized' }, 1)
    await out.tell({ channel: 'jobs' }, card('Job'), 'job:1')
    await out.tell({ channel: 'deals' }, card('Deal'), 'deal:1')
    await out.settles()
    expect(out.delivery.usable).toBe(false)
    expect(out.refusedToken).toEqual([expect.stringContaining('DISCORD_TOKEN')])
    const waiting = (await out.postings()).filter(({ status }) => status === 'waiting')
    expect(waiting.length).toBeGreaterThan(0)
    expect(waiting.every(({ attempts }) => attempts === 0)).toBe(true)
  })
})

/** Nobody waits for a turn to be written to any more. */
const passesDirectTurns = (out: Outbound) => out.passes({ seconds: 30 })
