import { z } from 'zod'
import type { Json } from '../../bot/field.ts'
import type { Call } from '../../bot/view.ts'

/**
 * What a control carries: `1|place|action|input`. The place, below 100, keeps two controls with the same call apart in a message;
 * what comes before the action and between the parts is what `limits.measureCall` counts beside the call.
 */
const version = '1'

/** 1 to 100 characters, UTF-16 units being counted. */
export const longestCustomId = 100

const json: z.ZodType<Json> = z.lazy(() => z.union([z.string(), z.number(), z.boolean(), z.null(), z.array(json), z.record(z.string(), json)]))
const written = z.string().max(longestCustomId).regex(/^1\|\d{1,2}\|[^|]+\|\{.*\}$/s)
const input = z.record(z.string(), json)

/** The id of a button or an option; at most 100 characters when `limits.measureCall` says so. */
export const encodeCall = ({ action, input: given }: Call, place: number): string => [version, place, action, JSON.stringify(given)].join('|')

/** The id of a control that has no call of its own: a select, whose options have one each, or a button that leads nowhere. */
export const encodePlace = (place: number): string => [version, place].join('|')

/** The call behind an id or the value of an option; undefined when it is none of ours. It gives no authority: anybody can send anything. */
export function decodeCall(id: string): Call | undefined {
  if (!written.safeParse(id).success) return undefined
  const [, , action = '', ...rest] = id.split('|')
  try {
    const read = input.safeParse(JSON.parse(rest.join('|')))
    return read.success ? { action, input: read.data } : undefined
  } catch {
    return undefined
  }
}
