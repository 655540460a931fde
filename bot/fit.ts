import type { Drawn, DrawnBlock, DrawnButton, DrawnFact, DrawnItem } from './draw.ts'
import type { Limits } from './limits.ts'
import { shorten, shortenText, split } from './shorten.ts'
import type { Inline } from './words.ts'

const chunks = <T>(all: T[], size: number): T[][] =>
  Array.from({ length: Math.ceil(all.length / size) }, (_, index) => all.slice(index * size, (index + 1) * size))

const fittingButton = (button: DrawnButton, limits: Limits): DrawnButton => ({
  ...button,
  label: shortenText(button.label, limits.buttonLabel),
})

/** At most half a block, its label at most a quarter of that. */
function fittingFact(fact: DrawnFact, limits: Limits): DrawnFact {
  const own = Math.floor(limits.text / 2)
  const label = shorten([{ kind: 'text', text: fact.label }], Math.floor(own / 4), limits.measure)
  const written = textOf(label)
  return { label: written, value: shorten(fact.value, own - lengthOfFact({ label: written, value: [] }, limits), limits.measure) }
}

const textOf = (inlines: Inline[]): string => inlines.map((inline) => ('text' in inline ? inline.text : '')).join('')

const lengthOfFact = ({ label, value }: DrawnFact, limits: Limits) =>
  limits.measure([{ kind: 'bold', inlines: [{ kind: 'text', text: label }] }, { kind: 'text', text: ' ' }, ...value]) + 1

/** Facts in blocks that respect both the number and the length of one block. */
function factBlocks(facts: DrawnFact[], limits: Limits): DrawnFact[][] {
  const blocks: DrawnFact[][] = []
  let length = Infinity
  for (const fact of facts.map((one) => fittingFact(one, limits))) {
    const current = blocks.at(-1)
    const own = lengthOfFact(fact, limits)
    if (current && current.length < limits.factsInBlock && length + own <= limits.text) {
      current.push(fact)
      length += own
    } else {
      blocks.push([fact])
      length = own
    }
  }
  return blocks
}

/** An item that fits; what it has too many of follows it in blocks of their own. */
function itemAtoms(item: DrawnItem, limits: Limits): DrawnBlock[] {
  const buttonsInside = item.buttons.length <= limits.buttonsInItem && item.buttons.every((button) => isShort(button, limits))
  const buttons = buttonsInside ? item.buttons.map((button) => fittingButton(button, limits)) : []
  const room = limits.text - itemFrame - lengthOfButtons(buttons, limits)
  const title = shorten(item.title, Math.min(limits.title, Math.floor(room / 4)), limits.measure)
  const text = item.text && shorten(item.text, Math.floor(room / 2), limits.measure)
  const own: DrawnItem = { title, text, confidential: item.confidential, facts: [], buttons }
  const [first, ...others] = factBlocks(item.facts, limits)
  const factLength = (first ?? []).reduce((sum, fact) => sum + lengthOfFact(fact, limits), 0)
  const inside = factLength <= Math.floor(room / 4)
  const apart = inside ? others : first ? [first, ...others] : []
  return [
    { kind: 'list', items: [{ ...own, facts: inside ? (first ?? []) : [] }] },
    ...apart.map((facts): DrawnBlock => ({ kind: 'facts', facts })),
    ...(buttonsInside ? [] : buttonAtoms(item.buttons, limits)),
  ]
}

/** What the title and the ends of lines of an item take beside its words. */
const itemFrame = 40

const isShort = (button: DrawnButton, limits: Limits): boolean => 'call' in button || button.link.length <= limits.link

/** Rows of buttons. A link too long for a button is written out. */
function buttonAtoms(buttons: DrawnButton[], limits: Limits): DrawnBlock[] {
  const firstLong = buttons.findIndex((button) => !isShort(button, limits))
  const rows = chunks(firstLong < 0 ? buttons : buttons.slice(0, firstLong), limits.buttonsInRow)
  const blocks = rows.map((row): DrawnBlock => ({ kind: 'buttons', buttons: row.map((button) => fittingButton(button, limits)) }))
  const long = buttons[firstLong]
  if (!long || !('link' in long)) return blocks
  const written: Inline[] = [{ kind: 'text', text: `${shortenText(long.label, limits.buttonLabel)}: ${long.link}` }]
  return [...blocks, ...textAtoms({ kind: 'text', inlines: written }, limits), ...buttonAtoms(buttons.slice(firstLong + 1), limits)]
}

const isBlank = (inlines: Inline[]): boolean =>
  inlines.every((inline) => ('text' in inline ? inline.text.trim() === '' : 'inlines' in inline && isBlank(inline.inlines)))

const textAtoms = (block: Extract<DrawnBlock, { inlines: Inline[] }>, limits: Limits): DrawnBlock[] =>
  split(block.inlines, limits.text, limits.measure).flatMap((part) => (isBlank(part) ? [] : [{ ...block, inlines: part }]))

/** A block in pieces that each respect what the platform accepts of one block. */
function atoms(block: DrawnBlock, limits: Limits): DrawnBlock[] {
  switch (block.kind) {
    case 'text':
    case 'quote':
      return textAtoms(block, limits)
    case 'facts':
      return factBlocks(block.facts, limits).map((facts) => ({ kind: 'facts', facts }))
    case 'list':
      return block.items.flatMap((item) => itemAtoms(item, limits))
    case 'image':
      return [{ ...block, alt: shortenText(block.alt, limits.optionLabel) }]
    case 'files':
      return chunks(block.files, limits.files).map((files) => ({ kind: 'files', files }))
    case 'buttons':
      return buttonAtoms(block.buttons, limits)
    case 'select': {
      const options = block.options.map((one) => ({ ...one, label: shortenText(one.label, limits.optionLabel) }))
      const label = shortenText(block.label, limits.optionLabel)
      return chunks(options, limits.options).map((some) => ({ kind: 'select', label, options: some }))
    }
  }
}

/** The length of all the texts of a block as they will be written. */
export function lengthOf(block: DrawnBlock, limits: Limits): number {
  switch (block.kind) {
    case 'text':
    case 'quote':
      return limits.measure(block.inlines)
    case 'facts':
      return block.facts.reduce((sum, fact) => sum + lengthOfFact(fact, limits), 0)
    case 'list':
      return block.items.reduce((sum, { title, text, facts, buttons }) => {
        const words = limits.measure([{ kind: 'bold', inlines: title }]) + (text ? limits.measure(text) + 1 : 0) + lengthOfButtons(buttons, limits)
        return sum + words + facts.reduce((all, fact) => all + lengthOfFact(fact, limits), 0) + 1
      }, 0)
    case 'buttons':
      return lengthOfButtons(block.buttons, limits)
    case 'select':
      return limits.labelsCount ? block.options.reduce((sum, { label }) => sum + label.length, block.label.length) : 0
    case 'image':
    case 'files':
      return 0
  }
}

const lengthOfButtons = (buttons: DrawnButton[], { labelsCount }: Limits): number =>
  labelsCount ? buttons.reduce((sum, button) => sum + button.label.length + (('confirm' in button && button.confirm?.length) || 0), 0) : 0

interface Room {
  components: number
  total: number
  items: number
  files: number
}

const needs = (block: DrawnBlock, limits: Limits): Room => ({
  components: limits.cost(block),
  total: lengthOf(block, limits),
  items: block.kind === 'list' ? block.items.length : 0,
  files: block.kind === 'files' ? block.files.length : block.kind === 'image' ? 1 : 0,
})

const fitsIn = (need: Room, room: Room) =>
  need.components <= room.components && need.total <= room.total && need.items <= room.items && need.files <= room.files

const rest = (room: Room, need: Room): Room => ({
  components: room.components - need.components,
  total: room.total - need.total,
  items: room.items - need.items,
  files: room.files - need.files,
})

/** Adjacent rows of a list become one list again. */
function add(page: Drawn, atom: DrawnBlock): void {
  const last = page.blocks.at(-1)
  if (last?.kind === 'list' && atom.kind === 'list') last.items.push(...atom.items)
  else page.blocks.push(atom.kind === 'list' ? { ...atom, items: [...atom.items] } : atom)
}

/** The messages that a view fills on a platform, in order. Words may be shortened; controls and what they carry never are. */
export function fit(drawn: Drawn, limits: Limits): Drawn[] {
  const title = drawn.title && shorten(drawn.title, limits.title, limits.measure)
  const head = title && needs({ kind: 'text', inlines: [{ kind: 'bold', inlines: title }] }, limits)
  // One row is kept free in every message, for *More*.
  const moreRow = limits.cost({ kind: 'buttons', buttons: [{ label: '', link: '' }] })
  const whole: Room = {
    components: limits.components - moreRow,
    total: limits.total,
    items: limits.itemsInMessage,
    files: limits.files,
  }
  // No piece is so long that it could not follow the title.
  const own = { ...limits, text: Math.min(limits.text, limits.total - (head?.total ?? 0)) }
  const pages: Drawn[] = [{ tone: drawn.tone, title, blocks: [] }]
  let room = head ? rest(whole, head) : whole
  for (const atom of drawn.blocks.flatMap((block) => atoms(block, own))) {
    const need = needs(atom, limits)
    const current = pages.at(-1)
    if (current && fitsIn(need, room)) add(current, atom)
    else {
      const next: Drawn = { tone: drawn.tone, blocks: [] }
      add(next, atom)
      pages.push(next)
      room = whole
    }
    room = rest(room, need)
  }
  return pages
}
