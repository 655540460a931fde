import { optionsOf, type Block, type Element, type Option, type TextObject } from './blocks.ts'
import type { MessageRecord, UserRecord, ViewRecord, WorkspaceRecord } from './world.ts'

/** Who reads: names and dates are shown as Slack's clients show them to her. */
export interface Reader {
  workspace: WorkspaceRecord
  user: UserRecord
}

const dateParts: Record<string, Intl.DateTimeFormatOptions | undefined> = {
  date_num: { dateStyle: 'short' },
  date: { year: 'numeric', month: 'long', day: 'numeric' },
  date_pretty: { year: 'numeric', month: 'long', day: 'numeric' },
  date_short: { year: 'numeric', month: 'short', day: 'numeric' },
  date_short_pretty: { year: 'numeric', month: 'short', day: 'numeric' },
  date_long: { dateStyle: 'full' },
  date_long_pretty: { dateStyle: 'full' },
  time: { timeStyle: 'short' },
  time_secs: { timeStyle: 'medium' },
}

const written = (seconds: string, format: string, { user }: Reader): string =>
  format.replace(/\{(\w+)\}/g, (whole, part: string) => {
    const options = dateParts[part]
    return options ? new Intl.DateTimeFormat(user.locale, { ...options, timeZone: user.tz }).format(new Date(Number(seconds) * 1000)) : whole
  })

/** What stands for `<…>`. */
function linked(inside: string, reader: Reader): string {
  const [target = '', label] = inside.split('|')
  const date = /^!date\^(\d+)\^([^^]*)/.exec(target)
  if (date) return written(date[1] ?? '', date[2] ?? '', reader)
  if (target.startsWith('@')) return `@${reader.workspace.users.get(target.slice(1))?.name ?? label ?? target.slice(1)}`
  if (target.startsWith('#')) return `#${label ?? reader.workspace.conversations.get(target.slice(1))?.name ?? target.slice(1)}`
  if (target.startsWith('!')) return `@${label ?? target.slice(1)}`
  return label ?? target
}

const unescaped = (text: string) => text.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&amp;', '&')
/** signs that take no room, which keep words from being taken for markup */
const withoutInvisible = (text: string) => text.replace(/[\u200B\u2060\uFEFF]/g, '')

/** A sign is markup between words, not within one; a word joiner makes one word of what is on both its sides. */
const marked = (sign: string) => new RegExp(`(^|[^\\p{L}\\p{N}\\u2060${sign}])${sign}(?=\\S)([^${sign}\\n]*?\\S)${sign}(?![\\p{L}\\p{N}\\u2060${sign}])`, 'gu')
const marks = [marked('\\*'), marked('_'), marked('~')]

/** Slack's markup, as it is read. */
export function readMrkdwn(text: string, reader: Reader): string {
  const kept: string[] = []
  const keep = (one: string) => `\uE000${kept.push(one) - 1}\uE001`
  let plain = text
    .replace(/```\n?([\s\S]*?)```/g, (_, code: string) => keep(code))
    .replace(/`([^`\n]+)`/g, (_, code: string) => keep(code))
    .replace(/<([^<>\n]+)>/g, (_, inside: string) => keep(linked(inside, reader)))
    .replace(/^(?:>|&gt;) ?/gm, '')
  for (const mark of marks) plain = plain.replace(mark, '$1$2')
  return withoutInvisible(unescaped(plain.replace(/\uE000(\d+)\uE001/g, (_, index: string) => kept[Number(index)] ?? '')))
}

const readText = (text: TextObject | undefined, reader: Reader): string =>
  text === undefined ? '' : text.type === 'mrkdwn' ? readMrkdwn(text.text, reader) : withoutInvisible(text.text)

const readOption = ({ text, description }: Option, reader: Reader) => `(${[text, description].map((one) => readText(one, reader)).filter(Boolean).join(': ')})`

function readElement(element: Element | TextObject, reader: Reader): string {
  if (element.type === 'plain_text' || element.type === 'mrkdwn') return readText(element as TextObject, reader)
  const one = element as Element
  if (one.type === 'image') return `(picture: ${one.alt_text ?? ''})`
  if (one.text) return one.url ? `[${readText(one.text, reader)} → ${one.url}]` : `[${readText(one.text, reader)}]`
  return [readText(one.placeholder, reader), ...optionsOf(one).map((option) => readOption(option, reader))].filter(Boolean).join(' ')
}

/** Every text in a block of a kind that is made of texts only: rich text, tables, cards. */
function textsIn(part: unknown): string[] {
  if (Array.isArray(part)) return part.flatMap(textsIn)
  if (typeof part !== 'object' || part === null) return []
  return Object.entries(part).flatMap(([key, value]) => (key === 'text' && typeof value === 'string' ? [value] : textsIn(value)))
}

function readBlock(block: Block, reader: Reader): string {
  switch (block.type) {
    case 'section':
      return [readText(block.text, reader), ...(block.fields ?? []).map((field) => readText(field, reader)), block.accessory ? readElement(block.accessory, reader) : '']
        .filter(Boolean)
        .join('\n')
    case 'header':
      return readText(block.text, reader)
    case 'context':
    case 'actions':
      return (block.elements ?? []).map((one) => readElement(one, reader)).join(' ')
    case 'image':
      return `(picture: ${block.alt_text ?? ''})`
    case 'input':
      return [readText(block.label, reader), readText(block.hint, reader), block.element ? readElement(block.element, reader) : ''].filter(Boolean).join('\n')
    case 'divider':
      return ''
    default:
      return withoutInvisible(textsIn(block).join('\n'))
  }
}

export const readBlocks = (blocks: Block[], reader: Reader): string => blocks.map((block) => readBlock(block, reader)).filter(Boolean).join('\n')

/** A message as it is read: its blocks, or else its text; then its files. */
export const readMessage = (message: MessageRecord, reader: Reader): string =>
  [message.blocks.length ? readBlocks(message.blocks, reader) : readMrkdwn(message.text, reader), ...message.files.map(({ name }) => `(file: ${name})`)]
    .filter(Boolean)
    .join('\n')

/** A view as it is read, with what is told beside its fields. */
export const readView = (view: ViewRecord, reader: Reader): string =>
  [view.title, readBlocks(view.blocks, reader), view.submit ? `[${view.submit}]` : '', ...Object.values(view.errors)].filter(Boolean).join('\n')
