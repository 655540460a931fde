import { fileTypeFromBuffer } from 'file-type'
import { nanoid } from 'nanoid'
import type { Database, Db } from '../prisma/database.ts'
import { m } from './messages.ts'
import { withoutMetadata } from './metadata.ts'
import { cleanText } from './read.ts'
import type { Message } from './text.ts'

/** What a field of files accepts. */
export interface Accepted {
  max: number
  types: readonly string[]
}

/** A file as somebody sent it; without its bytes it was too large to be taken. */
export interface Upload {
  name: string
  bytes?: Buffer
}

/** The largest file that is taken, in bytes: what every platform lets everybody send. */
export const largestFile = 10 * 1024 * 1024

const longestName = 150

interface Means {
  database: Database
  ownerId: number
  now: Date
}

export interface KeptFile {
  id: string
  name: string
}

/** Keeps a file if it is of an accepted type, judged by its content and not by what it is called; where a picture or a film was made is taken out. It is loose until something is done with it. */
export async function storeFile({ database, ownerId, now }: Means, upload: Upload, accepted: Accepted): Promise<KeptFile | { problem: Message }> {
  const name = cleanText(upload.name.split(/[/\\]/).at(-1) ?? '').slice(0, longestName) || 'file'
  if (!upload.bytes || upload.bytes.length > largestFile) return { problem: m.fileTooLarge({ name }) }
  if (upload.bytes.length === 0) return { problem: m.fileEmpty({ name }) }
  const type = await typeOf(upload.bytes, name)
  if (!type || !isAccepted(type, accepted.types)) return { problem: m.fileNotAllowed({ name, types: shortTypes(accepted.types) }) }
  const clean = withoutMetadata(upload.bytes, type)
  if (!clean) return { problem: m.fileNotAllowed({ name, types: shortTypes(accepted.types) }) }
  const id = nanoid()
  const bytes = new Uint8Array(clean)
  await database.client.storedFile.create({ data: { id, ownerId, name, type, size: bytes.length, bytes, createdAt: now, looseSince: now } })
  return { id, name }
}

/** The type a file's content shows. Plain texts have no mark of their own: their name says which, if they are text at all. */
async function typeOf(bytes: Buffer, name: string): Promise<string | undefined> {
  const sniffed = await fileTypeFromBuffer(bytes)
  if (sniffed) return sniffed.mime
  if (!isText(bytes)) return undefined
  const ending = /\.(\w+)$/.exec(name)?.[1]?.toLowerCase()
  return ending === 'txt' ? 'text/plain' : ending === 'csv' ? 'text/csv' : ending === 'ics' ? 'text/calendar' : ending === 'yaml' || ending === 'yml' ? 'application/yaml' : undefined
}

function isText(bytes: Buffer): boolean {
  try {
    return !new TextDecoder('utf-8', { fatal: true }).decode(bytes).includes('\0')
  } catch {
    return false
  }
}

const isAccepted = (type: string, types: readonly string[]): boolean =>
  types.some((one) => one === type || (one.endsWith('/*') && type.startsWith(one.slice(0, -1))))

/** The look of an id of a stored file. */
export const isFileId = (id: string): boolean => /^[\w-]{21}$/.test(id)

/** Those of the files that exist and belong to this person. */
export async function ownFiles({ client }: Database, ownerId: number, ids: string[]): Promise<KeptFile[]> {
  const known = ids.filter(isFileId)
  if (!known.length) return []
  return client.storedFile.findMany({ where: { id: { in: known }, ownerId }, select: { id: true, name: true } })
}

/** Something was done with these files of hers: from now on they are kept. */
export const useFiles = async (db: Db, ownerId: number, ids: string[]): Promise<void> =>
  void (await db.storedFile.updateMany({ where: { id: { in: ids }, ownerId }, data: { looseSince: null } }))

/** A file with which nothing was done is kept this long: for a form that comes back with something to mend. */
const looseForMs = 86_400_000

/** Removes the files with which nothing was done: those of forms that were never sent. */
export const forgetLooseFiles = async ({ client }: Database, now: Date): Promise<void> =>
  void (await client.storedFile.deleteMany({ where: { looseSince: { lt: new Date(now.getTime() - looseForMs) } } }))

/** `application/pdf`, `image/*` → `PDF, image` */
export const shortTypes = (types: readonly string[]): string =>
  types.map((type) => (type.endsWith('/*') ? type.slice(0, -2) : (type.split(/[/.+-]/).at(-1) ?? type).toUpperCase())).join(', ')
