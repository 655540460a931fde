import { announce } from './announce.ts'
import { make, makeButton } from './html.ts'
import { say } from './words.ts'

const banner = make('div', 'banner')
banner.hidden = true
let expired = false

export function startBanner(): void {
  const head = document.querySelector('main > .head')
  if (head) head.after(banner)
  else document.querySelector('main')?.prepend(banner)
}

/** Says over the messages that there is no connection, or nothing any more. */
export function showConnection(connected: boolean): void {
  if (expired || connected === banner.hidden) return
  banner.hidden = connected
  banner.textContent = connected ? '' : say('offline')
  announce(say(connected ? 'online' : 'offline'))
}

/** Says that only a reload helps, and offers it. */
export function showExpired(): void {
  expired = true
  banner.hidden = false
  announce(say('expired'))
  banner.replaceChildren(make('span', '', say('expired')), makeButton('button', say('reload'), () => location.reload()))
}
