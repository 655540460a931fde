import { shorten } from '../../bot/shorten.ts'
import type { Inline } from '../../bot/words.ts'

const plain = (inlines: Inline[]): string => inlines.map((inline) => (inline.kind === 'text' ? inline.text : '')).join('')

/** A text of at most `max` characters, ended after a word with “…” where it is longer. */
export const short = (text: string, max: number): string =>
  plain(shorten([{ kind: 'text', text }], max, (inlines) => plain(inlines).length)).replace(/\s+…$/, '…')
