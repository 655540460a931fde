import type { types } from '@slack/bolt'
import type { Drawn, DrawnBlock, DrawnButton, DrawnFact, DrawnItem } from '../../bot/draw.ts'
import { shortenText } from '../../bot/shorten.ts'
import { plainOf, type Inline, type Words } from '../../bot/words.ts'
import { callActionId, linkActionId, valueOf } from './action-id.ts'
import { m } from './messages.ts'
import { mrkdwn, quoted, type Writing } from './markup.ts'
import { textOf } from './plain.ts'

/** The controls that we draw, of all that Slack has. */
export type Element = types.Button | types.StaticSelect

/** The blocks that we draw: those that every client of Slack's shows. */
export type Block =
  | types.HeaderBlock
  | types.DividerBlock
  | types.ImageBlock
  | (Omit<types.SectionBlock, 'accessory'> & { accessory?: Element })
  | (Omit<types.ContextBlock, 'elements'> & { elements: types.TextObject[] })
  | (Omit<types.ActionsBlock, 'elements'> & { elements: Element[] })

/** A message as Slack takes it. `text` is what notifications and screen readers say; with blocks, it is not shown beside them. */
export interface Body {
  text: string
  blocks?: Block[]
}

export interface Rendering extends Writing {
  /** Slack's ids of our files that are uploaded to be shown, by our ids; what is not here is shown by its name */
  pictures: ReadonlyMap<string, string>
  /** our own for Slack alone */
  words: Words
}

/** One drawn page as a message. The page fits `limits`, so that its blocks are within Slack's. */
export const render = (page: Drawn, rendering: Rendering): Body => ({ text: textOf(page, rendering.reader), blocks: blocksOf(page, rendering) })

/** The blocks of one page, for a message, a modal or a home. */
export function blocksOf({ tone, title, blocks }: Drawn, rendering: Rendering): Block[] {
  const sign = tone === 'good' ? '✅ ' : tone === 'problem' ? '⚠️ ' : ''
  const head = title ? [titleBlock(title, tone === 'past', sign, rendering)] : []
  return [...head, ...blocks.flatMap((block, index) => blockOf(!title && index === 0 ? signed(block, sign) : block, rendering))]
}

const longest = { section: 3000, header: 150, confirmTitle: 100, confirmText: 300, confirmButton: 30, alt: 2000 }

/** `emoji`: Slack is to look for no `:name:` in it. */
const plain = (text: string, max: number): types.PlainTextElement => ({ type: 'plain_text', text: shortenText(text, max).trim() || '…', emoji: false })

/** `verbatim`: Slack is to find no names, channels and addresses in it by itself. */
const marked = (text: string): types.MrkdwnElement => ({ type: 'mrkdwn', text: text.trim() ? text : '…', verbatim: true })

/** A header has no styles: what is over is struck out in a section. */
function titleBlock(title: Inline[], isPast: boolean, sign: string, rendering: Rendering): Block {
  if (isPast) return { type: 'section', text: marked(mrkdwn([{ kind: 'bold', inlines: title }], rendering, { struck: true })) }
  return { type: 'header', text: plain(sign + plainOf(title, rendering.reader).replace(/\s+/g, ' '), longest.header) }
}

const signed = (block: DrawnBlock, sign: string): DrawnBlock =>
  block.kind === 'text' && sign ? { ...block, inlines: [{ kind: 'text', text: sign }, ...block.inlines] } : block

function blockOf(block: DrawnBlock, rendering: Rendering): Block[] {
  switch (block.kind) {
    case 'text':
      return [{ type: 'section', text: wordsOf(block.inlines, rendering), expand: true }]
    case 'quote':
      return [{ type: 'section', text: marked(quoted(block.inlines, rendering)), expand: true }]
    case 'facts':
      return block.facts.length ? [{ type: 'section', fields: block.facts.map((fact) => marked(factOf(fact, '\n', rendering))) }] : []
    case 'list':
      return block.items.flatMap((item, index) => [...(index ? [divider] : []), ...itemBlocks(item, rendering)])
    case 'image':
      return [imageBlock(block, rendering)]
    case 'files':
      return block.files.length ? [{ type: 'context', elements: block.files.map((file) => plain(fileName(file, rendering), longest.alt)) }] : []
    case 'buttons':
      return buttonBlocks(block.buttons, rendering)
    case 'select':
      return block.options.length ? [{ type: 'actions', elements: [selectOf(block)] }] : []
  }
}

const divider: types.DividerBlock = { type: 'divider' }

/** Words without a style of ours go as plain text, in which Slack looks for nothing at all. */
const wordsOf = (inlines: Inline[], rendering: Rendering): types.TextObject =>
  inlines.every(({ kind }) => kind === 'text') ? plain(plainOf(inlines, rendering.reader), longest.section) : marked(mrkdwn(inlines, rendering))

const factOf = ({ label, value }: DrawnFact, between: string, rendering: Rendering): string =>
  mrkdwn([{ kind: 'bold', inlines: [{ kind: 'text', text: label }] }, { kind: 'text', text: between }, ...value], rendering)

/** What it is and says, with its one button beside it, or several below. */
function itemBlocks({ title, text, facts, buttons }: DrawnItem, rendering: Rendering): Block[] {
  const elements = elementsOf(buttons, rendering)
  const lines = [
    mrkdwn([{ kind: 'bold', inlines: title }], rendering),
    ...(text ? [mrkdwn(text, rendering)] : []),
    ...facts.map((fact) => factOf(fact, ' ', rendering)),
    ...buttons.filter(isUnsafe).map(({ label }) => mrkdwn([{ kind: 'text', text: label }], rendering)),
  ]
  const words = marked(lines.filter((line) => line.trim()).join('\n'))
  const [only] = elements
  if (only && elements.length === 1) return [{ type: 'section', text: words, accessory: only }]
  return [{ type: 'section', text: words }, ...(elements.length ? [{ type: 'actions' as const, elements }] : [])]
}

function imageBlock({ fileId, alt }: Extract<DrawnBlock, { kind: 'image' }>, { pictures, reader, words: ours }: Rendering): Block {
  const id = pictures.get(fileId)
  const words = plain(alt.trim() || ours.plain(m.picture, reader), longest.alt)
  return id ? { type: 'image', slack_file: { id }, alt_text: words.text } : { type: 'context', elements: [{ ...words, text: `🖼️ ${words.text}` }] }
}

const fileName = ({ name, size }: { name: string; size: number }, { reader, words }: Rendering): string =>
  `📎 ${words.plain(m.fileSize({ name, kilobytes: Math.ceil(size / 1024) }), reader)}`

const schemes = new Set(['https:', 'http:', 'mailto:'])

/** Anything but a web or mail address is shown as words that lead nowhere. */
const isUnsafe = (button: DrawnButton): boolean => 'link' in button && !(URL.canParse(button.link) && schemes.has(new URL(button.link).protocol))

function buttonBlocks(buttons: DrawnButton[], rendering: Rendering): Block[] {
  const elements = elementsOf(buttons, rendering)
  const dead = buttons.filter(isUnsafe).map(({ label }) => plain(label, longest.alt))
  return [...(elements.length ? [{ type: 'actions' as const, elements }] : []), ...(dead.length ? [{ type: 'context' as const, elements: dead }] : [])]
}

const elementsOf = (buttons: DrawnButton[], rendering: Rendering): Element[] =>
  buttons.filter((button) => !isUnsafe(button)).map((button, index) => buttonOf(button, index, rendering))

const labelMax = 75

function buttonOf(button: DrawnButton, index: number, { reader, words }: Rendering): types.Button {
  const text = plain(button.label, labelMax)
  if ('link' in button) return { type: 'button', action_id: linkActionId(index), text, url: button.link }
  const { call, style, confirm } = button
  const question: types.ConfirmationDialog | undefined =
    confirm === undefined
      ? undefined
      : {
          title: plain(button.label, longest.confirmTitle),
          text: plain(confirm, longest.confirmText),
          confirm: plain(button.label, longest.confirmButton),
          deny: plain(words.plain(m.cancel, reader), longest.confirmButton),
          ...(style ? { style } : {}),
        }
  return { type: 'button', action_id: callActionId(index), text, value: valueOf(call), ...(style ? { style } : {}), ...(question ? { confirm: question } : {}) }
}

const selectOf = ({ label, options }: Extract<DrawnBlock, { kind: 'select' }>): types.StaticSelect => ({
  type: 'static_select',
  action_id: callActionId(0),
  placeholder: plain(label, labelMax),
  options: options.map((option) => ({ text: plain(option.label, labelMax), value: valueOf(option.call) })),
})
