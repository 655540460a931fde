import type { FastifyInstance } from 'fastify'
import { ApplicationIntegrationType, InteractionContextType } from 'discord.js'
import type { Gateway } from '../gateway.ts'
import { applicationObject, userObject } from '../objects.ts'
import { objectsOf, type Fields } from '../problems.ts'
import { Refused, refuse, refuseIf } from '../refusals.ts'
import type { Sent } from '../sent.ts'
import { commandsProblems } from '../validate-commands.ts'
import type { World } from '../world.ts'

/** A command as Discord keeps it. */
export interface Command extends Fields {
  id: string
  name: string
  type: number
  guild_id?: string
}

/** The commands by guild; under '' the global ones. */
export type Commands = Map<string, Command[]>

/** Who the bot is, where its gateway is, and its commands. */
export function applicationRoutes(app: FastifyInstance, world: World, gateway: Gateway, commands: Commands): void {
  app.get('/gateway/bot', () => {
    const remaining = 1000 - gateway.counts.identified
    const limit = { total: 1000, remaining, reset_after: 86_400_000, max_concurrency: gateway.about.concurrency }
    return { url: gateway.url, shards: gateway.about.shards, session_start_limit: limit }
  })
  app.get('/users/@me', () => ({ ...userObject(world.bot), mfa_enabled: true, locale: world.bot.locale, verified: true, email: null, flags: 0 }))
  for (const path of ['/applications/@me', '/oauth2/applications/@me']) app.get(path, () => applicationObject(world, gateway.flags))

  const own = (application: string) => (application === world.bot.id ? undefined : refuse('missingAccess'))
  const overwrite = (scope: string, body: unknown) => {
    refuseIf(commandsProblems(body))
    const known = commands.get(scope) ?? []
    const kept = objectsOf(body).map((given) => stored(world, scope, given, known))
    commands.set(scope, kept)
    world.changed()
    return kept
  }
  app.get<{ Params: { application: string } }>('/applications/:application/commands', ({ params }) => {
    own(params.application)
    return commands.get('') ?? []
  })
  app.put<{ Params: { application: string } }>('/applications/:application/commands', ({ params, body }) => {
    own(params.application)
    return overwrite('', (body as Sent | undefined)?.json)
  })
  const ofGuild = '/applications/:application/guilds/:guild/commands'
  app.get<{ Params: { application: string; guild: string } }>(ofGuild, ({ params }) => {
    own(params.application)
    return commands.get(guildWith(world, params.guild)) ?? []
  })
  app.put<{ Params: { application: string; guild: string } }>(ofGuild, ({ params, body }) => {
    own(params.application)
    return overwrite(guildWith(world, params.guild), (body as Sent | undefined)?.json)
  })
}

function guildWith(world: World, id: string): string {
  if (!world.guilds.has(id)) throw new Refused({ status: 403, code: 50001, message: 'Missing Access' })
  return id
}

/** A command keeps its id when it is overwritten by one of the same name. */
function stored(world: World, scope: string, given: Fields, known: Command[]): Command {
  const type = typeof given.type === 'number' ? given.type : 1
  const name = String(given.name)
  const before = known.find((one) => one.name === name && one.type === type)
  const everywhere = [InteractionContextType.Guild, InteractionContextType.BotDM, InteractionContextType.PrivateChannel]
  const where = scope ? { guild_id: scope } : { contexts: given.contexts ?? everywhere }
  return {
    name_localizations: null, description_localizations: null, description: '', options: [], default_member_permissions: null, nsfw: false,
    ...given, ...where, integration_types: given.integration_types ?? [ApplicationIntegrationType.GuildInstall],
    id: before?.id ?? world.ids.next(), application_id: world.bot.id, version: world.ids.next(), name, type,
  }
}
