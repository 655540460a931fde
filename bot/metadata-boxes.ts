/** A box of a file of the ISO family (MP4, QuickTime, HEIC): its content lies from `from` to `to`. */
interface Box {
  kind: string
  at: number
  from: number
  to: number
}

function boxesIn(bytes: Buffer, start: number, end: number): Box[] {
  const boxes: Box[] = []
  for (let at = start; at + 8 <= end; ) {
    const short = bytes.readUInt32BE(at)
    const isLong = short === 1 && at + 16 <= end
    const size = isLong ? Number(bytes.readBigUInt64BE(at + 8)) : short === 0 ? end - at : short
    if (size < 8) break
    const to = Math.min(at + size, end)
    boxes.push({ kind: bytes.toString('latin1', at + 4, at + 8), at, from: Math.min(at + (isLong ? 16 : 8), to), to })
    at = to
  }
  return boxes
}

const holders = new Set(['moov', 'trak', 'moof', 'traf'])
const personal = new Set(['udta', 'meta', 'uuid', 'free', 'skip'])

/** A film or a recording without what was written beside it. Nothing moves: what is taken out becomes empty space of the same length. */
export function withoutUserData(bytes: Buffer): Buffer {
  const clean = Buffer.from(bytes)
  const empty = (start: number, end: number): void => {
    for (const { kind, at, from, to } of boxesIn(clean, start, end)) {
      if (holders.has(kind)) empty(from, to)
      if (!personal.has(kind)) continue
      clean.write('free', at + 4, 'latin1')
      clean.fill(0, from, to)
    }
  }
  empty(0, clean.length)
  return clean
}

/** A picture of the HEIF family without its items of metadata: they are filled with nothing where they lie. */
export function withoutItems(bytes: Buffer): Buffer {
  const clean = Buffer.from(bytes)
  const outer = boxesIn(clean, 0, clean.length)
  for (const { kind, from, to } of outer) if (kind === 'uuid') clean.fill(0, from, to)
  const meta = outer.find(({ kind }) => kind === 'meta')
  if (!meta) return clean
  const inner = boxesIn(clean, meta.from + 4, meta.to)
  const [infos, places, data] = ['iinf', 'iloc', 'idat'].map((name) => inner.find(({ kind }) => kind === name))
  const ids = infos ? personalItems(clean, infos) : new Set<number>()
  for (const { item, isInside, at, length } of places ? extentsIn(clean, places) : []) {
    const start = isInside ? (data?.from ?? clean.length) + at : at
    if (ids.has(item)) clean.fill(0, Math.min(start, clean.length), length === 0 ? clean.length : Math.min(start + length, clean.length))
  }
  return clean
}

function personalItems(bytes: Buffer, infos: Box): Set<number> {
  const start = infos.from + (bytes[infos.from] === 0 ? 6 : 8)
  const ids = new Set<number>()
  for (const { kind, from, to } of boxesIn(bytes, start, infos.to)) {
    const version = bytes[from] ?? 0
    const wide = version === 3 ? 4 : 2
    if (kind !== 'infe' || version < 2 || from + 10 + wide > to) continue
    const type = bytes.toString('latin1', from + 6 + wide, from + 10 + wide)
    if (type === 'Exif' || type === 'mime' || type === 'uri ') ids.add(bytes.readUIntBE(from + 4, wide))
  }
  return ids
}

interface Extent {
  item: number
  isInside: boolean
  at: number
  length: number
}

/** Where items lie: each number in the table is as wide as its head says. */
function extentsIn(bytes: Buffer, { from, to }: Box): Extent[] {
  let at = from + 4
  const next = (wide: number): number => {
    if (at + wide > to) throw new RangeError('the table of places ends too early')
    at += wide
    return wide === 8 ? Number(bytes.readBigUInt64BE(at - 8)) : wide ? bytes.readUIntBE(at - wide, wide) : 0
  }
  const extents: Extent[] = []
  try {
    const version = bytes[from] ?? 0
    const [sizes, more] = [next(1), next(1)]
    const count = next(version < 2 ? 2 : 4)
    for (let one = 0; one < count; one++) {
      const item = next(version < 2 ? 2 : 4)
      const isInside = version > 0 && (next(2) & 15) === 1
      next(2)
      const base = next(more >> 4)
      for (let left = next(2); left > 0; left--) {
        if (version > 0) next(more & 15)
        extents.push({ item, isInside, at: base + next(sizes >> 4), length: next(sizes & 15) })
      }
    }
  } catch (error) {
    if (!(error instanceof RangeError)) throw error
  }
  return extents
}
