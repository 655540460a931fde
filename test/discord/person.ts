import { ApplicationCommandOptionType as Option, ApplicationCommandType, InteractionResponseType, InteractionType } from 'discord.js'
import { sees } from './access.ts'
import { commandsFor } from './client.ts'
import { fillIn, type FileToSend, type Filling, type OpenForm } from './form.ts'
import type { Doing, Interaction, Interactions } from './interactions.ts'
import { createMessage, deleteMessage } from './messages.ts'
import { Naming } from './naming.ts'
import type { Fields } from './problems.ts'
import type { Commands } from './routes/application.ts'
import { isAfter, Sight, type Control } from './sight.ts'
import { namesOf, readTyped } from './typed.ts'
import { until } from './until.ts'
import { type as kind } from './validate-selects.ts'
import type { Channel, Message, User, World } from './world.ts'

type Seen = string | RegExp

export interface PersonParts {
  world: World
  interactions: Interactions
  commands: Commands
  user: User
  timeZone: string
  /** milliseconds that she waits before she says that nothing came */
  patience: number
}

/** Somebody at a Discord client: she types, presses, fills in, and sees. She is refused what the client refuses. */
export class DiscordPerson {
  readonly user: User
  /** the channel she is in; null in private with the bot */
  channel: Channel | null = null
  /** what she did last, as the server keeps it */
  get lastInteraction(): Interaction | null {
    return this.sight.last
  }
  private readonly sight: Sight

  constructor(private readonly parts: PersonParts) {
    this.user = parts.user
    const { world, user, timeZone } = parts
    this.sight = new Sight(world, user, { world, locale: user.locale, timeZone })
  }

  get id(): string {
    return this.user.id
  }

  get name(): string {
    return this.user.name
  }

  /** Goes to a channel or thread that she sees, by its name. */
  in(place: string | Channel): this {
    const { world } = this.parts
    const found = typeof place === 'string' ? [...world.channels.values()].findLast(({ name, guildId }) => guildId && name === place) : place
    if (!found || !sees(world, found, this.id)) throw new Error(`${this.name} sees no channel ${typeof place === 'string' ? place : place.name}`)
    this.channel = found
    return this
  }

  /** Goes to her private conversation with the bot. */
  inPrivate(): this {
    this.channel = null
    return this
  }

  /** Types a command and gets what it opens or answers; or writes words, and in private gets the answer to them. */
  async types(line: string, files: Record<string, FileToSend> | FileToSend[] = {}): Promise<void> {
    if (!line.startsWith('/')) return this.says(line, Array.isArray(files) ? files : Object.values(files))
    const attached = Array.isArray(files) ? Object.fromEntries(files.map((file) => [file.name, file])) : files
    const naming = this.naming(this.place)
    const resolve = (type: Option, named: string) => (type === Option.Attachment ? naming.upload(fileFor(named, attached)).id : naming.option(type, named))
    const { command, options } = readTyped(line, { commands: this.commands, locale: this.user.locale, resolve })
    const where = command.guild_id ? { guild_id: command.guild_id } : {}
    const data = { id: command.id, name: command.name, type: command.type, options, ...where, ...naming.data() }
    await this.does({ type: InteractionType.ApplicationCommand, user: this.user, channel: this.place, data })
  }

  /** What the client suggests while she types: `completes('/expert find', 'tv')`, in the first option that suggests, or in a named one. */
  async completes(line: string, typed: string, option?: string): Promise<{ name: string; value: string | number }[]> {
    const focused = option ?? this.suggesting(line)
    const written = `${line} ${focused}:${typed}`
    const resolve = () => '0'
    const { command, options } = readTyped(written, { commands: this.commands, locale: this.user.locale, resolve, focused })
    const data = { id: command.id, name: command.name, type: command.type, options }
    const interaction = this.parts.interactions.send({ type: InteractionType.ApplicationCommandAutocomplete, user: this.user, channel: this.place, data })
    const choices = await this.waits(() => interaction.choices ?? undefined, () => `${this.name} got no suggestions for ${written}`)
    return choices.map(({ name, value, name_localizations }) => ({ name: name_localizations?.[this.user.locale] ?? name, value }))
  }

  /** Uses a command of the menu of a message. */
  async usesMessageCommand(name: string, message: Message): Promise<void> {
    const command = this.commands.find((one) => one.type === Number(ApplicationCommandType.Message) && namesOf(one, this.user.locale).includes(name))
    if (!command) throw new Error(`"${name}" is not in the menu of messages`)
    const channel = this.channelOf(message)
    const naming = this.naming(channel)
    naming.note('messages', message.id)
    const data = { id: command.id, name: command.name, type: command.type, target_id: message.id, ...naming.data(message) }
    await this.does({ type: InteractionType.ApplicationCommand, user: this.user, channel, data })
  }

  /** Presses the newest button with this label among all she sees; waits for it to be there. */
  async presses(label: string): Promise<void> {
    const found = await this.waits(() => this.sight.button(label), () => `${this.name} sees no button "${label}", but: ${this.labels().join(', ')}\n${this.screen}`)
    if (found.control.url !== undefined) throw new Error(`"${label}" is a link`)
    await this.uses(found, {})
  }

  /** Chooses this in the newest select that offers it; a person or a channel by name. */
  async chooses(label: string): Promise<void> {
    const find = (type: number, named: string, message: Message) => this.naming(this.channelOf(message)).offers(type, named)
    const { chosen, value } = await this.waits(() => this.sight.option(label, find), () => `${this.name} is not offered "${label}", but: ${this.sight.options().join(', ')}\n${this.screen}`)
    const naming = this.naming(this.channelOf(chosen.message))
    if (chosen.control.type !== kind.stringSelect) naming.select(Number(chosen.control.type), label)
    await this.uses(chosen, { values: [value], ...naming.data() })
  }

  /** Where the newest link with this label leads. */
  async link(label: string): Promise<string> {
    const { control } = await this.waits(() => this.sight.button(label), () => `${this.name} sees no link "${label}", but: ${this.labels().join(', ')}`)
    if (typeof control.url !== 'string') throw new Error(`"${label}" is no link`)
    return control.url
  }

  /** What is in the newest file of this name among the messages that she sees. */
  async opensFile(name: string): Promise<string> {
    const find = () => this.sight.visible().flatMap(({ attachments }) => attachments).findLast(({ filename }) => filename === name)
    const { url } = await this.waits(find, () => `${this.name} sees no file "${name}", but:\n${this.screen}`)
    return (await fetch(url)).text()
  }

  /** Fills in the open form over what it already holds, and submits it. */
  async fills(values: Record<string, Filling>): Promise<void> {
    const { modal, last } = this.sight
    if (!modal || !last) throw new Error(`no form is open before ${this.name}; she sees:\n${this.screen}`)
    const naming = this.naming(last.channel)
    const components = fillIn(modal, values, { find: (type, named) => naming.select(type, named), upload: (file) => naming.upload(file) })
    const data = { custom_id: modal.customId, components, ...naming.data() }
    await this.does({ type: InteractionType.ModalSubmit, user: this.user, channel: last.channel, source: last.source, data })
  }

  /** Closes the form. Discord tells nobody. */
  dismisses(): void {
    this.sight.modal = null
  }

  /** The form that is open before her. */
  get form(): OpenForm | undefined {
    return this.sight.form
  }

  /** Waits until she sees all this: in the last answers, the open form, private messages, or the channel where she is. */
  async sees(...expected: Seen[]): Promise<void> {
    for (const one of expected)
      await this.waits(() => matches(this.screen, one), () => `${this.name} does not see ${String(one)}, but:\n${this.screen}`)
  }

  /** Waits until she sees nothing of this. */
  async seesNot(...expected: Seen[]): Promise<void> {
    for (const one of expected) await this.waits(() => !matches(this.screen, one), () => `${this.name} still sees ${String(one)}:\n${this.screen}`)
  }

  /** All that she can read just now. */
  get screen(): string {
    return this.sight.everything(this.channel)
  }

  /** What answered her last, as she reads it. */
  get answer(): string {
    return this.sight.answers().map(this.sight.read).join('\n\n')
  }

  /** What the bot wrote to her in private of its own accord, as it stands now. */
  get messages(): string[] {
    return this.sight.privately().map(this.sight.read)
  }

  /** The messages by which she was notified, as she reads them. */
  get notifications(): string[] {
    return this.sight.visible().filter(({ pings }) => pings.users.includes(this.id) || pings.everyone).map(this.sight.read)
  }

  /** The labels of all the buttons before her. */
  labels(): string[] {
    return this.sight.labels()
  }

  /** Lets nobody write to her any more; or, with false, again. */
  closesDirectMessages(closed = true): void {
    this.user.dmsClosed = closed
  }

  /** Dismisses what only she sees, as reloading the client does. */
  reloads(): void {
    const mine = [...this.parts.world.channels.values()].flatMap(({ messages }) => [...messages.values()])
    for (const message of mine) if (message.ephemeralFor === this.id) deleteMessage(this.parts.world, message)
    this.sight.modal = null
  }

  private get place(): Channel {
    return this.channel ?? this.parts.world.directChannel(this.id)
  }

  private get commands() {
    return commandsFor(this.parts.world, this.parts.commands, this.place, this.user)
  }

  private channelOf(message: Message): Channel {
    const channel = this.parts.world.channels.get(message.channelId)
    if (!channel) throw new Error('the channel of this message is gone')
    return channel
  }

  private naming(place: Channel): Naming {
    return new Naming(this.parts.world, place, this.id)
  }

  private waits<T>(look: () => T | undefined | false, otherwise: () => string): Promise<T> {
    return until(this.parts.world, look, { within: this.parts.patience, otherwise })
  }

  private suggesting(line: string): string {
    const { command } = readTyped(line, { commands: this.commands, locale: this.user.locale, resolve: () => '0', focused: '' })
    const level = line.trim().split(/\s+/).slice(1).reduce<Fields>((at, name) => optionsOf(at).find((one) => namesOf(one, this.user.locale).includes(name)) ?? at, command)
    const option = optionsOf(level).find(({ autocomplete }) => autocomplete === true)
    if (!option) throw new Error(`${line} suggests nothing`)
    return String(option.name)
  }

  private async says(content: string, files: FileToSend[]): Promise<void> {
    const { world } = this.parts
    const uploads = files.map(({ name, bytes, type = 'application/octet-stream' }, index) => ({ index, name, bytes, type }))
    const message = createMessage(world, { channel: this.place, authorId: this.id, body: { content }, files: uploads })
    if (this.channel) return
    this.sight.shown = null
    this.sight.lastWords = message
    const { messages } = this.place
    const answered = () => [...messages.values()].some((one) => one.authorId === world.bot.id && isAfter(one, message))
    await this.waits(answered, () => `nothing answered ${this.name} who wrote "${content}"`)
  }

  /** Uses a button or a select of a message that is still there. */
  private async uses({ message, control }: Control, more: Fields): Promise<void> {
    const data = { custom_id: control.custom_id, component_type: control.type, id: control.id, ...more }
    await this.does({ type: InteractionType.MessageComponent, user: this.user, channel: this.channelOf(message), source: message, data })
  }

  /** Sends it, and waits until it is answered for good: at once, or after "thinking". */
  private async does(doing: Doing): Promise<void> {
    const before = this.parts.world.clock.now()
    const interaction = this.parts.interactions.send(doing)
    const failed = () => `${this.name} reads "The application did not respond" (${JSON.stringify(doing.data).slice(0, 300)})`
    await this.waits(() => this.settled(interaction, before), failed)
    this.sight.last = interaction
    this.sight.modal = interaction.modal
    if (interaction.modal) return
    this.sight.shown = interaction
    this.sight.lastWords = null
  }

  private settled({ dead, answered, used, channel }: Interaction, before: number): boolean {
    if (dead && answered === null) throw new Error(`${this.name} reads "The application did not respond": the answer came too late`)
    if (answered === InteractionResponseType.DeferredChannelMessageWithSource) return used > 0
    // without a visible change of its own, something else is to be seen
    if (answered === InteractionResponseType.DeferredMessageUpdate)
      return used > 0 || [...channel.messages.values()].some(({ authorId, createdAt, editedAt }) => authorId === this.parts.world.bot.id && Math.max(createdAt, editedAt ?? 0) >= before)
    return answered !== null
  }
}

const optionsOf = (at: Fields): Fields[] => (Array.isArray(at.options) ? (at.options as Fields[]) : [])

const fileFor = (named: string, files: Record<string, FileToSend>): FileToSend => {
  const file = files[named]
  if (!file) throw new Error(`there is no file "${named}" to attach`)
  return file
}

const matches = (text: string, one: Seen): boolean => (typeof one === 'string' ? text.includes(one) : one.test(text))
