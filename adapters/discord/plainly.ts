import { ComponentType, MessageFlags } from 'discord.js'
import type { Drawn, DrawnBlock, DrawnButton, DrawnFact } from '../../bot/draw.ts'
import { split } from '../../bot/shorten.ts'
import type { Inline } from '../../bot/words.ts'
import { limits } from './limits.ts'
import { isUnseen, write } from './markup.ts'
import { longestContent, type Around, type MessageBody } from './render.ts'

const newline: Inline = { kind: 'text', text: '\n' }
const said = (text: string): Inline => ({ kind: 'text', text })

/**
 * A page in words alone, for when the platform would not take it as it is: all that can be read, the addresses of its links, and its files
 * with the first message; calls cannot be made from words. Never empty.
 */
export function plainly(page: Drawn, around: Pick<Around, 'reader' | 'components'>, attachments: MessageBody['attachments'] = []): MessageBody[] {
  const title: Inline[] = page.title ? [{ kind: 'bold', inlines: page.title }] : []
  const contents = split(inLines([title, ...page.blocks.flatMap(linesOf)]), longestContent, limits.measure).map((part) => write(part, { reader: around.reader, people: new Map() }))
  const readable = contents.filter((content) => !isUnseen(content))
  return (readable.length ? readable : ['…']).map((content, index) => ({
    ...(around.components ? { components: [{ type: ComponentType.TextDisplay, content }], flags: MessageFlags.IsComponentsV2 } : { content, flags: 0 }),
    allowed_mentions: { parse: [] },
    attachments: index === 0 ? attachments : [],
  }))
}

/** All that can be read of blocks, without the title above them. */
export const wordsOf = (blocks: DrawnBlock[]): Inline[] => inLines(blocks.flatMap(linesOf))

const inLines = (lines: Inline[][]): Inline[] => lines.filter((line) => line.length).flatMap((line, index) => (index === 0 ? line : [newline, ...line]))

function linesOf(block: DrawnBlock): Inline[][] {
  switch (block.kind) {
    case 'text':
    case 'quote':
      return [block.inlines]
    case 'facts':
      return block.facts.map(lineOfFact)
    case 'list':
      return block.items.flatMap(({ title, text, facts, buttons }) => [title, ...(text ? [text] : []), ...facts.map(lineOfFact), ...linksOf(buttons)])
    case 'image':
      return [[said(block.alt)]]
    case 'files':
      return block.files.map(({ name }) => [said(name)])
    case 'buttons':
      return linksOf(block.buttons)
    case 'select':
      return []
  }
}

const lineOfFact = ({ label, value }: DrawnFact): Inline[] => [{ kind: 'bold', inlines: [said(label)] }, said(' '), ...value]

const linksOf = (buttons: DrawnButton[]): Inline[][] => buttons.flatMap((button) => ('link' in button ? [[said(`${button.label}: ${button.link}`)]] : []))
