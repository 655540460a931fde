import { retryAfterOf } from './errors.ts'

/** What is counted together: one method in one workspace, and where it posts or edits, one channel or one message. */
export interface Turn {
  spaceId: number
  method: string
  channel?: string
  /** the message that is changed */
  ts?: string
  /** somebody waits for it: it goes before postings, and waits for up to a minute */
  urgent?: boolean
}

/** A call would have to wait longer than its caller does. It was not made. */
export class TooBusy extends Error {
  override name = 'TooBusy'
  constructor(readonly waitMs: number) {
    super(`Slack is to be called again in ${Math.ceil(waitMs / 1000)} s`)
  }
}

/** How fast the Web API may be called. */
export interface Rates {
  /** between the end of a post and the next one to the same channel */
  perChannelMs: number
  /** between two edits of the same message */
  perMessageMs: number
  windowMs: number
  /** calls of one method in one workspace in such a window */
  inWindow(method: string): number
  /** of them at the same time: what is under way when Slack says to wait would not wait */
  atOnce(method: string): number
}

export interface Lanes {
  /**
   * Makes a call when its turn has come: the first in line of its channel and its method, those that somebody waits for first.
   * A 429 closes its method alone, and of posts its channel alone, for as long as it says; the call then waits for its turn again.
   * @throws TooBusy
   */
  run<T>(turn: Turn, call: () => Promise<T>): Promise<T>
  /** Sends away whoever waits. */
  stop(): void
}

/** Calls a minute of one method in one workspace, by Slack's tiers; of posting it only says "several hundred". */
const tier2 = 20
const tier3 = 50
const tier4 = 100

const aMinute: Record<string, number | undefined> = {
  'chat.postMessage': 500,
  'chat.postEphemeral': tier4,
  'conversations.list': tier2,
  'files.getUploadURLExternal': tier4,
  'files.completeUploadExternal': tier4,
  'files.info': tier4,
  'users.info': tier4,
  'views.publish': tier4,
}

/** As Slack documents them, with a fifth to spare. */
export const slackRates: Rates = {
  perChannelMs: 1100,
  perMessageMs: 3000,
  windowMs: 60_000,
  inWindow: (method) => Math.floor(0.8 * (aMinute[method] ?? tier3)),
  // Fewer than one a second are allowed: they lose nothing by going one by one.
  atOnce: (method) => ((aMinute[method] ?? tier3) > tier3 ? Infinity : 1),
}

/** What counts as a message in its channel; an ephemeral one is counted by its method alone. */
const posting = new Set(['chat.postMessage', 'files.completeUploadExternal'])

const patienceMs = { posting: 2500, answer: 60_000 }

/** a 429 is told in whole seconds; whoever waits for the same one does not come back at the very same moment */
const afterRetryMs = () => 50 + Math.random() * 200

/** Lets through so many calls in a window. What is under way counts until a window after its end, since Slack may count it that late. */
interface Gate {
  most: number
  atOnce: number
  windowMs: number
  underWay: number
  ended: number[]
  closedUntil: number
}

interface Waiting {
  gates: Gate[]
  urgent: boolean
  until: number
  /** Both give that it waits no longer. */
  start(): false
  sendAway(waitMs: number): false
}

const now = () => performance.now()

/** When a gate is open; infinite when it takes the end of a call under way to know. */
function opensAt(gate: Gate): number {
  gate.ended = gate.ended.filter((at) => now() - at < gate.windowMs)
  if (gate.underWay >= gate.atOnce) return Infinity
  const tooMany = gate.underWay + gate.ended.length + 1 - gate.most
  const roomAt = tooMany <= 0 ? 0 : (gate.ended[tooMany - 1] ?? Infinity) + gate.windowMs
  return Math.max(roomAt, gate.closedUntil, now())
}

const isIdle = (gate: Gate): boolean => gate.underWay === 0 && opensAt(gate) <= now() && gate.ended.length === 0

/** The gates that are in use, by what they count. */
function createGates(rates: Rates) {
  const gates = new Map<string, Gate>()
  const gate = (name: string, most: number, windowMs: number, atOnce = Infinity): Gate => {
    const known = gates.get(name) ?? { most, atOnce, windowMs, underWay: 0, ended: [], closedUntil: 0 }
    gates.set(name, known)
    return known
  }
  return {
    /** what a call has to pass, and the gate that a 429 closes */
    of({ spaceId, method, channel = '', ts = '' }: Turn): { all: Gate[]; refusals: Gate } {
      // Slack limits posts by channel, anything else by method.
      const refusals = gate(`429 ${spaceId} ${method} ${method === 'chat.postMessage' ? channel : ''}`, Infinity, 0)
      const all = [refusals, gate(`method ${spaceId} ${method}`, rates.inWindow(method), rates.windowMs, rates.atOnce(method))]
      if (channel && posting.has(method)) all.push(gate(`channel ${spaceId} ${channel}`, 1, rates.perChannelMs))
      if (ts && method === 'chat.update') all.push(gate(`message ${spaceId} ${channel} ${ts}`, 1, rates.perMessageMs))
      return { all, refusals }
    },
    forgetIdle() {
      for (const [name, one] of gates) if (isIdle(one)) gates.delete(name)
    },
  }
}

/** Whoever waits, in order. */
function createLine(onEmpty: () => void) {
  let line: Waiting[] = []
  let timer: NodeJS.Timeout | undefined
  /** Lets go whoever may, and sends away whoever would wait too long. */
  const advance = () => {
    clearTimeout(timer)
    let wakeAt = Infinity
    line = line.filter((one) => {
      const at = Math.max(...one.gates.map(opensAt))
      if (at <= now()) return one.start()
      if (one.until <= now() || (at > one.until && at < Infinity)) return one.sendAway(at < Infinity ? at - now() : 0)
      wakeAt = Math.min(wakeAt, at, one.until)
      return true
    })
    if (wakeAt < Infinity) timer = setTimeout(advance, Math.max(1, Math.ceil(wakeAt - now())))
    else onEmpty()
  }
  const join = (one: Waiting) => {
    const behind = one.urgent ? line.findIndex(({ urgent }) => !urgent) : -1
    line.splice(behind < 0 ? line.length : behind, 0, one)
    advance()
  }
  const stop = () => {
    clearTimeout(timer)
    for (const one of line.splice(0)) one.sendAway(0)
  }
  return { advance, join, stop }
}

export function createLanes(rates: Rates = slackRates): Lanes {
  const gates = createGates(rates)
  const line = createLine(gates.forgetIdle)
  /** Waits for its turn, and takes it. @throws TooBusy */
  const turnAt = (all: Gate[], urgent: boolean, until: number) =>
    new Promise<void>((resolve, reject) => {
      const start = (): false => {
        for (const each of all) each.underWay++
        resolve()
        return false
      }
      const sendAway = (waitMs: number): false => {
        reject(new TooBusy(waitMs))
        return false
      }
      line.join({ gates: all, urgent, until, start, sendAway })
    })
  const run: Lanes['run'] = async (turn, call) => {
    const until = now() + patienceMs[turn.urgent ? 'answer' : 'posting']
    for (;;) {
      const { all, refusals } = gates.of(turn)
      await turnAt(all, turn.urgent ?? false, until)
      try {
        return await call()
      } catch (error) {
        const seconds = retryAfterOf(error)
        if (seconds === undefined) throw error
        refusals.closedUntil = Math.max(refusals.closedUntil, now() + seconds * 1000 + afterRetryMs())
      } finally {
        for (const each of all) {
          each.underWay--
          each.ended.push(now())
        }
        line.advance()
      }
    }
  }
  return { run, stop: line.stop }
}
