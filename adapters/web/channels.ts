import type { Catalogue, Message } from '../../bot/text.ts'
import type { Reader, Words } from '../../bot/words.ts'
import { m } from './messages.ts'

/** A place of the chat. */
export interface Channel {
  /** what stands in the address, and what the database keeps for a public channel */
  id: string
  name(reader: Reader): string
  about(reader: Reader): string
}

/** The private conversation with the assistant: in the database, the channel "". */
export const assistant = 'assistant'

/** Channel as the database keeps it. */
export const storedChannel = (id: string): string => (id === assistant ? '' : id)
export const shownChannel = (stored: string): string => (stored === '' ? assistant : stored)

type Own = Exclude<keyof typeof m, keyof Catalogue>
const own = ['jobs', 'deals', 'workshops', 'stories', 'general'] as const

/** The channels in the order they are shown: the assistant, ours, then those that only capabilities know of. */
export function channelsOf(purposes: Record<string, Message>, words: Words, purposeWords: Words): Channel[] {
  const ours = [assistant, ...own].map((id): Channel => {
    const [name, about] = [m[id as Own], m[`${id}About` as Own]] as [Message, Message]
    return { id, name: (reader) => words.plain(name, reader), about: (reader) => words.plain(about, reader) }
  })
  const others = Object.entries(purposes).filter(([id]) => !ours.some((channel) => channel.id === id))
  return [
    ...ours,
    ...others.map(([id, title]): Channel => ({
      id,
      name: (reader) => purposeWords.plain(title, reader),
      about: (reader) => words.plain(m.channelAbout, reader),
    })),
  ]
}
