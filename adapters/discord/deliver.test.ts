import { describe, expect, it } from 'vitest'
import { buttons, facts, text, view, type View } from '../../bot/view.ts'
import { eachDatabase } from '../../prisma/testing.ts'
import { anyDatabase, m, openOutbound } from '../../test/discord/outbound.ts'

const call = { action: 'job show', input: { id: 12 } }
const card = (title: string, about: Partial<View> = {}): View => ({ ...view({ title }, facts([m.place, 'Lyon']), buttons({ label: 'Show', call })), ...about })
/** So many pages. */
const long = (pages: number): View => view({ title: 'Long' }, ...Array.from({ length: pages }, (_, page) => text(`Page ${page + 1}. ${'mot '.repeat(850)}`)))

eachDatabase('what is said at Discord', (open) => {
  it('is in its channel and in private, as it was last', async () => {
    const out = await openOutbound(await open())
    const ada = await out.member('Ada')
    await out.tell({ channel: 'jobs' }, card('Rust developer'), 'job:1')
    await out.tell({ person: ada.personId }, view({}, text('Somebody is interested.')), 'hello')
    await out.settles()
    expect(out.reads(out.channel('jobs'))).toEqual(['Rust developer\nPlace Lyon\n[Show]'])
    expect(out.readsInPrivate(ada)).toEqual(['Somebody is interested.'])

    await out.tell({ channel: 'jobs' }, card('Rust developer', { tone: 'past' }), 'job:1')
    await out.tell({ person: ada.personId }, card('Two are interested'), 'hello')
    await out.settles()
    expect([...out.channel('jobs').messages.values()]).toMatchObject([{ components: [{ accent_color: 0x80848e, components: [{ content: '## ~~Rust developer~~' }, {}, {}] }] }])
    expect(out.readsInPrivate(ada)).toEqual(['Two are interested\nPlace Lyon\n[Show]'])
    // A message that has had components cannot go back to plain words.
    await out.tell({ person: ada.personId }, view({}, text('Nobody is interested any more.')), 'hello')
    await out.settles()
    expect(out.readsInPrivate(ada)).toEqual(['Nobody is interested any more.'])
    expect(out.discord.refusedBodies).toEqual([])
  })

  it('is there once, whatever happened to the requests', async () => {
    const out = await openOutbound(await open())
    const faults = [{ status: 502 }, { status: 500, after: true }, { reset: true }, { reset: true, after: true }, { status: 429, retryAfter: 0.2, scope: 'shared' as const }]
    for (const [index, fault] of faults.entries()) {
      out.discord.fails({ method: 'POST', path: `/channels/${out.channel('jobs').id}/messages` }, fault)
      await out.tell({ channel: 'jobs' }, index % 2 ? card(`Job ${index}`) : view({}, text(`Words ${index}`)), `job:${index}`)
      await out.settles()
    }
    expect(out.reads(out.channel('jobs')).map((words) => words.split('\n')[0])).toEqual(['Words 0', 'Job 1', 'Words 2', 'Job 3', 'Words 4'])
  })
})

describe('what is said at Discord', () => {
  it('is there once, even when Discord has forgotten the attempt that succeeded', async () => {
    const out = await openOutbound(await anyDatabase())
    const jobs = out.channel('jobs')
    out.discord.fails({ method: 'POST', path: `/channels/${jobs.id}/messages` }, { status: 500, after: true }, 2)
    await out.tell({ channel: 'jobs' }, card('Rust developer'), 'job:1')
    const first = out.settles()
    await expect.poll(() => jobs.messages.size).toBe(1)
    out.passes({ minutes: 20 })
    await first
    await out.tell({ channel: 'jobs' }, view({}, text('Thank you all!')), 'thanks:1')
    out.discord.fails({ method: 'POST', path: `/channels/${jobs.id}/messages` }, { status: 500, after: true })
    const second = out.settles()
    await expect.poll(() => jobs.messages.size).toBe(2)
    out.passes({ minutes: 20 })
    await second
    // The same words of another are another message.
    await out.tell({ channel: 'jobs' }, view({}, text('Thank you all!')), 'thanks:2')
    await out.settles()
    expect(out.reads(jobs)).toEqual(['Rust developer\nPlace Lyon\n[Show]', 'Thank you all!', 'Thank you all!'])
    expect((await out.postings()).map(({ status }) => status)).toEqual(['sent', 'sent', 'sent'])
  })

  it('is there once, as it is now, when it changed while its first attempt was in doubt', async () => {
    const out = await openOutbound(await anyDatabase())
    const jobs = out.channel('jobs')
    out.discord.fails({ method: 'POST', path: `/channels/${jobs.id}/messages` }, { status: 500, after: true })
    await out.tell({ channel: 'jobs' }, long(3), 'job:1')
    const settled = out.settles()
    await expect.poll(() => jobs.messages.size).toBe(1)
    await out.tell({ channel: 'jobs' }, card('Shorter'), 'job:1')
    await settled
    await out.settles()
    expect(out.reads(jobs)).toEqual(['Shorter\nPlace Lyon\n[Show]'])
  })
})

describe('a posting of several messages', () => {
  it('grows and shrinks where it is', async () => {
    const out = await openOutbound(await anyDatabase())
    const jobs = out.channel('jobs')
    const beginnings = () => out.reads(jobs).map((words) => /Page \d/.exec(words)?.[0])
    await out.tell({ channel: 'jobs' }, long(3), 'job:1')
    await out.settles()
    expect(beginnings()).toEqual(['Page 1', 'Page 2', 'Page 3'])
    const [first] = jobs.messages.keys()
    await out.tell({ channel: 'jobs' }, long(1), 'job:1')
    await out.settles()
    expect(beginnings()).toEqual(['Page 1'])
    await out.tell({ channel: 'jobs' }, long(2), 'job:1')
    await out.settles()
    expect(beginnings()).toEqual(['Page 1', 'Page 2'])
    expect([...jobs.messages.keys()][0]).toBe(first)
  })

  it('is whole and in order although Discord interrupts it', async () => {
    const out = await openOutbound(await anyDatabase())
    const jobs = out.channel('jobs')
    out.discord.fails({ method: 'POST', path: `/channels/${jobs.id}/messages`, body: (body) => JSON.stringify(body).includes('Page 2') }, { status: 503 })
    out.discord.fails({ method: 'POST', path: `/channels/${jobs.id}/messages`, body: (body) => JSON.stringify(body).includes('Page 3') }, { status: 429, retryAfter: 4 })
    await out.tell({ channel: 'jobs' }, long(3), 'job:1')
    await out.settles()
    expect(out.reads(jobs).map((words) => /Page \d/.exec(words)?.[0])).toEqual(['Page 1', 'Page 2', 'Page 3'])
  })
})
