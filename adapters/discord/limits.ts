import type { DrawnBlock, DrawnItem } from '../../bot/draw.ts'
import type { Limits } from '../../bot/limits.ts'
import type { Inline } from '../../bot/words.ts'

/** What a block may begin and end with: `>>> `, and `~~` on both sides with a blank between. */
const frame = 9

/**
 * What a message made of components may hold. `total` leaves of 4,000 units what `frame` adds to each of 39 blocks; the platform answers
 * 500 when the bytes of all texts and 12 for each pass 10,170: `measure` counts a text of many bytes as longer.
 */
const total = 4000 - 39 * frame

export const limits: Limits = {
  title: 250,
  text: total,
  total,
  // of 40, without the container around them
  components: 39,
  buttonsInRow: 5,
  buttonLabel: 80,
  options: 25,
  optionLabel: 100,
  factsInBlock: 25,
  itemsInMessage: 8,
  buttonsInItem: 5,
  files: 10,
  call: 100,
  link: 512,
  messages: 3,
  cost: componentsOf,
  measure: (inlines) => Math.max(lengthOf(inlines), Math.ceil(bytesOf(inlines) * unitsPerByte)),
  measureCall: ({ action, input }) => action.length + JSON.stringify(input).length + callFrame,
}

/** A version, separators, and a number that keeps two buttons with the same call apart in one message. */
const callFrame = 6

/** `total` stands for what is left of 10,170 bytes. */
const unitsPerByte = total / (10_170 - 39 * (12 + frame))

function componentsOf(block: DrawnBlock): number {
  switch (block.kind) {
    case 'text':
    case 'quote':
    case 'facts':
    case 'image':
      return 1
    case 'list':
      return block.items.reduce((sum, item) => sum + componentsOfItem(item), 0)
    case 'files':
      return block.files.length
    case 'buttons':
      return 1 + block.buttons.length
    case 'select':
      return 2
  }
}

/** A text alone, a section with its one button, or a text and a row. */
const componentsOfItem = ({ buttons }: DrawnItem): number => (buttons.length === 0 ? 1 : 2 + buttons.length)

/** Whatever might be read as markup or as an address is preceded by a backslash. */
const escaped = /[\\*_~`|>#<@:)[\]+.-]/g

/** UTF-16 units of what is written. */
function lengthOf(inlines: Inline[]): number {
  return inlines.reduce((sum, inline) => {
    switch (inline.kind) {
      case 'text':
        return sum + escapedLength(inline.text)
      case 'code':
        // without its backticks, escaped, where it could end too early
        return sum + Math.max(inline.text.length + 4, escapedLength(inline.text))
      case 'bold':
      case 'italic':
        return sum + lengthOf(inline.inlines) + 4
      case 'time':
        return sum + 24
      case 'person':
        return sum + Math.max(24, escapedLength(inline.name))
    }
  }, 0)
}

const escapedLength = (text: string): number => text.length + (text.match(escaped)?.length ?? 0)

/** UTF-8 bytes of what is written; what is added to a person's words takes a byte a character. */
function bytesOf(inlines: Inline[]): number {
  return lengthOf(inlines) + inlines.reduce((sum, inline) => sum + bytesBeyondUnits(inline), 0)
}

function bytesBeyondUnits(inline: Inline): number {
  switch (inline.kind) {
    case 'text':
    case 'code':
      return Buffer.byteLength(inline.text) - inline.text.length
    case 'bold':
    case 'italic':
      return inline.inlines.reduce((sum, one) => sum + bytesBeyondUnits(one), 0)
    case 'person':
      return Buffer.byteLength(inline.name) - inline.name.length
    case 'time':
      return 0
  }
}
