import { buttons, list, moment, text, type Block, type Digest, type Work } from '../kit.ts'
import { m } from './messages.ts'
import { spacesOf, undelivered } from './store.ts'

/** Messages that nothing brought to where they belong, and places that nobody has decided about. */
export const digest: Digest = {
  waits: async (work) => [...(await notBrought(work)), ...(await undecided(work))],
}

async function notBrought(work: Work): Promise<Block[]> {
  const [first, ...others] = await undelivered(work)
  if (!first) return []
  const look = buttons({ label: m.undelivered, call: { action: 'settings undelivered', input: {} } })
  return [text(m.digestUndelivered({ count: 1 + others.length, since: moment(first.createdAt, 'date') })), ...(look ? [look] : [])]
}

async function undecided(work: Work): Promise<Block[]> {
  const waiting = (await spacesOf(work)).filter(({ state }) => state === 'waiting')
  if (waiting.length === 0) return []
  const look = buttons({ label: m.spaces, call: { action: 'settings spaces', input: {} } })
  return [text(m.digestSpaces({ count: waiting.length })), list(waiting.map(({ name }) => ({ title: name }))), ...(look ? [look] : [])]
}
