import { mkdtempSync, rmSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, it, onTestFinished } from 'vitest'
import { openSlack } from '../test/slack/index.ts'
import { examine, lineOf } from './doctor.ts'

const folder = () => {
  const path = mkdtempSync(join(tmpdir(), 'entraide-doctor-'))
  onTestFinished(() => rmSync(path, { recursive: true, force: true }))
  return path
}

const examined = async (env: Record<string, string>) => (await examine({ DATABASE_URL: `file:${join(folder(), 'test.db')}`, SECRET_KEY: 's'.repeat(32), ...env })).map(lineOf)

it('without any platform, everything is as it should be', async () => {
  expect(await examined({})).toEqual([
    '✓ The settings can be read', expect.stringMatching(/^✓ The database can be used: file:/), '✓ Discord is not set up, which is fine: see docs/install-discord.md', '✓ Slack is not set up, which is fine: see docs/install-slack.md',
  ])
})

it('each setting that is not right is a line, and the others are looked at', async () => {
  const wrong = expect.stringMatching(/^✗ A setting is not right\n {2}→ SLACK_.* must begin with/) as string
  expect(await examined({ SLACK_BOT_TOKEN: 'xoxp-1', SLACK_APP_TOKEN: 'x' })).toEqual([
    wrong, wrong, '✓ The other settings can be read', expect.stringMatching(/^✓ The database can be used/), '✓ Discord is not set up, which is fine: see docs/install-discord.md',
  ])
  expect(await examined({ PORT: 'x' })).toEqual([expect.stringMatching(/^✗ A setting is not right\n {2}→ .*PORT/)])
})

it('a database that cannot be used is told, and nothing else is looked at', async () => {
  expect(await examined({ DATABASE_URL: `file:${join(folder(), 'nowhere', 'else', '\0')}` })).toEqual([expect.stringMatching(/^✓/), expect.stringMatching(/^✗ The database cannot be used\n {2}→ /)])
})

it('a clock that is wrong is told, with what to do', async () => {
  const late = createServer((_request, response) => {
    response.writeHead(401, { date: new Date(Date.now() - 150_000).toUTCString(), 'content-type': 'application/json' })
    response.end('{"ok":false,"error":"invalid_auth","message":"401: Unauthorized","code":0}')
  })
  await new Promise<void>((resolve) => late.listen(0, '127.0.0.1', resolve))
  onTestFinished(() => void late.close())
  const url = `http://127.0.0.1:${(late.address() as AddressInfo).port}`
  const lines = await examined({ DISCORD_TOKEN: 'a', DISCORD_API_URL: `${url}/api`, SLACK_BOT_TOKEN: 'xoxb-1', SLACK_APP_TOKEN: 'xapp-1', SLACK_API_URL: `${url}/api/` })
  expect(lines.filter((line) => /^✗ The clock of this machine is 1[45]\d seconds off\n {2}→ Let it be set by the network/.test(line))).toHaveLength(2)
})

it('Slack is looked at', async () => {
  const slack = await openSlack()
  onTestFinished(() => slack.close())
  const workspace = slack.workspace('Club')
  const lines = await examined({ SLACK_BOT_TOKEN: workspace.botToken, SLACK_APP_TOKEN: 'xapp-wrong', SLACK_API_URL: slack.apiUrl })
  expect(lines).toEqual(expect.arrayContaining(['✓ SLACK_BOT_TOKEN is good for the workspace Club', expect.stringMatching(/^✗ SLACK_APP_TOKEN is refused: invalid_auth\n {2}→ /)]))
})
