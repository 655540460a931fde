import type { Attachment } from 'discord.js'
import { largestFile, ownFiles, storeFile, type Accepted } from '../../bot/files.ts'
import { m as bot } from '../../bot/messages.ts'
import type { AccountRef } from '../../bot/person.ts'
import type { Message } from '../../bot/text.ts'
import type { Json } from '../../bot/field.ts'
import type { Discord } from './discord.ts'
import { m } from './messages.ts'
import { met } from './show.ts'

const patienceMs = 20_000

export type Upload = Pick<Attachment, 'name' | 'url' | 'size'>

/**
 * Fetches what somebody uploaded, as its address works for a day only, and keeps what is accepted under her name. What was there before
 * stays, unless both are too many: then the new ones take its place.
 */
export async function takeFiles(discord: Discord, from: AccountRef, uploads: Upload[], before: Json | undefined, accepted: Accepted): Promise<{ ids: string[]; problem?: Message }> {
  const { database, clock } = discord
  const given = Array.isArray(before) ? before.filter((one): one is string => typeof one === 'string') : []
  if (uploads.length + given.length === 0) return { ids: [] }
  const who = await met({ discord, from })
  const kept = (await ownFiles(database, who.id, given)).map(({ id }) => id)
  if (uploads.length > accepted.max) return { ids: kept, problem: bot.filesTooMany({ max: accepted.max }) }
  const stored: string[] = []
  for (const upload of uploads) {
    const bytes = await bytesOf(discord, upload)
    if (bytes === 'unreadable') return { ids: kept, problem: m.fileUnreadable({ name: upload.name }) }
    const one = await storeFile({ database, ownerId: who.id, now: clock.now() }, { name: upload.name, bytes }, accepted)
    if ('problem' in one) return { ids: kept, problem: one.problem }
    stored.push(one.id)
  }
  return { ids: kept.length + stored.length > accepted.max ? stored : [...kept, ...stored] }
}

/** The bytes of a file; undefined when it is too large. */
async function bytesOf({ log }: Discord, { url, size }: Upload): Promise<Buffer | undefined | 'unreadable'> {
  if (size > largestFile) return undefined
  try {
    const response = await fetch(url, { signal: AbortSignal.timeout(patienceMs) })
    if (response.ok) return Buffer.from(await response.arrayBuffer())
    log.warn({ status: response.status }, 'Discord did not give a file')
  } catch (error) {
    log.warn({ err: error }, 'a file could not be fetched from Discord')
  }
  return 'unreadable'
}
