import { ButtonStyle, ComponentType, MessageFlags } from 'discord.js'
import type {
  APIAllowedMentions, APIButtonComponent, APIComponentInContainer, APIMessageTopLevelComponent, APITextDisplayComponent,
} from 'discord.js'
import type { Drawn, DrawnBlock, DrawnButton, DrawnFact, DrawnItem, DrawnOption } from '../../bot/draw.ts'
import type { Inline, Reader } from '../../bot/words.ts'
import { encodeCall, encodePlace } from './custom-id.ts'
import { escape, isUnseen, mentionedIn, struckOut, write, type Writing } from './markup.ts'

/** The body of a message as the REST API takes it, for creating, answering and editing alike. */
export interface MessageBody {
  /** instead of components; null takes it away from a message that gets components */
  content?: string | null
  components?: APIMessageTopLevelComponent[]
  /** of all flags, only that of Components V2 and what the caller adds, such as Ephemeral */
  flags: MessageFlags | 0
  allowed_mentions: APIAllowedMentions
  /** what is uploaded with it, in the order of the files; an empty list takes away what a message had */
  attachments: { id: string; filename: string; description?: string }[]
}

/** A file as it is uploaded. */
export interface Attached {
  /** letters, digits, dots and dashes; no other file of the message has it */
  name: string
  /** shown as a picture */
  picture: boolean
}

/** What a page is rendered with. */
export interface Around {
  reader: Reader
  /** who may be mentioned there: the person’s number → her id on the platform; others are named */
  people: ReadonlyMap<number, string>
  /** the files of the page that exist, by their ids */
  files: ReadonlyMap<string, Attached>
  /** as components even where words alone would do: a message that has components cannot go back to words */
  components?: boolean
}

/** The longest text of a message without components. */
export const longestContent = 2000
/** As many components, nested ones counted, as a message may have. */
export const mostComponents = 40
/** As many people as a message may notify. */
const mostMentioned = 100

const accents: Record<NonNullable<Drawn['tone']>, number> = { good: 0x2f9e62, problem: 0xd9822b, past: 0x80848e }

/** What a control or a text shows when it has nothing to say: the platform refuses a blank. */
const wordless = '…'

/** A page as the body of a message. Pure; every control of the page is in it, uncut. */
export function render(page: Drawn, around: Around): MessageBody {
  const writing: Writing = { ...around, past: page.tone === 'past' }
  const common = { allowed_mentions: { parse: [], users: mentioned(page, around) }, attachments: attachmentsOf(page, around) }
  const content = around.components ? undefined : contentOf(page, writing)
  if (content !== undefined) return { ...common, content, flags: 0 }
  const components = withSeparators(new Drawing(around, writing).page(page))
  const accent = page.tone && { accent_color: accents[page.tone] }
  return { ...common, components: [{ type: ComponentType.Container, ...accent, components }], flags: MessageFlags.IsComponentsV2 }
}

/** The body for changing a message with it: what the message had of the other kind goes. */
export const asEdit = (body: MessageBody): MessageBody => (body.components ? { ...body, content: null } : { ...body, components: [] })

/** The words of a page that has nothing else and is short: part of a conversation. */
function contentOf({ title, blocks }: Drawn, writing: Writing): string | undefined {
  const all = blocks.flatMap((block) => (block.kind === 'text' ? [write(block.inlines, writing)] : []))
  if (title || all.length < blocks.length) return undefined
  const words = all.join('\n\n').trim()
  const content = writing.past ? struckOut(words) : words
  return content.length > longestContent ? undefined : isUnseen(content) ? wordless : content
}

/** Words alone as a body of components, for a message that has had some. */
export const inComponents = (body: MessageBody): MessageBody =>
  body.components?.length
    ? body
    : { ...body, content: undefined, components: [{ type: ComponentType.TextDisplay, content: body.content ?? wordless }], flags: MessageFlags.IsComponentsV2 }

/** Draws the blocks of one page; each control has a place of its own. */
class Drawing {
  private places = 0

  constructor(private readonly around: Around, private readonly writing: Writing) {}

  page({ title, blocks }: Drawn): APIComponentInContainer[] {
    const heading = title ? write(title, this.writing).replace(/\s+/g, ' ') : ''
    const drawn = [...this.text(heading, '## '), ...blocks.flatMap((block) => this.block(block))]
    return drawn.length ? drawn : [{ type: ComponentType.TextDisplay, content: wordless }]
  }

  private block(block: DrawnBlock): APIComponentInContainer[] {
    switch (block.kind) {
      case 'text':
        return this.text(write(block.inlines, this.writing))
      case 'quote':
        return this.text(write(block.inlines, this.writing), '>>> ')
      case 'facts':
        return this.text(this.facts(block.facts))
      case 'list':
        return block.items.flatMap((item) => this.item(item))
      case 'image':
        return [this.file(block.fileId, block.alt)]
      case 'files':
        return block.files.map(({ fileId, name }) => this.file(fileId, name))
      case 'buttons':
        return this.row(block.buttons)
      case 'select':
        return this.select(block.label, block.options)
    }
  }

  /** Nothing where there is nothing to read. */
  private text(written: string, mark = ''): APITextDisplayComponent[] {
    if (isUnseen(written)) return []
    return [{ type: ComponentType.TextDisplay, content: mark + (this.writing.past ? struckOut(written) : written) }]
  }

  private facts(facts: DrawnFact[]): string {
    const line = ({ label, value }: DrawnFact): Inline[] => [{ kind: 'bold', inlines: [{ kind: 'text', text: label }] }, { kind: 'text', text: ' ' }, ...value]
    return facts.map((fact) => write(line(fact), this.writing)).join('\n')
  }

  private item({ title, text, facts, buttons }: DrawnItem): APIComponentInContainer[] {
    const lines = [write([{ kind: 'bold', inlines: title }], this.writing), text ? write(text, this.writing) : '', this.facts(facts)]
    const words = this.text(lines.filter((line) => !isUnseen(line)).join('\n') || wordless)
    const [button, ...others] = buttons
    if (!button || others.length) return [...words, ...this.row(buttons)]
    return [{ type: ComponentType.Section, components: words, accessory: this.button(button) }]
  }

  private row(buttons: DrawnButton[]): APIComponentInContainer[] {
    return buttons.length ? [{ type: ComponentType.ActionRow, components: buttons.map((button) => this.button(button)) }] : []
  }

  private button(button: DrawnButton): APIButtonComponent {
    const label = isUnseen(button.label) ? wordless : button.label
    const place = this.places++
    if ('call' in button) return { type: ComponentType.Button, style: styleOf(button.style), label, custom_id: encodeCall(button.call, place) }
    if (isAddress(button.link)) return { type: ComponentType.Button, style: ButtonStyle.Link, label, url: button.link }
    return { type: ComponentType.Button, style: ButtonStyle.Secondary, label, custom_id: encodePlace(place), disabled: true }
  }

  private select(label: string, options: DrawnOption[]): APIComponentInContainer[] {
    if (options.length === 0) return []
    const custom_id = encodePlace(this.places++)
    const placeholder = isUnseen(label) ? undefined : label
    const drawn = options.map((one, index) => ({ label: isUnseen(one.label) ? wordless : one.label, value: encodeCall(one.call, index) }))
    return [{ type: ComponentType.ActionRow, components: [{ type: ComponentType.StringSelect, custom_id, placeholder, options: drawn }] }]
  }

  private file(fileId: string, words: string): APIComponentInContainer {
    const file = this.around.files.get(fileId)
    if (!file) return { type: ComponentType.TextDisplay, content: isUnseen(words) ? wordless : escape(words) }
    const media = { url: `attachment://${file.name}` }
    if (!file.picture) return { type: ComponentType.File, file: media }
    return { type: ComponentType.MediaGallery, items: [{ media, description: isUnseen(words) ? undefined : words }] }
  }
}

/** Other addresses are refused, and lead nowhere good. */
const isAddress = (link: string): boolean => URL.canParse(link) && ['https:', 'http:'].includes(new URL(link).protocol)

function styleOf(style: 'primary' | 'danger' | undefined): ButtonStyle.Primary | ButtonStyle.Danger | ButtonStyle.Secondary {
  switch (style) {
    case 'primary':
      return ButtonStyle.Primary
    case 'danger':
      return ButtonStyle.Danger
    case undefined:
      return ButtonStyle.Secondary
  }
}

/** A line before each section and each picture, where the message has room for all of them. */
function withSeparators(components: APIComponentInContainer[]): APIComponentInContainer[] {
  const apart = ({ type }: APIComponentInContainer, index: number) => index > 0 && type === ComponentType.Section
  const separators = components.filter(apart).length
  if (1 + countOf(components) + separators > mostComponents) return components
  return components.flatMap((one, index) => (apart(one, index) ? [{ type: ComponentType.Separator }, one] : [one]))
}

/** How many components these are, with those within them. */
function countOf(components: APIComponentInContainer[]): number {
  return components.reduce((sum, one) => {
    if (one.type === ComponentType.Section) return sum + 2 + one.components.length
    return sum + 1 + (one.type === ComponentType.ActionRow ? one.components.length : 0)
  }, 0)
}

/** Each of the files that are shown, once; their order is that of the upload. */
function attachmentsOf(page: Drawn, { files }: Around): MessageBody['attachments'] {
  return filesOf(page)
    .flatMap(({ fileId, alt }) => {
      const file = files.get(fileId)
      return file ? [{ filename: file.name, description: alt }] : []
    })
    .map((attachment, index) => ({ id: String(index), ...attachment }))
}

/** The files that a page shows, each once, with what a picture shows in words. */
export function filesOf({ blocks }: Drawn): { fileId: string; alt?: string }[] {
  const all = blocks.flatMap((block) => {
    if (block.kind === 'image') return [{ fileId: block.fileId, alt: isUnseen(block.alt) ? undefined : block.alt }]
    return block.kind === 'files' ? block.files.map(({ fileId }) => ({ fileId })) : []
  })
  return all.filter(({ fileId }, index) => all.findIndex((other) => other.fileId === fileId) === index)
}

const mentioned = (page: Drawn, { people }: Around): string[] => [...new Set(mentionedIn(inlinesOf(page), people))].slice(0, mostMentioned)

/** All that is written in a page with the markup of words. */
export function inlinesOf({ title = [], blocks }: Drawn): Inline[] {
  const inlines = blocks.flatMap((block): Inline[] => {
    switch (block.kind) {
      case 'text':
      case 'quote':
        return block.inlines
      case 'facts':
        return block.facts.flatMap(({ value }) => value)
      case 'list':
        return block.items.flatMap((item) => [...item.title, ...(item.text ?? []), ...item.facts.flatMap(({ value }) => value)])
      case 'image':
      case 'files':
      case 'buttons':
      case 'select':
        return []
    }
  })
  return [...title, ...inlines]
}
