import { organisersOf } from '../../bot/person.ts'
import { action, buttons, facts, list, organiser, text, view, type Button, type Context, type Fact, type Message, type Text, type View } from '../kit.ts'
import { m } from './messages.ts'
import { languageNames } from './rules.ts'
import { spacesOf, undelivered, type Space } from './store.ts'

export const settingsButton: Button = { label: m.title, call: { action: 'settings', input: {} } }

export const spacesButton: Button = { label: m.spaces, call: { action: 'settings spaces', input: {} } }

/** Which channel of a space serves each purpose. */
export const channelFacts = (space: Space, purposes: Record<string, Message>): Fact[] =>
  Object.entries(purposes).map(([purpose, label]) => ({ label, value: shownChannel(space, purpose) }))

/** The channel of a purpose as people know it. */
export function shownChannel({ channels, places }: Space, purpose: string): Text {
  const channel = channels[purpose]
  if (!channel) return m.noChannel
  if (places.length === 0) return `#${channel}`
  const place = places.find(({ id }) => id === channel)
  return place ? `#${place.name}` : m.channelGone
}

const mostOrganisers = 20

/** The settings as they are, with what can be done about each. */
export async function settingsView(context: Context): Promise<View> {
  const { community, channels, db } = context
  const failed = await undelivered(context)
  const spaces = await spacesOf(context)
  const connected = spaces.filter(({ state }) => state === 'connected')
  const waiting = spaces.filter(({ state }) => state === 'waiting').length
  const organisers = (await organisersOf(db, community.id, mostOrganisers)).map(({ name }) => name).join(', ')
  const speaks = Object.keys(channels).length > 0 && connected.length > 0
  return view(
    { title: m.heading({ community: community.name }) },
    facts(
      [m.language, languageNames[community.locale]],
      [m.timeZone, community.timeZone],
      [m.organisers, organisers],
      [m.undelivered, m.undeliveredCount({ count: failed.length })],
    ),
    waiting > 0 && text(m.spacesWaiting({ count: waiting })),
    speaks && list(connected.map((space) => ({ title: space.name, facts: channelFacts(space, channels) }))),
    buttons(
      { label: m.edit, call: { action: 'settings edit', input: {} } },
      speaks && { label: m.channels, call: { action: 'settings channels', input: {} } },
      spacesButton,
      { label: m.invite, call: { action: 'settings invite', input: {} } },
      { label: m.words, call: { action: 'settings words', input: {} } },
      failed.length > 0 && { label: m.undelivered, call: { action: 'settings undelivered', input: {} } },
    ),
  )
}

export const show = action({
  name: 'settings',
  french: 'réglages',
  title: m.title,
  description: m.description,
  can: organiser,
  reads: true,
  input: {},
  run: settingsView,
})
