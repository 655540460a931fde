import { GuildScheduledEventEntityType, GuildScheduledEventPrivacyLevel, GuildScheduledEventStatus as Status, PermissionFlagsBits, type PermissionsString } from 'discord.js'
import type { FastifyInstance } from 'fastify'
import { permissionsIn } from '../permissions.ts'
import { isFields, Problems, type Fields } from '../problems.ts'
import { refuse, refuseIf } from '../refusals.ts'
import { sentWith } from '../sent.ts'
import type { Guild, ScheduledEvent, World } from '../world.ts'

interface OfGuild {
  Params: { guild: string }
  Querystring: { with_user_count?: string }
}
interface OfEvent extends OfGuild {
  Params: { guild: string; event: string }
}

/** To come and under way, in a guild. */
const most = 100

/** Events of a guild. Only external ones, which a bot needs no channel for. */
export function eventRoutes(app: FastifyInstance, world: World): void {
  const path = '/guilds/:guild/scheduled-events'
  const guildWith = (id: string): Guild => {
    const guild = world.guilds.get(id)
    return guild?.members.has(world.bot.id) ? guild : refuse(guild ? 'missingAccess' : 'unknownGuild')
  }
  const needs = (guild: Guild, ...anyOf: PermissionsString[]): void => {
    const bits = permissionsIn(guild, undefined, world.bot.id)
    if (!anyOf.some((one) => bits & PermissionFlagsBits[one])) refuse('missingPermissions')
  }
  const eventWith = ({ guild, event }: OfEvent['Params']): ScheduledEvent => guildWith(guild).events.get(event) ?? refuse('unknownEvent')
  const now = () => world.clock.now()

  app.get<OfGuild>(path, ({ params, query }) => [...guildWith(params.guild).events.values()].filter((event) => isLive(event, now())).map((event) => shown(event, params.guild, query, now())))
  app.get<OfEvent>(`${path}/:event`, ({ params, query }) => shown(eventWith(params), params.guild, query, now()))
  app.post<OfGuild>(path, (request) => {
    const guild = guildWith(request.params.guild)
    needs(guild, 'CreateEvents')
    const { body } = sentWith(request)
    refuseIf(problemsOfNew(body, now()).error())
    if ([...guild.events.values()].filter((event) => isLive(event, now())).length >= most) refuse('tooManyEvents')
    const event: ScheduledEvent = {
      id: world.ids.next(), creatorId: world.bot.id, name: '', description: null, location: '', startsAt: 0, endsAt: 0, status: Status.Scheduled, interested: new Set(), ...changesIn(body),
    }
    guild.events.set(event.id, event)
    return shown(event, guild.id, {}, now())
  })
  app.patch<OfEvent>(`${path}/:event`, (request) => {
    const event = eventWith(request.params)
    needs(guildWith(request.params.guild), 'ManageEvents', ...(event.creatorId === world.bot.id ? (['CreateEvents'] as const) : []))
    if (!isLive(event, now())) refuse('finishedEvent')
    const { body } = sentWith(request)
    refuseIf(problemsOfChange(body, event, now()).error())
    Object.assign(event, changesIn(body))
    return shown(event, request.params.guild, {}, now())
  })
  app.delete<OfEvent>(`${path}/:event`, ({ params }, reply) => {
    const [guild, event] = [guildWith(params.guild), eventWith(params)]
    needs(guild, 'ManageEvents', ...(event.creatorId === world.bot.id ? (['CreateEvents'] as const) : []))
    guild.events.delete(event.id)
    return reply.code(204).send()
  })
}

/** External events begin and end by themselves. */
export function statusOf({ status, startsAt, endsAt }: ScheduledEvent, now: number): Status {
  if (status === Status.Canceled || status === Status.Completed || endsAt <= now) return status === Status.Canceled ? status : Status.Completed
  return startsAt <= now ? Status.Active : status
}

const isLive = (event: ScheduledEvent, now: number): boolean => [Status.Scheduled, Status.Active].includes(statusOf(event, now))

function shown(event: ScheduledEvent, guildId: string, { with_user_count: counts }: OfGuild['Querystring'], now: number) {
  const iso = (at: number) => new Date(at).toISOString()
  return {
    id: event.id, guild_id: guildId, channel_id: null, creator_id: event.creatorId, name: event.name, description: event.description, image: null,
    scheduled_start_time: iso(event.startsAt), scheduled_end_time: iso(event.endsAt), privacy_level: GuildScheduledEventPrivacyLevel.GuildOnly, status: statusOf(event, now),
    entity_type: GuildScheduledEventEntityType.External, entity_id: null, entity_metadata: { location: event.location }, recurrence_rule: null,
    ...(counts === 'true' ? { user_count: event.interested.size } : {}),
  }
}

/** What a body says of an event. */
function changesIn({ name, description, scheduled_start_time: start, scheduled_end_time: end, entity_metadata: where, status }: Fields): Partial<ScheduledEvent> {
  return {
    ...(typeof name === 'string' ? { name } : {}),
    ...(typeof description === 'string' ? { description } : {}),
    ...(typeof start === 'string' ? { startsAt: Date.parse(start) } : {}),
    ...(typeof end === 'string' ? { endsAt: Date.parse(end) } : {}),
    ...(isFields(where) ? { location: String(where['location']) } : {}),
    ...(typeof status === 'number' ? { status } : {}),
  }
}

function problemsOfNew(body: Fields, now: number): Problems {
  const problems = wordsAndTimes(body, now, true)
  problems.oneOf(['privacy_level'], body['privacy_level'], [GuildScheduledEventPrivacyLevel.GuildOnly], true)
  problems.oneOf(['entity_type'], body['entity_type'], [GuildScheduledEventEntityType.External], true)
  if (body['channel_id'] !== undefined && body['channel_id'] !== null) problems.add(['channel_id'], 'GUILD_SCHEDULED_EVENT_CHANNEL', 'An external event has no channel.')
  return problems
}

function wordsAndTimes(body: Fields, now: number, isNew: boolean): Problems {
  const problems = new Problems()
  problems.text(['name'], body['name'], { min: 1, max: 100, required: isNew })
  problems.text(['description'], body['description'], { min: 1, max: 1000 })
  const { entity_metadata: where, scheduled_start_time: start, scheduled_end_time: end } = body
  if (where !== undefined || isNew) problems.text(['entity_metadata', 'location'], isFields(where) ? where['location'] : undefined, { min: 1, max: 100, required: true })
  for (const [key, value] of Object.entries({ scheduled_start_time: start, scheduled_end_time: end })) {
    if (value === undefined) {
      if (isNew) problems.required([key])
    } else if (typeof value !== 'string' || Number.isNaN(Date.parse(value))) problems.add([key], 'DATE_TIME_TYPE_PARSE', `Could not parse ${JSON.stringify(value)}. Should be ISO8601.`)
    else if (Date.parse(value) <= now) problems.add([key], 'GUILD_SCHEDULED_EVENT_SCHEDULE_PAST', 'Cannot schedule event in the past.')
  }
  if (typeof start === 'string' && typeof end === 'string' && Date.parse(end) <= Date.parse(start))
    problems.add(['scheduled_end_time'], 'GUILD_SCHEDULED_EVENT_END_BEFORE_START', 'Cannot end before it starts.')
  return problems
}

const next: Partial<Record<Status, Status[]>> = { [Status.Scheduled]: [Status.Active, Status.Canceled], [Status.Active]: [Status.Completed] }

function problemsOfChange(body: Fields, event: ScheduledEvent, now: number): Problems {
  const problems = wordsAndTimes(body, now, false)
  const current = statusOf(event, now)
  problems.oneOf(['status'], body['status'], next[current] ?? [])
  if (current === Status.Active && body['scheduled_start_time'] !== undefined)
    problems.add(['scheduled_start_time'], 'GUILD_SCHEDULED_EVENT_HAS_BEGUN', 'Cannot change the start of an active event.')
  return problems
}
