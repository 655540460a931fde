import { showDone } from './answer.ts'
import { make } from './html.ts'
import { newKey, post, type Answer } from './post.ts'
import { toEnd } from './scroll.ts'
import { channel, person } from './session.ts'
import { openSheet } from './sheet.ts'
import { read, write } from './storage.ts'
import { say } from './words.ts'

/** Something typed that the server may not have yet. */
interface Waiting {
  key: string
  channel: string
  text: string
}

type Refused = (text: string, answer: Extract<Answer, { kind: 'error' }>) => void

const place = () => `entraide outbox ${person()}`
let queue: Promise<void> = Promise.resolve()

/** What this page had not finished sending when it was left; it survives a reload, not the tab. */
const waiting = (): Waiting[] => JSON.parse(read(place(), 'sessionStorage') || '[]') as Waiting[]
const keep = (all: Waiting[]) => write(place(), all.length ? JSON.stringify(all) : '', 'sessionStorage')

/** Sends what was typed, in order and each once whatever the connection does. What the server refuses goes to `refused`. */
export function send(action: string, text: string, refused: Refused): void {
  const one = { key: newKey(), channel: channel(), text }
  keep([...waiting(), one])
  enqueue(action, one, refused)
}

/** Sends what was still on its way when the page was left. Same keys: the server does nothing twice. */
export function resend(action: string, refused: Refused): void {
  for (const one of waiting()) enqueue(action, one, refused)
}

function enqueue(action: string, one: Waiting, refused: Refused): void {
  const item = one.channel === channel() ? pendingItem(one.text) : undefined
  // whatever goes wrong with one, the next ones are sent
  queue = queue.then(() => deliver(action, one, item, refused)).catch(reportError)
}

async function deliver(action: string, one: Waiting, item: HTMLElement | undefined, refused: Refused): Promise<void> {
  const data = new FormData()
  data.set('channel', one.channel)
  data.set('text', one.text)
  const state = item?.querySelector('.pending-state')
  const onWaiting = () => {
    if (state) state.textContent = say('waiting')
  }
  const answer = await post(action, data, { key: one.key, onWaiting })
  keep(waiting().filter(({ key }) => key !== one.key))
  item?.remove()
  if (answer.kind === 'done') showDone(answer, false)
  else if (answer.kind === 'form') openSheet(answer.html)
  else if (answer.kind === 'error') refused(one.text, answer)
}

function pendingItem(text: string): HTMLElement | undefined {
  const item = make('li', 'message mine pending')
  const words = make('p', 'pending-text', text)
  words.dir = 'auto'
  const said = make('div', 'said')
  said.append(words, make('p', 'pending-state', say('sending')))
  const avatar = document.querySelector('.me .avatar')?.cloneNode(true)
  item.append(...(avatar ? [avatar] : []), said)
  document.querySelector('[data-log]')?.append(item)
  toEnd()
  return item
}
