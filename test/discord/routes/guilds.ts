import type { FastifyInstance } from 'fastify'
import { channelFor } from '../access.ts'
import { channelObject, guildObject, isThread, memberObject, rolesOf, userObject } from '../objects.ts'
import { permissionsIn } from '../permissions.ts'
import { invalid } from '../problems.ts'
import { Refused, refuse } from '../refusals.ts'
import { sentWith } from '../sent.ts'
import type { Guild, World } from '../world.ts'

interface OfGuild {
  Params: { guild: string }
}

/** Guilds, their channels, roles and members; people, and the channels of direct messages. */
export function guildRoutes(app: FastifyInstance, world: World): void {
  const guildWith = (id: string): Guild => {
    const guild = world.guilds.get(id)
    return guild?.members.has(world.bot.id) ? guild : refuse(guild ? 'missingAccess' : 'unknownGuild')
  }
  app.get('/users/@me/guilds', () =>
    [...world.guilds.values()].filter(({ members }) => members.has(world.bot.id)).map((guild) => ({
      id: guild.id, name: guild.name, icon: null, banner: null, owner: false, features: [], permissions: String(permissionsIn(guild, undefined, world.bot.id)),
    })),
  )
  app.get<OfGuild>('/guilds/:guild', ({ params }) => {
    const { channels: _channels, threads: _threads, members: _members, ...about } = guildObject(world, guildWith(params.guild)) as Record<string, unknown>
    return about
  })
  app.get<OfGuild>('/guilds/:guild/channels', ({ params }) =>
    world.channelsOf(guildWith(params.guild).id).filter((channel) => !isThread(channel)).map((channel) => channelObject(world, channel)),
  )
  app.get<OfGuild>('/guilds/:guild/roles', ({ params }) => rolesOf(guildWith(params.guild)))
  app.get<{ Params: { guild: string; user: string } }>('/guilds/:guild/members/:user', ({ params }) => {
    const guild = guildWith(params.guild)
    const id = params.user === '@me' ? world.bot.id : params.user
    return guild.members.has(id) ? memberObject(world, guild, id) : refuse(world.users.has(id) ? 'unknownMember' : 'unknownUser')
  })
  app.get<{ Params: { user: string } }>('/users/:user', ({ params }) => userObject(world.users.get(params.user) ?? refuse('unknownUser')))
  app.get<{ Params: { channel: string } }>('/channels/:channel', ({ params }) => channelObject(world, channelFor(world, params.channel)))
  app.post('/users/@me/channels', (request) => {
    const { recipient_id: id } = sentWith(request).body
    if (typeof id !== 'string') throw new Refused(invalid(['recipient_id'], 'BASE_TYPE_REQUIRED', 'This field is required'))
    const user = world.users.get(id) ?? refuse('invalidRecipient')
    if (user.bot) refuse('cannotSendToUser')
    return channelObject(world, world.directChannel(user.id))
  })
}
