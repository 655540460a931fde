import fc from 'fast-check'
import { expect, test } from 'vitest'
import { callIn, callOfAction, valueOf } from './action-id.ts'
import { limits } from './limits.ts'

const words = fc.stringMatching(/^[a-z][a-z-]{0,12}$/)
const actions = fc.oneof(words, fc.tuple(words, words).map(([head, tail]) => `${head} ${tail}`), fc.tuple(words, words).map(([head, tail]) => `${head}.${tail}`))
const calls = fc.record({ action: actions, input: fc.dictionary(words, fc.jsonValue()) })
/** As it travels; what looks like a prototype is left out on the way. */
const asJson = (value: unknown) => JSON.parse(JSON.stringify(value), (key, part: unknown) => (key === '__proto__' ? undefined : part)) as unknown

test('a call comes back from a control as it went in, and is as long as the engine was told', () => {
  fc.assert(
    fc.property(calls, (call) => {
      const value = valueOf(call as never)
      expect(callIn(value)).toEqual(asJson(call))
      expect(value.length).toBe(limits.measureCall(call as never))
    }),
    { examples: [[{ action: 'a', input: { a: JSON.parse('{"__proto__":false,"b":1}') as never } }]] },
  )
})

test('what a person pressed or chose is read from what Slack tells of it', () => {
  const call = { action: 'expert ask', input: { number: 7, text: 'Une question {difficile} ?' } }
  const value = valueOf(call)
  expect(callOfAction({ type: 'button', action_id: 'call.3', value, text: { type: 'plain_text', text: 'Ask' }, action_ts: '1' })).toEqual(call)
  expect(callOfAction({ type: 'static_select', action_id: 'call.0', selected_option: { text: { type: 'plain_text', text: 'Ask' }, value } })).toEqual(call)
})

test.each([
  '', ' ', '{}', ' {}', 'expert find', 'expert find ', 'expert find []', 'expert find {', 'expert find {"a":}', 'expert find null', 'expert find "x"',
  '../../etc {}', 'a{} {}', '\u0000 {}', '<script> {}', 'expert  find {}', `${'x'.repeat(5000)}`, 'expert find {"a":1} {"b":2}',
])('a value that no control of ours carried is nothing: %j', (value) => {
  expect(callIn(value)).toBeUndefined()
})

test.each([
  null, undefined, 7, 'call.0', [], {}, { action_id: 'call.0' }, { action_id: 'call.0', value: null }, { action_id: 'call.0', selected_option: null },
  { action_id: 'link.0', value: 'expert find {}' }, { action_id: 'other', value: 'expert find {}' }, { value: 'expert find {}' },
])('an action that no control of ours makes is nothing: %j', (action) => {
  expect(callOfAction(action)).toBeUndefined()
})

test('an input that looks like a prototype stays data', () => {
  const call = callIn('expert find {"__proto__":{"isAdmin":true},"need":"tva"}')
  expect(({} as { isAdmin?: boolean }).isAdmin).toBeUndefined()
  expect((call?.input as { isAdmin?: boolean } | undefined)?.isAdmin).toBeUndefined()
  expect(call?.input['need']).toBe('tva')
})
