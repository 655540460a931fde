/** A text of Block Kit. */
export interface TextObject {
  type: 'plain_text' | 'mrkdwn'
  text: string
}

export interface Option {
  text: TextObject
  value: string
  description?: TextObject
  url?: string
}

/** Something in a block that a person can use, as far as a person needs to know it. */
export interface Element {
  type: string
  action_id: string
  text?: TextObject
  alt_text?: string
  value?: string
  url?: string
  placeholder?: TextObject
  options?: Option[]
  option_groups?: { label: TextObject; options: Option[] }[]
  confirm?: { title?: TextObject; text: TextObject }
  min_query_length?: number
  min_length?: number
  max_length?: number
  min_value?: string
  max_value?: string
  is_decimal_allowed?: boolean
  max_selected_items?: number
  max_files?: number
  filetypes?: string[]
  initial_value?: string
  initial_date?: string
  initial_time?: string
  initial_date_time?: number
  initial_option?: Option
  initial_options?: Option[]
  initial_user?: string
  initial_users?: string[]
  initial_channel?: string
  initial_channels?: string[]
  initial_conversation?: string
  initial_conversations?: string[]
  response_url_enabled?: boolean
}

export interface Block {
  type: string
  block_id: string
  text?: TextObject
  fields?: TextObject[]
  accessory?: Element
  elements?: (Element | TextObject)[]
  label?: TextObject
  hint?: TextObject
  optional?: boolean
  dispatch_action?: boolean
  element?: Element
  alt_text?: string
  title?: TextObject
  slack_file?: { id?: string; url?: string }
}

/** An element together with the block it stands in. */
export interface Placed {
  block: Block
  element: Element
}

const isElement = (one: Element | TextObject): one is Element => 'action_id' in one

/** What a person can use in these blocks outside inputs, in order. */
export const elementsOf = (blocks: Block[]): Placed[] =>
  blocks.flatMap((block) =>
    [...(block.elements ?? []).filter(isElement), ...(block.accessory && 'action_id' in block.accessory ? [block.accessory] : [])].map((element) => ({
      block,
      element,
    })),
  )

/** The fields of a form, in order. */
export const inputsOf = (blocks: Block[]): Placed[] =>
  blocks.flatMap((block) => (block.type === 'input' && block.element ? [{ block, element: block.element }] : []))

export const optionsOf = ({ options, option_groups: groups }: Pick<Element, 'options' | 'option_groups'>): Option[] => [
  ...(options ?? []),
  ...(groups ?? []).flatMap((group) => group.options),
]

let generated = 0
const generate = () => `~${(++generated).toString(36)}`

/** The blocks as they are kept: a block or an element without an id is given one. */
export function withIds(blocks: Block[]): Block[] {
  const named = (element: Element): Element => (actionless.has(element.type) ? element : { ...element, action_id: element.action_id ?? generate() })
  return blocks.map((block) => ({
    ...block,
    block_id: block.block_id ?? generate(),
    ...(block.elements ? { elements: block.elements.map((one) => (block.type === 'actions' ? named(one as Element) : one)) } : {}),
    ...(block.accessory ? { accessory: named(block.accessory) } : {}),
    ...(block.element ? { element: named(block.element) } : {}),
  }))
}

/** elements that only show something */
const actionless = new Set(['image', 'plain_text', 'mrkdwn'])
