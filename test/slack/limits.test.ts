import { webApi } from '@slack/bolt'
import { expect, it, onTestFinished } from 'vitest'
import { openBot, quiet } from './bot.ts'
import { openSlack, type SlackAbout } from './index.ts'
import { plainScopes } from './manifest.ts'
import type { WorkspaceAbout } from './workspace.ts'

const open = async (about: SlackAbout & { workspace?: WorkspaceAbout } = {}) => {
  const slack = await openSlack({ commands: ['/ask'], ...about })
  onTestFinished(() => slack.close())
  const club = slack.workspace('Cyberelles', about.workspace)
  const client = (token = club.botToken) => new webApi.WebClient(token, { slackApiUrl: slack.apiUrl, retryConfig: { retries: 0 }, rejectRateLimitedCalls: true, logger: quiet })
  return { slack, club, client: client(), clientOf: client }
}

/** What Slack answers a call that it refuses. */
const refusal = async (call: Promise<unknown>): Promise<Record<string, unknown>> => {
  const error: unknown = await call.then(() => undefined, (reason: unknown) => reason)
  if (error instanceof webApi.WebAPIPlatformError) return error.data as unknown as Record<string, unknown>
  throw new Error(`not refused by Slack: ${String(error)}`)
}

const plain = (text: string) => ({ type: 'plain_text' as const, text })
const modal = (title = 'Ask') => ({ type: 'modal' as const, title: plain(title), blocks: [{ type: 'divider' as const }] })

it('a call needs a token that is good', async () => {
  const { club, client, clientOf } = await open()
  expect(await client.auth.test()).toMatchObject({ ok: true, team: 'Cyberelles', team_id: club.id, user_id: club.botUserId })
  expect(await refusal(clientOf('').auth.test())).toMatchObject({ error: 'not_authed' })
  expect(await refusal(clientOf('xoxb-none').auth.test())).toMatchObject({ error: 'invalid_auth' })
  expect(await refusal(clientOf(club.appToken).auth.test())).toMatchObject({ error: 'not_allowed_token_type' })
  expect(await refusal(client.apps.connections.open({}))).toMatchObject({ error: 'not_allowed_token_type' })
  expect(await refusal(client.apiCall('chat.shout'))).toMatchObject({ error: 'unknown_method' })
})

it('a call needs its scopes, and is told which', async () => {
  const { club, client } = await open({ workspace: { scopes: ['chat:write'] } })
  const ada = club.user('Ada')
  expect(await refusal(client.users.info({ user: ada.id }))).toMatchObject({ error: 'missing_scope', needed: 'users:read', provided: 'chat:write' })
  expect(await refusal(client.conversations.history({ channel: club.channel('general').id }))).toMatchObject({ error: 'missing_scope', needed: 'channels:history' })
})

it('a message goes where the app may write', async () => {
  const { slack, club, client } = await open()
  const text = 'Hello'
  const post = (channel: string) => client.chat.postMessage({ channel, text })
  const foreign = club.channel('foreign', { botIsIn: false })
  const secret = club.channel('secret', { private: true, botIsIn: false })
  const old = club.channel('old')
  old.record.archived = true
  const quietly = club.channel('quietly')
  quietly.record.restricted = true
  expect(await refusal(post(foreign.id))).toMatchObject({ error: 'not_in_channel' })
  expect(await refusal(post(secret.id))).toMatchObject({ error: 'channel_not_found' })
  expect(await refusal(post(old.id))).toMatchObject({ error: 'is_archived' })
  expect(await refusal(post(quietly.id))).toMatchObject({ error: 'restricted_action' })
  expect(await refusal(post('C0'))).toMatchObject({ error: 'channel_not_found' })
  const ada = club.user('Ada')
  const { channel, ts } = await post(ada.id)
  await ada.sees('Hello')
  await client.chat.update({ channel: channel ?? '', ts: ts ?? '', text: 'Hello again' })
  expect(ada.messages).toEqual(['Hello again'])
  await client.chat.delete({ channel: channel ?? '', ts: ts ?? '' })
  expect(ada.messages).toEqual([])
  expect(await refusal(client.chat.update({ channel: channel ?? '', ts: ts ?? '', text }))).toMatchObject({ error: 'message_not_found' })
  expect(await refusal(client.chat.update({ channel: ada.id, ts: ts ?? '', text }))).toMatchObject({ error: 'channel_not_found' })
  await ada.in('quietly').types('of mine')
  const hers = quietly.posted[0]?.ts ?? ''
  expect(await refusal(client.chat.update({ channel: quietly.id, ts: hers, text }))).toMatchObject({ error: 'cant_update_message' })
  ada.user.deleted = true
  expect(await refusal(client.conversations.open({ users: ada.id }))).toMatchObject({ error: 'user_disabled' })
  expect(await refusal(client.conversations.open({ users: club.botUserId }))).toMatchObject({ error: 'cannot_dm_bot' })
  expect(slack.violations).toEqual([])
})

it('an ephemeral message needs somebody who is there', async () => {
  const { club, client } = await open()
  const [ada, bea] = [club.user('Ada'), club.user('Bea')]
  const club2 = club.channel('few', { private: true, members: [ada] })
  await client.chat.postEphemeral({ channel: club2.id, user: ada.id, text: 'psst' })
  await ada.sees('psst')
  expect(await refusal(client.chat.postEphemeral({ channel: club2.id, user: bea.id, text: 'psst' }))).toMatchObject({ error: 'user_not_in_channel' })
  ada.reloads()
  await ada.seesNot('psst')
})

it('messages to one channel come one by one, and what is too soon is counted', async () => {
  const { slack, club, client } = await open({ rates: { perChannelMs: 3_600_000 } })
  const [jobs, deals] = [club.channel('jobs'), club.channel('deals')]
  for (const channel of [jobs.id, jobs.id, deals.id]) await client.chat.postMessage({ channel, text: 'one' })
  const tooMany = await client.chat.postMessage({ channel: jobs.id, text: 'three' }).catch((error: unknown) => error)
  expect(tooMany).toBeInstanceOf(webApi.WebAPIRateLimitedError)
  expect(tooMany).toMatchObject({ retryAfter: 3600 })
  await expect(client.chat.postMessage({ channel: jobs.id, text: 'four' })).rejects.toThrow()
  expect(slack.violations.map(({ why }) => why)).toEqual(['too many', 'before Retry-After'])
  expect(jobs.messages).toEqual(['one', 'one'])
})

it('each method has its tier', async () => {
  const { slack, club, client } = await open({ rates: { windowMs: 3_600_000, tiers: { 1: 1, 2: 1, 3: 2, 4: 3 } } })
  const ada = club.user('Ada')
  const ask = () => client.users.info({ user: ada.id })
  await Promise.all([ask(), ask(), ask()])
  await expect(ask()).rejects.toThrow(webApi.WebAPIRateLimitedError)
  await client.conversations.open({ users: ada.id })
  expect(slack.violations).toMatchObject([{ lane: 'Cyberelles users.info', why: 'too many' }])
})

it('who somebody is, with her language when it is asked for', async () => {
  const { club, client } = await open()
  const ada = club.user('Ada', { locale: 'fr-FR', tz: 'Asia/Kolkata', admin: true, guest: true })
  const { user } = await client.users.info({ user: ada.id, include_locale: true })
  expect(user).toMatchObject({ real_name: 'Ada', locale: 'fr-FR', tz: 'Asia/Kolkata', tz_offset: 19_800, is_admin: true, is_owner: false, is_restricted: true })
  expect(user?.profile?.email).toBeUndefined()
  expect((await client.users.info({ user: ada.id })).user?.locale).toBeUndefined()
  expect(await refusal(client.users.info({ user: 'U0' }))).toMatchObject({ error: 'user_not_found' })
})

it('channels are listed by page, with their members', async () => {
  const { club, client } = await open({ workspace: { scopes: [...plainScopes, 'channels:read'] } })
  for (const name of ['general', 'jobs', 'deals']) club.channel(name)
  const ada = club.user('Ada')
  const first = await client.conversations.list({ limit: 2 })
  expect(first.channels?.map(({ name }) => name)).toEqual(['general', 'jobs'])
  const { channels } = await client.conversations.list({ limit: 2, cursor: first.response_metadata?.next_cursor })
  expect(channels).toMatchObject([{ name: 'deals', is_member: true, is_private: false }])
  expect((await client.conversations.members({ channel: channels?.[0]?.id ?? '' })).members).toEqual([ada.id, club.botUserId])
  expect(await refusal(client.conversations.list({ types: 'private_channel' }))).toMatchObject({ error: 'missing_scope', needed: 'groups:read' })
})

it('a trigger opens one view, and only soon', async () => {
  const triggers: string[] = []
  const { slack, club, client } = await openBot('Socket Mode', {}, (app) => app.command('/still', async ({ ack, body }) => void (triggers.push(body.trigger_id), await ack('heard'))))
  const ada = club.user('Ada')
  await ada.types('/still')
  const view = modal()
  expect(await refusal(client.views.open({ trigger_id: 'no', view }))).toMatchObject({ error: 'invalid_trigger_id' })
  const [first = ''] = triggers
  await client.views.open({ trigger_id: first, view })
  expect(await refusal(client.views.open({ trigger_id: first, view }))).toMatchObject({ error: 'exchanged_trigger_id' })
  slack.times.trigger = 0
  await ada.types('/still')
  expect(await refusal(client.views.open({ trigger_id: triggers[1] ?? '', view }))).toMatchObject({ error: 'expired_trigger_id' })
})

it('views lie three deep, and change only as they were last seen', async () => {
  const triggers: string[] = []
  const { club, client } = await openBot('Socket Mode', {}, (app) => app.command('/still', async ({ ack, body }) => void (triggers.push(body.trigger_id), await ack('heard'))))
  const ada = club.user('Ada')
  const trigger = async () => (await ada.types('/still'), triggers.at(-1) ?? '')
  const { view } = await client.views.open({ trigger_id: await trigger(), view: modal() })
  await client.views.push({ trigger_id: await trigger(), view: { ...modal('Two'), external_id: 'two' } })
  expect(await refusal(client.views.push({ trigger_id: await trigger(), view: { ...modal(), external_id: 'two' } }))).toMatchObject({ error: 'duplicate_external_id' })
  await client.views.push({ trigger_id: await trigger(), view: modal('Three') })
  expect(await refusal(client.views.push({ trigger_id: await trigger(), view: modal('Four') }))).toMatchObject({ error: 'push_limit_reached' })
  expect(ada.form?.title).toBe('Three')
  await client.views.update({ view_id: view?.id ?? '', hash: view?.hash ?? '', view: modal('Other') })
  expect(await refusal(client.views.update({ view_id: view?.id ?? '', hash: view?.hash ?? '', view: modal() }))).toMatchObject({ error: 'hash_conflict' })
  expect(await refusal(client.views.update({ view_id: 'V0', view: modal() }))).toMatchObject({ error: 'not_found' })
  await ada.closes()
  await client.views.update({ external_id: 'two', view: modal('Two again') })
  expect(ada.form?.title).toBe('Two again')
  const { view: home } = await client.views.publish({ user_id: ada.id, view: { type: 'home', blocks: [{ type: 'divider' }] } })
  await client.views.publish({ user_id: ada.id, hash: home?.hash, view: { type: 'home', blocks: [] } })
  expect(await refusal(client.views.publish({ user_id: ada.id, hash: home?.hash, view: { type: 'home', blocks: [] } }))).toMatchObject({ error: 'hash_conflict' })
})

it('what is not Block Kit is refused, with where and why', async () => {
  const { slack, club, client } = await open({ rates: { burst: 10 } })
  const channel = club.channel('general').id
  const blocks = [{ type: 'section' as const, text: { type: 'mrkdwn' as const, text: 'x'.repeat(3001) } }]
  expect(await refusal(client.chat.postMessage({ channel, text: 'Hello', blocks }))).toMatchObject({
    error: 'invalid_blocks',
    response_metadata: { messages: ['[ERROR] must be less than 3001 characters [json-pointer:/blocks/0/text/text]'] },
  })
  expect(await refusal(client.chat.postMessage({ channel, text: '' }))).toMatchObject({ error: 'no_text' })
  const posted = await client.chat.postMessage({ channel, text: 'x'.repeat(40_001) })
  expect(posted.message?.text).toHaveLength(40_000)
  expect(await refusal(client.chat.update({ channel, ts: posted.ts ?? '', text: 'é'.repeat(2001) }))).toMatchObject({ error: 'msg_too_long' })
  expect(await refusal(client.views.publish({ user_id: club.user('Ada').id, view: { type: 'home', blocks: [{ type: 'header', text: plain('x'.repeat(151)) }] } }))).toMatchObject({
    error: 'invalid_arguments',
    response_metadata: { messages: ['[ERROR] must be less than 151 characters [json-pointer:/view/blocks/0/text/text]'] },
  })
  expect(slack.objections.map(({ method, error }) => `${method} ${error}`)).toEqual([
    'chat.postMessage invalid_blocks', 'chat.postMessage no_text', 'chat.postMessage warning', 'chat.update msg_too_long', 'views.publish invalid_arguments',
  ])
})

it('a response_url works five times', async () => {
  const urls: string[] = []
  const { slack, club } = await openBot('Socket Mode', {}, (app) => app.command('/still', async ({ ack, body }) => void (urls.push(body.response_url), await ack('heard'))))
  const general = club.channel('general')
  const ada = club.user('Ada')
  await ada.in('general').types('/still')
  const respond = (body: unknown) => fetch(urls.at(-1) ?? '', { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) })
  await respond({ text: 'to all', response_type: 'in_channel' })
  expect(general.messages).toEqual(['to all'])
  expect((await respond({ blocks: 'none' })).status).toBe(400)
  const answers = []
  for (const text of ['three', 'four', 'five', 'six']) answers.push((await respond({ text })).status)
  expect(answers).toEqual([200, 200, 200, 404])
  await ada.types('/still')
  slack.times.responseUrl = 0
  expect((await respond({ text: 'late' })).status).toBe(404)
})

it('the app asks where it is, whether its manifest is good, and gives its token back', async () => {
  const { slack, club, client } = await open({ workspace: { scopes: ['team:read', 'im:read', 'chat:write'] } })
  expect(await client.team.info()).toMatchObject({ team: { id: club.id, name: 'Cyberelles', domain: 'cyberelles' } })
  const ada = club.user('Ada')
  const { channel = '' } = await client.chat.postMessage({ channel: ada.id, text: 'Hello' })
  expect(await client.conversations.info({ channel })).toMatchObject({ channel: { id: channel, is_im: true, user: ada.id } })
  const validate = (manifest: unknown) => client.apps.manifest.validate({ manifest: manifest as never })
  expect(await validate(slack.app.manifest)).toMatchObject({ ok: true })
  expect(await refusal(validate({ display_information: {} }))).toMatchObject({ error: 'invalid_manifest', errors: [{ pointer: '/display_information/name' }] })
  expect(await client.auth.revoke()).toMatchObject({ revoked: true })
  expect(await refusal(client.auth.test())).toMatchObject({ error: 'token_revoked' })
})
