import { createHash } from 'node:crypto'
import { ComponentType, type APIMessage } from 'discord.js'
import { z } from 'zod'
import type { MessageBody } from './render.ts'

/**
 * What tells a message of ours from all others: two numbers in the ids of its first components, which the platform keeps, one for the
 * posting and its page, one for what it says; and the same for the nonce, by which the platform recognises it for a few minutes.
 */
export interface Mark {
  nonce: string
  page: number
}

/** `before`: what it takes the place of, so that writing it anew is another message than the first. */
export function markOf(key: string, page: number, before: string | null): Mark {
  const digest = createHash('sha256').update(JSON.stringify([key, page, before])).digest()
  // At most 25 characters; ids are of 31 bits, and 0 is none.
  return { nonce: digest.toString('base64url').slice(0, 25), page: numberIn(digest, 28) }
}

const numberIn = (digest: Buffer, at: number): number => (digest.readUInt32BE(at) >>> 1) || 1

/** The body with its mark. Words alone have none. */
export function marked(body: MessageBody, mark: Mark): MessageBody {
  const [first, ...others] = body.components ?? []
  if (!first) return body
  const says = numberIn(createHash('sha256').update(JSON.stringify([mark.page, body.components, body.attachments])).digest(), 0)
  const inside = first.type === ComponentType.Container ? first.components[0] : undefined
  if (first.type !== ComponentType.Container || !inside) return { ...body, components: [{ ...first, id: mark.page }, ...others] }
  return { ...body, components: [{ ...first, id: mark.page, components: [{ ...inside, id: says === mark.page ? says + 1 : says }, ...first.components.slice(1)] }, ...others] }
}

const identified = z.object({ id: z.number().optional(), components: z.array(z.object({ id: z.number().optional() })).optional() })

/** The ids of the first component of a message and of the first within it. */
function idsOf(components: unknown): [page?: number, says?: number] {
  const read = z.array(z.unknown()).safeParse(components)
  const first = identified.safeParse(read.data?.[0])
  return [first.data?.id, first.data?.components?.[0]?.id]
}

/** Whether this message is the page with this mark, whatever it says. */
export const isMarked = (message: APIMessage, mark: Mark): boolean => idsOf(message.components)[0] === mark.page

/** Whether a message already says what this body says. */
export function saysAlready(message: APIMessage, body: MessageBody): boolean {
  if (!body.components?.length) return message.content.trim() === (body.content ?? '').trim()
  const [page, says] = idsOf(message.components)
  const [wanted, meant] = idsOf(body.components)
  return page === wanted && says === meant
}
