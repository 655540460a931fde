import { z } from 'zod'
import { blockOf, type Surface } from './block-shapes.ts'
import { characters, id, plain, suggestions } from './shapes.ts'
import type { Problem } from './manifest.ts'

export { manifestProblems, type Problem } from './manifest.ts'

/** What is wrong with a message: `response_url`s and acknowledgements have fewer limits than `chat.update`. */
export interface MessageKind {
  kind?: 'post' | 'update' | 'response'
}

/** text beyond this is cut */
export const textCutAt = 40_000
/** an update with a longer text is refused; in bytes, as seen by GitLab (gitlab-org/gitlab!258898) */
const updateTextBytes = 4000
/** all texts of a message's blocks together; unpublished, seen at 13,172 to 13,297 (slackapi/bolt-js#2509) */
const blocksText = 13_000
/** of all markdown blocks of a message together */
const markdownText = 12_000
/** of metadata; unpublished, and less than any figure reported */
const metadataBytes = 1000
const viewBytes = 250_000

const metadata = z.strictObject({
  event_type: characters(255),
  event_payload: z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.array(z.unknown()), z.record(z.string(), z.union([z.string(), z.number(), z.boolean()]))])),
})

type Loose = Record<string, unknown>
const isObject = (one: unknown): one is Loose => typeof one === 'object' && one !== null && !Array.isArray(one)

/** Everything for which Slack would refuse a message, or warn of it; an empty list when it would simply take it. */
export function messageProblems(body: unknown, { kind = 'post' }: MessageKind = {}): Problem[] {
  if (!isObject(body)) return [{ pointer: '', message: 'must be an object', error: 'invalid_arguments' }]
  const { text, blocks, attachments, markdown_text: marked } = body
  const hasBlocks = Array.isArray(blocks) && blocks.length > 0
  if (marked !== undefined && (text !== undefined || hasBlocks)) return [{ pointer: '/markdown_text', message: 'excludes text and blocks', error: 'markdown_text_conflict' }]
  const problems = blocks === undefined || blocks === null ? [] : blocksProblems(blocks, 'message', 50, '/blocks')
  const object = (wrong: boolean, pointer: string, message: string, error?: string) => {
    if (wrong) problems.push({ pointer, message, error })
  }
  object(text !== undefined && typeof text !== 'string', '/text', 'must be a string', 'invalid_arguments')
  const words = typeof text === 'string' ? text : ''
  const says = words.trim() || marked || (Array.isArray(attachments) && attachments.length)
  object(!says && !hasBlocks, '/text', 'missing required field: text', 'no_text')
  object(!says && hasBlocks, '/text', 'should be set beside blocks, for notifications and screen readers')
  object(words.length > textCutAt, '/text', `is cut after ${textCutAt} characters`)
  object(typeof marked === 'string' && marked.length > markdownText, '/markdown_text', `must be less than ${markdownText + 1} characters`, 'msg_too_long')
  object(kind === 'update' && Buffer.byteLength(words) > updateTextBytes, '/text', `must be less than ${updateTextBytes + 1} bytes`, 'msg_too_long')
  object(kind !== 'response' && textIn(blocks) > blocksText, '/blocks', 'are too long together', 'msg_blocks_too_long')
  object(markdownIn(blocks) > markdownText, '/blocks', 'have too much markdown together', 'msg_too_long')
  problems.push(...metadataProblems(body.metadata))
  return problems
}

function metadataProblems(given: unknown): Problem[] {
  if (given === undefined || given === null || (isObject(given) && Object.keys(given).length === 0)) return []
  const { error } = metadata.safeParse(given, { reportInput: true })
  const problems = (error?.issues ?? []).map((issue) => problemOf(issue, '/metadata', 'invalid_metadata_format'))
  if (JSON.stringify(given).length > metadataBytes) problems.push({ pointer: '/metadata', message: `must be less than ${metadataBytes + 1} bytes`, error: 'metadata_too_large' })
  return problems
}

const viewSchema = z.discriminatedUnion('type', [
  z.strictObject({
    type: z.literal('modal'), title: plain(24), submit: plain(24).optional(), close: plain(24).optional(), blocks: z.unknown(),
    private_metadata: characters(3000, 0).optional(), callback_id: id.optional(), external_id: characters(255, 0).optional(),
    clear_on_close: z.boolean().optional(), notify_on_close: z.boolean().optional(), submit_disabled: z.boolean().optional(),
  }),
  z.strictObject({
    type: z.literal('home'), blocks: z.unknown(), private_metadata: characters(3000, 0).optional(), callback_id: id.optional(),
    external_id: characters(255, 0).optional(),
  }),
])

/** Everything for which Slack would refuse a modal or a home tab; an empty list when it would take it. */
export function viewProblems(view: unknown): Problem[] {
  const { error } = viewSchema.safeParse(view, { reportInput: true })
  const problems = (error?.issues ?? []).map((issue) => problemOf(issue, '/view', 'invalid_arguments'))
  if (!isObject(view)) return problems
  const surface = view.type === 'home' ? 'home' : 'modal'
  problems.push(...blocksProblems(view.blocks, surface, 100, '/view/blocks').map((problem) => ({ ...problem, error: 'invalid_arguments' })))
  const asks = Array.isArray(view.blocks) && view.blocks.some((block) => isObject(block) && block.type === 'input')
  if (surface === 'modal' && asks && !view.submit) problems.push({ pointer: '/view', message: 'missing required field: submit', error: 'invalid_arguments' })
  if (JSON.stringify(view).length > viewBytes) problems.push({ pointer: '/view', message: `must be less than ${viewBytes + 1} bytes`, error: 'view_too_large' })
  return problems
}

/** Everything for which Slack would show no options. */
export const suggestionProblems = (answer: unknown): Problem[] =>
  (suggestions.safeParse(answer, { reportInput: true }).error?.issues ?? []).map((issue) => problemOf(issue, '', 'invalid_options'))

function blocksProblems(blocks: unknown, surface: Surface, max: number, pointer: string): Problem[] {
  const { error } = z.array(blockOf[surface]).max(max).safeParse(blocks, { reportInput: true })
  const problems = (error?.issues ?? []).map((issue) => problemOf(issue, pointer, 'invalid_blocks'))
  if (!Array.isArray(blocks)) return problems
  const all = blocks.filter(isObject)
  const object = (wrong: boolean, at: string, message: string) => {
    if (wrong) problems.push({ pointer: at, message, error: 'invalid_blocks' })
  }
  for (const [index, one] of repeated(all.map(({ block_id: name }) => name))) object(true, `${pointer}/${index}`, `block_id already exists: ${one}`)
  for (const [index, block] of all.entries())
    for (const [, one] of repeated(partsOf(block).map(({ action_id: name }) => name))) object(true, `${pointer}/${index}`, `action_id already exists: ${one}`)
  object(all.filter(({ type }) => type === 'table').length > 1, pointer, 'only_one_table_allowed')
  const focused = all.flatMap(partsOf).filter(({ focus_on_load: focus }) => focus === true)
  object(focused.length > 1, pointer, 'only one element may have focus_on_load')
  const files = all.flatMap(partsOf).some(({ type }) => type === 'file_input')
  object(files && surface !== 'modal', pointer, 'unsupported type: file_input')
  return problems
}

const partsOf = ({ elements, accessory, element }: Loose): Loose[] => [...(Array.isArray(elements) ? elements : []), accessory, element].filter(isObject)

/** The names given a second time, with where. */
const repeated = (names: unknown[]): [number, string][] =>
  names.flatMap((name, index): [number, string][] => (typeof name === 'string' && names.indexOf(name) < index ? [[index, name]] : []))

/** The length of every text in there. */
function textIn(part: unknown): number {
  if (Array.isArray(part)) return part.reduce<number>((sum, one) => sum + textIn(one), 0)
  if (!isObject(part)) return 0
  return Object.entries(part).reduce((sum, [key, value]) => sum + (key === 'text' && typeof value === 'string' ? value.length : textIn(value)), 0)
}

const markdownIn = (blocks: unknown): number =>
  Array.isArray(blocks) ? blocks.filter((block) => isObject(block) && block.type === 'markdown').reduce<number>((sum, block) => sum + textIn(block), 0) : 0

/** An issue in Slack's words and with Slack's pointer. */
function problemOf(issue: z.core.$ZodIssue, within: string, error: string): Problem {
  const pointer = [within, ...issue.path.map(String)].join('/')
  const parent = [within, ...issue.path.slice(0, -1).map(String)].join('/')
  const problem = (message: string, at = pointer): Problem => ({ pointer: at, message, error })
  switch (issue.code) {
    case 'too_big':
      return problem(issue.origin === 'array' ? `no more than ${issue.maximum} items allowed` : `must be less than ${Number(issue.maximum) + 1}${issue.origin === 'string' ? ' characters' : ''}`)
    case 'too_small':
      return problem(issue.origin === 'array' ? `no fewer than ${issue.minimum} items allowed` : `must be more than ${Number(issue.minimum) - 1}${issue.origin === 'string' ? ' characters' : ''}`)
    case 'unrecognized_keys':
      return problem(`invalid additional property: ${issue.keys.join(', ')}`)
    case 'invalid_type':
      return issue.input === undefined ? problem(`missing required field: ${String(issue.path.at(-1) ?? '')}`, parent) : problem(`must provide ${issue.expected}`)
    case 'invalid_union':
      return problem(issue.discriminator ? `unsupported type: ${String(isObject(issue.input) ? issue.input.type : issue.input)}` : 'failed to match all allowed schemas')
    case 'custom':
    case 'invalid_element':
    case 'invalid_format':
    case 'invalid_key':
    case 'invalid_value':
    case 'not_multiple_of':
      return problem(issue.message)
  }
}
