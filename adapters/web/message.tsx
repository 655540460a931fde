import { render } from 'preact-render-to-string'
import type { Drawn } from '../../bot/draw.ts'
import { plainOf } from '../../bot/words.ts'
import { shownChannel } from './channels.ts'
import { drawingFor, type Drawing } from './drawing.ts'
import { Logo } from './icons.tsx'
import { limits } from './limits.ts'
import { m } from './messages.ts'
import { Card, When } from './render.tsx'
import type { Visit } from './session.ts'
import type { StoredMessage } from './store.ts'
import type { Web } from './web.ts'

/** A message as a page shows it and as the live feed carries it. */
export interface ShownMessage {
  id: number
  sequence: number
  revision: number
  channel: string
  html: string
  /** what a screen reader hears */
  announce: string
}

type Means = Pick<Web, 'door' | 'words' | 'database' | 'clock'>

const longestAnnounced = 200

/** Messages drawn for the person of a visit, in her language and time zone. */
export async function showMessages(web: Means, messages: StoredMessage[], visit: Visit): Promise<ShownMessage[]> {
  const names = await namesOf(web, messages)
  return Promise.all(messages.map((message) => showMessage(web, message, visit, names)))
}

async function namesOf({ database }: Means, messages: StoredMessage[]): Promise<ReadonlyMap<number, string>> {
  const ids = [...new Set(messages.flatMap(({ authorId }) => authorId ?? []))]
  const people = ids.length ? await database.client.person.findMany({ where: { id: { in: ids } }, select: { id: true, name: true } }) : []
  return new Map(people.map(({ id, name }) => [id, name]))
}

async function showMessage(web: Means, message: StoredMessage, visit: Visit, names: ReadonlyMap<number, string>): Promise<ShownMessage> {
  const channel = shownChannel(message.channel)
  const drawing = drawingFor(web.words, visit, channel)
  const drawn = message.view ? await web.door.draw(message.view, drawing.reader, limits) : []
  const author = message.authorId === null ? undefined : { id: message.authorId, name: names.get(message.authorId) ?? drawing.say(m.guest) }
  const html = render(<Message message={message} author={author} drawn={drawn} drawing={drawing} now={web.clock.now()} />)
  const { id, sequence, revision } = message
  return { id, sequence, revision, channel, html, announce: announced(message, author, drawn, drawing) }
}

interface Author {
  id: number
  name: string
}

interface MessageAbout {
  message: StoredMessage
  author?: Author
  drawn: Drawn[]
  drawing: Drawing
  now: Date
}

function Message({ message, author, drawn, drawing, now }: MessageAbout) {
  const { id, revision, sequence, channel, visibleTo, createdAt, text } = message
  const isMine = author?.id === drawing.personId && drawing.personId !== 0
  const isPrivate = visibleTo !== null && channel !== ''
  const kinds = ['message', author ? (isMine ? 'mine' : 'theirs') : 'ours', isPrivate && 'private'].filter(Boolean)
  return (
    <li class={kinds.join(' ')} id={`m-${id}`} data-revision={revision} data-sequence={sequence} tabIndex={-1}>
      <Avatar author={author} />
      <div class="said">
        <p class="by">
          <b>
            <bdi>{author?.name ?? drawing.say(m.assistant)}</bdi>
          </b>{' '}
          <When at={createdAt} now={now} reader={drawing.reader} />
          {revision > 1 && <small> · {drawing.say(m.edited)}</small>}
          {isPrivate && <small class="only-you"> · {drawing.say(m.onlyYou)}</small>}
        </p>
        {text !== null && (
          <p class="text" dir="auto">
            {text}
          </p>
        )}
        {drawn.map((one) => (
          <Card drawn={one} drawing={drawing} />
        ))}
      </div>
    </li>
  )
}

const hues = 6

/** A person's initials on a colour of her own; the assistant's logo. */
export const Avatar = ({ author }: { author?: Author }) =>
  author ? (
    <span class={`avatar hue-${author.id % hues}`} aria-hidden="true">{initials(author.name)}</span>
  ) : (
    <span class="avatar" aria-hidden="true">
      <Logo />
    </span>
  )

const initials = (name: string): string =>
  name
    .split(/[\s-]+/)
    .map((word) => /[\p{L}\p{N}]/u.exec(word)?.[0] ?? '')
    .join('')
    .slice(0, 2)
    .toUpperCase()

function announced({ text }: StoredMessage, author: Author | undefined, drawn: Drawn[], { reader, say }: Drawing): string {
  const said = text ?? drawn.map((one) => plainOfDrawn(one, reader)).join(' ')
  const words = `${author?.name ?? say(m.assistant)}: ${said}`
  return words.length > longestAnnounced ? `${words.slice(0, longestAnnounced)}…` : words
}

const plainOfDrawn = ({ title, blocks }: Drawn, reader: Drawing['reader']): string =>
  [title, ...blocks.map((block) => ('inlines' in block ? block.inlines : undefined))]
    .map((inlines) => (inlines ? plainOf(inlines, reader) : ''))
    .filter(Boolean)
    .join('. ')
