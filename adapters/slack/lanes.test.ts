import { webApi } from '@slack/bolt'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { createLanes, slackRates, TooBusy, type Rates, type Turn } from './lanes.ts'

beforeEach(() => void vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'performance'] }))
afterEach(() => void vi.useRealTimers())

const seconds = async (count: number) => void (await vi.advanceTimersByTimeAsync(count * 1000))

/** Lanes in a time of our own, and what went through them, with when. */
function lanesFor(rates: Partial<Rates> = {}) {
  const lanes = createLanes({ ...slackRates, ...rates })
  const began = performance.now()
  const gone: { what: string; at: number }[] = []
  const sentAway: { what: string; waitMs: number }[] = []
  const refusals: Record<string, number | undefined> = {}
  const go = (what: string, turn: Partial<Turn> = {}, takesMs = 0) =>
    lanes
      .run({ spaceId: 1, method: 'chat.postMessage', channel: 'jobs', ...turn }, async () => {
        const retryAfter = refusals[what]
        if (takesMs) await new Promise((resolve) => setTimeout(resolve, takesMs))
        if (retryAfter) {
          refusals[what] = undefined
          throw new webApi.WebAPIRateLimitedError(retryAfter)
        }
        gone.push({ what, at: performance.now() - began })
      })
      .catch((error: unknown) => {
        if (!(error instanceof TooBusy)) throw error
        sentAway.push({ what, waitMs: error.waitMs })
      })
  return { lanes, go, gone, sentAway, refuse: (what: string, retryAfter: number) => void (refusals[what] = retryAfter), order: () => gone.map(({ what }) => what) }
}

const gaps = (all: { at: number }[]) => all.slice(1).map(({ at }, index) => at - (all[index]?.at ?? 0))

describe('messages to one channel', () => {
  it('go one after the other, more than a second apart, in order', async () => {
    const { go, gone, order } = lanesFor()
    for (const what of ['one', 'two', 'three']) void go(what, { urgent: true })
    await seconds(5)
    expect(order()).toEqual(['one', 'two', 'three'])
    expect(Math.min(...gaps(gone))).toBeGreaterThan(1000)
  })

  it('keep their distance from the end of a slow one, whenever Slack counts it', async () => {
    const { go, gone } = lanesFor()
    void go('slow', { urgent: true }, 800)
    void go('next', { urgent: true })
    await seconds(5)
    expect(gaps(gone)).toEqual([1100])
  })

  it('do not wait for those to other channels, nor for those of another workspace', async () => {
    const { go, gone } = lanesFor()
    for (let channel = 0; channel < 50; channel++) void go(`${channel}`, { channel: `C${channel}` })
    void go('elsewhere', { spaceId: 2, channel: 'C0' })
    await seconds(0)
    expect(gone).toHaveLength(51)
  })

  it('let pass what somebody waits for, in its own order', async () => {
    const { go, order } = lanesFor()
    for (const what of ['posting 1', 'posting 2']) void go(what)
    for (const what of ['answer 1', 'answer 2']) void go(what, { urgent: true })
    await seconds(2.4)
    expect(order()).toEqual(['posting 1', 'answer 1', 'answer 2'])
  })

  it('are sent away when they would wait longer than a few seconds, told how long; answers wait', async () => {
    const { go, gone, sentAway } = lanesFor({ perChannelMs: 10_000 })
    void go('first')
    await seconds(1)
    void go('posting')
    void go('answer', { urgent: true })
    await seconds(0)
    expect(sentAway).toEqual([{ what: 'posting', waitMs: 9000 }])
    await seconds(60)
    expect(gone.map(({ what }) => what)).toEqual(['first', 'answer'])
  })

  it('are sent away when one under way takes too long', async () => {
    const { go, sentAway } = lanesFor()
    void go('slow', {}, 10_000)
    void go('posting')
    await seconds(3)
    expect(sentAway.map(({ what }) => what)).toEqual(['posting'])
  })
})

describe('a 429', () => {
  it('closes its channel for as long as it says, and no other', async () => {
    const { go, gone, sentAway, refuse } = lanesFor()
    refuse('refused', 30)
    void go('refused')
    await seconds(0)
    expect(sentAway.map(({ waitMs }) => waitMs > 29_000 && waitMs < 31_000)).toEqual([true])
    void go('elsewhere', { channel: 'deals' })
    void go('edit', { method: 'chat.update', ts: '1' })
    void go('same')
    await seconds(0)
    expect(gone.map(({ what }) => what)).toEqual(['elsewhere', 'edit'])
    expect(sentAway.map(({ what }) => what)).toEqual(['refused', 'same'])
    await seconds(31)
    void go('later')
    await seconds(0)
    expect(gone.map(({ what }) => what)).toEqual(['elsewhere', 'edit', 'later'])
  })

  it('of a method that is limited as a whole closes it for every channel', async () => {
    const { go, gone, sentAway, refuse } = lanesFor()
    refuse('refused', 30)
    void go('refused', { method: 'chat.update', ts: '1' })
    await seconds(0)
    void go('other', { method: 'chat.update', channel: 'deals', ts: '2' })
    await seconds(0)
    expect([gone.length, sentAway.length]).toEqual([0, 2])
  })

  it('is waited for by what somebody waits for, and by what has the time', async () => {
    const { go, gone, refuse } = lanesFor()
    refuse('answer', 20)
    refuse('posting', 1)
    void go('answer', { urgent: true })
    void go('posting', { channel: 'deals' })
    await seconds(2)
    expect(gone.map(({ what }) => what)).toEqual(['posting'])
    await seconds(20)
    expect(gone.map(({ what, at }) => [what, at >= 20_000])).toEqual([['posting', false], ['answer', true]])
  })
})

describe('the calls of one method', () => {
  it('are four fifths of what its tier allows, in any minute', async () => {
    const { go, gone } = lanesFor()
    for (let number = 0; number < 100; number++) void go(`${number}`, { method: 'conversations.open', channel: undefined, urgent: true })
    await seconds(60)
    const times = gone.map(({ at }) => at)
    expect(times.length).toBeGreaterThan(40)
    const most = Math.max(...times.map((from) => times.filter((at) => at >= from && at < from + 60_000).length))
    expect(most).toBe(40)
  })

  it('that is called less than once a second go one by one, so that none is under way when Slack says to wait', async () => {
    const { go, gone, refuse } = lanesFor()
    refuse('one', 5)
    for (const what of ['one', 'two']) void go(what, { method: 'conversations.history', channel: undefined, urgent: true }, 300)
    await seconds(1)
    expect(gone).toEqual([])
    await seconds(10)
    expect(gone.map(({ at }) => at > 5000)).toEqual([true, true])
  })

  it('on one message leave it alone for a while', async () => {
    const { go, gone } = lanesFor()
    for (const what of ['one', 'two']) void go(what, { method: 'chat.update', ts: '1', urgent: true })
    void go('other', { method: 'chat.update', ts: '2', urgent: true })
    await seconds(10)
    expect(gone.map(({ what, at }) => [what, at])).toEqual([['one', 0], ['other', 0], ['two', 3000]])
  })
})

it('at the end sends away whoever waits, and what is under way is finished', async () => {
  const { lanes, go, gone, sentAway } = lanesFor()
  const underWay = go('under way', {}, 500)
  void go('waits', { urgent: true })
  lanes.stop()
  await seconds(1)
  await underWay
  expect(gone.map(({ what }) => what)).toEqual(['under way'])
  expect(sentAway).toEqual([{ what: 'waits', waitMs: 0 }])
})

it('an error is its caller’s, and holds up nobody', async () => {
  const { lanes, go, gone } = lanesFor()
  await expect(lanes.run({ spaceId: 1, method: 'chat.postMessage', channel: 'jobs' }, () => Promise.reject(new Error('is_archived')))).rejects.toThrow('is_archived')
  void go('next')
  await seconds(2)
  expect(gone).toHaveLength(1)
})
