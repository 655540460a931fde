import type { AddressInfo } from 'node:net'
import { App, HTTPReceiver, MemoryInstallationStore, type Installation } from '@slack/bolt'
import { expect, it, onTestFinished } from 'vitest'
import { openBot, quiet } from './bot.ts'
import { openSlack } from './index.ts'

/** An app for many workspaces, as anybody would write it, with the store that Bolt brings for tries. */
async function openShared() {
  const slack = await openSlack({ commands: ['/hello'] })
  onTestFinished(() => slack.close())
  const store = new MemoryInstallationStore()
  const { clientId, clientSecret, signingSecret } = slack.app
  const clientOptions = { slackApiUrl: slack.apiUrl, retryConfig: { retries: 0 }, logger: quiet }
  const receiver = new HTTPReceiver({
    signingSecret, clientId, clientSecret, stateSecret: 'a secret', installationStore: store, logger: quiet,
    scopes: ['commands', 'chat:write', 'im:history'], installerOptions: { clientOptions, authorizationUrl: slack.authorizationUrl },
  })
  const app = new App({ receiver, clientOptions, logger: quiet, convoStore: false })
  app.command('/hello', async ({ ack, command, client }) => {
    await ack()
    await client.chat.postMessage({ channel: command.user_id, text: `Hello from ${command.team_domain}` })
  })
  const gone: string[] = []
  app.event('app_uninstalled', async ({ body }) => {
    gone.push(`uninstalled ${body.team_id}`)
    await store.deleteInstallation({ teamId: body.team_id, enterpriseId: undefined, isEnterpriseInstall: false })
  })
  app.event('tokens_revoked', async ({ event }) => void gone.push(`revoked ${event.tokens.bot?.join() ?? ''}`))
  const server = await app.start(0)
  onTestFinished(async () => void (await app.stop()))
  const url = `http://127.0.0.1:${(server as { address(): AddressInfo }).address().port}`
  // as its owner enters it at api.slack.com
  Object.assign(slack.app.manifest.oauth_config ?? {}, { redirect_urls: [`${url}/slack/oauth_redirect`] })
  await slack.deliversTo(`${url}/slack/events`)
  const stored = (teamId: string): Promise<Installation | undefined> => store.fetchInstallation({ teamId, enterpriseId: undefined, isEnterpriseInstall: false })
  return { slack, url, gone, stored }
}

it('an app is installed in two workspaces by OAuth, each with a token of its own', async () => {
  const { slack, url, stored } = await openShared()
  const [club, guild] = [slack.workspace('Cyberelles', { installed: false }), slack.workspace('Guild', { installed: false })]
  expect(() => club.botToken).toThrow('the app is not installed in Cyberelles')
  const [ada, bea] = [club.user('Ada'), guild.user('Bea')]
  for (const person of [ada, bea]) expect((await person.installs(`${url}/slack/install`)).status).toBe(200)
  expect((await stored(club.id))?.bot).toMatchObject({ token: club.botToken, scopes: ['commands', 'chat:write', 'im:history'], userId: club.botUserId })
  expect(club.botToken).not.toBe(guild.botToken)
  await ada.types('/hello')
  await bea.types('/hello')
  await ada.sees('Hello from cyberelles')
  await bea.sees('Hello from guild')
})

it('a code is good once, and for who knows the secret', async () => {
  const { slack, url } = await openShared()
  const ada = slack.workspace('Cyberelles', { installed: false }).user('Ada')
  await ada.installs(`${url}/slack/install`)
  const { code } = slack.calls('oauth.v2.access')[0]?.args ?? {}
  const access = async (args: Record<string, string>): Promise<unknown> =>
    (await fetch(`${slack.apiUrl}oauth.v2.access`, { method: 'POST', body: new URLSearchParams(args) })).json()
  const { clientId: client_id, clientSecret: client_secret } = slack.app
  expect(await access({ client_id, client_secret, code: String(code) })).toMatchObject({ error: 'code_already_used' })
  expect(await access({ client_id, client_secret, code: 'other' })).toMatchObject({ error: 'invalid_code' })
  expect(await access({ client_id, client_secret: 'no', code: String(code) })).toMatchObject({ error: 'bad_client_secret' })
  expect(await access({ client_id: 'no', client_secret, code: String(code) })).toMatchObject({ error: 'invalid_client_id' })
})

it('an app that is removed is told, and its token is no more; installed again it has another', async () => {
  const { slack, url, gone, stored } = await openShared()
  const club = slack.workspace('Cyberelles', { installed: false })
  const ada = club.user('Ada')
  await ada.installs(`${url}/slack/install`)
  const token = club.botToken
  await club.uninstalls()
  await expect.poll(() => gone.toSorted()).toEqual([`revoked ${club.botUserId}`, `uninstalled ${club.id}`])
  expect(await stored(club.id)).toBeUndefined()
  const test = async (given: string): Promise<unknown> => (await fetch(`${slack.apiUrl}auth.test`, { headers: { authorization: `Bearer ${given}` } })).json()
  expect(await test(token)).toMatchObject({ ok: false, error: 'account_inactive' })
  await ada.installs(`${url}/slack/install`)
  expect(await test(club.botToken)).toMatchObject({ ok: true, team_id: club.id })
})

it('a token that is revoked is refused', async () => {
  const revoked: unknown[] = []
  const { club, client } = await openBot('Socket Mode', {}, (app) => app.event('tokens_revoked', async ({ event }) => void revoked.push(event.tokens.bot)))
  await club.revokesToken()
  await expect.poll(() => revoked).toEqual([[club.botUserId]])
  await expect(client.auth.test()).rejects.toMatchObject({ data: { error: 'token_revoked' } })
})
