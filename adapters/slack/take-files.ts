import { largestFile, ownFiles, storeFile, type Accepted } from '../../bot/files.ts'
import { m as bot } from '../../bot/messages.ts'
import { meet, type Who } from '../../bot/person.ts'
import type { Problems, RawInput } from '../../bot/read.ts'
import type { Filled, SlackFile } from './filled.ts'
import { m } from './messages.ts'
import type { Here } from './place.ts'
import type { Slack } from './slack.ts'

const patienceMs = 20_000
/** files fetched a short while ago, so that a form sent again does not fetch them again: up to this many */
const mostRemembered = 1000

export interface FileTaker {
  /** Stores the files of a form, each under the person who gave it, and lets through only what is her own. */
  take(slack: Slack, here: Here, filled: Filled, accepted: (field: string) => Promise<Accepted | undefined>): Promise<{ input: RawInput; problems: Problems }>
}

export function createFileTaker(): FileTaker {
  const stored = new Map<string, string>()
  const remember = (key: string, id: string) => {
    stored.set(key, id)
    if (stored.size > mostRemembered) stored.delete(stored.keys().next().value ?? '')
  }
  return {
    async take(slack, here, filled, accepted) {
      const taken: { input: RawInput; problems: Problems } = { input: {}, problems: {} }
      if (!filled.files.size) return taken
      const who = await met(slack, here)
      for (const [field, files] of filled.files) {
        const kept = (await ownFiles(slack.database, who.id, idsIn(filled.input[field]))).map(({ id }) => id)
        const wanted = await accepted(field)
        if (wanted && kept.length + files.length > wanted.max) taken.problems[field] = bot.filesTooMany({ max: wanted.max })
        else if (wanted)
          for (const file of files) {
            const key = `${who.id}/${file.id}`
            const known = stored.get(key)
            const one = known ? { id: known } : await takeOne(slack, here, who, file, wanted)
            if ('id' in one) {
              remember(key, one.id)
              kept.push(one.id)
            } else taken.problems[field] = one.problem
          }
        taken.input[field] = kept
      }
      return taken
    },
  }
}

const idsIn = (value: RawInput[string]): string[] => (Array.isArray(value) ? value.filter((one): one is string => typeof one === 'string') : [])

async function met({ database, engine, clock }: Slack, { from }: Here): Promise<Who> {
  const community = await engine.community()
  return database.transaction((db) => meet(db, from, community, clock.now()))
}

async function takeOne(slack: Slack, here: Here, who: Who, file: SlackFile, accepted: Accepted) {
  const fetched = await bytesOf(slack, here.workspace.token, file)
  if (fetched === 'unreadable') return { problem: m.filesUnreadable({ name: file.name }) }
  return storeFile({ database: slack.database, ownerId: who.id, now: slack.clock.now() }, { name: file.name, bytes: fetched }, accepted)
}

/**
 * The bytes of a file; undefined when it is too large. Without the scope files:read, or with a token of another workspace, Slack gives a
 * page to sign in with, and status 200.
 */
async function bytesOf({ settings, log }: Slack, token: string, { url }: SlackFile): Promise<Buffer | undefined | 'unreadable'> {
  if (!isSlacks(url, settings.apiUrl)) return 'unreadable'
  try {
    const response = await fetch(url, { headers: { authorization: `Bearer ${token}` }, signal: AbortSignal.timeout(patienceMs) })
    const isPage = response.headers.get('content-type')?.startsWith('text/html') ?? false
    if (!response.ok || isPage || !response.body) {
      log.warn({ status: response.status }, isPage ? 'Slack gave a page instead of a file: the assistant needs the scope files:read (see docs/install-slack.md).' : 'Slack did not give a file')
      return 'unreadable'
    }
    const parts: Uint8Array[] = []
    let size = 0
    for await (const part of response.body) {
      size += part.length
      if (size > largestFile) return undefined
      parts.push(part)
    }
    return Buffer.concat(parts)
  } catch (error) {
    log.warn({ err: error }, 'a file could not be fetched from Slack')
    return 'unreadable'
  }
}

/** The token is shown to nobody else. */
function isSlacks(address: string, apiUrl: string | undefined): boolean {
  if (!URL.canParse(address)) return false
  const { origin, protocol, hostname } = new URL(address)
  return apiUrl ? origin === new URL(apiUrl).origin : protocol === 'https:' && hostname.endsWith('.slack.com')
}
