import { buttons, text, type Digest, moment } from '../kit.ts'
import { m } from './messages.ts'
import { undelivered } from './store.ts'

/** Messages that nothing brought to where they belong. */
export const digest: Digest = {
  async waits(work) {
    const [first, ...others] = await undelivered(work)
    if (!first) return []
    const look = buttons({ label: m.undelivered, call: { action: 'settings undelivered', input: {} } })
    return [text(m.digestUndelivered({ count: 1 + others.length, since: moment(first.createdAt, 'date') })), ...(look ? [look] : [])]
  },
}
