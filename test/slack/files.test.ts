import { webApi } from '@slack/bolt'
import { expect, it, onTestFinished } from 'vitest'
import { openBot, quiet } from './bot.ts'
import { openSlack } from './index.ts'
import { plainScopes } from './manifest.ts'

const download = (url: string, token: string) => fetch(url, { headers: { authorization: `Bearer ${token}` } })

it('a file of the app is shared where it is a member', async () => {
  const { slack, club, client } = await openBot('Socket Mode')
  const jobs = club.channel('jobs')
  const foreign = club.channel('foreign', { botIsIn: false })
  const ada = club.user('Ada')
  const file = { file: Buffer.from('one,two'), filename: 'figures.csv', title: 'Figures' }
  await client.filesUploadV2({ channel_id: jobs.id, initial_comment: 'The figures', ...file })
  await jobs.sees('The figures\n(file: figures.csv)')
  await ada.sees('figures.csv')
  expect(jobs.posted[0]?.files[0]?.bytes.toString()).toBe('one,two')
  await expect(client.filesUploadV2({ channel_id: foreign.id, ...file })).rejects.toMatchObject({ data: { error: 'not_in_channel' } })
  await expect(client.filesUploadV2({ channel_id: ada.id, ...file })).rejects.toMatchObject({ data: { error: 'channel_not_found' } })
  const { files } = (await client.filesUploadV2(file)) as unknown as { files: { files: { id: string }[] }[] }
  const id = files[0]?.files[0]?.id ?? ''
  expect((await client.files.info({ file: id })).file).toMatchObject({ title: 'Figures', size: 7, mimetype: 'text/csv' })
  await expect(client.files.completeUploadExternal({ files: [{ id }] })).rejects.toMatchObject({ data: { error: 'file_already_completed' } })
  expect(slack.calls('upload')).toHaveLength(4)
})

it('a picture can stand in a message once it is uploaded', async () => {
  const { club, client } = await openBot('Socket Mode')
  const jobs = club.channel('jobs')
  const { upload_url: url, file_id: id } = await client.files.getUploadURLExternal({ filename: 'chart.png', length: 3 })
  const blocks = [{ type: 'image' as const, alt_text: 'a chart', slack_file: { id: id ?? '' } }]
  const post = () => client.chat.postMessage({ channel: jobs.id, text: 'A chart', blocks })
  await expect(post()).rejects.toMatchObject({ data: { error: 'invalid_blocks' } })
  expect((await fetch(url ?? '', { method: 'POST', body: 'four' })).status).toBe(400)
  expect((await fetch(url ?? '', { method: 'POST', body: 'png' })).status).toBe(200)
  await client.files.completeUploadExternal({ files: [{ id: id ?? '' }] })
  await post()
  await jobs.sees('(picture: a chart)')
})

it('a file of a person is read with the right scope, and is a page to sign in without', async () => {
  const urls: string[] = []
  const { club } = await openBot('Socket Mode', {}, (app) =>
    app.message(async ({ message }) => void urls.push(...('files' in message ? (message.files ?? []).map((file) => file.url_private ?? '') : []))),
  )
  await club.user('Ada').writes('my plan', { name: 'plan.pdf', bytes: '%PDF-1.7' })
  await expect.poll(() => urls).toHaveLength(1)
  const [url = ''] = urls
  const given = await download(url, club.botToken)
  expect([given.headers.get('content-type'), await given.text()]).toEqual(['application/pdf', '%PDF-1.7'])
  const refused = await download(url, 'xoxb-other')
  expect([refused.status, refused.headers.get('content-type')]).toEqual([200, 'text/html; charset=utf-8'])
})

it('without the scope nothing of a file is told', async () => {
  const slack = await openSlack()
  onTestFinished(() => slack.close())
  const club = slack.workspace('Cyberelles', { scopes: plainScopes.filter((scope) => !scope.startsWith('files:')) })
  const client = new webApi.WebClient(club.botToken, { slackApiUrl: slack.apiUrl, retryConfig: { retries: 0 }, logger: quiet })
  await expect(client.files.getUploadURLExternal({ filename: 'a.txt', length: 1 })).rejects.toMatchObject({ data: { error: 'missing_scope', needed: 'files:write' } })
  await expect(client.files.info({ file: 'F0' })).rejects.toMatchObject({ data: { error: 'missing_scope', needed: 'files:read' } })
})
