import { action, ask, buttons, list, moment, organiser, text, view, type Context, type Item, type View } from '../kit.ts'
import { m } from './messages.ts'
import { settingsButton } from './show.ts'
import { missed, retry as retryPostings, undelivered as allUndelivered, type Undelivered } from './store.ts'

const itemOf = ({ id, to, error, createdAt }: Undelivered): Item => ({
  title: 'person' in to ? m.toPerson({ person: to.person }) : `#${to.channel}`,
  text: error,
  facts: [{ label: m.since, value: m.at({ at: moment(createdAt) }) }],
  buttons: [{ label: m.tryAgain, call: { action: 'settings.retry', input: { posting: id } } }],
})

async function undeliveredView(context: Context): Promise<View> {
  const all = await allUndelivered(context)
  const late = await missed(context)
  const tooLate = late.length > 0 && list(late.map(({ about, count }) => ({ title: about || m.missedOther, text: m.missedCount({ count }) })))
  if (all.length === 0 && !tooLate) return view({ title: m.undelivered, tone: 'good' }, text(m.allDelivered), buttons(settingsButton))
  return view(
    { title: m.undelivered },
    all.length > 0 && text(m.undeliveredIntro),
    all.length > 0 && list(all.map(itemOf)),
    tooLate && text(m.missedIntro),
    tooLate,
    buttons(all.length > 1 && { label: m.tryAllAgain, call: { action: 'settings.retry', input: {} } }, settingsButton),
  )
}

export const undelivered = action({
  name: 'settings undelivered',
  french: 'réglages non-remis',
  title: m.undelivered,
  description: m.undeliveredDescription,
  can: organiser,
  reads: true,
  input: {},
  run: undeliveredView,
})

/** One message, or all of them. */
export const retry = action({
  name: 'settings.retry',
  title: m.tryAgain,
  description: m.undeliveredDescription,
  can: organiser,
  input: { posting: ask.record({ label: m.undelivered, optional: true, hidden: true }) },
  async run(context, { posting }) {
    // Only among those of this community.
    const ids = (await allUndelivered(context)).map(({ id }) => id).filter((id) => posting === undefined || id === posting)
    const count = await retryPostings(context, ids)
    if (count > 0) await context.audit('settings:undelivered', { postings: ids })
    return view(
      { tone: count > 0 ? 'good' : undefined },
      text(count > 0 ? m.tryingAgain({ count }) : m.nothingToTry),
      buttons({ label: m.undelivered, call: { action: 'settings undelivered', input: {} } }, settingsButton),
    )
  },
})
