import { action, ask, buttons, Invalid, list, organiser, Refusal, text, view, type Context, type Item, type Suggestion } from '../kit.ts'
import type { Place } from '../../bot/places.ts'
import { m } from './messages.ts'
import { channelName, placeCalled, placesToChoose } from './rules.ts'
import { settingsButton, shownChannel } from './show.ts'
import { spaceCalled, spacesOf, type Space } from './store.ts'

const itemsOf = ({ channels }: Context, space: Space): Item[] =>
  Object.entries(channels).map(([purpose, label]) => ({
    title: m.purposeIn({ purpose: label, space: space.name }),
    text: shownChannel(space, purpose),
    buttons: [{ label: m.change, call: { action: 'settings.channel', input: { space: space.id, purpose } } }],
  }))

const connectedSpaces = async (context: Context): Promise<Space[]> => (await spacesOf(context)).filter(({ state }) => state === 'connected')

export const channels = action({
  name: 'settings channels',
  french: 'réglages salons',
  title: m.channels,
  description: m.channelsDescription,
  can: organiser,
  reads: true,
  input: {},
  async run(context) {
    const items = (await connectedSpaces(context)).flatMap((space) => itemsOf(context, space))
    return view({ title: m.channels }, items.length ? list(items) : text(m.noPurposes), buttons(settingsButton))
  },
})

const mostSuggested = 20

/** Channels that begin as typed: of the space that the form is about, if it is known, else of all. */
async function suggestChannels(context: Context, typed: string, given: { space?: unknown }): Promise<Suggestion[]> {
  const start = channelName(typed).toLowerCase()
  const spaces = await connectedSpaces(context)
  const about = spaces.filter(({ id }) => id === Number(given.space))
  const names = (about.length ? about : spaces).flatMap(placesToChoose).map(({ name }) => name)
  return [...new Set(names)].filter((name) => name.toLowerCase().startsWith(start)).slice(0, mostSuggested).map((value) => ({ value, label: `#${value}` }))
}

export const channel = action({
  name: 'settings.channel',
  title: m.channelTitle,
  description: m.channelDescription,
  can: organiser,
  asks: 'always',
  input: {
    space: ask.record({ label: m.space, hidden: true }),
    purpose: ask.text({ label: m.purpose, max: 40, hidden: true }),
    channel: ask.text({
      label: m.channel,
      hint: m.channelHint,
      max: 100,
      names: 'channel',
      optional: true,
      suggest: suggestChannels,
    }),
  },
  async fill(context, { space: id, purpose = '' }) {
    const space = await spaceCalled(context, id)
    return { channel: placesToChoose(space).find((place) => place.id === space.channels[purpose])?.name }
  },
  async run(context, { space: id, purpose, channel: typed = '' }) {
    const space = await spaceCalled(context, id)
    const title = context.channels[purpose]
    if (!title) throw new Refusal(m.noSuchPurpose({ purposes: Object.keys(context.channels).join(', ') }))
    const place = channelName(typed) ? chosenPlace(space, typed) : undefined
    const after = { ...space.channels, [purpose]: place?.id ?? '' }
    await context.db.space.update({ where: { id: space.id }, data: { channels: after } })
    await context.audit(`settings:space:${space.id}`, { purpose, before: space.channels[purpose] ?? '', after: place?.id ?? '' })
    const about = { purpose: title, space: space.name }
    return view(
      { tone: 'good' },
      text(place ? m.channelSaved({ ...about, channel: place.name }) : m.channelUnset(about)),
      buttons({ label: m.channels, call: { action: 'settings channels', input: {} } }, settingsButton),
    )
  },
})

/** @throws Invalid which names the channels there are */
function chosenPlace(space: Space, typed: string): Place {
  const places = placesToChoose(space)
  const place = placeCalled(places, typed)
  if (place) return place
  const named = places.slice(0, mostSuggested).map(({ name }) => `#${name}`)
  throw new Invalid({ channel: m.noSuchChannel({ channels: [...named, ...(places.length > mostSuggested ? ['…'] : [])].join(', ') }) })
}
