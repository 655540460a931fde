import { describe, expect, test } from 'vitest'
import { createLog } from './log.ts'
import type { Log } from './log.ts'

/** What the log writes of one event. */
function written(event: (log: Log) => void, pretty = false): string {
  const lines: string[] = []
  event(createLog({ level: 'debug', pretty, write: (line) => lines.push(line) }))
  return lines.join('')
}

const parsed = (event: (log: Log) => void): unknown => JSON.parse(written(event))

describe('a line', () => {
  test('is JSON with its level, its time and its values', () => {
    expect(parsed((log) => log.info({ job: 'digest', took: 12 }, 'done'))).toEqual({
      level: 'info',
      time: expect.stringMatching(/^\d{4}-\d\d-\d\dT.*Z$/),
      job: 'digest',
      took: 12,
      msg: 'done',
    })
  })

  test('of a lower level is not written', () => {
    expect(written((log) => log.trace('no'))).toBe('')
  })

  test('is one readable line on a terminal', () => {
    expect(written((log) => log.warn({ job: 'digest', seen: [1, 2] }, 'late'), true)).toMatch(/^\d\d:\d\d:\d\d warn {2}late job=digest seen=\[1,2\]\n$/)
  })

  test('keeps the stack of an error on a terminal', () => {
    expect(written((log) => log.error(new Error('oops')), true)).toMatch(/^\d\d:\d\d:\d\d error oops\nError: oops\n {4}at /)
  })
})

describe('is never written:', () => {
  test.each(['authorization', 'Set-Cookie', 'cookie', 'token', 'access_token', 'clientSecret', 'password', 'name', 'display_name', 'text', 'email', 'phone'])(
    'the value of %s, at any depth',
    (key) => {
      const line = written((log) => log.child({ [key]: 'PRIVATE' }).info({ [key]: 'PRIVATE', deep: [{ er: { [key]: { a: 'PRIVATE' } } }] }))
      expect(line).not.toContain('PRIVATE')
      expect(line).toContain('[removed]')
    },
  )

  test.each([
    ['a token of a workspace', 'xoxb-123-PRIVATE'],
    ['a token of an application', 'xapp-1-A1-PRIVATE'],
    ['an authorization', 'Bearer abcdefghPRIVATE'],
    ['a token in three parts', 'MTk4NjIyNDgzNDcxOTI1MjQ4.Cl2FMQ.ZnCjm1XVW7vRze4b7Cq4se7kPRIVATE'],
    ['the address of a webhook', 'https://hooks.example.com/services/T0/B0/PRIVATE'],
    ['the address of another webhook', 'https://example.com/api/webhooks/123/PRIVATE'],
    ['the address to answer an interaction at', 'https://example.com/api/v10/interactions/123/aW50ZXJhY3Rpb246PRIVATE/callback'],
    ['the address to answer a command at', 'https://hooks.example.com/commands/T0/1/PRIVATE'],
    ['the password of a database', 'postgresql://entraide:PRIVATE@db.example.org/entraide'],
  ])('%s, inside a sentence', (_, secret) => {
    const line = written((log) => log.error({ err: new Error(`refused: ${secret} (401)`), url: secret }, `with ${secret} again`))
    expect(line).not.toContain('PRIVATE')
    expect(line).toMatch(/again"|removed]"/)
    expect(() => JSON.parse(line) as unknown).not.toThrow()
  })

  test('what an error carries', () => {
    const error = Object.assign(new Error('Invalid form'), { requestBody: { content: 'PRIVATE' }, code: 50035, cause: new Error('why') })
    const line = written((log) => log.error(error))
    expect(line).not.toContain('PRIVATE')
    expect(line).toContain('"code":50035')
  })

  test('what an error carries under another key', () => {
    const error = Object.assign(new Error('x'), { email: 'PRIVATE' })
    expect(written((log) => log.error({ job: { failure: error }, failure: error }))).not.toContain('PRIVATE')
  })
})

test('is written: what is neither secret nor personal', () => {
  const values = { person: 12, space: 'T1', tokens: 3, action: 'expert.find', at: new Date(0), url: 'https://example.org/healthz' }
  expect(parsed((log) => log.info(values))).toMatchObject({ ...values, at: '1970-01-01T00:00:00.000Z' })
})
