import { fileTypeFromBuffer } from 'file-type'
import { describe, expect, it } from 'vitest'
import { withoutMetadata } from './metadata.ts'

const where = '48.8566N 2.3522E'
const bytes = (...parts: (string | number[] | Buffer)[]): Buffer => Buffer.concat(parts.map((part) => (typeof part === 'string' ? Buffer.from(part, 'latin1') : Buffer.from(part))))
const u16 = (n: number) => [n >> 8, n & 255]
const u32 = (n: number) => [...u16(Math.floor(n / 65536)), ...u16(n % 65536)]

const segment = (marker: number, body: Buffer) => bytes([0xff, marker], u16(body.length + 2), body)
const tiff = (side: number) => bytes('II*\0', [8, 0, 0, 0, 1, 0, 0x12, 0x01, 3, 0, 1, 0, 0, 0, side, 0, 0, 0, 0, 0, 0, 0], where)
const frame = segment(0xc0, bytes([8, 0, 1, 0, 1, 1, 1, 0x11, 0]))
const scan = bytes(segment(0xda, bytes([1, 1, 0, 0, 63, 0])), [0x12, 0xff, 0, 0x34, 0xff, 0xd0, 0x56], [0xff, 0xd9])
const jpegWith = (...segments: Buffer[]) => bytes([0xff, 0xd8], segment(0xe0, bytes('JFIF\0', [1, 1, 0, 0, 1, 0, 1, 0, 0])), ...segments, frame, scan)
const exif = (side: number) => segment(0xe1, bytes('Exif\0\0', tiff(side)))

const chunk = (kind: string, body: Buffer) => bytes(u32(body.length), kind, body, [0, 0, 0, 0])
const pngWith = (...chunks: Buffer[]) => bytes([0x89], 'PNG\r\n\x1a\n', chunk('IHDR', bytes(u32(1), u32(1), [8, 0, 0, 0, 0])), ...chunks, chunk('IDAT', bytes('pixels')), chunk('IEND', bytes()))

const part = (kind: string, body: Buffer) => bytes(kind, [body.length, 0, 0, 0], body, body.length % 2 ? [0] : [])
const webp = (says: number, ...parts: Buffer[]) => {
  const all = bytes('WEBP', part('VP8X', bytes([says, 0, 0, 0, 0, 0, 0, 0, 0, 0])), part('VP8 ', bytes('pixel')), ...parts)
  return bytes('RIFF', [all.length, 0, 0, 0], all)
}

const box = (kind: string, ...body: (string | number[] | Buffer)[]) => {
  const all = bytes(...body)
  return bytes(u32(all.length + 8), kind, all)
}
const film = (brand: string) => (said: string, kind: string) =>
  bytes(box('ftyp', brand, u32(0), brand), box('moov', box('mvhd', 'times'), box('trak', box('tkhd', 'turned'), box(kind, said)), box(kind, box('\xa9xyz', said))), box('mdat', 'pictures'))

/** A picture with two items, its pixels and what the camera wrote, both in the box of data. */
function heic(said: string): Buffer {
  const item = (id: number, type: string) => box('infe', [2, 0, 0, 0], u16(id), u16(0), type, [0])
  const table = (start: number) => box('iloc', [0, 0, 0, 0, 0x44, 0], u16(2), u16(1), u16(0), u16(1), u32(start), u32(6), u16(2), u16(0), u16(1), u32(start + 6), u32(said.length))
  const head = (start: number) => bytes(box('ftyp', 'heic', u32(0), 'mif1heic'), box('meta', u32(0), box('hdlr', 'pict'), box('iinf', [0, 0, 0, 0], u16(2), item(1, 'hvc1'), item(2, 'Exif')), table(start)))
  return bytes(head(head(0).length + 8), box('mdat', 'pixels', said))
}

const blank = (text: string) => '\0'.repeat(text.length)

describe('what a camera writes beside a picture', () => {
  const cases: [name: string, before: Buffer, after: Buffer][] = [
    ['a photo turned by its camera', jpegWith(exif(6)), jpegWith(segment(0xe1, bytes('Exif\0\0MM\0*', u32(8), u16(1), u16(0x0112), u16(3), u32(1), u16(6), u16(0), u32(0))))],
    ['a photo with all there is', jpegWith(exif(1), segment(0xe1, bytes('http://ns.adobe.com/xap/1.0/\0', where)), segment(0xed, bytes('Photoshop 3.0\0', where)), segment(0xe2, bytes('MPF\0', where)), segment(0xfe, bytes(where))), jpegWith()],
    ['a photo with its colours', jpegWith(segment(0xe2, bytes('ICC_PROFILE\0', 'colours')), exif(1)), jpegWith(segment(0xe2, bytes('ICC_PROFILE\0', 'colours')))],
    ['a photo followed by a second one', bytes(jpegWith(), jpegWith(exif(3))), jpegWith()],
    ['a photo that breaks off', bytes(jpegWith().subarray(0, -2)), jpegWith().subarray(0, -2)],
    ['a drawing', pngWith(chunk('eXIf', tiff(1)), chunk('tEXt', bytes('Place\0', where)), chunk('iTXt', bytes('XML:com.adobe.xmp\0', where)), chunk('tIME', bytes('1234567'))), pngWith()],
    ['a drawing with something after its end', bytes(pngWith(), where), pngWith()],
    ['a WebP', webp(0x0c, part('EXIF', bytes('odd', tiff(1))), part('XMP ', bytes(where))), webp(0)],
    ['an iPhone’s picture', heic(where), heic(blank(where))],
    ['a film', film('isom')(where, 'udta'), film('isom')(blank(where), 'free')],
    ['an iPhone’s film', film('qt  ')(where, 'meta'), film('qt  ')(blank(where), 'free')],
  ]
  it.each(cases)('is taken out of %s, and the rest stays', async (_, before, after) => {
    const clean = withoutMetadata(before, (await fileTypeFromBuffer(before))?.mime ?? '')
    expect(clean?.toString('latin1')).not.toContain(where)
    // of a box that was emptied, what lies in it may be anything but what was said
    const plain = (one: Buffer | undefined) => one?.toString('latin1').replaceAll(/\0\0\0.\xa9xyz/g, '\0'.repeat(8))
    expect(plain(clean)).toBe(plain(after))
  })

  it('makes a picture refused where it cannot be taken out, and leaves everything else alone', () => {
    expect(withoutMetadata(bytes('II*\0', where), 'image/tiff')).toBeUndefined()
    const pdf = bytes('%PDF-1.7')
    expect(withoutMetadata(pdf, 'application/pdf')).toBe(pdf)
  })

  it('may be broken in any way: nothing falls over, and nothing of it grows', async () => {
    for (const [, before] of cases) {
      const type = (await fileTypeFromBuffer(before))?.mime ?? ''
      for (let at = 12; at < before.length; at++) {
        const broken = Buffer.from(before)
        broken[at] = 0xff
        for (const one of [broken, before.subarray(0, at)]) expect(withoutMetadata(one, type)?.length).toBeLessThanOrEqual(one.length + 40)
      }
    }
  })
})
