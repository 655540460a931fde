import { expect, it, onTestFinished, vi } from 'vitest'
import { NotConnected } from '../../bot/adapter.ts'
import { ConfigError } from '../../bot/config.ts'
import { openDatabase } from '../../prisma/database.ts'
import { temporaryDatabase, testKeys } from '../../prisma/testing.ts'
import { openSlackStage, type SlackStageAbout } from '../../test/slack/stage.ts'
import { readSlackSettings } from './index.ts'

const stageFor = async (about: SlackStageAbout = {}) => {
  const { url, drop } = await temporaryDatabase('sqlite')
  const database = await openDatabase(url, testKeys)
  onTestFinished(async () => {
    await database.close()
    await drop()
  })
  return openSlackStage(database, about)
}

const deadline = { timeout: 20_000 }

it('settings that cannot be right are told in a sentence each', () => {
  const told = (env: Record<string, string>) => {
    try {
      return readSlackSettings(env)
    } catch (error) {
      if (error instanceof ConfigError) return error.message
      throw error
    }
  }
  expect(told({})).toBeUndefined()
  expect(told({ SLACK_API_URL: 'http://127.0.0.1:1/api' })).toBeUndefined()
  expect(told({ SLACK_BOT_TOKEN: 'xoxp-1', SLACK_APP_TOKEN: 'xapp-1' })).toMatch(/SLACK_BOT_TOKEN must begin with xoxb-/)
  expect(told({ SLACK_APP_TOKEN: 'xapp-1' })).toMatch(/SLACK_BOT_TOKEN is missing/)
  expect(told({ SLACK_BOT_TOKEN: 'xoxb-1' })).toMatch(/SLACK_APP_TOKEN \(for Socket Mode\) or SLACK_SIGNING_SECRET/)
  expect(told({ SLACK_CLIENT_ID: '1.2', SLACK_SIGNING_SECRET: 'x' })).toMatch(/go together/)
  expect(told({ SLACK_BOT_TOKEN: ' xoxb-1 ', SLACK_APP_TOKEN: 'xapp-1', SLACK_API_URL: 'http://127.0.0.1:1/api' }))
    .toMatchObject({ botToken: 'xoxb-1', appToken: 'xapp-1', apiUrl: 'http://127.0.0.1:1/api/' })
})

it('a wrong token is said in a sentence that says what to click', async () => {
  const wrongBot = await stageFor({ settings: { botToken: 'xoxb-wrong' }, start: false })
  await expect(wrongBot.adapter.start(wrongBot.engine)).rejects.toThrow(NotConnected)
  await expect(wrongBot.adapter.start(wrongBot.engine)).rejects.toThrow(/SLACK_BOT_TOKEN \(invalid_auth\): copy it again from api.slack.com\/apps/)
  expect(wrongBot.adapter.connected).toBe(false)
  const wrongApp = await stageFor({ settings: { appToken: 'xapp-wrong' }, start: false })
  await expect(wrongApp.adapter.start(wrongApp.engine)).rejects.toThrow(/SLACK_APP_TOKEN.*App-Level Tokens/)
})

it('missing permissions are named, and the rest works', async () => {
  const { person, logged } = await stageFor({ scopes: ['commands', 'chat:write', 'im:write', 'im:history', 'users:read', 'files:write', 'app_mentions:read'] })
  expect(logged.join()).toMatch(/files:read, channels:read/)
  const ada = person('Ada')
  await ada.in('general').types('/expert find tva')
  await ada.sees('tva')
})

it('a channel that the assistant is not in is said at the start with what to do, and the rest works', async () => {
  const { adapter, engine, workspace, logged, person } = await stageFor({ start: false })
  workspace.channel('jobs').record.botIsIn = false
  await adapter.start(engine)
  await vi.waitFor(() => expect(logged.join()).toContain('Slack: Club, jobs: the assistant is not in #jobs. In #jobs, type “/invite @” and the name of the assistant.'), deadline)
  expect(logged.join()).not.toContain('#deals')
  expect(adapter.connected).toBe(true)
  const ada = person('Ada')
  await ada.in('general').types('/expert find tva')
  await ada.sees('tva')
})

it('the token of a whole organisation is not taken for that of a workspace', async () => {
  const { slack, url, person } = await stageFor({ oauth: true, mode: 'HTTP' })
  const company = slack.organisation('Group')
  await person('Bea', { workspace: company.workspace('Paris') }).installs(`${url}/slack/install`, { inCompany: true })
  const wrong = await stageFor({ settings: { botToken: company.botToken, apiUrl: slack.apiUrl }, start: false })
  await expect(wrong.adapter.start(wrong.engine)).rejects.toThrow(/whole organisation.*SLACK_CLIENT_ID/)
})

it('when Slack is away at the start, it is tried again until it is there', async () => {
  const { adapter, engine, person, slack } = await stageFor({ start: false })
  slack.faults.next('auth.test', { kind: 'reset' })
  await adapter.start(engine)
  expect(adapter.connected).toBe(false)
  await vi.waitFor(() => expect(adapter.connected).toBe(true), deadline)
  const ada = person('Ada')
  await vi.waitFor(() => expect(slack.sockets.count).toBe(1), deadline)
  await ada.in('general').types('/expert find tva')
  await ada.sees('tva')
})

it('a socket that is lost is replaced, whatever goes wrong on the way', async () => {
  const { person, slack } = await stageFor()
  const ada = person('Ada')
  for (const lose of [() => slack.sockets.drop(), () => slack.sockets.disconnect('refresh_requested'), () => slack.sockets.disconnect('warning')]) {
    const opened = slack.calls('apps.connections.open').length
    slack.faults.next('apps.connections.open', { kind: 'server error' }, 2)
    lose()
    await vi.waitFor(() => expect(slack.calls('apps.connections.open').length).toBeGreaterThanOrEqual(opened + 3), deadline)
    await vi.waitFor(() => expect(slack.sockets.count).toBe(1), deadline)
  }
  await ada.in('general').types('/expert find tva')
  await ada.sees('tva')
})

it('a token that is revoked later is said, nothing is delivered meanwhile, and the process goes on', async () => {
  const { adapter, workspace, logged } = await stageFor()
  expect(adapter.connected).toBe(true)
  await workspace.revokesToken()
  await vi.waitFor(() => expect(adapter.connected).toBe(false), deadline)
  expect(logged.join()).toMatch(/SLACK_BOT_TOKEN \(token_revoked\)/)
})

it('a request that Slack did not sign, or that comes too early, is refused', async () => {
  const { url, adapter } = await stageFor({ mode: 'HTTP' })
  const post = (headers: Record<string, string> = {}) => fetch(`${url}/slack/events`, { method: 'POST', body: '{"type":"url_verification","challenge":"x"}', headers: { 'content-type': 'application/json', ...headers } })
  expect((await post()).status).toBe(401)
  const now = String(Math.floor(Date.now() / 1000))
  expect((await post({ 'x-slack-request-timestamp': now, 'x-slack-signature': `v0=${'0'.repeat(64)}` })).status).toBe(401)
  expect((await fetch(`${url}/slack/elsewhere`)).status).toBe(404)
  await adapter.stop()
  expect((await post()).status).toBe(503)
})
