import { describe, expect, it } from 'vitest'
import { text, view } from '../../bot/view.ts'
import { eachDatabase } from '../../prisma/testing.ts'
import type { Fault } from '../../test/slack/faults.ts'
import { anyDatabase, openSaying, type Saying } from '../../test/slack/outgoing.ts'

const before: [string, Fault][] = [
  ['an error of the server', { kind: 'server error', status: 503 }],
  ['a cut connection', { kind: 'reset' }],
  ...['internal_error', 'fatal_error', 'service_unavailable', 'request_timeout', 'a_code_of_tomorrow'].map((error): [string, Fault] => [`an error that says nothing (${error})`, { kind: 'refused', error }]),
]
const after: [string, Fault][] = [
  ['an error of the server after the work', { kind: 'server error', done: true }],
  ['a connection cut after the work', { kind: 'reset', done: true }],
]
const long = view({}, ...Array.from({ length: 12 }, (_, index) => text(`${index} ${'mot '.repeat(660)}`)))

/** How many calls Slack does before the one that goes wrong. */
const failingAt = ({ slack }: Saying, method: string, call: number, fault: Fault) => {
  for (let index = 1; index < call; index++) slack.faults.next(method, { kind: 'slow', ms: 1 })
  slack.faults.next(method, fault)
}

describe('a message whose outcome is unknown', () => {
  it.each([...before, ...after])('after %s is there once when it is tried again', async (_, fault) => {
    const saying = await openSaying(await anyDatabase())
    const { workspace, adapter, outgoing, sent, slack } = saying
    const jobs = workspace.channel('jobs')
    await sent(outgoing('jobs', 'another'))
    const message = outgoing('jobs', 'words')
    slack.faults.next('chat.postMessage', fault)
    await expect(adapter.deliver(message)).rejects.toThrow()
    const messageId = await sent({ ...message, inDoubt: true })
    expect(jobs.messages).toEqual(['another', 'words'])
    await sent({ ...message, messageId, view: view({}, text('other words')) })
    expect(jobs.messages).toEqual(['another', 'other words'])
    expect(slack.violations).toEqual([])
  })

  it('is looked for together with all that a crash has left in doubt in its channel', async () => {
    const { workspace, outgoing, sent, slack } = await openSaying(await anyDatabase())
    const messages = Array.from({ length: 6 }, (_, index) => outgoing('jobs', `words ${index}`))
    for (const message of messages.slice(0, 3)) await sent(message)
    for (const message of messages) await sent({ ...message, inDoubt: true })
    expect(workspace.channel('jobs').messages).toEqual(messages.map((_, index) => `words ${index}`))
    expect(slack.calls('conversations.history')).toHaveLength(1)
  })

  it('in private is there once too', async () => {
    const { person, adapter, outgoing, sent, slack } = await openSaying(await anyDatabase())
    const ada = person('Ada')
    const message = outgoing(ada, 'words')
    slack.faults.next('chat.postMessage', { kind: 'server error', done: true })
    await expect(adapter.deliver(message)).rejects.toThrow()
    await sent({ ...message, inDoubt: true })
    await ada.sees('words')
    expect(ada.messages.join().match(/words/g)).toHaveLength(1)
  })

  it('in a private channel is there once too', async () => {
    const { workspace, adapter, outgoing, sent, slack } = await openSaying(await anyDatabase())
    const circle = workspace.channel('circle', { private: true })
    const message = outgoing('circle', 'words')
    slack.faults.next('chat.postMessage', { kind: 'server error', done: true })
    await expect(adapter.deliver(message)).rejects.toThrow()
    await sent({ ...message, inDoubt: true })
    expect(circle.messages).toEqual(['words'])
  })

  it.each([1, 2, 3])('of several pages has each page once, in order, whichever failed: number %i', async (page) => {
    const saying = await openSaying(await anyDatabase())
    const { workspace, adapter, outgoing, sent } = saying
    const message = outgoing('jobs', long)
    failingAt(saying, 'chat.postMessage', page, { kind: 'server error', done: page !== 2 })
    await expect(adapter.deliver(message)).rejects.toThrow()
    await sent({ ...message, inDoubt: true })
    const starts = workspace.channel('jobs').messages.flatMap((words) => words.match(/\d+ (?=mot)/g) ?? []).map(Number)
    expect(starts).toEqual(Array.from({ length: 12 }, (_, index) => index))
  })

  it('says what is true when it is found', async () => {
    const { workspace, adapter, outgoing, sent, slack } = await openSaying(await anyDatabase())
    const message = outgoing('jobs', 'open')
    slack.faults.next('chat.postMessage', { kind: 'server error', done: true })
    await expect(adapter.deliver(message)).rejects.toThrow()
    await sent({ ...message, inDoubt: true, view: view({}, text('closed')) })
    expect(workspace.channel('jobs').messages).toEqual(['closed'])
  })

  it('is found behind many others, however busy the channel', async () => {
    const { workspace, person, adapter, outgoing, sent, slack } = await openSaying(await anyDatabase())
    const message = outgoing('jobs', 'words')
    slack.faults.next('chat.postMessage', { kind: 'server error', done: true })
    await expect(adapter.deliver(message)).rejects.toThrow()
    const ada = person('Ada').in('jobs')
    for (let number = 0; number < 40; number++) await ada.writes(`chat ${number}`)
    await sent({ ...message, inDoubt: true })
    expect(workspace.channel('jobs').messages.filter((words) => words === 'words')).toHaveLength(1)
    expect(slack.calls('conversations.history').length).toBeGreaterThan(2)
  })

  it('is not taken for another, nor for one that somebody made up', async () => {
    const { workspace, outgoing, sent } = await openSaying(await anyDatabase())
    const jobs = workspace.channel('jobs')
    await sent(outgoing('jobs', 'another'))
    const [posted] = jobs.posted
    if (posted) posted.metadata = { event_type: 'entraide_posting', event_payload: { key: 7, page: 'x' } }
    await sent(outgoing('jobs', 'words', { inDoubt: true }))
    expect(jobs.messages).toEqual(['another', 'words'])
  })

  it('when it changed only, is changed and never posted', async () => {
    const { workspace, outgoing, sent, slack } = await openSaying(await anyDatabase())
    const message = outgoing('jobs', 'open')
    const messageId = await sent(message)
    slack.faults.next('chat.update', { kind: 'server error', done: true })
    const changed = { ...message, messageId, view: view({}, text('closed')) }
    await expect(sent(changed)).rejects.toThrow()
    await sent({ ...changed, inDoubt: true })
    expect(workspace.channel('jobs').messages).toEqual(['closed'])
    expect(slack.calls('conversations.history')).toEqual([])
  })

  it('removed and posted anew with an unknown outcome, is there once', async () => {
    const { workspace, adapter, outgoing, sent, slack } = await openSaying(await anyDatabase())
    const message = outgoing('jobs', 'open')
    const messageId = await sent(message)
    workspace.channel('jobs').record.messages = []
    const changed = { ...message, messageId, view: view({}, text('closed')) }
    slack.faults.next('chat.postMessage', { kind: 'server error', done: true })
    await expect(adapter.deliver(changed)).rejects.toThrow()
    await sent({ ...changed, inDoubt: true })
    expect(workspace.channel('jobs').messages).toEqual(['closed'])
  })

  it('without the permission to look is posted again rather than lost, and the log says which permission that is', async () => {
    const scopes = ['commands', 'chat:write', 'im:write', 'im:history', 'users:read', 'channels:read']
    const { workspace, adapter, outgoing, sent, slack, logged } = await openSaying(await anyDatabase(), { scopes })
    const message = outgoing('jobs', 'words')
    slack.faults.next('chat.postMessage', { kind: 'server error', done: true })
    await expect(adapter.deliver(message)).rejects.toThrow()
    await sent({ ...message, inDoubt: true })
    expect(workspace.channel('jobs').messages).toEqual(['words', 'words'])
    expect(logged.join()).toContain('channels:history')
  })
})

eachDatabase('when much goes wrong at Slack', (open) => {
  it('every message is there once, in order, and no limit is broken', async () => {
    const saying = await openSaying(await open())
    const { workspace, slack, database, worker, tell, logged } = saying
    const channels = ['general', 'jobs', 'deals', 'workshops', 'stories']
    const numbers = Array.from({ length: 40 }, (_, number) => number)
    slack.faults.random({ seed: 20_261_123, ratelimited: 0.05, serverErrors: 0.1, methods: ['chat.postMessage', 'conversations.history', 'chat.update'] })
    for (const number of numbers) await tell({ channel: channels[number % channels.length] ?? '' }, `message ${number}`, `key ${number}`)
    await expect
      .poll(async () => {
        await worker.drain()
        return database.client.posting.count({ where: { status: { not: 'sent' } } })
      }, { timeout: 120_000, interval: 100 })
      .toBe(0)
    for (const [index, name] of channels.entries())
      expect(workspace.channel(name).messages).toEqual(numbers.filter((number) => number % channels.length === index).map((number) => `message ${number}`))
    expect([slack.violations, slack.objections]).toEqual([[], []])
    expect(logged.filter((line) => line.includes('could not be delivered yet')).length).toBeGreaterThan(0)
  }, 150_000)
})
