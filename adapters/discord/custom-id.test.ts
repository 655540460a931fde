import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Json } from '../../bot/field.ts'
import type { Call } from '../../bot/view.ts'
import { decodeCall, encodeCall, encodePlace } from './custom-id.ts'
import { limits } from './limits.ts'

const action = fc.stringMatching(/^[a-z]+([ .][a-z]+)?$/)
const calls: fc.Arbitrary<Call> = fc.record({ action, input: fc.dictionary(fc.string({ maxLength: 8 }), fc.jsonValue({ maxDepth: 2 }) as fc.Arbitrary<Json>, { maxKeys: 4 }) })
const plainly = (call: Call): unknown => JSON.parse(JSON.stringify(call))

describe('what a control carries', () => {
  it('is the call it stands for, whenever the limits say that it fits', () => {
    let fitting = 0
    fc.assert(
      fc.property(calls, fc.nat({ max: 99 }), (call, place) => {
        const id = encodeCall(call, place)
        expect(id.length).toBeLessThanOrEqual(limits.measureCall(call))
        if (place > 9) expect(id.length).toBe(limits.measureCall(call))
        if (limits.measureCall(call) > limits.call) return
        fitting++
        expect(decodeCall(id)).toEqual(plainly(call))
      }),
      { numRuns: 500 },
    )
    expect(fitting).toBeGreaterThan(50)
  })

  it('is another for the same call elsewhere in a message', () => {
    const call = { action: 'job show', input: { id: 12 } }
    expect(new Set(Array.from({ length: 100 }, (_, place) => encodeCall(call, place))).size).toBe(100)
  })

  it('leaves out what is not given', () => {
    expect(decodeCall(encodeCall({ action: 'job show', input: { id: 12, note: undefined } }, 0))).toEqual({ action: 'job show', input: { id: 12 } })
  })

  it.each([
    '', 'hello', encodePlace(3), '1|0|a', '1|0||{}', '2|0|a|{}', '1|100|a|{}', '1|x|a|{}', '1|0|a|[]', '1|0|a|null', '1|0|a|"b"', '1|0|a|{', '1|0|a|{}}', '1|0|a|{"b":undefined}', 'v1|opp|save|42',
    `1|0|a|{"b":"${'c'.repeat(100)}"}`,
  ])('is nothing when it is none of ours: %j', (id) => {
    expect(decodeCall(id)).toBeUndefined()
  })

  it('never fails, whatever comes', () => {
    const hostile = fc.oneof(fc.string(), fc.tuple(fc.nat(120), fc.string(), fc.json()).map(([place, name, input]) => `1|${place}|${name}|${input}`))
    fc.assert(
      fc.property(hostile, (id) => {
        const call = decodeCall(id)
        if (call) expect(decodeCall(encodeCall(call, 0))).toEqual(call)
      }),
      { numRuns: 500 },
    )
    expect(decodeCall('1|0|a|{"__proto__":{"x":1}}')?.input).not.toHaveProperty('x')
  })
})
