import { shortenText } from '../../bot/shorten.ts'
import { buttons, facts, quote, text, view, type Block, type Button, type Context, type Item, type Message, type Text, type View, type Work } from '../kit.ts'
import { closeButton, editButton, lastDay, mayChange, otherDateButton, postButton, renewButton, reopenCall, showButton, whyClosed, listButton } from './access.ts'
import { kindOf } from './kinds.ts'
import { m } from './messages.ts'
import { describeFiles, type Opportunity } from './store.ts'

/** How much of a description stands on a card, in characters. */
const excerpt = 280

export const personOf = ({ id, name }: { id: number; name: string }, mention = false) => ({ personId: id, name, mention })

const internal = (label: Message, action: string, { id }: Opportunity, style?: 'primary' | 'danger'): Button =>
  ({ label, call: { action: `opportunities.${action}`, input: { number: id } }, style })

const answerButton = (opportunity: Opportunity): Button =>
  kindOf(opportunity).answeredBy === 'interest'
    ? internal(m.interested, 'interest', opportunity, 'primary')
    : internal(m.useIt, 'use', opportunity, 'primary')

const doubtButton = (opportunity: Opportunity) => kindOf(opportunity).answeredBy === 'use' && internal(m.notValid, 'doubt', opportunity)

function factsOf(work: Work, opportunity: Opportunity): Block | undefined {
  const { facts: own } = kindOf(opportunity).present(opportunity.details)
  return facts(...own, [m.openUntil, m.openDay({ day: lastDay(work, opportunity) })],
    [m.postedBy, m.byName({ who: personOf(opportunity.author) })])
}

async function attachments(work: Work, opportunity: Opportunity): Promise<Block[]> {
  const { files } = kindOf(opportunity).present(opportunity.details)
  if (files.length === 0) return []
  return (await describeFiles(work, files)).map(({ id, name, type, size }): Block =>
    type.startsWith('image/') ? { kind: 'image', fileId: id, alt: opportunity.title } : { kind: 'files', files: [{ fileId: id, name, size }] })
}

/** What everybody sees in the channel, in its present state. */
export async function card(work: Work, opportunity: Opportunity): Promise<View> {
  const { title, description, status } = opportunity
  if (status === 'removed') return view({ title, tone: 'past' }, text(m.past_removed))
  if (status === 'closed') return view({ title, tone: 'past' }, factsOf(work, opportunity), text(whyClosed(opportunity)))
  const pictures = (await attachments(work, opportunity)).filter(({ kind }) => kind === 'image')
  const offered = buttons(answerButton(opportunity), doubtButton(opportunity), showButton(opportunity), internal(m.report, 'report', opportunity))
  return view({ title }, factsOf(work, opportunity), quote(shortenText(description, excerpt)), ...pictures, offered)
}

const reachFacts = (opportunity: Opportunity): Block | undefined => {
  const { reach } = kindOf(opportunity).present(opportunity.details)
  const isJob = kindOf(opportunity).answeredBy === 'interest'
  return facts([m.code, reach.code], [isJob ? m.apply : m.link, reach.email ?? reach.link ?? (isJob ? m.throughEntraide : undefined)])
}

/** All of it but what can be done: for previews and details. What members have to ask for is shown to those who may change it. */
export async function whole(context: Context, opportunity: Opportunity): Promise<Block[]> {
  const { answeredBy } = kindOf(opportunity)
  const shown = answeredBy === 'interest' || mayChange(context, opportunity) ? reachFacts(opportunity) : undefined
  const blocks = [factsOf(context, opportunity), shown, quote(opportunity.description), ...(await attachments(context, opportunity))]
  return blocks.flatMap((block) => block ?? [])
}

/** What somebody may do with it now. */
export function choices(context: Context, opportunity: Opportunity): Block | undefined {
  const may = mayChange(context, opportunity)
  const isAuthor = opportunity.authorId === context.who.id
  const list = listButton(kindOf(opportunity))
  switch (opportunity.status) {
    case 'draft':
      return buttons(
        internal(m.publish, 'publish', opportunity, 'primary'), editButton(opportunity),
        { ...internal(m.discard, 'discard', opportunity, 'danger'), confirm: m.discardConfirm },
      )
    case 'open':
      return buttons(
        !isAuthor && answerButton(opportunity), !isAuthor && doubtButton(opportunity), may && editButton(opportunity), may && renewButton(opportunity),
        may && otherDateButton(opportunity), may && closeButton(opportunity),
        !isAuthor && internal(m.report, 'report', opportunity), may && !isAuthor && internal(m.remove, 'remove', opportunity, 'danger'), list,
      )
    case 'closed':
      return buttons(may && { label: m.reopen, call: reopenCall(opportunity) }, list)
    default:
      return buttons(list)
  }
}

/** The draft as it will look, with what can be done now. */
export const preview = async (context: Context, opportunity: Opportunity): Promise<View> =>
  view({ title: m.previewTitle({ title: opportunity.title }) }, text(m.preview), ...(await whole(context, opportunity)), choices(context, opportunity))

/** One row of a list. */
export function row(work: Work, opportunity: Opportunity, about: { state: boolean }): Item {
  const { id, title, status } = opportunity
  const states: Record<string, Message> = { open: m.stateOpen, closed: whyClosed(opportunity), removed: m.stateRemoved, draft: m.stateDraft }
  const state = about.state ? [{ label: m.state, value: states[status] ?? m.stateClosed }] : []
  const resume: Button = { label: m.resume, call: { action: 'opportunities.preview', input: { number: id } } }
  return {
    title: m.numbered({ number: String(id), title }),
    text: kindOf(opportunity).present(opportunity.details).summary,
    facts: [...state, { label: m.openUntil, value: m.openDay({ day: lastDay(work, opportunity) }) }],
    buttons: [status === 'draft' ? resume : showButton(opportunity)],
  }
}

/** Something was done: the title says what, the buttons what next. */
export const done = (title: Text, said: Message, ...next: (Button | undefined | false)[]): View => view({ title, tone: 'good' }, text(said), buttons(...next))

/** The next steps after something of one's own was done. */
export const afterwards = (opportunity: Opportunity): Button[] => [showButton(opportunity), postButton(kindOf(opportunity))]
