import type { FastifyRequest } from 'fastify'
import type { RawInput } from '../../bot/read.ts'

export const megabyte = 1_048_576
export const largestFile = 10 * megabyte
export const largestBody = 30 * megabyte

/** A file as it came, not yet trusted. */
export interface Upload {
  field: string
  name: string
  /** undefined when it is too large to be kept */
  bytes?: Buffer
}

/** What a form sent, whatever the way it was written: names may come several times. */
export interface Posted {
  values: Map<string, string[]>
  uploads: Upload[]
}

/** The body cannot be read as a form. */
export class BadRequest extends Error {
  readonly statusCode = 400
}

export class TooLarge extends Error {
  readonly statusCode = 413
}

/** The first value of a name; empty when there is none. */
export const valueOf = ({ values }: Posted, name: string): string => values.get(name)?.[0] ?? ''

/** The fields of a form (`f.title`…) by name: one value, or a list of several. */
export function fieldsOfForm({ values }: Posted): RawInput {
  const fields = [...values].filter(([name]) => name.startsWith('f.'))
  return Object.fromEntries(fields.map(([name, given]) => [name.slice(2), given.length === 1 ? (given[0] ?? '') : given]))
}

/** Reads a body of any of the kinds that forms have. @throws BadRequest, TooLarge */
export async function readPosted(request: FastifyRequest): Promise<Posted> {
  if (Number(request.headers['content-length'] ?? 0) > largestBody) throw new TooLarge('the body is too large')
  if (request.isMultipart()) return readMultipart(request).catch(asBadRequest)
  return { values: asLists(request.body), uploads: [] }
}

function asLists(body: unknown): Map<string, string[]> {
  if (body === undefined || body === null) return new Map()
  if (typeof body !== 'object' || Array.isArray(body)) throw new BadRequest('the body is no form')
  return new Map(
    Object.entries(body).map(([name, value]: [string, unknown]) => {
      const all = Array.isArray(value) ? (value as unknown[]) : [value]
      if (!all.every((one) => typeof one === 'string')) throw new BadRequest('a value is no text')
      return [name, all]
    }),
  )
}

/** What the parser says of a body that is none has no status of its own. */
function asBadRequest(error: unknown): never {
  throw error instanceof Error && 'statusCode' in error ? error : new BadRequest('the body is no form')
}

async function readMultipart(request: FastifyRequest): Promise<Posted> {
  const values = new Map<string, string[]>()
  const uploads: Upload[] = []
  let room = largestBody
  const limits = { fileSize: largestFile, fieldSize: megabyte, fields: 300, files: 20, parts: 320 }
  for await (const part of request.parts({ limits })) {
    if (part.type === 'field') {
      values.set(part.fieldname, [...(values.get(part.fieldname) ?? []), String(part.value)])
      continue
    }
    // A browser sends an empty file for a control in which nothing was chosen.
    const bytes = await part.toBuffer()
    if (!part.filename) continue
    room -= bytes.length
    const isWhole = !part.file.truncated && room >= 0
    // Browsers write a quotation mark in a file's name as %22.
    uploads.push({ field: part.fieldname.replace(/^f\./, ''), name: part.filename.replaceAll('%22', '"'), bytes: isWhole ? bytes : undefined })
  }
  return { values, uploads }
}
