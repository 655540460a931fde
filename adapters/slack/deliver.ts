import { z } from 'zod'
import type { Delivered, Outgoing } from '../../bot/adapter.ts'
import { tellOrganisers } from '../../bot/hindered.ts'
import { compose, type Composed } from './compose.ts'
import { actionFor, adviceFor, codeOf, isTimeout } from './errors.ts'
import { shareFiles } from './files.ts'
import { TooBusy } from './lanes.ts'
import { limits } from './limits.ts'
import type { Outbound } from './outbound.ts'
import { change, post, remove } from './post.ts'
import { createLooks, digestOf, type Looks } from './reconcile.ts'
import type { Workspace } from './workspaces.ts'

/** Where a posting stands: a message for each page, and our ids of the files shared beside them. */
const standingSchema = z.object({ channel: z.string(), pages: z.array(z.string()), files: z.array(z.string()).default([]) })
type Standing = z.infer<typeof standingSchema>

/** One attempt to bring a message. */
interface Attempt {
  message: Outgoing
  workspace: Workspace
  channel: string
  key: string
  /** something is there that was not before: whoever tries again has to look for it first */
  begun: boolean
  looks: Looks
}

export type Deliver = (message: Outgoing) => Promise<Delivered>

/** Brings messages to channels and people of Slack: each once, also when Slack leaves open whether an earlier attempt succeeded. */
export function createDeliver(outbound: Outbound): Deliver {
  const hint = createHint(outbound)
  const slow = createSlow()
  const looks = createLooks(outbound)
  return async (message) => {
    const workspace = await outbound.workspaces.at(message.spaceId)
    if (!workspace) return { kind: 'refused', reason: 'externalId' in message.to ? 'closed' : 'gone', detail: 'the assistant is not installed in this workspace' }
    const waitMs = slow.waitMs(message.key)
    if (waitMs > 0) return laterIn(outbound, waitMs)
    const attempt: Attempt = { message, workspace, channel: '', key: digestOf(message.key), begun: false, looks }
    try {
      return { kind: 'sent', messageId: JSON.stringify(await bring(outbound, attempt)) }
    } catch (error) {
      slow.note(message.key, error)
      looks.tried(attempt.key, isTimeout(error) ? slowMs : 0)
      return outcomeOf(outbound, attempt, error, hint)
    }
  }
}

const laterIn = ({ clock }: Outbound, ms: number): Delivered => ({ kind: 'later', at: new Date(clock.now().getTime() + ms) })

async function bring(outbound: Outbound, attempt: Attempt): Promise<Standing> {
  const { message, workspace } = attempt
  const drawn = await outbound.door.draw(message.view, message.reader, limits)
  const composed = await compose(outbound, workspace, drawn, message.reader)
  try {
    return await bringTo(outbound, attempt, composed, await channelOf(outbound, message, workspace))
  } catch (error) {
    // The private conversation that we remembered is no more.
    if (!('externalId' in message.to) || attempt.begun || codeOf(error) !== 'channel_not_found') throw error
    await outbound.direct.forget(workspace, message.to.externalId)
    return bringTo(outbound, attempt, composed, await channelOf(outbound, message, workspace))
  }
}

const channelOf = async ({ direct }: Outbound, { to }: Outgoing, workspace: Workspace): Promise<string> =>
  'channel' in to ? to.channel : direct.of(workspace, to.externalId)

async function bringTo(outbound: Outbound, attempt: Attempt, { bodies, files }: Composed, channel: string): Promise<Standing> {
  const { message, workspace, key } = attempt
  attempt.channel = channel
  const place = { workspace, channel }
  const before = standingOf(message, channel)
  const found = once(() => (message.inDoubt ? attempt.looks.find(workspace, { channel, key, since: message.saidAt, known: before.pages }) : new Map<number, string>()))
  const pages: string[] = []
  for (const [page, body] of bodies.entries()) {
    const ts = before.pages[page]
    if (ts && (await change(outbound, place, body, ts))) {
      pages.push(ts)
      continue
    }
    const arrived = (await found()).get(page)
    // What arrived may say what was true then.
    if (arrived && (await change(outbound, place, body, arrived))) pages.push(arrived)
    else pages.push(await post(outbound, place, body, { key, page }))
    attempt.begun = true
  }
  for (const ts of before.pages.slice(bodies.length)) await remove(outbound, place, ts)
  await shareFiles(outbound, workspace, channel, key, files.filter((file) => !before.files.includes(file)))
  return { channel, pages, files }
}

/** What stands already; nothing, when it stood in a conversation that is no more. */
function standingOf({ messageId }: Outgoing, channel: string): Standing {
  const nothing = { channel, pages: [], files: [] }
  if (messageId === null) return nothing
  const standing = standingSchema.parse(JSON.parse(messageId))
  return standing.channel === channel ? standing : nothing
}

function once<T>(work: () => T): () => T {
  let done: { result: T } | undefined
  return () => (done ??= { result: work() }).result
}

async function outcomeOf(outbound: Outbound, attempt: Attempt, error: unknown, hint: Hint): Promise<Delivered> {
  const { message, workspace, channel, begun } = attempt
  // Not an attempt, unless something of it is there: then the next one has to know.
  if (error instanceof TooBusy && !begun) return laterIn(outbound, error.waitMs)
  const action = actionFor(error)
  const isPrivate = 'externalId' in message.to
  const code = codeOf(error) ?? ''
  switch (action.do) {
    case 'refuse':
      if (!action.advice) return { kind: 'refused', reason: action.reason, detail: code }
      if (hint(`${workspace.spaceId} ${isPrivate ? '' : channel} ${code}`, { workspace: workspace.name, channel: isPrivate ? undefined : channel, error: code }, adviceFor(error)) && !isPrivate)
        await tellOrganisers(outbound, { spaceId: workspace.spaceId, channelId: channel, code, advice: action.advice })
      return { kind: 'refused', reason: action.reason, detail: `${code}: ${outbound.words.plain(action.advice, await outbound.engine.community())}` }
    case 'disable':
      outbound.onTokenLost(workspace, action.advice)
      return { kind: 'refused', reason: isPrivate ? 'closed' : 'gone', detail: `${code}: ${action.advice}` }
    case 'plain':
      return { kind: 'refused', reason: 'invalid', detail: code }
    case 'wait':
    case 'anew':
    case 'press again':
    case 'keep':
    case 'look':
      throw error
  }
}

/** Gives false where it was said today. */
type Hint = (key: string, about: object, advice: string) => boolean

const dayMs = 86_400_000

/** Says what somebody has to do, once a day for the same thing. */
function createHint({ clock, log }: Outbound): Hint {
  const said = new Map<string, number>()
  return (key, about, advice) => {
    const now = clock.now().getTime()
    for (const [other, at] of said) if (now - at >= dayMs) said.delete(other)
    if (said.has(key)) return false
    said.set(key, now)
    log.warn(about, advice)
    return true
  }
}

/** after we stopped waiting for an answer, Slack may still do what it was asked */
const slowMs = 5000

/** Remembers what Slack was too slow to answer: it is not looked for before it can be there. */
function createSlow() {
  const until = new Map<string, number>()
  return {
    note(key: string, error: unknown): void {
      if (isTimeout(error)) until.set(key, performance.now() + slowMs)
    },
    waitMs(key: string): number {
      for (const [other, at] of until) if (at <= performance.now()) until.delete(other)
      return Math.max(0, (until.get(key) ?? 0) - performance.now())
    },
  }
}
