import type { Db } from '../prisma/database.ts'
import { drawnIn, moreButton, type Drawn, type DrawnBlock, type DrawnButton } from './draw.ts'
import { fit } from './fit.ts'
import type { Limits } from './limits.ts'
import { moreAction, ticketFor } from './ticket.ts'
import type { Call, View } from './view.ts'
import type { Reader, Words } from './words.ts'

interface Means {
  words: Words
  db: Db
  now: Date
}

/**
 * A view in a reader's language as messages that fit a platform. What fills more messages than the platform shows at once waits
 * behind *More*; a call too long for a button becomes a ticket.
 */
export async function drawPages(view: View, reader: Reader, limits: Limits, { words, db, now }: Means): Promise<Drawn[]> {
  const all = fit(drawnIn(view, reader, words), limits)
  const shown = view.shown ?? 0
  const pages = all.slice(shown, shown + limits.messages)
  const last = pages.at(-1)
  if (last && all.length > shown + pages.length)
    last.blocks.push({ kind: 'buttons', buttons: [moreButton(view, shown + pages.length, reader, words)] })
  const short = async (call: Call, most: number): Promise<Call> =>
    call.action !== moreAction && limits.measureCall(call) <= most ? call : ticketFor(db, call, now)
  const shortIn = (block: DrawnBlock) => withCalls(block, (call) => short(call, (block.kind === 'select' && limits.optionCall) || limits.call))
  return Promise.all(pages.map(async (page) => ({ ...page, blocks: await Promise.all(page.blocks.map(shortIn)) })))
}

/** A block whose calls have been replaced by what `change` makes of them. */
async function withCalls(block: DrawnBlock, change: (call: Call) => Promise<Call>): Promise<DrawnBlock> {
  const button = async (one: DrawnButton): Promise<DrawnButton> => ('call' in one ? { ...one, call: await change(one.call) } : one)
  switch (block.kind) {
    case 'buttons':
      return { ...block, buttons: await Promise.all(block.buttons.map(button)) }
    case 'select':
      return { ...block, options: await Promise.all(block.options.map(async (one) => ({ ...one, call: await change(one.call) }))) }
    case 'list': {
      const items = block.items.map(async (item) => ({ ...item, buttons: await Promise.all(item.buttons.map(button)) }))
      return { ...block, items: await Promise.all(items) }
    }
    case 'text':
    case 'quote':
    case 'facts':
    case 'image':
    case 'files':
      return block
  }
}
