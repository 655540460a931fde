import type { Limits } from '../../bot/limits.ts'
import { plainOf, type Inline } from '../../bot/words.ts'

/** A page has room; these only keep one message from filling it. Nothing is spent on markup, as HTML is not counted. */
export const limits: Limits = {
  title: 300,
  text: 6000,
  total: 24_000,
  components: 60,
  buttonsInRow: 8,
  buttonLabel: 80,
  options: 100,
  optionLabel: 120,
  factsInBlock: 20,
  itemsInMessage: 10,
  buttonsInItem: 5,
  files: 10,
  call: 1500,
  link: 2000,
  messages: 3,
  cost: (block) => {
    switch (block.kind) {
      case 'list':
        return block.items.length
      case 'text':
      case 'quote':
      case 'facts':
      case 'image':
      case 'files':
      case 'buttons':
      case 'select':
        return 1
    }
  },
  measure: (inlines: Inline[]) => plainOf(inlines, { locale: 'en', timeZone: 'UTC' }).length,
  measureCall: (call) => JSON.stringify(call).length,
}
