import type { Context } from '@slack/bolt'
import { z } from 'zod'
import { placesIn, type Place } from '../../bot/places.ts'
import type { Clients, SlackClient } from './client.ts'
import { codeOf } from './errors.ts'
import type { Installations, Kept, Source } from './installations.ts'
import type { SlackParts } from './slack.ts'

const platform = 'slack'

/** A workspace in which the assistant is installed. */
export interface Workspace {
  spaceId: number
  teamId: string
  name: string
  /** the installation that it belongs to */
  source: Source
  /** organisers agreed that it is one of the community's: nobody there is served before */
  agreed: boolean
  botUserId: string
  /** for what is fetched without the client, such as files */
  token: string
  client: SlackClient
}

/** What `authorize` found, which the library hands on to every listener. */
export const workspaceIn = (context: Context): Workspace => context.workspace as Workspace

export interface Workspaces {
  /** The workspace that something came from; undefined when the assistant is not installed there. */
  of(source: Source): Promise<Workspace | undefined>
  /** The workspace behind a space; undefined when the assistant is no longer installed there. */
  at(spaceId: number): Promise<Workspace | undefined>
  /** Writes down a workspace with its channels, as they are now. */
  open(kept: Kept, teamId?: string): Promise<Workspace>
  /** The assistant was removed there: what it knew of the place goes, what its people did stays. */
  close(kept: Kept): Promise<void>
}

interface Means extends SlackParts {
  clients: Clients
  find(source: Source): Promise<Kept | undefined>
  installations: Pick<Installations, 'remove' | 'all'>
  /** by a page of ours that everybody can open */
  anybodyInstalls: boolean
}

/** How long what is known of a workspace is believed: organisers agree, and other processes hear of an uninstallation. */
const believedForMs = 5000
/** how often the list of channels is fetched anew while the workspace is in use */
const channelsEveryMs = 3_600_000
/** more channels than this are not offered to choose from */
const mostChannels = 1000

const belongsSchema = z.object({ enterpriseId: z.string() })
const belongs = (teamId: string) => `organisation of ${teamId}`

/** An organisation's installation and a workspace's own one are not the same, even where both are for the same workspace. */
const idOf = ({ teamId = '', enterpriseId, isEnterpriseInstall }: Source): string => `${isEnterpriseInstall ? (enterpriseId ?? '') : ''}/${teamId}`

export function createWorkspaces(means: Means): Workspaces {
  const known = new Map<string, { workspace: Promise<Workspace | undefined>; until: number }>()
  const listedAt = new Map<string, number>()

  const open: Workspaces['open'] = async (kept, teamId = kept.team?.id ?? '') => {
    listedAt.set(teamId, performance.now())
    for (const id of known.keys()) if (id.endsWith(`/${teamId}`)) known.delete(id)
    return openOne(means, kept, teamId, await channelsOf(means, kept, teamId))
  }
  const openLater = (kept: Kept, teamId: string) =>
    void open(kept, teamId).catch((error: unknown) => means.log.warn({ err: error }, 'the channels of a workspace could not be listed'))
  const find = async (source: Source): Promise<Workspace | undefined> => {
    const kept = await means.find(source)
    const teamId = source.teamId ?? kept?.team?.id
    if (!kept || !teamId) return undefined
    const space = await means.database.client.space.findFirst({ where: { platform, externalId: teamId } })
    const isOld = performance.now() - (listedAt.get(teamId) ?? 0) > channelsEveryMs
    // Somebody waits for an answer: the channels are listed meanwhile.
    const workspace = space ? workspaceOf(means, kept, space) : await openOne(means, kept, teamId, undefined)
    if (!space || isOld) openLater(kept, teamId)
    return workspace
  }
  const of = async (source: Source): Promise<Workspace | undefined> => {
    const id = idOf(source)
    const now = performance.now()
    const found = known.get(id)
    if (found && now < found.until) return found.workspace
    const workspace = find(source)
    known.set(id, { workspace, until: now + believedForMs })
    // What failed, or waits for somebody's agreement, is asked again.
    workspace.then((one) => one?.agreed || known.delete(id), () => known.delete(id))
    return workspace
  }
  return {
    of,
    open,
    at: (spaceId) => findAt(means, of, spaceId),
    async close(kept) {
      await closeAll(means, kept)
      known.clear()
    },
  }
}

/** `places`: undefined where they are not known yet, or not told. */
async function openOne(means: Means, kept: Kept, teamId: string, places: Place[] | undefined): Promise<Workspace> {
  const { client: db } = means.database
  const before = await db.space.findFirst({ where: { platform, externalId: teamId } })
  // Of the workspaces of an organisation, Slack tells the assistant no names.
  const name = kept.team?.name ?? before?.name ?? [kept.enterprise?.name, teamId].filter(Boolean).join(' · ')
  const space = await means.engine.openSpace({ platform, externalId: teamId, name, places: places ?? (before ? placesIn(before) : []), anybodyInstalls: means.anybodyInstalls })
  if (kept.isEnterpriseInstall && kept.enterprise) {
    const value = { enterpriseId: kept.enterprise.id }
    await db.platformState.upsert({ where: { platform_name: { platform, name: belongs(teamId) } }, create: { platform, name: belongs(teamId), value }, update: { value } })
  }
  return workspaceOf(means, kept, { ...space, externalId: teamId, name })
}

/** By its own installation, or by that of the organisation it belongs to. */
async function findAt({ database }: Means, of: Workspaces['of'], spaceId: number): Promise<Workspace | undefined> {
  const space = await database.client.space.findFirst({ where: { id: spaceId, platform } })
  if (!space) return undefined
  const teamId = space.externalId
  const own = await of({ teamId, enterpriseId: undefined, isEnterpriseInstall: false })
  if (own) return own
  const enterpriseId = await organisationOf({ database }, teamId)
  return enterpriseId ? of({ teamId, enterpriseId, isEnterpriseInstall: true }) : undefined
}

/** The organisation whose installation this workspace was served by; undefined when it never was. */
async function organisationOf({ database }: Pick<Means, 'database'>, teamId: string): Promise<string | undefined> {
  const state = await database.client.platformState.findFirst({ where: { platform, name: belongs(teamId) } })
  return state ? belongsSchema.parse(state.value).enterpriseId : undefined
}

/** The workspaces that were served by the installation of this organisation. */
export async function teamsOf({ database: { client } }: Pick<Means, 'database'>, enterpriseId: string): Promise<string[]> {
  const states = await client.platformState.findMany({ where: { platform, name: { startsWith: belongs('') } }, orderBy: { name: 'asc' } })
  return states.filter(({ value }) => belongsSchema.parse(value).enterpriseId === enterpriseId).map(({ name }) => name.slice(belongs('').length))
}

/** Nothing more is shown there; what its people did stays. */
async function closeAll(means: Means, kept: Kept): Promise<void> {
  const { database: { client: db }, installations } = means
  await installations.remove(kept)
  const teams = await teamsOf(means, kept.enterprise?.id ?? '')
  // A workspace may have both an installation of its own and that of its organisation: then one of them is left.
  const others = new Set((await installations.all()).map((one) => (one.isEnterpriseInstall ? `organisation ${one.enterprise?.id}` : one.team?.id)))
  const left = async (teamId: string) => others.has(teamId) || others.has(`organisation ${await organisationOf(means, teamId)}`)
  const gone: string[] = []
  for (const teamId of kept.isEnterpriseInstall ? teams : [kept.team?.id ?? '']) if (!(await left(teamId))) gone.push(teamId)
  await db.space.updateMany({ where: { platform, externalId: { in: gone } }, data: { channels: {}, places: [] } })
}

const workspaceOf = ({ clients }: Means, { bot, enterprise, isEnterpriseInstall }: Kept, space: { id: number; connected: boolean; externalId: string; name: string }): Workspace => ({
  spaceId: space.id,
  teamId: space.externalId,
  name: space.name,
  source: { teamId: space.externalId, enterpriseId: enterprise?.id, isEnterpriseInstall },
  agreed: space.connected,
  botUserId: bot.userId,
  token: bot.token,
  client: clientFor(clients, { bot, isEnterpriseInstall }, space.externalId),
})

/** The token of an organisation is good in many workspaces: each call says in which. */
export const clientFor = (clients: Clients, { bot, isEnterpriseInstall }: Pick<Kept, 'bot' | 'isEnterpriseInstall'>, teamId: string): SlackClient =>
  clients.of(bot.token, isEnterpriseInstall ? teamId : undefined)

/** The public channels; undefined when Slack does not tell them. */
async function channelsOf({ clients, log }: Means, kept: Kept, teamId: string): Promise<Place[] | undefined> {
  const places: Place[] = []
  const about = { types: 'public_channel', exclude_archived: true, limit: 200 }
  try {
    let cursor: string | undefined
    do {
      const page = await clientFor(clients, kept, teamId).conversations.list({ ...about, ...(cursor ? { cursor } : {}) })
      places.push(...(page.channels ?? []).flatMap(({ id, name }) => (id && name ? [{ id, name }] : [])))
      cursor = page.response_metadata?.next_cursor
    } while (cursor && places.length < mostChannels)
    return places
  } catch (error) {
    const why = codeOf(error)
    log.warn({ err: why ? undefined : error, why }, why === 'missing_scope' ? 'Slack does not let the assistant list channels: add the scope channels:read (see docs/install-slack.md) and install it again.' : 'the channels of a workspace could not be listed')
    return undefined
  }
}
