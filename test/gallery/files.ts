import type { GalleryCommunity } from './community.ts'
import type { Visitor } from './visitor.ts'

/** Ids of files look like this. */
export const pictureId = 'gallery-picture-00001'
export const pdfId = 'gallery-document-0001'

const png = Buffer.from('iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==', 'base64')
const pdf = Buffer.from('%PDF-1.4\n%%EOF\n')

/** Notes a picture as one that Slack has already. */
export async function isOnSlack({ database: { client }, spaces, clock }: GalleryCommunity, fileId: string): Promise<void> {
  const name = `picture ${spaces.slack} ${fileId}`
  const value = { file: 'F0PICTURE1', at: clock.now().toISOString() }
  await client.platformState.upsert({ where: { platform_name: { platform: 'slack', name } }, create: { platform: 'slack', name, value }, update: {} })
}

/** Puts files into the database. */
export async function keepsFiles({ database: { client } }: GalleryCommunity, owner: Visitor): Promise<void> {
  const at = new Date('2026-11-23T09:00:00Z')
  const file = (id: string, name: string, type: string, bytes: Buffer) => ({ id, name, type, bytes: new Uint8Array(bytes), size: bytes.length, ownerId: owner.id, createdAt: at })
  await client.storedFile.createMany({ data: [file(pictureId, 'atelier été.png', 'image/png', png), file(pdfId, 'job *description*.pdf', 'application/pdf', pdf)] })
}

/** The id of a file as it is shown here: one that was made on the way has another each time, those of the gallery have not. */
export const steadyFile = (id: string): string => (/^(?:gallery-|a-file-|another-)/.test(id) ? id : '…')
