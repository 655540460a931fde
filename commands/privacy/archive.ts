import { Zip, ZipDeflate, ZipPassThrough } from 'fflate'
import { rowsHeld, type Row } from '../../bot/holding.ts'
import { knownLocale } from '../../bot/person.ts'
import type { Document, DocumentWork } from '../kit.ts'
import { m } from './messages.ts'
import { pageOf } from './page.ts'

/** A file of an archive. */
interface Entry {
  name: string
  bytes: Uint8Array
  /** it would not become smaller */
  isPacked: boolean
}

/** Everything held about a person as one archive, made while it is sent: one of her files at a time is in memory. Undefined when she is gone. */
export async function archive(work: DocumentWork, personId: number): Promise<Document | undefined> {
  const { db, community, words } = work
  const person = await db.person.findUnique({ where: { id: personId } })
  if (!person) return undefined
  const reader = { locale: knownLocale([person.locale], community.locale), timeZone: person.timeZone ?? community.timeZone }
  const name = `${words.plain(m.archiveName, reader)}-${work.now.toISOString().slice(0, 10)}.zip`
  return { type: 'application/zip', name, freshFor: 0, body: zipped(entriesOf(work, personId, reader), work.now) }
}

async function* entriesOf(work: DocumentWork, personId: number, reader: Parameters<typeof pageOf>[2]): AsyncGenerator<Entry> {
  const { db, holdings } = work
  const encoder = new TextEncoder()
  yield { name: 'index.html', bytes: encoder.encode(await pageOf(work, personId, reader)), isPacked: false }
  const data: { [table: string]: Row[] } = {}
  for (const holding of holdings) for (const table of holding.tables) data[table] = await rowsHeld(db, holding, table, personId)
  yield { name: 'data.json', bytes: encoder.encode(`${JSON.stringify(data, null, 2)}\n`), isPacked: false }
  const files = await db.storedFile.findMany({ where: { ownerId: personId }, select: { id: true }, orderBy: { createdAt: 'asc' } })
  for (const [index, { id }] of files.entries()) {
    const file = await db.storedFile.findUnique({ where: { id } })
    // erased while the archive was being made
    if (file) yield { name: `files/${index + 1}-${safeName(file.name)}`, bytes: file.bytes, isPacked: true }
  }
}

/** A name that is one on every system, and leads to no other folder. */
const safeName = (name: string): string => name.replace(/[\\/:*?"<>|\p{Cc}]/gu, '_').replace(/^\.+/, '_') || 'file'

/** The entries as a ZIP file, piece by piece. */
async function* zipped(entries: AsyncIterable<Entry>, mtime: Date): AsyncGenerator<Uint8Array> {
  let ready: Uint8Array[] = []
  const zip = new Zip((error, piece) => {
    if (error) throw error
    ready.push(piece)
  })
  for await (const { name, bytes, isPacked } of entries) {
    const file = isPacked ? new ZipPassThrough(name) : new ZipDeflate(name)
    file.mtime = mtime
    zip.add(file)
    file.push(bytes, true)
    yield* ready
    ready = []
  }
  zip.end()
  yield* ready
}
