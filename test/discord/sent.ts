import type { FastifyRequest } from 'fastify'
import { z } from 'zod'
import { errorOf, Refused } from './refusals.ts'

export interface Upload {
  /** the n of `files[n]` */
  index: number
  name: string
  bytes: Buffer
  type: string
}

/** The body of a request: JSON, with files when it came in parts. */
export interface Sent {
  json: unknown
  files: Upload[]
}

/** 25 MiB for a request. */
export const requestBytes = 25 * 2 ** 20

/** Reads `payload_json` and `files[n]`. */
export async function readMultipart(bytes: Buffer, contentType: string): Promise<Sent> {
  if (bytes.length > requestBytes) throw new Refused(errorOf('tooLarge'))
  const form = await new Response(new Uint8Array(bytes), { headers: { 'content-type': contentType } }).formData()
  const files: Upload[] = []
  for (const [key, value] of form) {
    const index = /^files\[(\d+)\]$/.exec(key)?.[1]
    if (index === undefined || typeof value === 'string') continue
    files.push({ index: Number(index), name: value.name, bytes: Buffer.from(await value.arrayBuffer()), type: value.type || 'application/octet-stream' })
  }
  const payload = form.get('payload_json')
  return { json: typeof payload === 'string' ? JSON.parse(payload) : {}, files }
}

const record = z.record(z.string(), z.unknown())

/** The JSON object that was sent, and its files. */
export function sentWith(request: FastifyRequest): { body: Record<string, unknown>; files: Upload[] } {
  const sent = request.body as Sent | undefined
  const read = record.safeParse(sent?.json ?? {})
  if (!read.success) throw new Refused(errorOf('general'))
  return { body: read.data, files: sent?.files ?? [] }
}
