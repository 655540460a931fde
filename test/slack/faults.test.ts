import { webApi } from '@slack/bolt'
import { expect, it, onTestFinished } from 'vitest'
import { openBot, quiet } from './bot.ts'
import { createFaults } from './faults.ts'
import { openSlack } from './index.ts'

const open = async (retries = 0) => {
  const slack = await openSlack({ rates: { burst: 1000 } })
  onTestFinished(() => slack.close())
  const club = slack.workspace('Cyberelles')
  const retryConfig = { retries, minTimeout: 1, maxTimeout: 1 }
  const client = new webApi.WebClient(club.botToken, { slackApiUrl: slack.apiUrl, retryConfig, rejectRateLimitedCalls: true, logger: quiet })
  const jobs = club.channel('jobs')
  return { slack, club, client, jobs, post: (text: string) => client.chat.postMessage({ channel: jobs.id, text }) }
}

it('a limit that was ordered is no violation, until somebody does not wait', async () => {
  const { slack, jobs, post } = await open()
  slack.faults.next('chat.postMessage', { kind: 'ratelimited', retryAfter: 60 })
  await expect(post('one')).rejects.toMatchObject({ retryAfter: 60 })
  expect(slack.violations).toEqual([])
  await expect(post('one')).rejects.toThrow(webApi.WebAPIRateLimitedError)
  expect(slack.violations).toMatchObject([{ why: 'before Retry-After' }])
  expect(jobs.messages).toEqual([])
})

it('an error of the server before the work leaves nothing, after it a message that nobody knows of', async () => {
  const { slack, jobs, post } = await open()
  slack.faults.next('chat.postMessage', { kind: 'server error', status: 503 })
  await expect(post('before')).rejects.toMatchObject({ statusCode: 503 })
  expect(jobs.messages).toEqual([])
  slack.faults.next('chat.postMessage', { kind: 'server error', done: true })
  await expect(post('after')).rejects.toThrow(webApi.WebAPIHTTPError)
  expect(jobs.messages).toEqual(['after'])
})

it('the real client, left to its own repetitions, posts twice', async () => {
  const { slack, jobs, post } = await open(3)
  slack.faults.next('chat.postMessage', { kind: 'server error', done: true })
  await post('once')
  expect(jobs.messages).toEqual(['once', 'once'])
})

it('a connection is cut before and after the work', async () => {
  const { slack, jobs, post } = await open()
  slack.faults.next('chat.postMessage', { kind: 'reset' })
  slack.faults.next('chat.postMessage', { kind: 'reset', done: true })
  await expect(post('before')).rejects.toThrow(webApi.WebAPIRequestError)
  await expect(post('after')).rejects.toThrow(webApi.WebAPIRequestError)
  expect(jobs.messages).toEqual(['after'])
  expect(slack.calls('chat.postMessage').map(({ status }) => status)).toEqual([0, 0])
})

it('an answer is slow, or is a refusal that was ordered', async () => {
  const { slack, client, jobs, post } = await open()
  slack.faults.next('*', { kind: 'refused', error: 'account_inactive' }, 2)
  await expect(post('no')).rejects.toMatchObject({ data: { error: 'account_inactive' } })
  await expect(client.auth.test()).rejects.toMatchObject({ data: { error: 'account_inactive' } })
  slack.faults.next('chat.postMessage', { kind: 'slow', ms: 300 })
  const began = performance.now()
  await post('slow')
  // a timer of Node may fire a little early
  expect(performance.now() - began).toBeGreaterThan(290)
  expect(jobs.messages).toEqual(['slow'])
})

it('an app that comes too late with its form is told so', async () => {
  const { slack, club, app, client } = await openBot('Socket Mode')
  const ada = club.user('Ada')
  app.error(async (error) => void (await client.chat.postMessage({ channel: ada.id, text: `Refused: ${(error as unknown as { data?: { error: string } }).data?.error}` })))
  slack.faults.next('views.open', { kind: 'refused', error: 'expired_trigger_id' })
  await ada.types('/ask')
  await ada.sees('Refused: expired_trigger_id')
  expect(ada.form).toBeUndefined()
})

it('faults by chance are the same for the same seed, in the shares that are asked for', () => {
  const draw = (seed: number) => {
    const { faults, take } = createFaults()
    faults.random({ seed, ratelimited: 0.05, serverErrors: 0.05, methods: ['chat.postMessage'] })
    expect(take('auth.test')).toBeUndefined()
    return Array.from({ length: 10_000 }, () => take('chat.postMessage'))
  }
  const drawn = draw(7)
  expect(draw(7)).toEqual(drawn)
  expect(draw(8)).not.toEqual(drawn)
  const share = (kind: string, done?: boolean) => drawn.filter((fault) => fault?.kind === kind && (done === undefined || ('done' in fault && fault.done === done))).length / drawn.length
  expect(share('ratelimited')).toBeCloseTo(0.05, 1)
  expect(share('server error', true)).toBeCloseTo(0.025, 1)
  expect(share('server error', false)).toBeCloseTo(0.025, 1)
})
