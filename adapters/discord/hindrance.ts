import { DiscordAPIError } from 'discord.js'
import { z } from 'zod'
import { knownLocale, organisersOf } from '../../bot/person.ts'
import { placesIn } from '../../bot/places.ts'
import type { Message } from '../../bot/text.ts'
import { text, view } from '../../bot/view.ts'
import { workIn } from '../../bot/work.ts'
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
  return { advice: h.missing({ permissions: permissions.map((one) => `“${nameOfPermission(one)}”`).join(', ') }), code }
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

const mostTold = 20
const counted = z.object({ name: z.string(), places: z.unknown() })

/** Logs it, and tells the organisers, once a day for each place. */
export async function tellOrganisers(sending: Sending, spaceId: number, channelId: string, { advice, code }: Hindrance): Promise<void> {
  const { database, engine, clock, log, words } = sending
  log.error({ space: spaceId, channel: channelId, code }, `Discord: ${words.plain(advice, { locale: 'en', timeZone: 'UTC' })}`)
  const space = counted.safeParse(await database.client.space.findUnique({ where: { id: spaceId } })).data
  if (!space) return
  const channel = `#${placesIn({ places: space.places }).find(({ id }) => id === channelId)?.name ?? channelId}`
  const community = await engine.community()
  const now = clock.now()
  const around = { search: database.search, community, now, publicUrl: '', gathered: engine.gathered }
  await database.transaction(async (db) => {
    const { tell } = workIn(db, around, () => undefined)
    const told = await organisersOf(db, community.id, mostTold)
    const people = await db.person.findMany({ where: { id: { in: told.map(({ id }) => id) } }, select: { id: true, locale: true } })
    for (const person of people) {
      const reader = { locale: knownLocale([person.locale], community.locale), timeZone: community.timeZone }
      const plain = (one: Message) => words.plain(one, reader)
      const said = view({ title: plain(h.title), tone: 'problem' }, text(plain(h.notice({ channel, space: space.name, advice }))), text(plain(h.again)))
      await tell({ person: person.id }, said, { key: `discord:hindrance:${spaceId}:${channelId}:${code}:${now.toISOString().slice(0, 10)}@${person.id}` })
    }
  })
}
