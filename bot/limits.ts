import type { DrawnBlock, DrawnButton } from './draw.ts'
import type { Inline } from './words.ts'

/** What a platform accepts, as numbers. Lengths are in UTF-16 units of what is really sent. */
export interface Limits {
  /** of a title */
  title: number
  /** of one block of text */
  text: number
  /** of all the texts of a message together */
  total: number
  /** whether the words on controls count among these texts */
  labelsCount?: boolean
  /** components of a message, counted by `cost` */
  components: number
  buttonsInRow: number
  buttonLabel: number
  options: number
  optionLabel: number
  factsInBlock: number
  itemsInMessage: number
  buttonsInItem: number
  files: number
  /** of what a button carries; longer becomes a ticket */
  call: number
  /** of what an option carries, where it is less */
  optionCall?: number
  /** of a link behind a button */
  link: number
  /** how many messages an answer may fill before the rest waits behind *More* */
  messages: number
  /** what one drawn block costs in components */
  cost(block: DrawnBlock): number
  /** the length of a text once it is written in the platform's markup */
  measure(inlines: Inline[]): number
  /** the length of what a button carries */
  measureCall(call: Extract<DrawnButton, { call: unknown }>['call']): number
}
