import { list, moment, text, type Block, type Digest, type Work } from '../kit.ts'
import { showButton } from './access.ts'
import { m } from './messages.ts'
import { doubtsNeeded } from './rules.ts'
import { doubted } from './store.ts'

const shown = 3

/** Deals whose authors have not answered whether they are over, the one that waits longest first. */
async function waits(work: Work): Promise<Block[]> {
  const found = await doubted(work, doubtsNeeded)
  if (found.length === 0) return []
  const items = found.slice(0, shown).map(({ deal, since }) => ({ title: deal.title, text: m.digestDoubtedSince({ since: moment(since, 'date') }), buttons: [showButton(deal)] }))
  return [text(m.digestDoubted({ count: found.length })), list(items)]
}

export const digest: Digest = { waits }
