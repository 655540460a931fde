import { webApi } from '@slack/bolt'
import { expect, it, onTestFinished } from 'vitest'
import { quiet } from './bot.ts'
import { openSlack } from './index.ts'
import { plainScopes } from './manifest.ts'

const open = async () => {
  const slack = await openSlack({ rates: { burst: 100 } })
  onTestFinished(() => slack.close())
  const club = slack.workspace('Cyberelles', { scopes: [...plainScopes, 'channels:history'] })
  const client = new webApi.WebClient(club.botToken, { slackApiUrl: slack.apiUrl, retryConfig: { retries: 0 }, logger: quiet })
  return { slack, club, client, jobs: club.channel('jobs') }
}

const marked = (key: string) => ({ event_type: 'hub_msg', event_payload: { key } })

it('a message whose sending ended in doubt is found by its metadata', async () => {
  const { slack, client, jobs } = await open()
  const post = (key: string) => client.chat.postMessage({ channel: jobs.id, text: key, metadata: marked(key) })
  const early = await post('one')
  slack.faults.next('chat.postMessage', { kind: 'server error', done: true })
  await expect(post('two')).rejects.toThrow()
  const { messages } = await client.conversations.history({ channel: jobs.id, oldest: early.ts, include_all_metadata: true, limit: 15 })
  expect(messages).toMatchObject([{ text: 'two', metadata: marked('two') }])
  expect((await client.conversations.history({ channel: jobs.id })).messages?.map(({ text, metadata }) => [text, metadata])).toEqual([['two', undefined], ['one', undefined]])
})

it('metadata stays when a message changes, and blocks go with a text alone', async () => {
  const { client, jobs } = await open()
  const blocks = [{ type: 'section' as const, text: { type: 'plain_text' as const, text: 'In a block' } }]
  const { ts = '' } = await client.chat.postMessage({ channel: jobs.id, text: 'one', blocks, metadata: marked('one') })
  await client.chat.update({ channel: jobs.id, ts, text: 'changed' })
  const { messages } = await client.conversations.history({ channel: jobs.id, include_all_metadata: true })
  expect(messages).toMatchObject([{ text: 'changed', metadata: marked('one') }])
  expect(messages?.[0]?.blocks).toBeUndefined()
  await expect(client.chat.postMessage({ channel: jobs.id, text: 'big', metadata: marked('x'.repeat(1000)) })).rejects.toMatchObject({ data: { error: 'metadata_too_large' } })
})

it('replies are with their root, and not in the history', async () => {
  const { club, client, jobs } = await open()
  const { ts: root = '' } = await client.chat.postMessage({ channel: jobs.id, text: 'root' })
  const { ts: reply = '' } = await client.chat.postMessage({ channel: jobs.id, text: 'reply', thread_ts: root })
  await expect(client.chat.postMessage({ channel: jobs.id, text: 'no', thread_ts: reply })).rejects.toMatchObject({ data: { error: 'thread_not_found' } })
  await client.chat.postEphemeral({ channel: jobs.id, user: club.user('Ada').id, text: 'psst' })
  expect((await client.conversations.history({ channel: jobs.id })).messages?.map(({ text }) => text)).toEqual(['root'])
  expect((await client.conversations.replies({ channel: jobs.id, ts: root })).messages?.map(({ text }) => text)).toEqual(['root', 'reply'])
})

it('a long history comes by page, the newest first', async () => {
  const { client, jobs } = await open()
  for (const text of ['one', 'two', 'three']) await client.chat.postMessage({ channel: jobs.id, text })
  const first = await client.conversations.history({ channel: jobs.id, limit: 2 })
  const second = await client.conversations.history({ channel: jobs.id, limit: 2, cursor: first.response_metadata?.next_cursor })
  expect([first, second].map(({ messages, has_more: more }) => [messages?.map(({ text }) => text), more])).toEqual([[['three', 'two'], true], [['one'], false]])
})

it('messages bear the time that the test gives', async () => {
  const slack = await openSlack({ now: () => new Date('2026-11-23T09:00:00Z') })
  onTestFinished(() => slack.close())
  const club = slack.workspace('Cyberelles')
  const client = new webApi.WebClient(club.botToken, { slackApiUrl: slack.apiUrl })
  const { ts: first = '' } = await client.chat.postMessage({ channel: club.user('Ada').id, text: 'one' })
  expect(Math.floor(Number(first))).toBe(Date.parse('2026-11-23T09:00:00Z') / 1000)
})
