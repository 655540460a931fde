import type { types } from '@slack/bolt'
import type { Block, Body, Element } from './render.ts'

/** What Slack accepts of a message made of the blocks that we draw (docs.slack.dev, reference/block-kit). Lengths in UTF-16 units. */
const most = {
  blocks: 50, header: 150, section: 3000, fields: 10, field: 2000, contextElements: 10, contextText: 2000, actions: 25, label: 75, value: 2000, url: 3000,
  options: 100, optionValue: 75, placeholder: 150, actionId: 255, alt: 2000, confirmTitle: 100, confirmText: 300, confirmButton: 30,
  /** of all texts of the blocks; unpublished, see limits.ts */
  together: 13_000,
  /** bytes: an update's is refused beyond */
  text: 4000,
}

type Text = { text: string }

/** What Slack would refuse of a message, and why; an empty list when it takes it. */
export function problemsOf({ text, blocks = [] }: Body): string[] {
  return [
    ...(text.trim() ? [] : ['text: it is empty']),
    ...over('text', Buffer.byteLength(text), most.text),
    ...over('blocks', blocks.length, most.blocks),
    ...over('blocks together', textsIn(blocks), most.together),
    ...blocks.flatMap((block, index) => problemsOfBlock(block).map((problem) => `blocks/${index}: ${problem}`)),
  ]
}

const over = (what: string, number: number, limit: number): string[] => (number > limit ? [`${what}: ${number} > ${limit}`] : [])

const length = (what: string, text: Text | string | undefined, limit: number): string[] => {
  const words = typeof text === 'string' ? text : (text?.text ?? '')
  return words === '' ? [`${what}: it is empty`] : over(what, words.length, limit)
}

const number = (what: string, all: readonly unknown[], limit: number): string[] => (all.length === 0 ? [`${what}: there are none`] : over(what, all.length, limit))

function problemsOfBlock(block: Block): string[] {
  switch (block.type) {
    case 'header':
      return length('header', block.text, most.header)
    case 'section':
      return problemsOfSection(block)
    case 'divider':
      return []
    case 'context':
      return [
        ...number('elements', block.elements, most.contextElements),
        ...block.elements.flatMap((element) => length('text', element, most.contextText)),
      ]
    case 'actions':
      return [...number('elements', block.elements, most.actions), ...repeated(block.elements), ...block.elements.flatMap(problemsOfElement)]
    case 'image':
      return length('alt_text', block.alt_text, most.alt)
  }
}

function problemsOfSection({ text, fields, accessory }: Extract<Block, { type: 'section' }>): string[] {
  return [
    ...(text ? length('text', text, most.section) : []),
    ...(fields ? [...number('fields', fields, most.fields), ...fields.flatMap((field) => length('field', field, most.field))] : []),
    ...(text || fields ? [] : ['section: it is empty']),
    ...(accessory ? problemsOfElement(accessory) : []),
  ]
}

const repeated = (elements: Element[]): string[] => {
  const ids = elements.map(({ action_id: id }) => id)
  return ids.flatMap((id, index) => (ids.indexOf(id) < index ? [`action_id: ${id} is there twice`] : []))
}

function problemsOfElement(element: Element): string[] {
  const id = length('action_id', element.action_id, most.actionId)
  switch (element.type) {
    case 'button':
      return [
        ...id,
        ...length('label', element.text, most.label),
        ...over('value', element.value?.length ?? 0, most.value),
        ...over('url', element.url?.length ?? 0, most.url),
        ...(element.confirm ? problemsOfConfirm(element.confirm) : []),
      ]
    case 'static_select':
      return [
        ...id,
        ...length('placeholder', element.placeholder, most.placeholder),
        ...number('options', element.options ?? [], most.options),
        ...(element.options ?? []).flatMap((option) => [...length('option', option.text, most.label), ...length('option value', option.value, most.optionValue)]),
      ]
  }
}

const problemsOfConfirm = ({ title, text, confirm, deny }: types.ConfirmationDialog): string[] => [
  ...length('confirm title', title, most.confirmTitle),
  ...length('confirm text', text, most.confirmText),
  ...length('confirm button', confirm, most.confirmButton),
  ...length('deny button', deny, most.confirmButton),
]

/** The length of every text in there, at any depth. */
function textsIn(part: unknown): number {
  if (typeof part !== 'object' || part === null) return 0
  return Object.entries(part).reduce((sum, [key, value]) => sum + (key === 'text' && typeof value === 'string' ? value.length : textsIn(value)), 0)
}
