import { DiscordAPIError } from 'discord.js'
import { tellOrganisers } from '../../bot/hindered.ts'
import type { Message } from '../../bot/text.ts'
import { detailOf } from './errors.ts'
import { h } from './hindrances.ts'
import { missingIn, nameOfPermission, type Permission } from './permissions.ts'
import type { Sending } from './sending.ts'

/** What keeps messages from a place. */
export interface Hindrance {
  advice: Message
  /** for a log, without words of anybody’s */
  code: string
}

/** What to do about a refusal: which permission is missing, where that is what it is. */
export async function hindranceOf(sending: Sending, error: unknown, advice: Message | undefined, about: { channelId: string; files: boolean }): Promise<Hindrance> {
  const code = error instanceof DiscordAPIError ? String(error.code) : ''
  if (advice) return { advice, code }
  const isMissing = code === '50001' || code === '50013' || code === '160002'
  const permissions = isMissing ? await missing(sending, about) : []
  if (permissions.length === 0) return { advice: h.refused({ detail: detailOf(error) }), code }
  return { advice: h.missing({ permissions: permissions.map(nameOfPermission).join(', ') }), code }
}

async function missing(sending: Sending, { channelId, files }: { channelId: string; files: boolean }): Promise<Permission[]> {
  const needed: Permission[] = ['ViewChannel', 'SendMessages', 'ReadMessageHistory', ...(files ? (['AttachFiles'] as const) : [])]
  const self = await sending.self()
  try {
    const lacks = await missingIn(sending.rest, channelId, self, needed)
    return lacks.length ? lacks : await missingIn(sending.rest, channelId, self, ['SendMessagesInThreads'])
  } catch {
    // Not even the channel is shown to us.
    return ['ViewChannel']
  }
}

/** In the language of the community: kept with a message that was not delivered, where organisers see it. */
export async function detailIn({ engine, words }: Sending, { advice, code }: Hindrance): Promise<string> {
  const { locale, timeZone } = await engine.community()
  return [words.plain(advice, { locale, timeZone }), code && `(${code})`].filter(Boolean).join(' ')
}

/** Logs it, and tells the organisers, once a day for each place. */
export async function noteHindrance(sending: Sending, where: { spaceId: number; channelId: string }, { advice, code }: Hindrance): Promise<void> {
  sending.log.error({ space: where.spaceId, channel: where.channelId, code }, `Discord: ${sending.words.plain(advice, { locale: 'en', timeZone: 'UTC' })}`)
  await tellOrganisers(sending, { ...where, code, advice })
}
