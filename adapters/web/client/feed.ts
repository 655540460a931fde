import { announce } from './announce.ts'
import { delayBefore } from './backoff.ts'
import { showConnection, showExpired } from './banner.ts'
import { countUnread } from './channels.ts'
import { show } from './log.ts'
import type { ShownMessage } from './merge.ts'
import { person, renewToken } from './session.ts'
import { read, write } from './storage.ts'
import { say } from './words.ts'

/** The server pings every 15 s: after this silence the connection is dead, whatever the browser believes. */
const silence = 40_000
/** A page nobody looks at gives its connection back after this: browsers allow six to one server. */
const unseen = 30_000
/** A connection lost for less than this is not worth a word. */
const hiccup = 1500
const mostMissed = 500

interface FedMessage extends ShownMessage {
  announce: string
}

let last = 0
let source: EventSource | undefined
let attempt = 0
let ended = false
let retry: ReturnType<typeof setTimeout> | undefined
let watchdog: ReturnType<typeof setTimeout> | undefined
let complaint: ReturnType<typeof setTimeout> | undefined

/** Follows what happens, from the last message in the page on; comes back by itself after any interruption and misses nothing. */
export function startFeed(): void {
  last = startingPoint(Number(document.querySelector<HTMLElement>('[data-log]')?.dataset.last ?? 0))
  connect()
  addEventListener('online', reconnect)
  addEventListener('offline', () => lost())
  addEventListener('pagehide', close)
  addEventListener('pageshow', (event) => event.persisted && reconnect())
  followVisibility()
}

const place = () => `entraide sequence ${person()}`

/** What came while this tab went from one page to another counts as unread; after a long absence nobody wants to hear of it all. */
function startingPoint(inPage: number): number {
  const before = Number(read(place(), 'sessionStorage') || inPage)
  return before < inPage && inPage - before < mostMissed ? before : inPage
}

function connect(): void {
  close()
  if (ended) return
  source = new EventSource(`/feed?after=${last}`)
  source.onopen = () => {
    attempt = 0
    clearTimeout(complaint)
    complaint = undefined
    showConnection(true)
  }
  source.onerror = () => lost()
  source.addEventListener('message', (event: MessageEvent<string>) => receive(JSON.parse(event.data) as FedMessage))
  source.addEventListener('session', (event: MessageEvent<string>) => void checkSession((JSON.parse(event.data) as { boot: string }).boot))
  source.addEventListener('ping', watch)
}

function close(): void {
  source?.close()
  source = undefined
  clearTimeout(retry)
  clearTimeout(watchdog)
}

/** The page is somebody else's by now. */
function endFeed(): void {
  ended = true
  showExpired()
}

function reconnect(): void {
  attempt = 0
  connect()
}

/** The browser's own reconnection gives up on some errors and comes at a fixed pace: ours does not. */
function lost(): void {
  close()
  complaint ??= setTimeout(() => showConnection(false), hiccup)
  retry = setTimeout(connect, delayBefore(attempt++))
}

function watch(): void {
  clearTimeout(watchdog)
  watchdog = setTimeout(lost, silence)
}

function receive(message: FedMessage): void {
  last = Math.max(last, message.sequence)
  write(place(), String(last), 'sessionStorage')
  const isNew = show(message)
  const name = message.revision === 1 && !isNew ? countUnread(message.channel) : undefined
  if (name) announce(`${say('newIn', { channel: name })} ${message.announce}`)
}

/** The program has started again or somebody else is signed in: forms need a new token, and failing that the page a reload. */
async function checkSession(now: string): Promise<void> {
  const { dataset } = document.documentElement
  if (now === dataset.boot) return
  // Until it is known who is there now, nothing of hers may come into this page.
  close()
  const isSame = await renewToken().catch(() => undefined)
  if (isSame) dataset.boot = now
  if (isSame === false) endFeed()
  else lost()
}

/** Of all pages in the background only one keeps its connection, so that it may still count what is unread. */
function followVisibility(): void {
  let timer: ReturnType<typeof setTimeout> | undefined
  let giveUpTurn: (() => void) | undefined
  document.addEventListener('visibilitychange', () => {
    clearTimeout(timer)
    giveUpTurn?.()
    giveUpTurn = undefined
    if (!document.hidden) {
      if (!source) reconnect()
      return
    }
    timer = setTimeout(() => {
      void inTheBackground((done) => (giveUpTurn = done)).then((hasTurn) => hasTurn || !document.hidden || close())
    }, unseen)
  })
}

/** Takes the turn of the one page in the background, if it is free; `onTurn` gets what gives it back. */
async function inTheBackground(onTurn: (giveBack: () => void) => void): Promise<boolean> {
  if (!('locks' in navigator)) return false
  return new Promise((resolve) => {
    void navigator.locks.request('entraide background feed', { ifAvailable: true }, (lock) => {
      resolve(lock !== null)
      return lock ? new Promise<void>((giveBack) => onTurn(giveBack)) : undefined
    })
  })
}
