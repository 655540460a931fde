import { z } from 'zod'
import { ownFiles, storeFile, type Accepted, type KeptFile } from '../../bot/files.ts'
import { m } from '../../bot/messages.ts'
import type { Who } from '../../bot/person.ts'
import type { RawInput } from '../../bot/read.ts'
import type { Form } from '../../bot/engine.ts'
import type { FastifyInstance } from 'fastify'
import { valueOf } from './body.ts'
import type { Post } from './receive.ts'

/** What came of the files of a form. */
export interface TakenFiles {
  input: RawInput
  /** in the person's words, by field */
  problems: Record<string, string>
  keptFiles: KeptFile[]
  hasTooLarge: boolean
  /** travels with the form again */
  accepts?: string
}

const acceptsSchema = z.record(z.string(), z.object({ max: z.number(), types: z.array(z.string()) }))

/** What a form's fields of files accept, signed, since the form comes back from a browser; undefined when it has none. */
export function acceptsOf(form: Form, app: Pick<FastifyInstance, 'signCookie'>): string | undefined {
  const fields = form.fields.flatMap((field) => (field.kind === 'files' ? [[field.name, { max: field.max, types: field.types }] as const] : []))
  return fields.length ? app.signCookie(JSON.stringify(Object.fromEntries(fields))) : undefined
}

/** Stores the files of a form, and lets through only what is this person's own. */
export async function takeFiles({ web, request, posted, visit }: Post, who: Who): Promise<TakenFiles> {
  const accepts = valueOf(posted, 'accepts')
  const signed = request.unsignCookie(accepts)
  const fields = signed.valid ? acceptsSchema.parse(JSON.parse(signed.value)) : {}
  const taken: TakenFiles = { input: {}, problems: {}, keptFiles: [], hasTooLarge: false, accepts: accepts || undefined }
  const say = (message: Parameters<typeof web.words.plain>[0]) => web.words.plain(message, visit.who)
  const means = { database: web.database, ownerId: who.id, now: web.clock.now() }
  for (const [field, accepted] of Object.entries(fields)) {
    const uploads = posted.uploads.filter((upload) => upload.field === field)
    const given = (posted.values.get(`f.${field}`) ?? []).filter(Boolean)
    const kept = await ownFiles(web.database, who.id, given)
    if (kept.length < given.length) taken.problems[field] = say(m.notAFile)
    if (kept.length + uploads.length > accepted.max) taken.problems[field] = say(m.filesTooMany({ max: accepted.max }))
    else
      for (const upload of uploads) {
        const stored = await storeFile(means, upload, accepted satisfies Accepted)
        if ('id' in stored) kept.push(stored)
        else taken.problems[field] = say(stored.problem)
      }
    taken.input[field] = kept.map(({ id }) => id)
    taken.keptFiles.push(...kept)
  }
  taken.hasTooLarge = posted.uploads.some(({ bytes }) => !bytes)
  return taken
}
