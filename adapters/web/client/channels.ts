import { channel, person } from './session.ts'
import { read, write } from './storage.ts'

const title = document.title
let unseen = 0

const linkTo = (id: string) => document.querySelector<HTMLAnchorElement>(`[data-channels] a[href="/c/${CSS.escape(id)}"]`)

/** Counts a new message of a channel where it is not being read. Gives the channel's name if it is another one than this page's. */
export function countUnread(id: string): string | undefined {
  if (document.hidden) {
    unseen++
    document.title = `(${unseen}) ${title}`
  }
  if (id === channel()) return undefined
  const link = linkTo(id)
  const badge = link?.querySelector<HTMLElement>('[data-unread]')
  if (!link || !badge) return undefined
  const name = link.querySelector('span:not([data-unread])')?.textContent ?? ''
  const counts = unread()
  counts[id] = (counts[id] ?? 0) + 1
  keepUnread(counts)
  return name
}

const unreadPlace = () => `entraide unread ${person()}`

/** How many messages this tab has not shown yet, by channel: kept from page to page. */
const unread = () => JSON.parse(read(unreadPlace(), 'sessionStorage') || '{}') as Record<string, number>

function keepUnread(counts: Record<string, number>): void {
  write(unreadPlace(), JSON.stringify(counts), 'sessionStorage')
  for (const [id, count] of Object.entries(counts)) {
    const badge = linkTo(id)?.querySelector<HTMLElement>('[data-unread]')
    if (!badge) continue
    badge.textContent = String(count)
    badge.hidden = count === 0
  }
}

/** Links between channels are plain links. Here only the panel over them closes on Escape and when something else is pressed. */
export function startChannels(): void {
  keepUnread({ ...unread(), [channel()]: 0 })
  document.addEventListener('visibilitychange', () => {
    if (document.hidden) return
    unseen = 0
    document.title = title
  })
  document.addEventListener('keydown', (event) => {
    if (event.key === 'Escape') closePanels(null, event)
  })
  document.addEventListener('click', (event) => closePanels(event.target as Node))
}

/** Closes the open panels, but for the one that holds `within`. */
function closePanels(within: Node | null, event?: KeyboardEvent): void {
  for (const panel of document.querySelectorAll<HTMLDetailsElement>('details.me[open]')) {
    if (within && panel.contains(within)) continue
    const hadFocus = panel.contains(document.activeElement)
    panel.open = false
    event?.preventDefault()
    if (event && hadFocus) panel.querySelector('summary')?.focus()
  }
}
