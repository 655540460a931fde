import type { GalleryCommunity } from './community.ts'
import type { Visitor } from './visitor.ts'

/** Ids of files look like this. */
export const pictureId = 'gallery-picture-00001'
export const pdfId = 'gallery-document-0001'

const png = Buffer.from('iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==', 'base64')
const pdf = Buffer.from('%PDF-1.4\n%%EOF\n')

/** Puts files into the database, and a picture to where Slack has it already. */
export async function keepsFiles({ database: { client }, spaces }: GalleryCommunity, owner: Visitor): Promise<void> {
  const at = new Date('2026-11-23T09:00:00Z')
  const file = (id: string, name: string, type: string, bytes: Buffer) => ({ id, name, type, bytes: new Uint8Array(bytes), size: bytes.length, ownerId: owner.id, createdAt: at })
  await client.storedFile.createMany({ data: [file(pictureId, 'atelier été.png', 'image/png', png), file(pdfId, 'job *description*.pdf', 'application/pdf', pdf)] })
  await client.platformState.create({ data: { platform: 'slack', name: `picture ${spaces.slack} ${pictureId}`, value: { file: 'F0PICTURE1', at: at.toISOString() } } })
}
