import { expect, it } from 'vitest'
import { WebSocket } from 'ws'
import { openBot, type Mode } from './bot.ts'

const modes: Mode[] = ['Socket Mode', 'HTTP']

it.each(modes)('an event that is delivered three times is one event (%s)', async (mode) => {
  const heard: string[] = []
  const { slack, club } = await openBot(mode, {}, (app) => app.event('app_home_opened', async ({ body, context }) => void heard.push(`${body.event_id} ${context.retryNum ?? 0}`)))
  slack.faults.repeatEvents(3)
  await club.user('Ada').opensHome()
  await expect.poll(() => heard.length).toBe(3)
  const [first = ''] = heard
  const id = first.split(' ')[0]
  expect(heard).toEqual([`${id} 0`, `${id} 1`, `${id} 2`])
})

it('an event that finds no socket comes again, once there is one', async () => {
  const { slack, club } = await openBot('Socket Mode', { times: { retries: [50, 3000, 12_000] } })
  const ada = club.user('Ada')
  slack.sockets.drop()
  await expect.poll(() => slack.sockets.count, { timeout: 10_000 }).toBe(0)
  await ada.types('/ask tva')
  await ada.sees('/ask failed with the error "dispatch_failed"')
  await ada.types('are you there?')
  await ada.sees('You said: are you there?')
  expect(slack.deliveries.findLast(({ what, ok }) => what === 'message' && ok)).toMatchObject({ attempt: expect.any(Number) })
  expect(slack.sockets.count).toBe(1)
})

it.each(['refresh_requested', 'warning'] as const)('an app whose connection is to be renewed (%s) connects anew', async (reason) => {
  const { slack, club } = await openBot('Socket Mode')
  slack.sockets.disconnect(reason)
  await expect.poll(() => slack.calls('apps.connections.open').length, { timeout: 20_000 }).toBe(2)
  await expect.poll(() => slack.sockets.count, { timeout: 20_000 }).toBe(1)
  const ada = club.user('Ada')
  await ada.types('/ask tva')
  await ada.sees('You asked for tva')
})

it('over HTTP an event is repeated until it is taken, with its number and the reason', async () => {
  const retries: unknown[] = []
  const { slack, club, app } = await openBot('HTTP', { times: { retries: [50, 1000, 10_000] } })
  app.use(async ({ context, next }) => {
    retries.push([context.retryNum, context.retryReason])
    await next()
  })
  // Bolt takes every event that is signed as it should be, before it looks at it.
  const secret = slack.app.signingSecret
  Object.assign(slack.app, { signingSecret: 'another' })
  const ada = club.user('Ada')
  await ada.types('hello')
  Object.assign(slack.app, { signingSecret: secret })
  await ada.sees('You said: hello')
  expect(slack.deliveries[0]).toMatchObject({ what: 'message', attempt: 0, ok: false, failed: 'http_error' })
  expect(retries[0]).toEqual([expect.any(Number), 'http_error'])
})

it('an app has at most ten connections', async () => {
  const { slack, club } = await openBot('Socket Mode')
  const open = async () => (await fetch(`${slack.apiUrl}apps.connections.open`, { method: 'POST', headers: { authorization: `Bearer ${club.appToken}` } })).json() as Promise<{ url?: string; error?: string }>
  const sockets: WebSocket[] = []
  for (let connection = 2; connection <= 10; connection++) {
    const { url = '' } = await open()
    const socket = new WebSocket(url)
    sockets.push(socket)
    await new Promise((resolve) => void socket.once('message', resolve))
  }
  expect(await open()).toMatchObject({ ok: false, error: 'too_many_websockets' })
  for (const socket of sockets) socket.close()
  await expect.poll(() => slack.sockets.count).toBe(1)
})
