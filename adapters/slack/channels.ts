import type { Check } from '../../bot/check.ts'
import { channelsIn, placesIn } from '../../bot/places.ts'
import type { Database } from '../../prisma/database.ts'
import type { SlackClient } from './client.ts'
import { codeOf } from './errors.ts'

interface Means {
  database: Database
  /** what channels are for, such as `jobs` */
  purposes: string[]
}

/** Where jobs, deals and the like are shown in a workspace, and whether the assistant may write there. `chosen`: a channel is meant for it. */
export async function checkChannels(client: SlackClient, teamId: string, { database, purposes }: Means): Promise<(Check & { chosen: boolean })[]> {
  const space = await database.client.space.findFirst({ where: { platform: 'slack', externalId: teamId } })
  if (!space) return []
  const chosen = channelsIn(space)
  const places = placesIn(space)
  return Promise.all(
    purposes.map(async (purpose) => {
      const channel = chosen[purpose]
      const about = `${space.name}, ${purpose}`
      if (channel === '') return { ok: true, title: `${about}: an organiser chose to show nothing there`, chosen: false }
      if (!channel) return { ok: false, title: `${about}: there is no channel for it`, advice: `Create a channel called ${purpose}, or choose one with /settings channels.`, chosen: false }
      return { ...(await checkChannel(client, about, channel, places.find(({ id }) => id === channel)?.name)), chosen: true }
    }),
  )
}

async function checkChannel(client: SlackClient, about: string, channel: string, known?: string): Promise<Check> {
  let name = known ? `#${known}` : channel
  const bad = (what: string, advice: string): Check => ({ ok: false, title: `${about}: ${what}`, advice })
  try {
    const { channel: found } = await client.conversations.info({ channel })
    if (found?.name) name = `#${found.name}`
    if (found?.is_archived) return bad(`${name} is archived`, 'Open it again, or choose another with /settings channels.')
    if (!found?.is_member) return bad(`the assistant is not in ${name}`, `In ${name}, type “/invite @” and the name of the assistant.`)
    return { ok: true, title: `${about}: ${name}` }
  } catch (error) {
    if (codeOf(error) === 'missing_scope') return { ok: true, title: `${about}: ${name} is private; the assistant has to be invited there` }
    return bad(`${name} cannot be found (${codeOf(error) ?? String(error)})`, 'If it is private, type “/invite @” and the name of the assistant in it; else choose another with /settings channels.')
  }
}
