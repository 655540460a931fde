import { makeButton } from './html.ts'
import { say } from './words.ts'

/** So near to the end counts as being at the end, in pixels. */
const near = 80

let scroller: Element = document.documentElement
let following = true
const jump = makeButton('jump', '', () => toEnd())

const distance = () => scroller.scrollHeight - scroller.scrollTop - scroller.clientHeight

function scrollerOf(log: Element): Element {
  for (let box: Element | null = log; box && box !== document.body; box = box.parentElement)
    if (/auto|scroll/.test(getComputedStyle(box).overflowY)) return box
  return document.scrollingElement ?? document.documentElement
}

/** Keeps the newest message in sight for who is at the end of the log, and the place of who reads further up. */
export function startScrolling(log: HTMLElement, composer: HTMLElement | null): void {
  scroller = scrollerOf(log)
  jump.hidden = true
  jump.textContent = say('newBelow')
  composer?.before(jump)
  const target = scroller === document.scrollingElement ? window : scroller
  target.addEventListener('scroll', () => {
    following = distance() < near
    if (following) jump.hidden = true
  }, { passive: true })
  const follow = new ResizeObserver(() => following && toEnd())
  follow.observe(log)
  if (scroller !== log) follow.observe(scroller === document.scrollingElement ? document.body : scroller)
  if (location.hash || new URLSearchParams(location.search).has('before')) following = false
  else toEnd()
}

/** Shows the newest message. */
export function toEnd(): void {
  following = true
  jump.hidden = true
  scroller.scrollTop = scroller.scrollHeight
}

/** Shows what was asked for: all of it if it fits, else from its beginning. */
export function showFrom(item: HTMLElement): void {
  if (item.offsetHeight < scroller.clientHeight) return toEnd()
  following = false
  item.scrollIntoView({ block: 'start' })
}

/** Something new is at the end: it is shown, or told of by a button. */
export function followOrOffer(): void {
  if (following) toEnd()
  else jump.hidden = false
}

/** Adds something above what is being read, which stays where it is on the screen. */
export function keepingPlace(change: () => void): void {
  const before = scroller.scrollHeight
  const top = scroller.scrollTop
  change()
  scroller.scrollTop = top + scroller.scrollHeight - before
}
