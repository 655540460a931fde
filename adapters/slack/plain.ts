import type { Drawn, DrawnBlock, DrawnButton, DrawnItem } from '../../bot/draw.ts'
import { plainOf, type Inline, type Reader } from '../../bot/words.ts'
import { mrkdwn } from './markup.ts'

/** of what `chat.update` takes, in bytes; a message that could be posted but not be changed would be worth less */
const mostBytes = 4000

/**
 * A page as text alone, without what was told in confidence: what notifications and screen readers say, and what is shown should its blocks be refused. Escaped, so that
 * nobody is called by it. At most 4,000 bytes, the rest is cut off.
 */
export function textOf({ title, blocks }: Drawn, reader: Reader): string {
  const plain = (inlines: Inline[]) => plainOf(inlines, reader)
  const lines = [...(title ? [plain(title)] : []), ...blocks.flatMap((block) => linesOf(block, plain))]
  const words = lines.filter((line) => line.trim()).join('\n') || blocks.flatMap(labelsOf).filter((label) => label.trim()).join(' · ') || '…'
  const written = (text: string) => mrkdwn([{ kind: 'text', text }], { reader, mentions: new Map() })
  return Buffer.byteLength(written(words)) <= mostBytes ? written(words) : shortened(words, written)
}

type Plain = (inlines: Inline[]) => string

function linesOf(block: DrawnBlock, plain: Plain): string[] {
  switch (block.kind) {
    case 'text':
      return [plain(block.inlines)]
    case 'quote':
      return block.confidential ? [] : [plain(block.inlines)]
    case 'facts':
      return block.facts.map(({ label, value }) => `${label}: ${plain(value)}`)
    case 'list':
      return block.items.flatMap((item) => itemLines(item, plain))
    case 'image':
      return [block.alt]
    case 'files':
      return block.files.map(({ name }) => name)
    case 'buttons':
      return linkLines(block.buttons)
    case 'select':
      return []
  }
}

const itemLines = ({ title, text, confidential, facts, buttons }: DrawnItem, plain: Plain): string[] => [
  `• ${plain(title)}`,
  ...(text && !confidential ? [plain(text)] : []),
  ...facts.map(({ label, value }) => `${label}: ${plain(value)}`),
  ...linkLines(buttons),
]

const linkLines = (buttons: DrawnButton[]): string[] => buttons.flatMap((button) => ('link' in button ? [`${button.label}: ${button.link}`] : []))

/** What stands on the controls, for a page that has nothing else. */
function labelsOf(block: DrawnBlock): string[] {
  switch (block.kind) {
    case 'buttons':
      return block.buttons.map(({ label }) => label)
    case 'select':
      return [block.label]
    case 'text':
    case 'quote':
    case 'facts':
    case 'list':
    case 'image':
    case 'files':
      return []
  }
}

/** The longest beginning whose written form is short enough, with "…" after it. */
function shortened(words: string, written: (text: string) => string): string {
  const characters = Array.from(words.slice(0, mostBytes))
  let low = 0
  let high = characters.length
  while (low < high) {
    const middle = Math.ceil((low + high) / 2)
    if (Buffer.byteLength(written(`${characters.slice(0, middle).join('')}…`)) <= mostBytes) low = middle
    else high = middle - 1
  }
  return written(`${characters.slice(0, low).join('')}…`)
}
