import { createHash } from 'node:crypto'
import { z } from 'zod'
import { adviceFor, codeOf } from './errors.ts'
import type { Outbound } from './outbound.ts'
import type { Workspace } from './workspaces.ts'

const eventType = 'entraide_posting'

/** What a message of ours carries unseen: which posting it is, and which page of it. The key is a digest, as every member can read it. */
export const metadataFor = (key: string, page: number) => ({ event_type: eventType, event_payload: { key, page } })

/** The key of a posting as it is written on its messages. */
export const digestOf = (key: string): string => createHash('sha256').update(key).digest('base64url').slice(0, 24)

const ours = z.object({
  ts: z.string(),
  metadata: z.object({ event_type: z.literal(eventType), event_payload: z.object({ key: z.string(), page: z.number() }) }),
})

export interface Sought {
  channel: string
  /** the thread to look in; the conversation itself when there is none */
  thread?: string
  /** as `digestOf` gives it */
  key: string
  /** no attempt is older */
  since: Date
  /** messages of it that are known */
  known: readonly string[]
}

/** a page of a conversation: what Slack gives at once to applications that it trusts least */
const limit = 15
const mostPages = 20
/** how much the clocks of Slack and of this machine may differ */
const skewMs = 600_000

interface Mark {
  key: string
  page: number
  ts: string
}

type Means = Pick<Outbound, 'lanes' | 'log'>

/**
 * The messages of a posting that are in a conversation already, by page: an attempt whose answer never came may have brought them. Only
 * the newest 300 messages are looked at. Without the permission to read the history of the conversation none is found.
 */
export async function findPosted(means: Means, workspace: Workspace, sought: Sought): Promise<Map<number, string>> {
  return among(await look(means, workspace, sought), sought)
}

/** The newest of each page that is not known yet. */
function among(marks: Mark[], { key, known }: Sought): Map<number, string> {
  const found = new Map<number, string>()
  for (const one of marks) if (one.key === key && !known.includes(one.ts) && !found.has(one.page)) found.set(one.page, one.ts)
  return found
}

/** All marks of ours in a conversation, the newest first; in a thread, the oldest. */
async function look({ lanes, log }: Means, workspace: Workspace, { channel, thread, since }: Pick<Sought, 'channel' | 'thread' | 'since'>): Promise<Mark[]> {
  const marks: Mark[] = []
  const { spaceId, client } = workspace
  const oldest = String(Math.floor((since.getTime() - skewMs) / 1000))
  let cursor: string | undefined
  try {
    for (let page = 0; page < mostPages; page++) {
      const about = { channel, oldest, limit, include_all_metadata: true, ...(cursor ? { cursor } : {}) }
      const { messages = [], response_metadata: next } = thread
        ? await lanes.run({ spaceId, method: 'conversations.replies' }, () => client.conversations.replies({ ...about, ts: thread }))
        : await lanes.run({ spaceId, method: 'conversations.history' }, () => client.conversations.history(about))
      for (const message of messages) {
        const { data } = ours.safeParse(message)
        if (data) marks.push({ ...data.metadata.event_payload, ts: data.ts })
      }
      cursor = next?.next_cursor
      if (!cursor) break
    }
  } catch (error) {
    if (codeOf(error) !== 'missing_scope') throw error
    log.warn({ channel }, `Slack did not say whether a message has arrived. It is posted again and may be there twice. ${adviceFor(error)}`)
  }
  return marks
}

/** For how long what was seen in a conversation is believed. */
const believedForMs = 10_000

/** Looks for many postings at once: after a crash, all that was claimed is in doubt, and Slack lets us look 50 times a minute. */
export function createLooks(means: Means) {
  const looks = new Map<string, { marks: Promise<Mark[]>; since: number; begunAt: number }>()
  const tried = new Map<string, number>()
  const forgetOld = () => {
    for (const [id, { begunAt }] of looks) if (performance.now() - begunAt > believedForMs) looks.delete(id)
    for (const [key, at] of tried) if (performance.now() - at > believedForMs) tried.delete(key)
  }
  return {
    /** An attempt of this process is over, of which something may still come for so long: what was seen before says nothing of it. */
    tried: (key: string, comesForMs: number): void => void tried.set(key, performance.now() + comesForMs),
    async find(workspace: Workspace, sought: Sought): Promise<Map<number, string>> {
      forgetOld()
      const id = `${workspace.spaceId} ${sought.channel}`
      const since = sought.since.getTime()
      const before = looks.get(id)
      if (before && before.since <= since && before.begunAt > (tried.get(sought.key) ?? -Infinity)) return among(await before.marks, sought)
      const marks = look(means, workspace, sought)
      looks.set(id, { marks, since, begunAt: performance.now() })
      marks.catch(() => looks.delete(id))
      return among(await marks, sought)
    },
  }
}

export type Looks = ReturnType<typeof createLooks>
