import { setTimeout as wait } from 'node:timers/promises'
import { z } from 'zod'
import { actionFor, adviceFor, codeOf } from './errors.ts'
import type { Outbound } from './outbound.ts'
import type { Workspace } from './workspaces.ts'

/** `urgent`: somebody waits for it */
export type FileMeans = Pick<Outbound, 'database' | 'clock' | 'log' | 'lanes' | 'words'> & { urgent?: boolean }

const platform = 'slack'

/** What we remember of a file that was uploaded: Slack has no key of ours to find it by. */
const uploadedSchema = z.object({ file: z.string(), at: z.iso.datetime() })

/** of the images that Slack shows in a message */
const shownTypes = new Set(['image/png', 'image/jpeg', 'image/gif'])

/** as large as a file that we keep may be, on a slow line */
const uploadMs = 20_000

/** How long an upload that was not known to be shared is remembered: longer than a message is tried again. */
const rememberedForMs = 2 * 86_400_000

/**
 * Uploads pictures to be shown in messages of a workspace, each once; gives Slack's ids by ours. A picture that Slack does not show, or
 * that the assistant may not upload, is left out: the message goes without it.
 */
export async function uploadPictures(means: FileMeans, workspace: Workspace, fileIds: string[]): Promise<Map<string, string>> {
  const pictures = new Map<string, string>()
  for (const fileId of new Set(fileIds)) {
    const file = await pictureOf(means, workspace, fileId)
    if (file) pictures.set(fileId, file)
  }
  return pictures
}

const pictureName = ({ spaceId }: Workspace, fileId: string) => `picture ${spaceId} ${fileId}`

async function pictureOf(means: FileMeans, workspace: Workspace, fileId: string): Promise<string | undefined> {
  const name = pictureName(workspace, fileId)
  const known = await recall(means, name)
  if (known) return known
  const kept = await means.database.client.storedFile.findFirst({ where: { id: fileId } })
  if (!kept || !shownTypes.has(kept.type)) return undefined
  try {
    const file = await upload(means, workspace, kept)
    await complete(means, workspace, file, kept.name)
    await untilReady(means, workspace, file)
    await remember(means, name, file)
    return file
  } catch (error) {
    return goesWithout(means, error)
  }
}

/** A message goes without a file that Slack refuses. @throws what may go well the next time */
function goesWithout({ log }: FileMeans, error: unknown): undefined {
  if (actionFor(error).do !== 'refuse') throw error
  log.warn(`Slack refused a file: ${codeOf(error) ?? ''}. ${adviceFor(error)}`)
}

/** Slack does not show these pictures any more: they are uploaded anew the next time. */
export async function forgetPictures({ database }: FileMeans, workspace: Workspace, fileIds: Iterable<string>): Promise<void> {
  await database.client.platformState.deleteMany({ where: { platform, name: { in: [...fileIds].map((id) => pictureName(workspace, id)) } } })
}

/**
 * Shares files in a conversation, in order, each in a message of its own, once for one `key`, however often this is called: what was
 * uploaded is remembered before it is shared.
 */
export async function shareFiles(means: FileMeans, workspace: Workspace, channel: string, key: string, fileIds: string[]): Promise<void> {
  if (fileIds.length) await forgetOld(means)
  for (const fileId of fileIds) {
    const name = `${uploads}${key} ${fileId}`
    const kept = await means.database.client.storedFile.findFirst({ where: { id: fileId } })
    // Its owner has taken it away meanwhile.
    if (!kept) continue
    const before = await recall(means, name)
    if (before && (await isShared(means, workspace, before, channel))) continue
    try {
      const file = before ?? (await upload(means, workspace, kept))
      if (!before) await remember(means, name, file)
      await complete(means, workspace, file, kept.name, channel)
    } catch (error) {
      goesWithout(means, error)
    }
  }
}

const uploads = 'upload '

async function recall({ database }: FileMeans, name: string): Promise<string | undefined> {
  const state = await database.client.platformState.findFirst({ where: { platform, name } })
  return state ? uploadedSchema.parse(state.value).file : undefined
}

async function remember({ database, clock }: FileMeans, name: string, file: string): Promise<void> {
  const value = { file, at: clock.now().toISOString() }
  await database.client.platformState.upsert({ where: { platform_name: { platform, name } }, create: { platform, name, value }, update: { value } })
}

async function forgetOld({ database, clock }: FileMeans): Promise<void> {
  const { client } = database
  const all = await client.platformState.findMany({ where: { platform, name: { startsWith: uploads } } })
  const before = new Date(clock.now().getTime() - rememberedForMs).toISOString()
  const old = all.filter(({ value }) => uploadedSchema.parse(value).at < before).map(({ name }) => name)
  if (old.length) await client.platformState.deleteMany({ where: { platform, name: { in: old } } })
}

interface Kept {
  name: string
  bytes: Uint8Array
}

/** Brings the bytes to Slack. Nobody sees them yet: done twice, it does no harm. */
async function upload({ lanes, urgent }: FileMeans, { spaceId, client }: Workspace, { name, bytes }: Kept): Promise<string> {
  const about = { filename: name, length: bytes.length }
  const { upload_url: url, file_id: file } = await lanes.run({ spaceId, method: 'files.getUploadURLExternal', urgent }, () => client.files.getUploadURLExternal(about))
  if (!url || !file) throw new Error('Slack gave no address to upload a file to')
  const { ok, status } = await fetch(url, { method: 'POST', body: new Uint8Array(bytes), signal: AbortSignal.timeout(uploadMs) })
  if (!ok) throw new Error(`Slack answered ${status} to an upload`)
  return file
}

/** Makes an uploaded file one of the workspace, and shows it in a channel if there is one. */
async function complete({ lanes, urgent }: FileMeans, { spaceId, client }: Workspace, file: string, title: string, channel?: string): Promise<void> {
  const about = { files: [{ id: file, title }] as [{ id: string; title: string }], ...(channel ? { channel_id: channel } : {}) }
  try {
    await lanes.run({ spaceId, method: 'files.completeUploadExternal', channel, urgent }, () => client.files.completeUploadExternal(about))
  } catch (error) {
    // An earlier attempt whose outcome was not known has done it.
    if (codeOf(error) !== 'file_already_completed') throw error
  }
}

const readyTries = 6
const readyEveryMs = 1000

/** Slack looks at a file before it shows it; once it has, it knows its type (slackapi/node-slack-sdk#2170). */
async function untilReady({ lanes, urgent }: FileMeans, { spaceId, client }: Workspace, file: string): Promise<void> {
  for (let attempt = 0; attempt < readyTries; attempt++) {
    if (attempt > 0) await wait(readyEveryMs)
    const { file: about } = await lanes.run({ spaceId, method: 'files.info', urgent }, () => client.files.info({ file }))
    if (about?.mimetype) return
  }
  throw new Error('Slack is still looking at a file')
}

const sharesSchema = z.record(z.string(), z.unknown()).optional()

/** Whether an earlier attempt, whose outcome was not known, has shared it. */
async function isShared({ lanes, urgent }: FileMeans, { spaceId, client }: Workspace, file: string, channel: string): Promise<boolean> {
  try {
    const { file: about } = await lanes.run({ spaceId, method: 'files.info', urgent }, () => client.files.info({ file }))
    const { public: open, private: closed } = about?.shares ?? {}
    return [open, closed].some((shares) => channel in (sharesSchema.parse(shares) ?? {}))
  } catch (error) {
    // It was never completed; or we may not ask, and are told when it was completed before.
    if (['file_not_found', 'missing_scope'].includes(codeOf(error) ?? '')) return false
    throw error
  }
}
