import { countHeld } from '../../bot/holding.ts'
import { action, anyone, buttons, facts, text, view, type Button } from '../kit.ts'
import { m } from './messages.ts'

const download: Button = { label: m.download, call: { action: 'privacy export', input: {} }, style: 'primary' }
const erasing: Button = { label: m.erase, call: { action: 'privacy erase', input: {} }, style: 'danger' }

/** `/privacy`: how much is held about who asks, kind by kind, and what she may do about it. */
export const show = action({
  name: 'privacy',
  french: 'données',
  title: m.title,
  description: m.about,
  can: anyone,
  reads: true,
  input: {},
  async run({ db, who, holdings, community }) {
    const counts: Parameters<typeof facts> = []
    // One after the other: inside a transaction, queries share one connection.
    for (const holding of holdings) {
      const count = who.id === 0 ? 0 : await countHeld(db, holding, who.id)
      counts.push(count > 0 && [holding.title, m.count({ count })])
    }
    const isKnown = counts.some(Boolean)
    const said = isKnown ? m.held({ community: community.name }) : m.nothing({ community: community.name })
    return view({ title: m.title }, text(said), facts(...counts), text(m.elsewhere), isKnown && buttons(download, erasing))
  },
})
