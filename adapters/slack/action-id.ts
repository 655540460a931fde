import { z } from 'zod'
import type { Call } from '../../bot/view.ts'

/** Of every control that is drawn: `call.0`, and `link.0` for what only opens an address, which Slack wants acknowledged too. */
export const actionIds = /^(?:call|link)\.\d+$/

/** Unique within the block that the control stands in. */
export const callActionId = (index: number): string => `call.${index}`
export const linkActionId = (index: number): string => `link.${index}`

/** A call as it travels in a button (at most 2,000 characters) or an option (at most 75); see `limits`. */
export const valueOf = ({ action, input }: Call): string => `${action} ${JSON.stringify(input)}`

const actionName = /^[a-z][\w.-]*(?: [\w.-]+)*$/i
const inputSchema = z.record(z.string(), z.json())

/** What a control carried; undefined for what no control of ours ever did. It says what is asked for, never that it is allowed. */
export function callIn(value: string): Call | undefined {
  const end = value.indexOf(' {')
  const action = value.slice(0, Math.max(end, 0))
  if (!actionName.test(action)) return undefined
  try {
    const input = inputSchema.safeParse(JSON.parse(value.slice(end + 1)))
    return input.success ? { action, input: input.data } : undefined
  } catch {
    return undefined
  }
}

const acted = z.union([
  z.object({ action_id: z.string().startsWith('call.'), value: z.string() }),
  z.object({ action_id: z.string().startsWith('call.'), selected_option: z.object({ value: z.string() }) }).transform(({ selected_option: { value } }) => ({ value })),
])

/** The call of a button that was pressed or of an option that was chosen, as Slack tells of it; undefined for anything else. */
export function callOfAction(action: unknown): Call | undefined {
  const { data } = acted.safeParse(action)
  return data && callIn(data.value)
}
