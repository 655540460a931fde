import { ApplicationCommandOptionType as Option, type APIAttachment } from 'discord.js'
import { resolvedData } from './client.ts'
import type { FileToSend } from './form.ts'
import type { Fields } from './problems.ts'
import { type as kind } from './validate-selects.ts'
import type { Channel, Message, World } from './world.ts'

const optionOf: Record<number, Option> = {
  [kind.userSelect]: Option.User,
  [kind.roleSelect]: Option.Role,
  [kind.channelSelect]: Option.Channel,
  [kind.mentionableSelect]: Option.Mentionable,
}
const keyOf: Partial<Record<Option, string>> = { [Option.User]: 'users', [Option.Mentionable]: 'users', [Option.Role]: 'roles', [Option.Channel]: 'channels' }

/** What somebody names in one thing that she does, and who that is: an interaction brings the resolved data along. */
export class Naming {
  private readonly found: Record<string, Set<string>> = {}

  constructor(private readonly world: World, private readonly place: Channel, private readonly userId: string) {}

  /** The id of a member, role or channel that fits an option. */
  option(type: Option, named: string): string {
    const id = this.idOf(type, named)
    const key = keyOf[type]
    if (!id || !key) throw new Error(`nothing is found that is named "${named}"`)
    this.note(key, id)
    return id
  }

  /** The same for a select. */
  select(type: number, named: string): string {
    return this.option(optionOf[type] ?? Option.User, named)
  }

  /** Whether a select would find this; nothing is noted. */
  offers(type: number, named: string): string | undefined {
    return this.idOf(optionOf[type] ?? Option.User, named)
  }

  upload({ name, bytes, type = 'application/octet-stream' }: FileToSend): APIAttachment {
    const attachment = this.world.addFile(this.place.id, { name, bytes, type })
    this.note('attachments', attachment.id)
    return attachment
  }

  note(key: string, id: string): void {
    const ids = (this.found[key] ??= new Set())
    ids.add(id)
  }

  /** `{ resolved }`, or nothing when nothing was named. */
  data(message?: Message): Fields {
    return resolvedData(this.world, this.place, this.found, message)
  }

  /** By name, among those of the guild; in private, oneself and the bot. */
  private idOf(type: Option, named: string): string | undefined {
    const { world, place } = this
    const name = named.replace(/^[@#]/, '')
    const guild = place.guildId === null ? undefined : world.guilds.get(place.guildId)
    if (type === Option.Channel) return [...world.channels.values()].find((one) => one.guildId === guild?.id && one.name === name)?.id
    if (type === Option.Role) return guild?.roles.find((role) => role.name === name)?.id
    const members = guild ? [...guild.members.keys()] : [this.userId, world.bot.id]
    return members.find((id) => world.users.get(id)?.name === name || id === name)
  }
}
