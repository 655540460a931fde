import { REST, RESTEvents, type APIRequest, type ResponseLike } from 'discord.js'
import { describe, expect, it } from 'vitest'
import { createLog } from '../../bot/log.ts'
import { text, view } from '../../bot/view.ts'
import { anyDatabase, openOutbound } from '../../test/discord/outbound.ts'
import { createCircuit, type Circuit } from './circuit.ts'

function circuit() {
  let now = Date.parse('2026-11-23T09:00:00Z')
  const logged: string[] = []
  const log = createLog({ level: 'info', pretty: false, write: (line) => void logged.push(line) })
  const passes = (minutes: number) => void (now += minutes * 60_000)
  return { breaker: createCircuit({ clock: { now: () => new Date(now) }, log }), logged, passes, now: () => now }
}

const refusedOften = (one: Pick<Circuit, 'note'>, times: number, status = 403, scope: string | null = null) => {
  for (let nth = 0; nth < times; nth++) one.note(status, scope)
}

describe('the circuit', () => {
  it('opens at a thousand refusals in ten minutes, says so once, and closes when fewer are counted', () => {
    const { breaker, passes, now, logged } = circuit()
    refusedOften(breaker, 600)
    passes(5)
    refusedOften(breaker, 399, 429, 'user')
    expect(breaker.openUntil).toBeUndefined()
    refusedOften(breaker, 2, 401)
    // The first 600 leave in five minutes.
    expect(breaker.openUntil?.getTime()).toBe(now() + 5 * 60_000 + 1)
    refusedOften(breaker, 10)
    expect(logged).toHaveLength(1)
    passes(5.1)
    expect(breaker.openUntil).toBeUndefined()
    refusedOften(breaker, 600)
    expect(breaker.openUntil).toBeDefined()
    expect(logged).toHaveLength(2)
  })

  it('does not count what is shared with others, nor what succeeds or fails otherwise', () => {
    const { breaker } = circuit()
    refusedOften(breaker, 2000, 429, 'shared')
    for (const status of [200, 204, 400, 404, 500]) refusedOften(breaker, 2000, status)
    expect(breaker.openUntil).toBeUndefined()
  })

  it('lets messages wait, of all clients of the token, and loses none', async () => {
    const out = await openOutbound(await anyDatabase())
    const jobs = out.channel('jobs')
    const rest = new REST({ version: '10', api: out.discord.apiUrl }).setToken(out.discord.token)
    out.delivery.watch(rest)
    out.discord.fails({ path: '/users/' }, { status: 403, code: 50001 })
    const answer = new Promise<[APIRequest, ResponseLike]>((resolve) => rest.once(RESTEvents.Response, (...heard) => resolve(heard)))
    await expect(rest.get('/users/123456789012345678')).rejects.toMatchObject({ code: 50001 })
    const heard = await answer
    for (let nth = 1; nth < 1000; nth++) rest.emit(RESTEvents.Response, ...heard)
    await out.tell({ channel: 'jobs' }, view({}, text('Hello')), 'hello')
    await out.settles()
    expect(out.reads(jobs)).toEqual([])
    expect((await out.postings())[0]).toMatchObject({ status: 'waiting', attempts: 0 })
    out.passes({ minutes: 11 })
    await out.settles()
    expect(out.reads(jobs)).toEqual(['Hello'])
  })
})
