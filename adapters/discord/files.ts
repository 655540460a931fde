import type { RawFile } from 'discord.js'
import type { Drawn, DrawnBlock } from '../../bot/draw.ts'
import { largestFile } from '../../bot/files.ts'
import type { Database } from '../../prisma/database.ts'
import { filesOf, type Attached } from './render.ts'

/** 25 MiB are taken in a request; this leaves room for what is said beside the files. */
const mostBytes = 24 * 2 ** 20
const longestName = 100
/** What is shown as a picture; anything else is a file to fetch. */
const pictures = ['image/png', 'image/jpeg', 'image/gif', 'image/webp']

export type Sizes = ReadonlyMap<string, number>

/** How large the files of these pages are; a file that is no more, or too large for the platform, is left out. */
export async function sizesOf({ client }: Database, pages: Drawn[]): Promise<Sizes> {
  const ids = pages.flatMap((page) => filesOf(page).map(({ fileId }) => fileId))
  if (ids.length === 0) return new Map()
  const known = await client.storedFile.findMany({ where: { id: { in: ids }, size: { lte: largestFile } }, select: { id: true, size: true } })
  return new Map(known.map(({ id, size }) => [id, size]))
}

/** A page as so many pages that the files of each fit in one request; what does not come with a file stays where it was. */
export function splitBySize(page: Drawn, sizes: Sizes): Drawn[] {
  const pages: Drawn[] = [{ ...page, blocks: [] }]
  let bytes = 0
  for (const block of page.blocks.flatMap(oneByOne)) {
    const own = filesOf({ blocks: [block] }).reduce((sum, { fileId }) => sum + (sizes.get(fileId) ?? 0), 0)
    if (bytes + own > mostBytes) {
      pages.push({ tone: page.tone, blocks: [] })
      bytes = 0
    }
    bytes += own
    pages.at(-1)?.blocks.push(block)
  }
  return pages
}

const oneByOne = (block: DrawnBlock): DrawnBlock[] => (block.kind === 'files' ? block.files.map((file) => ({ kind: 'files', files: [file] })) : [block])

/** The files of a page as they are uploaded, in the order in which `render` lists them, and how it calls them. */
export async function readFiles({ client }: Database, page: Drawn, sizes: Sizes): Promise<{ files: RawFile[]; attached: Map<string, Attached> }> {
  const wanted = filesOf(page).flatMap(({ fileId }) => (sizes.has(fileId) ? [fileId] : []))
  const rows = wanted.length ? await client.storedFile.findMany({ where: { id: { in: wanted } } }) : []
  const attached = new Map<string, Attached>()
  const files = wanted.flatMap((fileId): RawFile[] => {
    const row = rows.find(({ id }) => id === fileId)
    if (!row) return []
    const name = uniqueName(row.name, new Set([...attached.values()].map((one) => one.name)))
    attached.set(fileId, { name, picture: pictures.includes(row.type) })
    return [{ name, data: Buffer.from(row.bytes), contentType: row.type }]
  })
  return { files, attached }
}

/** A name that the platform leaves as it is, so that `attachment://` finds it; no two are alike. */
function uniqueName(name: string, taken: ReadonlySet<string>): string {
  const plain = name.normalize('NFD').replace(/\p{M}/gu, '').replace(/[^A-Za-z0-9._-]+/g, '_').replace(/^[._]+/, '').slice(-longestName) || 'file'
  for (let nth = 1; ; nth++) {
    const candidate = nth === 1 ? plain : `${nth}-${plain}`
    if (!taken.has(candidate)) return candidate
  }
}
