import type { DrawnBlock, DrawnItem } from '../../bot/draw.ts'
import type { Limits } from '../../bot/limits.ts'
import { valueOf } from './action-id.ts'
import { measure } from './markup.ts'

/** What a message made of blocks may hold. */
export const limits: Limits = {
  // of a header, with a sign of its tone before it
  title: 146,
  // of a section, with the sign of its tone or the mark of its first line; a fact is a field of it, which may hold 2,000: the engine
  // gives no fact more than half a block
  text: 2990,
  // of all texts of blocks together, questions of buttons too; Slack publishes no figure, and refused 13,172 (slackapi/bolt-js#2509)
  total: 11_000,
  labelsCount: true,
  components: 50,
  buttonsInRow: 5,
  buttonLabel: 75,
  options: 100,
  optionLabel: 75,
  factsInBlock: 10,
  itemsInMessage: 10,
  buttonsInItem: 5,
  files: 10,
  call: 2000,
  optionCall: 75,
  link: 3000,
  messages: 3,
  cost: blocksOf,
  measure,
  measureCall: (call) => valueOf(call).length,
}

function blocksOf(block: DrawnBlock): number {
  switch (block.kind) {
    case 'text':
    case 'quote':
    case 'facts':
    case 'image':
    case 'files':
    case 'buttons':
    case 'select':
      return 1
    case 'list':
      return block.items.reduce((sum, item) => sum + blocksOfItem(item), 0)
  }
}

/** A section, whose accessory is a single button, and a divider; several buttons are a block of their own. */
const blocksOfItem = ({ buttons }: DrawnItem): number => (buttons.length > 1 ? 3 : 2)
