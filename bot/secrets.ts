import { m } from './messages.ts'
import { text, type View } from './view.ts'

/** Whether it shows something that lets somebody in. */
export const hasSecrets = ({ blocks }: View): boolean => blocks.some(({ secret }) => secret)

/** What may be kept of a view: where a secret was, how to get another. */
export const withoutSecrets = (view: View): View => ({
  ...view,
  blocks: view.blocks.flatMap((block, index) => {
    if (!block.secret) return [block]
    return view.blocks[index - 1]?.secret ? [] : [text(m.shownOnce)]
  }),
})
