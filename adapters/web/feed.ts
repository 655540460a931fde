import { EventEmitter } from 'node:events'
import type { Log } from '../../bot/log.ts'

const pollEveryMs = 1000

export type SessionChange = 'left' | 'met' | 'stopped'

/** Tells the live pages of this process that there is something new, here or in another process on the same database. */
export interface Feed {
  /** a message with this sequence is committed */
  raised(sequence: number): void
  /** the last sequence known here to be committed */
  latest(): number
  /** a browser's session is over, or the guest behind it has become a person */
  changed(sessionId: string, change: 'left' | 'met'): void
  /** Hears of these changes, and that the feed has stopped. Gives what stops the hearing. */
  onChange(sessionId: string, hear: (change: SessionChange) => void): () => void
  /** Waits until there may be something after a sequence, until `signal` aborts, or for `atMostMs`. */
  wait(after: number, atMostMs: number, signal: AbortSignal): Promise<void>
  start(read: () => Promise<number>): void
  stop(): void
}

function untilRaised(events: EventEmitter, atMostMs: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const done = () => {
      clearTimeout(limit)
      events.off('raised', done)
      signal.removeEventListener('abort', done)
      resolve()
    }
    const limit = setTimeout(done, atMostMs)
    events.on('raised', done)
    signal.addEventListener('abort', done)
  })
}

export function createFeed(log: Log): Feed {
  const events = new EventEmitter().setMaxListeners(0)
  let latest = 0
  let timer: NodeJS.Timeout | undefined
  let isStopped = false
  const raised = (sequence: number) => {
    if (sequence <= latest) return
    latest = sequence
    events.emit('raised')
  }
  const poll = async (read: () => Promise<number>) => {
    try {
      if (events.listenerCount('raised')) raised(await read())
    } catch (error) {
      log.warn({ err: error }, 'the live feed could not be read; it is tried again')
    }
  }
  const onChange: Feed['onChange'] = (sessionId, hear) => {
    const stopped = () => hear('stopped')
    events.on(`session ${sessionId}`, hear).on('stopped', stopped)
    if (isStopped) stopped()
    return () => void events.off(`session ${sessionId}`, hear).off('stopped', stopped)
  }
  return {
    raised,
    latest: () => latest,
    changed: (sessionId, change) => void events.emit(`session ${sessionId}`, change),
    onChange,
    async wait(after, atMostMs, signal) {
      if (latest <= after && !signal.aborted) await untilRaised(events, atMostMs, signal)
    },
    start(read) {
      let reading = false
      timer = setInterval(() => {
        if (reading) return
        reading = true
        void poll(read).finally(() => (reading = false))
      }, pollEveryMs)
    },
    stop() {
      clearInterval(timer)
      isStopped = true
      events.emit('stopped')
    },
  }
}
