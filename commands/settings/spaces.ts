import { waitingKey } from '../../bot/places.ts'
import { action, ask, buttons, list, organiser, text, view, type Button, type Context, type Item, type Message, type View } from '../kit.ts'
import { m } from './messages.ts'
import { channelFacts, settingsButton, spacesButton } from './show.ts'
import { decideSpace, spaceCalled, spacesOf, type Space } from './store.ts'

const stateNames = { connected: m.spaceConnected, waiting: m.spaceWaiting, refused: m.spaceRefused } satisfies Record<Space['state'], Message>

type About = Pick<Space, 'id' | 'name'>

const connectButton = ({ id }: About): Button => ({ label: m.connect, call: { action: 'settings.connect', input: { space: id } }, style: 'primary' })
const refuseButton = ({ id }: About): Button => ({ label: m.refuse, call: { action: 'settings.refuse', input: { space: id } } })
const disconnectButton = ({ id, name }: About): Button =>
  ({ label: m.disconnect, call: { action: 'settings.refuse', input: { space: id } }, style: 'danger', confirm: m.disconnectConfirm({ space: name }) })

/** What can be decided of a space; the one she speaks in is not taken from under her feet. */
function decisions({ where }: Context, space: Space): Button[] {
  if (space.state === 'connected') return space.id === where.spaceId ? [] : [disconnectButton(space)]
  return space.state === 'waiting' ? [connectButton(space), refuseButton(space)] : [connectButton(space)]
}

const itemOf = (context: Context, space: Space): Item => ({
  title: space.name,
  facts: [
    { label: m.spaceState, value: stateNames[space.state] },
    { label: m.spaceAccounts, value: m.spaceAccountsCount({ count: space.accounts }) },
    ...(space.state === 'connected' ? channelFacts(space, context.channels) : []),
  ],
  buttons: decisions(context, space),
})

/** `/settings spaces`: where the community lives, and what asks to be one of its places. */
export const spaces = action({
  name: 'settings spaces',
  french: 'réglages espaces',
  title: m.spaces,
  description: m.spacesDescription,
  can: organiser,
  reads: true,
  input: {},
  async run(context) {
    const all = await spacesOf(context)
    return view({ title: m.spaces }, text(m.spacesIntro), list(all.map((space) => itemOf(context, space))), buttons(settingsButton))
  },
})

/** Asks the organisers about a space that waits. */
export const spaceWaits = (space: About): View =>
  view({ title: m.newSpace({ space: space.name }) }, text(m.newSpaceAbout({ space: space.name })), buttons(connectButton(space), refuseButton(space), spacesButton))

const space = ask.record({ label: m.space, hidden: true })

export const connect = action({
  name: 'settings.connect',
  title: m.connect,
  description: m.connectDescription,
  can: organiser,
  input: { space },
  run: (context, input) => decide(context, input.space, true),
})

/** A space that waits is refused, one that is connected is let go. */
export const refuse = action({
  name: 'settings.refuse',
  title: m.refuse,
  description: m.refuseDescription,
  can: organiser,
  input: { space },
  run: (context, input) => decide(context, input.space, false),
})

async function decide(context: Context, id: number, connected: boolean): Promise<View> {
  const space = await spaceCalled(context, id)
  const about = { space: space.name }
  const next = buttons(spacesButton, connected && { label: m.channels, call: { action: 'settings channels', input: {} } }, settingsButton)
  if (!(await decideSpace(context, space, connected))) return view({}, text(connected ? m.alreadyConnected(about) : m.alreadyRefused(about)), next)
  await context.audit(`settings:space:${id}`, { connected })
  await tellOrganisers(context, space, connected)
  return view({ tone: 'good' }, text(connected ? m.connected(about) : m.refused(about)), next)
}

/** Those who were asked read what was decided, and by whom. */
async function tellOrganisers({ db, tell, who }: Context, { id, name }: Space, connected: boolean): Promise<void> {
  const key = waitingKey(id)
  if ((await db.posting.count({ where: { key: { startsWith: `${key}@` } } })) === 0) return
  const about = { space: name, person: who.name }
  await tell({ organisers: true }, view({ title: m.newSpace({ space: name }) }, text(connected ? m.connectedBy(about) : m.refusedBy(about)), buttons(spacesButton)), { key })
}
