import { createRequire } from 'node:module'
import type * as undici from 'undici'
import { describe, expect, it, onTestFinished } from 'vitest'
import { buttons, list, text, view, type View } from '../../bot/view.ts'
import { anyDatabase, m, openOutbound, type Member, type Outbound } from '../../test/discord/outbound.ts'
import { allOf } from '../../test/discord/components.ts'
import { confirmAction, questionOf } from './confirm.ts'
import { decodeCall } from './custom-id.ts'

const call = { action: 'job show', input: { id: 12 } }
const card = (title: string, about: Partial<View> = {}): View => ({ ...view({ title }, buttons({ label: 'Show', call })), ...about })
const threadsOf = (out: Outbound) => [...out.discord.world.channels.values()].filter(({ thread }) => thread)

/** A file that a member gave. */
async function file(out: Outbound, { personId: ownerId }: Member, name: string, type: string, bytes: number): Promise<string> {
  const id = `file-${name}`
  await out.database.client.storedFile.create({ data: { id, ownerId, name, type, size: bytes, bytes: new Uint8Array(bytes).fill(7), createdAt: new Date() } })
  return id
}

describe('a forum', () => {
  const forum = { channels: ['#jobs', 'deals'] }

  it('shows each posting as a post of its own, changed where it is', async () => {
    const out = await openOutbound(await anyDatabase(), forum)
    await out.tell({ channel: 'jobs' }, card('Rust developer'), 'job:1')
    await out.tell({ channel: 'jobs' }, view({}, text('Just *words*. And more of them.')), 'job:2')
    await out.settles()
    await out.tell({ channel: 'jobs' }, card('Rust developer', { tone: 'past' }), 'job:1')
    await out.settles()
    expect(threadsOf(out).map((thread) => [thread.name, out.reads(thread)])).toEqual([
      ['Rust developer', ['~Rust developer~\n[Show]']],
      ['Just *words*. And more of them.', ['Just *words*. And more of them.']],
    ])
    // That it is a forum is found out once.
    expect(out.discord.log.filter(({ error }) => error?.code === 40058)).toHaveLength(1)
  })

  it('has each post once, whatever happened to the requests', async () => {
    const out = await openOutbound(await anyDatabase(), forum)
    const faults = [{ status: 500, after: true }, { reset: true, after: true }, { status: 502 }]
    for (const [index, fault] of faults.entries()) {
      out.discord.fails({ method: 'POST', path: /\/threads$/ }, fault)
      await out.tell({ channel: 'jobs' }, view({ title: `Job ${index}` }, ...Array.from({ length: 2 }, () => text('mot '.repeat(850)))), `job:${index}`)
      await out.settles()
    }
    expect(threadsOf(out).map(({ name, messages }) => [name, messages.size])).toEqual([['Job 0', 2], ['Job 1', 2], ['Job 2', 2]])
  })

  it('that wants a tag gets one that everybody may use', async () => {
    const out = await openOutbound(await anyDatabase(), forum)
    Object.assign(out.channel('jobs'), { requiresTag: true, tags: [{ id: '123456789012345678', name: 'Staff', moderated: true }] })
    await out.tell({ channel: 'jobs' }, card('One'), 'job:1')
    await out.settles()
    expect((await out.postings())[0]).toMatchObject({ status: 'failed', error: expect.stringContaining('wants a tag') as string })
    out.channel('jobs').tags.push({ id: '123456789012345679', name: 'Jobs', moderated: false })
    out.passes({ minutes: 6 })
    await out.tell({ channel: 'jobs' }, card('Two'), 'job:2')
    await out.settles()
    expect(threadsOf(out).map(({ name }) => name)).toEqual(['Two'])
  })

  it('whose post was deleted gets another, unless it is over', async () => {
    const out = await openOutbound(await anyDatabase(), forum)
    const remove = () => threadsOf(out).forEach(({ id }) => out.discord.world.channels.delete(id))
    await out.tell({ channel: 'jobs' }, card('One'), 'job:1')
    await out.settles()
    remove()
    await out.tell({ channel: 'jobs' }, card('One, changed'), 'job:1')
    await out.settles()
    expect(threadsOf(out).map(({ name }) => name)).toEqual(['One, changed'])
    remove()
    await out.tell({ channel: 'jobs' }, card('One, changed', { tone: 'past' }), 'job:1')
    await out.settles()
    expect(threadsOf(out)).toEqual([])
    expect((await out.postings()).map(({ status }) => status)).toEqual(['sent'])
  })
})

describe('files', () => {
  it('are shown as pictures or to be fetched, with names that Discord takes, and changed with the message', async () => {
    const out = await openOutbound(await anyDatabase())
    const ada = await out.member('Ada')
    const picture = await file(out, ada, 'Été à Lyon.png', 'image/png', 10)
    const paper = await file(out, ada, 'été à lyon.png', 'application/pdf', 20)
    const shown = (title: string) => view({ title }, { kind: 'image', fileId: picture, alt: 'The *sea*' }, { kind: 'files', files: [{ fileId: paper, name: 'été.pdf', size: 20 }, { fileId: 'gone', name: 'gone.pdf', size: 1 }] })
    await out.tell({ channel: 'deals' }, shown('A deal'), 'deal:1')
    await out.settles()
    await out.tell({ channel: 'deals' }, shown('A better deal'), 'deal:1')
    await out.settles()
    expect(out.reads(out.channel('deals'))).toEqual(['A better deal\n(picture: The *sea*)\n(file: ete_a_lyon.png)\ngone.pdf'])
    const [message] = out.channel('deals').messages.values()
    expect(message?.attachments.map(({ filename, size }) => [filename, size])).toEqual([['Ete_a_Lyon.png', 10], ['ete_a_lyon.png', 20]])
    await out.tell({ channel: 'deals' }, card('No files'), 'deal:1')
    await out.settles()
    expect([...out.channel('deals').messages.values()][0]?.attachments).toEqual([])
    expect(out.discord.refusedBodies).toEqual([])
  })

  it('go out when another library has taken the connections of the process for its own', async () => {
    const bolt = createRequire(import.meta.url).resolve('@slack/bolt')
    const socketMode = createRequire(bolt).resolve('@slack/socket-mode')
    const slackUndici = createRequire(socketMode)('undici') as typeof undici
    const before = slackUndici.getGlobalDispatcher()
    slackUndici.setGlobalDispatcher(new slackUndici.Agent())
    onTestFinished(() => slackUndici.setGlobalDispatcher(before))
    const out = await openOutbound(await anyDatabase())
    const ada = await out.member('Ada')
    const paper = await file(out, ada, 'plan.pdf', 'application/pdf', 10)
    await out.tell({ person: ada.personId }, view({ title: 'Yours' }, { kind: 'files', files: [{ fileId: paper, name: 'plan.pdf', size: 10 }] }), 'export:1')
    await out.settles()
    expect(out.readsInPrivate(ada)).toEqual(['Yours\n(file: plan.pdf)'])
  })

  it('too many for one request fill several messages', async () => {
    const out = await openOutbound(await anyDatabase())
    const ada = await out.member('Ada')
    const ids = []
    for (const number of [1, 2, 3]) ids.push(await file(out, ada, `${number}.pdf`, 'application/pdf', 10 * 1024 * 1024))
    await out.tell({ person: ada.personId }, view({ title: 'Yours' }, { kind: 'files', files: ids.map((fileId) => ({ fileId, name: 'a', size: 1 })) }), 'export:1')
    await out.settles()
    expect(out.readsInPrivate(ada)).toEqual(['Yours\n(file: 1.pdf)\n(file: 2.pdf)', '(file: 3.pdf)'])
  })

  it('that may not be attached leave their names', async () => {
    const out = await openOutbound(await anyDatabase())
    const ada = await out.member('Ada')
    const paper = await file(out, ada, 'plan.pdf', 'application/pdf', 20)
    out.discord.fails({ method: 'POST', path: `/channels/${out.channel('deals').id}/messages` }, { status: 413, code: 50045 })
    await out.tell({ channel: 'deals' }, view({ title: 'A deal' }, { kind: 'files', files: [{ fileId: paper, name: 'plan.pdf', size: 20 }] }), 'deal:1')
    await out.settles()
    expect(out.reads(out.channel('deals'))).toEqual(['A deal\nplan.pdf'])
  })
})

describe('a message', () => {
  it('notifies whom it mentions in her guild, and nobody else', async () => {
    const out = await openOutbound(await anyDatabase())
    const second = out.discord.guild('Second', { channels: ['stories'] })
    await out.space(second)
    const [ada, bea] = [await out.member('Ada'), await out.member('Bea', { guilds: [second] })]
    const title = m.thanks({ first: { personId: ada.personId, name: 'Ada', mention: true }, second: { personId: bea.personId, name: `<@${ada.user.id}> @everyone`, mention: true } })
    await out.tell({ channel: 'stories' }, view({ title }), 'story:1')
    await out.settles()
    const [here] = out.channel('stories').messages.values()
    const [there] = out.channel('stories', second).messages.values()
    expect(here?.pings).toEqual({ users: [ada.user.id], roles: [], everyone: false })
    expect(there?.pings).toEqual({ users: [bea.user.id], roles: [], everyone: false })
    expect(out.reads(out.channel('stories'))).toEqual([`Thanks to @Ada and <@${ada.user.id}> @everyone`])
  })

  it('has buttons that ask first, and whose question is kept', async () => {
    const out = await openOutbound(await anyDatabase())
    const remove = { action: 'job.remove', input: { id: 12 } }
    const asking = { label: 'Remove', call: remove, style: 'danger' as const, confirm: m.sure }
    await out.tell({ channel: 'jobs' }, view({ title: 'Job' }, buttons(asking), list([{ title: 'One', buttons: [asking] }])), 'job:1')
    await out.settles()
    const [message] = out.channel('jobs').messages.values()
    const ids = allOf(message?.components ?? []).flatMap(({ custom_id: id }) => (typeof id === 'string' ? [id] : []))
    expect(new Set(ids).size).toBe(2)
    for (const id of ids) {
      const carried = decodeCall(id)
      if (!carried) throw new Error('a button that carries nothing')
      expect(carried.action).toBe(confirmAction)
      expect(await questionOf(out.database.client, carried, new Date())).toEqual({ question: 'Are you sure?', label: 'Remove', danger: true, call: remove })
    }
    expect(await questionOf(out.database.client, { action: confirmAction, input: { id: 'made-up' } }, new Date())).toBeUndefined()
  })
})
