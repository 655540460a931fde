import { list, moment, text, type Block, type Digest, type Work } from '../kit.ts'
import { toProfile } from './calls.ts'
import { m } from './messages.ts'
import { newExperts, oldestOpen } from './digest-store.ts'

const shown = 3

/** Who can be asked since then. */
async function news(work: Work, since: Date): Promise<Block[]> {
  const { total, found } = await newExperts(work, since, shown)
  if (total === 0) return []
  const items = found.map(({ id, name, headline }) => ({ title: name, text: headline, buttons: [toProfile(id)] }))
  return [text(m.digestExperts({ count: total })), list(items)]
}

/** Questions without an answer, the one that waits longest first. Whose they are and what they ask stays between the two. */
async function waits(work: Work): Promise<Block[]> {
  const { total, since } = await oldestOpen(work)
  if (total === 0 || !since) return []
  return [text(m.digestQuestions({ count: total, since: moment(since, 'date') }))]
}

export const digest: Digest = { news, waits }
