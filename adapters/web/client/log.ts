import { elementOf } from './html.ts'
import { place, type ShownMessage } from './merge.ts'
import { followOrOffer, keepingPlace } from './scroll.ts'
import { channel } from './session.ts'

const log = () => document.querySelector<HTMLElement>('[data-log]')
const older = () => document.querySelector<HTMLAnchorElement>('[data-older]')
const hasNewer = () => new URLSearchParams(location.search).has('before')

const items = () => [...(log()?.querySelectorAll<HTMLElement>(':scope > li[data-revision]') ?? [])]
const idOf = (item: HTMLElement) => Number(item.id.replace('m-', ''))

/** The element of a message, by its number. */
export const itemOf = (id: number): HTMLElement | null => document.getElementById(`m-${id}`)

/** Shows a message, or its newer revision. True when it was not there before. */
export function show(message: ShownMessage): boolean {
  const list = log()
  if (!list || message.channel !== channel()) return false
  const shown = items().map((item) => ({ id: idOf(item), revision: Number(item.dataset.revision) }))
  const placing = place(shown, message, older() !== null, hasNewer())
  const element = placing.kind === 'ignore' ? undefined : elementOf(message.html)
  if (!element) return false
  if (placing.kind === 'replace') {
    replace(itemOf(message.id), element)
    return false
  }
  const next = placing.kind === 'insert' && placing.before ? itemOf(placing.before) : list.querySelector('.pending')
  list.insertBefore(element, next)
  if (channel() !== 'assistant') document.querySelector('.welcome')?.remove()
  if (!next?.hasAttribute('data-revision')) followOrOffer()
  return true
}

/** Changes a message under the reader's hands: who stood on one of its controls stands on the same one afterwards, or on the message. */
function replace(old: HTMLElement | null, element: HTMLElement): void {
  if (!old) return
  const focused = document.activeElement
  if (!focused || !old.contains(focused)) return old.replaceWith(element)
  const controls = (item: HTMLElement) => [...item.querySelectorAll<HTMLElement>('button, select, a, input, textarea')]
  const label = focused.textContent
  old.replaceWith(element)
  focusOn(controls(element).find((control) => control.textContent === label) ?? element)
}

/** Moves the focus, to something that cannot be reached by Tab too. */
export function focusOn(element: HTMLElement): void {
  if (element.tabIndex < 0) element.tabIndex = -1
  element.focus({ preventScroll: true })
  element.scrollIntoView({ block: 'nearest' })
}

/** Makes the link to earlier messages add them above, without leaving the page. */
export function startHistory(): void {
  document.addEventListener('click', (event) => {
    const link = event.target instanceof Element ? event.target.closest<HTMLAnchorElement>('[data-older]') : null
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey || hasNewer()) return
    event.preventDefault()
    if (link.ariaBusy === 'true') return
    link.ariaBusy = 'true'
    prepend(link).catch(() => location.assign(link.href))
  })
}

async function prepend(link: HTMLAnchorElement): Promise<void> {
  const response = await fetch(link.href, { headers: { accept: 'text/html' } })
  const page = new DOMParser().parseFromString(await response.text(), 'text/html')
  const known = new Set(items().map(({ id }) => id))
  const earlier = [...page.querySelectorAll<HTMLElement>('[data-log] > li[data-revision]')].filter(({ id }) => !known.has(id))
  const last = earlier.at(-1)
  keepingPlace(() => {
    const next = page.querySelector<HTMLAnchorElement>('[data-older]')
    if (next) link.replaceWith(next)
    else link.remove()
    log()?.prepend(...earlier)
  })
  if (last) focusOn(last)
}
