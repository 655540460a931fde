import { withoutItems, withoutUserData } from './metadata-boxes.ts'

type Clean = (bytes: Buffer) => Buffer

const same: Clean = (bytes) => bytes

/** By type, how what a camera writes beside the picture is taken out: where and when it was taken, with what, by whom. */
const byType: Record<string, Clean> = {
  'image/jpeg': cleanJpeg,
  'image/png': cleanPng,
  'image/apng': cleanPng,
  'image/webp': cleanWebp,
  'image/heic': withoutItems,
  'image/heif': withoutItems,
  'image/heic-sequence': withoutItems,
  'image/heif-sequence': withoutItems,
  'image/avif': withoutItems,
  'image/gif': same,
  'image/bmp': same,
  'video/mp4': withoutUserData,
  'video/quicktime': withoutUserData,
  'video/x-m4v': withoutUserData,
  'video/3gpp': withoutUserData,
  'video/3gpp2': withoutUserData,
  'audio/mp4': withoutUserData,
  'audio/x-m4a': withoutUserData,
}

/**
 * The same file without what tells where it was made. The picture itself stays as it is, byte for byte, and stands upright as before.
 * Undefined for a picture of a kind that cannot be cleaned, such as TIFF or a camera's own.
 */
export function withoutMetadata(bytes: Buffer, type: string): Buffer | undefined {
  const clean = byType[type] ?? (type.startsWith('image/') ? undefined : same)
  return clean?.(bytes)
}

const jpeg = { end: 0xd9, scan: 0xda, app0: 0xe0, exif: 0xe1, colours: 0xe2, adobe: 0xee, app15: 0xef, comment: 0xfe }

/** What follows the end of the picture is left out too: it is often a second one, with a position of its own. */
function cleanJpeg(bytes: Buffer): Buffer {
  const kept: Buffer[] = [bytes.subarray(0, 2)]
  for (let at = 2; bytes[at] === 0xff; ) {
    const marker = bytes[at + 1] ?? 0
    if (marker === jpeg.end) kept.push(bytes.subarray(at, at + 2))
    if (marker === jpeg.end || at + 4 > bytes.length) break
    const next = marker === 0xff ? at + 1 : at + 2 + bytes.readUInt16BE(at + 2)
    const to = marker === jpeg.scan ? scanEnd(bytes, next) : next
    const body = bytes.subarray(at + 4, next)
    if (marker === jpeg.exif) kept.push(...uprightOnly(body))
    else if (marker !== 0xff && isKept(marker, body)) kept.push(bytes.subarray(at, to))
    at = to
  }
  return Buffer.concat(kept)
}

const isKept = (marker: number, body: Buffer): boolean =>
  marker === jpeg.app0 || marker === jpeg.adobe || (marker === jpeg.colours && body.toString('latin1', 0, 11) === 'ICC_PROFILE') ||
  (marker !== jpeg.comment && (marker < jpeg.app0 || marker > jpeg.app15))

/** Where the picture's data end: at a marker that is neither a zero nor a restart. */
function scanEnd(bytes: Buffer, from: number): number {
  for (let at = bytes.indexOf(0xff, from); at >= 0; at = bytes.indexOf(0xff, at + 2)) {
    const marker = bytes[at + 1] ?? 0
    if (marker !== 0 && marker !== 0xff && (marker < 0xd0 || marker > 0xd7)) return at
  }
  return bytes.length
}

/** Of what a camera wrote only which side of the picture is up, where it is not the usual one. */
function uprightOnly(body: Buffer): Buffer[] {
  const side = body.toString('latin1', 0, 6) === 'Exif\0\0' ? upOf(body.subarray(6)) : 1
  if (side < 2 || side > 8) return []
  const ifd = [0, 1, 0x01, 0x12, 0, 3, 0, 0, 0, 1, 0, side, 0, 0, 0, 0, 0, 0]
  const exif = Buffer.concat([Buffer.from('Exif\0\0MM\0*\0\0\0\b', 'latin1'), Buffer.from(ifd)])
  return [Buffer.from([0xff, jpeg.exif, 0, exif.length + 2]), exif]
}

function upOf(tiff: Buffer): number {
  const isLittle = tiff.toString('latin1', 0, 2) === 'II'
  const short = (at: number) => (at + 2 > tiff.length ? 0 : isLittle ? tiff.readUInt16LE(at) : tiff.readUInt16BE(at))
  const start = tiff.length < 8 ? 0 : isLittle ? tiff.readUInt32LE(4) : tiff.readUInt32BE(4)
  for (let entry = 0; entry < Math.min(short(start), 100); entry++) {
    const at = start + 2 + entry * 12
    if (short(at) === 0x0112) return short(at + 8)
  }
  return 1
}

const personalChunks = new Set(['eXIf', 'tEXt', 'zTXt', 'iTXt', 'tIME', 'dSIG'])

function cleanPng(bytes: Buffer): Buffer {
  const kept = [bytes.subarray(0, 8)]
  for (let at = 8; at + 8 <= bytes.length; ) {
    const kind = bytes.toString('latin1', at + 4, at + 8)
    const next = at + 12 + bytes.readUInt32BE(at)
    if (!personalChunks.has(kind)) kept.push(bytes.subarray(at, next))
    at = kind === 'IEND' ? bytes.length : next
  }
  return Buffer.concat(kept)
}

/** In the first chunk of an extended file, the signs that say it has what is taken out. */
const webpSays = { exif: 0x08, xmp: 0x04 }

function cleanWebp(bytes: Buffer): Buffer {
  const kept = [Buffer.from(bytes.subarray(0, 12))]
  for (let at = 12; at + 8 <= bytes.length; ) {
    const kind = bytes.toString('latin1', at, at + 4)
    const size = bytes.readUInt32LE(at + 4)
    const next = at + 8 + size + (size % 2)
    const chunk = Buffer.from(bytes.subarray(at, next))
    if (kind === 'VP8X' && chunk.length > 8) chunk[8] = (chunk[8] ?? 0) & ~(webpSays.exif | webpSays.xmp)
    if (kind !== 'EXIF' && kind !== 'XMP ') kept.push(chunk)
    at = next
  }
  const whole = Buffer.concat(kept)
  if (whole.length >= 12) whole.writeUInt32LE(whole.length - 8, 4)
  return whole
}
