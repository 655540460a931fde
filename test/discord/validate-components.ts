import { type Fields, type Path, type Problems } from './problems.ts'
import { checkSelect, CustomIds, selects, type } from './validate-selects.ts'

/** What a walk over the components of a message adds up. */
export interface Totals {
  components: number
  /** characters of all text displays */
  text: number
  /** bytes of all text displays, and 12 for each */
  bytes: number
  media: number
}

interface Walk {
  problems: Problems
  ids: CustomIds
  numbers: Set<number>
  /** names of attachments that may be referenced */
  files: ReadonlySet<string>
  totals: Totals
}

const topOfV2: readonly number[] = [type.row, type.section, type.textDisplay, type.mediaGallery, type.file, type.separator, type.container]
const inContainer = topOfV2.filter((one) => one !== type.container)

/** Checks the components of a message, with or without the flag of Components V2. */
export function checkComponents(problems: Problems, given: unknown, v2: boolean, files: ReadonlySet<string>): Totals {
  const totals = { components: 0, text: 0, bytes: 0, media: 0 }
  const walk: Walk = { problems, ids: new CustomIds(problems), numbers: new Set(), files, totals }
  const components = problems.list(['components'], given, { max: v2 ? 40 : 5 })
  components.forEach((component, index) => checkOne(walk, ['components', index], component, v2 ? topOfV2 : [type.row]))
  if (totals.components > 40) problems.add(['components'], 'COMPONENT_MAX_TOTAL_COMPONENTS_EXCEEDED', 'The total number of components cannot exceed 40')
  if (totals.text > 4000)
    problems.add(['components'], 'COMPONENT_DISPLAYABLE_TEXT_SIZE_EXCEEDED', 'The total displayable text size exceeds the maximum of 4000')
  return totals
}

function checkOne(walk: Walk, path: Path, component: Fields, allowed: readonly number[]): void {
  const { problems } = walk
  walk.totals.components += 1
  problems.whole([...path, 'id'], component.id, { min: 0, max: 2 ** 31 - 1 })
  if (typeof component.id === 'number' && component.id > 0) {
    if (walk.numbers.has(component.id)) problems.add([...path, 'id'], 'COMPONENT_ID_DUPLICATED', 'Component ids must be unique')
    walk.numbers.add(component.id)
  }
  if (typeof component.type !== 'number') return problems.required([...path, 'type'])
  if (!allowed.includes(component.type)) return problems.choice([...path, 'type'], allowed)
  checks[component.type]?.(walk, path, component)
}

type Check = (walk: Walk, path: Path, component: Fields) => void

const checks: Record<number, Check> = {
  [type.row]: checkRow,
  [type.button]: checkButton,
  [type.section]: checkSection,
  [type.textDisplay]: checkText,
  [type.thumbnail]: checkThumbnail,
  [type.mediaGallery]: checkGallery,
  [type.file]: ({ problems, ...walk }, path, component) => checkMedia({ problems, ...walk }, [...path, 'file'], component.file, true),
  [type.separator]: ({ problems }, path, component) => {
    problems.oneOf([...path, 'spacing'], component.spacing, [1, 2])
    problems.flag([...path, 'divider'], component.divider)
  },
  [type.container]: checkContainer,
  ...Object.fromEntries(selects.map((one): [number, Check] => [one, checkSelectInRow])),
}

function checkRow(walk: Walk, path: Path, row: Fields): void {
  const { problems } = walk
  const children = problems.list([...path, 'components'], row.components, { min: 1, max: 5, required: true })
  const withSelect = children.some((child) => selects.includes(Number(child.type)))
  if (withSelect && children.length > 1)
    problems.add([...path, 'components'], 'COMPONENT_LAYOUT_WIDTH_EXCEEDED', 'The total width of the components exceeds the width of the row')
  children.forEach((child, index) => checkOne(walk, [...path, 'components', index], child, [type.button, ...selects]))
}

function checkSelectInRow({ problems, ids }: Walk, path: Path, select: Fields): void {
  checkSelect(problems, ids, path, select)
  problems.flag([...path, 'disabled'], select.disabled)
}

const style = { primary: 1, danger: 4, link: 5, premium: 6 }

function checkButton({ problems, ids }: Walk, path: Path, button: Fields): void {
  problems.oneOf([...path, 'style'], button.style, [1, 2, 3, 4, 5, 6], true)
  problems.text([...path, 'label'], button.label, { max: 80 })
  problems.flag([...path, 'disabled'], button.disabled)
  const blank = typeof button.label !== 'string' || button.label.trim() === ''
  if (blank && !button.emoji && button.style !== style.premium)
    problems.add(path, 'BUTTON_COMPONENT_LABEL_OR_EMOJI_REQUIRED', 'A button must have a label or an emoji')
  if (button.style === style.premium) return
  if (button.style !== style.link) {
    if (button.url !== undefined) problems.add(path, 'BUTTON_COMPONENT_URL_NOT_ALLOWED', 'A url cannot be specified with this style')
    return ids.check([...path, 'custom_id'], button.custom_id)
  }
  if (button.custom_id !== undefined) problems.add(path, 'BUTTON_COMPONENT_CUSTOM_ID_URL_MUTUALLY_EXCLUSIVE', 'A custom id and url cannot both be specified')
  problems.text([...path, 'url'], button.url, { min: 1, max: 512, required: true })
  checkScheme(problems, [...path, 'url'], button.url, ['http', 'https', 'discord'])
}

function checkScheme(problems: Problems, path: Path, url: unknown, schemes: string[]): void {
  if (typeof url !== 'string' || url === '') return
  const scheme = /^([a-z][a-z0-9+.-]*):/i.exec(url)?.[1]?.toLowerCase() ?? ''
  if (!schemes.includes(scheme)) problems.add(path, 'URL_TYPE_INVALID_SCHEME', `Scheme "${scheme}" is not supported. Scheme must be one of ('${schemes.join("', '")}').`)
  else if (scheme.startsWith('http') && !URL.canParse(url)) problems.add(path, 'URL_TYPE_INVALID_URL', 'Not a well formed URL.')
}

function checkText({ problems, totals }: Walk, path: Path, { content }: Fields): void {
  problems.text([...path, 'content'], content, { min: 1, max: 4000, required: true })
  if (typeof content !== 'string') return
  totals.text += content.length
  totals.bytes += Buffer.byteLength(content) + 12
}

function checkSection(walk: Walk, path: Path, section: Fields): void {
  const { problems } = walk
  const texts = problems.list([...path, 'components'], section.components, { min: 1, max: 3, required: true })
  texts.forEach((text, index) => checkOne(walk, [...path, 'components', index], text, [type.textDisplay]))
  if (section.accessory === undefined || section.accessory === null) return problems.required([...path, 'accessory'])
  checkOne(walk, [...path, 'accessory'], problems.object([...path, 'accessory'], section.accessory), [type.button, type.thumbnail])
}

function checkThumbnail(walk: Walk, path: Path, thumbnail: Fields): void {
  walk.problems.text([...path, 'description'], thumbnail.description, { max: 1024 })
  checkMedia(walk, [...path, 'media'], thumbnail.media)
}

function checkGallery(walk: Walk, path: Path, gallery: Fields): void {
  const items = walk.problems.list([...path, 'items'], gallery.items, { min: 1, max: 10, required: true })
  items.forEach((item, index) => checkThumbnail(walk, [...path, 'items', index], item))
}

/** A picture or a file: an attachment of this message, or (not for files) an address. */
function checkMedia({ problems, files, totals }: Walk, path: Path, given: unknown, attached = false): void {
  totals.media += 1
  if (given === undefined || given === null) return problems.required(path)
  const { url } = problems.object(path, given)
  problems.text([...path, 'url'], url, { min: 1, max: 2048, required: true })
  if (typeof url !== 'string' || url === '') return
  if (!url.startsWith('attachment://')) return checkScheme(problems, [...path, 'url'], url, attached ? ['attachment'] : ['http', 'https', 'attachment'])
  const name = url.slice('attachment://'.length)
  if (!files.has(name)) problems.add([...path, 'url'], 'UNFURLED_MEDIA_ITEM_REFERENCED_ATTACHMENT_NOT_FOUND', `The referenced attachment "${name}" was not found`)
}

function checkContainer(walk: Walk, path: Path, container: Fields): void {
  const { problems } = walk
  problems.whole([...path, 'accent_color'], container.accent_color, { min: 0, max: 0xffffff })
  problems.flag([...path, 'spoiler'], container.spoiler)
  const children = problems.list([...path, 'components'], container.components, { min: 1, max: 40, required: true })
  children.forEach((child, index) => checkOne(walk, [...path, 'components', index], child, inContainer))
}
