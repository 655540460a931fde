import { expect, it, onTestFinished } from 'vitest'
import { createLog } from '../../bot/log.ts'
import { openDatabase } from '../../prisma/database.ts'
import { temporaryDatabase, testKeys } from '../../prisma/testing.ts'
import { openSlackStage, type SlackStage, type SlackStageAbout } from '../../test/slack/stage.ts'
import { checkSlack } from './doctor.ts'
import type { SlackSettings } from './index.ts'

const stageFor = async (about: SlackStageAbout = {}) => {
  const { url, drop } = await temporaryDatabase('sqlite')
  const database = await openDatabase(url, testKeys)
  onTestFinished(async () => {
    await database.close()
    await drop()
  })
  return openSlackStage(database, about)
}

async function examined({ database, slack, workspace, url }: SlackStage, settings: Partial<SlackSettings> = {}) {
  const right: SlackSettings = { apiUrl: slack.apiUrl, botToken: workspace.botToken, appToken: slack.app.appToken }
  const config = { secretKey: 'a secret key of thirty-two signs!', publicUrl: url }
  const checks = await checkSlack({ ...right, ...settings }, { database, config, log: createLog({ level: 'silent' }), purposes: ['jobs', 'deals', 'lunches'] })
  return { good: checks.filter(({ ok }) => ok).map(({ title }) => title), wrong: checks.filter(({ ok }) => !ok).map(({ title, advice }) => `${title} → ${advice}`) }
}

it('what is right is said, and what is not, with what to click', async () => {
  const stage = await stageFor()
  const { good, wrong } = await examined(stage)
  expect(good).toEqual([
    expect.stringMatching(/^Slack can be reached/), expect.stringMatching(/clock/), 'SLACK_BOT_TOKEN is good for the workspace Club', 'It has every permission (scope) that is needed',
    'Club, jobs: #jobs', 'Club, deals: #deals', 'SLACK_APP_TOKEN opens Socket Mode',
  ])
  expect(wrong).toEqual(['Club, lunches: there is no channel for it → Create a channel called lunches, or choose one with /settings channels.'])
  stage.workspace.channel('deals').record.botIsIn = false
  stage.workspace.channel('jobs').record.archived = true
  expect((await examined(stage)).wrong).toEqual([
    'Club, jobs: #jobs is archived → Open it again, or choose another with /settings channels.',
    'Club, deals: the assistant is not in #deals → In #deals, type “/invite @” and the name of the assistant.',
    expect.stringMatching(/^Club, lunches/),
  ])
})

it('wrong tokens, missing permissions, and a Slack that cannot be reached', async () => {
  const stage = await stageFor({ scopes: ['commands', 'chat:write'] })
  expect((await examined(stage)).wrong[0]).toMatch(/^It lacks permissions \(scopes\): im:write, im:history.* → .*Reinstall to Workspace/)
  expect((await examined(stage, { botToken: 'xoxb-wrong' })).wrong).toEqual([expect.stringMatching(/SLACK_BOT_TOKEN is refused: invalid_auth → .*OAuth & Permissions/)])
  expect((await examined(stage, { appToken: 'xapp-wrong' })).wrong.at(-1)).toMatch(/SLACK_APP_TOKEN is refused.* → .*App-Level Tokens/)
  expect((await examined(stage, { appToken: undefined, signingSecret: 'x' })).wrong.at(-1)).toMatch(/https only → Set PUBLIC_URL/)
  expect((await examined(stage, { apiUrl: 'http://127.0.0.1:9/api/' })).wrong).toEqual([expect.stringMatching(/^Slack cannot be reached at http:\/\/127.0.0.1:9/)])
})

it('the secrets of an application for many workspaces, and each of its installations', async () => {
  const stage = await stageFor({ oauth: true, mode: 'HTTP' })
  const { clientId, clientSecret } = stage.slack.app
  await stage.person('Ada').installs(`${stage.url}/slack/install`)
  const shared = { botToken: undefined, oauth: { clientId, clientSecret } }
  expect((await examined(stage, shared)).good).toEqual(expect.arrayContaining([
    'SLACK_CLIENT_ID and SLACK_CLIENT_SECRET are good', `It is installed from ${stage.url}/slack/install`, expect.stringMatching(/^The installation in T.* is good for the workspace Club/),
  ]))
  const company = stage.slack.organisation('Group')
  const paris = company.workspace('Paris')
  paris.channel('jobs', { botIsIn: false })
  const bea = stage.person('Bea', { workspace: paris })
  await bea.installs(`${stage.url}/slack/install`, { inCompany: true })
  company.grants(paris)
  await bea.types('/help')
  await bea.sees('has not agreed')
  const { good, wrong } = await examined(stage, shared)
  expect(good).toContain(`The installation in ${company.id} is good for the organisation Group`)
  expect(wrong.filter((line) => !line.includes('no channel'))).toEqual([expect.stringContaining(`The workspace Group · ${paris.id} waits`), expect.stringMatching(/, jobs: the assistant is not in #jobs/)])
  expect((await examined(stage, { ...shared, oauth: undefined, botToken: company.botToken })).wrong[0]).toMatch(/^SLACK_BOT_TOKEN is not for one workspace → .*SLACK_CLIENT_ID/)
  expect((await examined(stage, { ...shared, oauth: { clientId, clientSecret: 'wrong' } })).wrong[0]).toMatch(/is refused: bad_client_secret/)
})
