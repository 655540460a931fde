import { MessageFlags } from 'discord.js'
import { allOf } from './components.ts'
import { isFields, objectsOf, type Fields } from './problems.ts'
import { selects, type } from './validate-selects.ts'
import type { Message, World } from './world.ts'

/** Whose eyes: names are shown, moments are written as her client writes them. */
export interface Eyes {
  world: World
  locale: string
  timeZone: string
}

/** A message as somebody reads it, without its markup: what is written with `**` is not what she sees. */
export function textOf(message: Message, eyes: Eyes): string {
  if (message.flags & MessageFlags.Loading) return '(thinking)'
  const components = message.components.map((component) => componentText(component, eyes))
  if (message.flags & MessageFlags.IsComponentsV2) return components.filter(Boolean).join('\n')
  const embeds = message.embeds.flatMap(({ title, description, fields }) => [title, description, ...(fields ?? []).map(({ name, value }) => `${name}: ${value}`)])
  const files = message.attachments.map(({ filename, description, content_type }) =>
    content_type?.startsWith('image/') ? `(picture: ${description ?? filename})` : `(file: ${filename})`,
  )
  return [plain(message.content, eyes), ...embeds.map((text) => plain(text ?? '', eyes)), ...files, ...components].filter(Boolean).join('\n')
}

const word = (value: unknown): string => (typeof value === 'string' ? value : '')

function componentText(component: Fields, eyes: Eyes): string {
  const inside = (list: unknown, between: string) => objectsOf(list).map((one) => componentText(one, eyes)).filter(Boolean).join(between)
  switch (component.type) {
    case type.textDisplay:
      return plain(word(component.content), eyes)
    case type.button:
      return component.url === undefined ? `[${buttonLabel(component)}]` : `[${buttonLabel(component)} → ${word(component.url)}]`
    case type.row:
      return inside(component.components, ' ')
    case type.section:
      return [inside(component.components, '\n'), isFields(component.accessory) ? componentText(component.accessory, eyes) : ''].join('\n')
    case type.thumbnail:
      return `(picture: ${word(component.description)})`
    case type.mediaGallery:
      return objectsOf(component.items).map((item) => `(picture: ${word(item.description)})`).join('\n')
    case type.file:
      return `(file: ${nameIn(component.file)})`
    case type.container:
      return inside(component.components, '\n')
    case type.stringSelect:
      return `${word(component.placeholder)}: ${objectsOf(component.options).map((option) => `(${word(option.label)})`).join(' ')}`
    default:
      return selects.includes(Number(component.type)) ? `(${word(component.placeholder)})` : ''
  }
}

export const buttonLabel = (button: Fields): string => {
  const emoji = isFields(button.emoji) ? word(button.emoji.name) : ''
  return [emoji, word(button.label)].filter(Boolean).join(' ')
}

const nameIn = (media: unknown): string => (isFields(media) ? decodeURIComponent(new URL(word(media.url)).pathname.split('/').at(-1) ?? '') : '')

/** Buttons and selects of a message, as they stand. */
export const controlsOf = (message: Message): Fields[] =>
  allOf(message.components).filter((one) => one.type === type.button || selects.includes(Number(one.type)))

/** Where escaped and quoted characters hide while markup is taken away: they are not markup. */
const hiding = 0xe000
const hide = (text: string): string => [...text].map((char) => (char.charCodeAt(0) < 0x80 ? String.fromCharCode(hiding + char.charCodeAt(0)) : char)).join('')
const show = (text: string): string => text.replace(/[\ue000-\ue07f]/g, (char) => String.fromCharCode(char.charCodeAt(0) - hiding))

const markup: [pattern: RegExp, to: string][] = [
  [/\[([^\]\n]+)\]\((?:<)?[^)\s]+\)/g, '$1'],
  [/\*\*([\s\S]+?)\*\*/g, '$1'],
  [/__([\s\S]+?)__/g, '$1'],
  [/~~([\s\S]+?)~~/g, '~$1~'],
  [/\|\|([\s\S]+?)\|\|/g, '$1'],
  [/\*(\S(?:[^*]*\S)?)\*/g, '$1'],
  [/(?<![\w])_(\S(?:[^_]*\S)?)_(?![\w])/g, '$1'],
  [/^(?:#{1,3} |-# |>>> |> )+/gm, ''],
]

/** Markdown as Discord shows it, without the looks: escapes, code, emphasis, links, mentions, moments. */
export function plain(text: string, eyes: Eyes): string {
  const safe = text.replace(/\\([^0-9A-Za-z\s])|(`{1,3})([\s\S]+?)\2/g, (_all, escaped: string | undefined, _ticks, code: string | undefined) => hide(escaped ?? code ?? ''))
  const named = safe
    .replace(/<@!?(\d+)>/g, (all, id: string) => hide(eyes.world.users.has(id) ? `@${eyes.world.users.get(id)?.name ?? ''}` : all))
    .replace(/<#(\d+)>/g, (all, id: string) => hide(eyes.world.channels.has(id) ? `#${eyes.world.channels.get(id)?.name ?? ''}` : all))
    .replace(/<t:(\d+)(?::([tTdDfFsSR]))?>/g, (_all, seconds: string, style: string | undefined) => hide(moment(Number(seconds) * 1000, style ?? 'f', eyes)))
  return show(markup.reduce((left, [pattern, to]) => left.replace(pattern, to), named))
}

const styles: Record<string, Intl.DateTimeFormatOptions> = {
  t: { timeStyle: 'short' },
  T: { timeStyle: 'medium' },
  d: { dateStyle: 'short' },
  D: { dateStyle: 'long' },
  f: { dateStyle: 'long', timeStyle: 'short' },
  F: { dateStyle: 'full', timeStyle: 'short' },
  s: { dateStyle: 'short', timeStyle: 'short' },
  S: { dateStyle: 'short', timeStyle: 'medium' },
}

function moment(at: number, style: string, { locale, timeZone, world }: Eyes): string {
  if (style !== 'R') return new Intl.DateTimeFormat(locale, { ...styles[style], timeZone }).format(at)
  const days = Math.round((at - world.clock.now()) / 86_400_000)
  const relative = new Intl.RelativeTimeFormat(locale, { numeric: 'auto' })
  return days === 0 ? relative.format(Math.round((at - world.clock.now()) / 3_600_000), 'hour') : relative.format(days, 'day')
}
