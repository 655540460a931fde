import type { Work } from './action.ts'
import { m } from './messages.ts'
import { knownLocale } from './person.ts'
import { placesIn } from './places.ts'
import type { Locale, Text } from './text.ts'
import { buttons, text, view, type Button, type View } from './view.ts'

/** What somebody wrote and channels show. */
export interface Authored {
  personId: number
  title: string
  /** with which she changes it */
  edit: Button
}

/** Who wrote what channels are told with this key; undefined when it is none of the capability’s. */
export type AuthorOf = (work: Work, key: string) => Promise<Authored | undefined>

/** Ends the key of what a channel of each space is told. */
export const spaceSuffix = (spaceId: number): string => `@space${spaceId}`

interface Refused {
  key: string
  revision: number
  spaceId: number | null
  channel: string | null
}

/** Tells who wrote it that a platform does not show her words, and what it advises her, once until she changes them. */
export async function tellAuthor(work: Work, authors: readonly AuthorOf[], { key, revision, spaceId, channel }: Refused, advice: Readonly<Record<Locale, string>>): Promise<void> {
  const space = spaceId === null ? null : await work.db.space.findUnique({ where: { id: spaceId } })
  if (!space) return
  const authored = await authorOf(work, authors, key.slice(0, -spaceSuffix(space.id).length))
  if (!authored) return
  const { personId, title, edit } = authored
  const person = await work.db.person.findUnique({ where: { id: personId }, select: { locale: true } })
  const place = placesIn(space).find(({ id }) => id === channel)?.name ?? channel ?? ''
  const told = wordsRefused({ title, edit }, { channel: `#${place}`, space: space.name }, advice[knownLocale([person?.locale], work.community.locale)])
  await work.tell({ person: personId }, told, { key: `refused:${key}:${revision}` })
}

/** What she reads then. */
export const wordsRefused = ({ title, edit }: Pick<Authored, 'title' | 'edit'>, place: { channel: string; space: string }, advice: Text): View =>
  view({ title: m.wordsRefusedTitle({ title }), tone: 'problem' }, text(m.wordsRefused(place)), text(advice), buttons(edit))

async function authorOf(work: Work, authors: readonly AuthorOf[], key: string): Promise<Authored | undefined> {
  for (const of of authors) {
    const found = await of(work, key)
    if (found) return found
  }
  return undefined
}
