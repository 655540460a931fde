import { ComponentType, type APIComponentInMessageActionRow } from 'discord.js'
import { longestCustomId } from './custom-id.ts'
import { isUnseen } from './markup.ts'
import { longestContent, mostComponents, type MessageBody } from './render.ts'

/** Any component that one of ours may hold. */
interface Component {
  type: ComponentType
  id?: number
  components?: Component[]
  accessory?: Component
  [property: string]: unknown
}

interface Walk {
  problems: string[]
  /** all components, nested ones too */
  components: Component[]
  attachments: ReadonlySet<string>
}

const longestText = 4000
/** The platform was seen to answer 500 beyond: bytes of UTF-8, and 12 for each text. */
const mostBytes = 10_170
const mostMedia = 64
const longest = { label: 80, url: 512, option: 100, placeholder: 150, description: 1024 }

/** What the platform would refuse of a body, in words for a log; empty when it will be accepted. */
export function problemsOf(body: MessageBody): string[] {
  const { content, components, attachments, allowed_mentions: mentions } = body
  const problems: string[] = []
  const names = attachments.map(({ filename }) => filename)
  const walk: Walk = { problems, components: [], attachments: new Set(names) }
  if (components?.length) {
    if (content) problems.push('content beside components')
    for (const component of components) checkOne(walk, component as unknown as Component, topLevel)
    checkSums(walk)
  } else {
    if (isUnseen(content ?? '') && names.length === 0) problems.push('an empty message')
    atMost(walk, 'content', content?.length ?? 0, longestContent)
  }
  atMost(walk, 'attachments', names.length, 10)
  if (new Set(names).size < names.length) problems.push('two attachments of one name')
  for (const { description = '' } of attachments) atMost(walk, 'description of an attachment', description.length, longest.description)
  if (mentions.parse?.length) problems.push('mentions of whatever is in the text')
  atMost(walk, 'mentions', mentions.users?.length ?? 0, 100)
  return problems
}

function atMost({ problems }: Walk, what: string, number: number, limit: number): void {
  if (number > limit) problems.push(`${what}: ${number} of at most ${limit}`)
}

function between(walk: Walk, what: string, number: number, limit: number): void {
  if (number < 1) walk.problems.push(`${what}: none`)
  atMost(walk, what, number, limit)
}

const inContainer = [
  ComponentType.ActionRow, ComponentType.Section, ComponentType.TextDisplay, ComponentType.MediaGallery, ComponentType.File, ComponentType.Separator,
]
const topLevel = [...inContainer, ComponentType.Container]

type Check = (walk: Walk, component: Component, name: string) => void

const checks: Partial<Record<ComponentType, Check>> = {
  [ComponentType.Container]: (walk, { components: children = [] }, name) => {
    between(walk, name, children.length, mostComponents)
    for (const child of children) checkOne(walk, child, inContainer)
  },
  [ComponentType.Section]: (walk, { components: children = [], accessory }, name) => {
    between(walk, name, children.length, 3)
    for (const child of children) checkOne(walk, child, [ComponentType.TextDisplay])
    if (accessory) checkOne(walk, accessory, [ComponentType.Button, ComponentType.Thumbnail])
    else walk.problems.push('a section without an accessory')
  },
  [ComponentType.ActionRow]: (walk, { components: children = [] }, name) => {
    between(walk, name, children.length, children.some(({ type }) => type === ComponentType.StringSelect) ? 1 : 5)
    for (const child of children) checkOne(walk, child, [ComponentType.Button, ComponentType.StringSelect])
  },
  [ComponentType.Button]: (walk, button) => checkControl(walk, button as unknown as APIComponentInMessageActionRow),
  [ComponentType.StringSelect]: (walk, select) => checkControl(walk, select as unknown as APIComponentInMessageActionRow),
  [ComponentType.MediaGallery]: checkGallery,
  [ComponentType.File]: (walk, { file }) => checkMedia(walk, file),
}

function checkOne(walk: Walk, component: Component, allowed: ComponentType[]): void {
  walk.components.push(component)
  const name = ComponentType[component.type]
  if (!allowed.includes(component.type)) walk.problems.push(`a ${name} where none may be`)
  checks[component.type]?.(walk, component, name)
}

function checkControl(walk: Walk, control: APIComponentInMessageActionRow): void {
  const { problems } = walk
  if ('custom_id' in control) between(walk, 'custom id', control.custom_id.length, longestCustomId)
  if (control.type === ComponentType.Button) {
    const label = 'label' in control ? (control.label ?? '') : ''
    if (isUnseen(label)) problems.push('a button without a label')
    atMost(walk, 'label of a button', label.length, longest.label)
    if (!('url' in control)) return
    between(walk, 'address of a button', control.url.length, longest.url)
    if (!/^(https?|discord):/i.test(control.url) || !URL.canParse(control.url)) problems.push('an address that is none')
  } else if (control.type === ComponentType.StringSelect) {
    atMost(walk, 'placeholder', control.placeholder?.length ?? 0, longest.placeholder)
    between(walk, 'options', control.options.length, 25)
    if (new Set(control.options.map(({ value }) => value)).size < control.options.length) problems.push('two options of one value')
    for (const { label, value } of control.options) {
      between(walk, 'value of an option', value.length, longest.option)
      if (isUnseen(label)) problems.push('an option without a label')
      atMost(walk, 'label of an option', label.length, longest.option)
    }
  }
}

function checkGallery(walk: Walk, { items }: Component): void {
  const all = items as { media: unknown; description?: string | null }[]
  between(walk, 'pictures', all.length, 10)
  for (const { media, description } of all) {
    atMost(walk, 'description of a picture', description?.length ?? 0, longest.description)
    checkMedia(walk, media)
  }
}

function checkMedia({ problems, attachments }: Walk, media: unknown): void {
  const { url } = media as { url: string }
  const name = /^attachment:\/\/(.+)$/.exec(url)?.[1]
  if (name === undefined || !attachments.has(name)) problems.push(`a file that is not attached: ${url}`)
}

function checkSums(walk: Walk): void {
  const { problems, components } = walk
  const contents = components.flatMap(({ type, content }) => (type === ComponentType.TextDisplay ? [content as string] : []))
  if (contents.some(isUnseen)) problems.push('a text with nothing to read')
  atMost(walk, 'components', components.length, mostComponents)
  atMost(walk, 'characters', contents.reduce((sum, text) => sum + text.length, 0), longestText)
  atMost(walk, 'bytes', contents.reduce((sum, text) => sum + Buffer.byteLength(text) + 12, 0), mostBytes)
  atMost(walk, 'pictures and files', components.filter(({ type }) => type === ComponentType.File || type === ComponentType.MediaGallery).length, mostMedia)
  for (const key of ['custom_id', 'id'] as const) {
    const all = components.flatMap(({ [key]: id }) => (id === undefined ? [] : [id]))
    if (new Set(all).size < all.length) problems.push(`two components of one ${key}`)
  }
}
