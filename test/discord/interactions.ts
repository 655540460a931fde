import { ChannelType, InteractionResponseType, InteractionType, MessageFlags } from 'discord.js'
import { secret } from './ids.ts'
import { stored } from './components.ts'
import { createMessage, createPlaceholder, deleteMessage, editMessage } from './messages.ts'
import { channelObject, memberInChannel, messageObject, userObject, withParent } from './objects.ts'
import { bitsOf, permissionsIn } from './permissions.ts'
import { invalid, isFields, objectsOf, type Fields } from './problems.ts'
import { Refused, refuse, refuseIf } from './refusals.ts'
import type { Upload } from './sent.ts'
import { fileBytes } from './validate-message.ts'
import { modalProblems } from './validate-modal.ts'
import type { Channel, Component, Message, User, World } from './world.ts'

/** A form that an answer opened. */
export interface Modal {
  customId: string
  title: string
  components: Component[]
}

/** Something that a person did, from her doing it to the last answer. */
export interface Interaction {
  id: string
  token: string
  type: InteractionType
  user: User
  channel: Channel
  /** the message whose button it was, or from whose button the form came */
  source: Message | null
  createdAt: number
  /** what the test had let pass until then */
  passedBefore: number
  /** milliseconds until the first answer, as they really went by */
  answeredAfter: number | null
  /** the type of the first answer */
  answered: InteractionResponseType | null
  /** what `@original` is */
  original: Message | null
  /** whether `original` came with this answer, and is not the message that was there before */
  isNew: boolean
  followUps: Message[]
  modal: Modal | null
  choices: { name: string; value: string | number; name_localizations?: Record<string, string> | null }[] | null
  /** how often something was done with the token after the first answer */
  used: number
  dead: boolean
}

export interface Doing {
  type: InteractionType
  user: User
  channel: Channel
  data: Fields
  source?: Message | null
}

const inDirectMessages = bitsOf('ViewChannel', 'SendMessages', 'EmbedLinks', 'AttachFiles', 'ReadMessageHistory')
const tokenLife = 15 * 60_000
const allowedFor: Record<number, InteractionResponseType[]> = {
  [InteractionType.ApplicationCommand]: [4, 5, 9],
  [InteractionType.MessageComponent]: [4, 5, 6, 7, 9],
  [InteractionType.ApplicationCommandAutocomplete]: [8],
  [InteractionType.ModalSubmit]: [4, 5, 6, 7],
}

/** All interactions: sent to the bot, answered once and in time, followed up for a quarter of an hour. */
export class Interactions {
  readonly all: Interaction[] = []
  private readonly byToken = new Map<string, Interaction>()

  constructor(private readonly world: World, private readonly answerWithin: number | undefined) {}

  /** Sends what a person did to the bot. */
  send({ type, user, channel, data, source = null }: Doing): Interaction {
    const { world } = this
    const interaction: Interaction = {
      id: world.ids.next(), token: secret(100), type, user, channel, source, createdAt: world.clock.now(), passedBefore: world.clock.passed(), answeredAfter: null, answered: null, original: null, isNew: false,
      followUps: [], modal: null, choices: null, used: 0, dead: false,
    }
    this.all.push(interaction)
    this.byToken.set(interaction.token, interaction)
    world.dispatch({ t: 'INTERACTION_CREATE', d: this.payload(interaction, data), guildId: channel.guildId, intent: 0 })
    return interaction
  }

  private payload({ id, token, type, user, channel, source }: Interaction, data: Fields): object {
    const { world } = this
    const guild = world.guildOf(channel)
    const who = guild ? { member: memberInChannel(world, guild, channel, user.id), guild_id: guild.id, guild_locale: guild.locale } : { user: userObject(user) }
    const botMay = guild ? permissionsIn(guild, withParent(world, channel), world.bot.id) : inDirectMessages
    return {
      id, application_id: world.bot.id, type, data, token, version: 1, ...who, channel_id: channel.id, channel: channelObject(world, channel),
      ...(guild ? { guild: { id: guild.id, locale: guild.locale, features: [] } } : {}), locale: user.locale, app_permissions: String(botMay), entitlements: [],
      authorizing_integration_owners: { 0: guild?.id ?? '0' }, context: guild ? 0 : channel.type === ChannelType.DM ? 1 : 2, attachment_size_limit: fileBytes,
      ...(source ? { message: messageObject(world, source) } : {}),
    }
  }

  /** The first answer. Too late, or an unknown interaction: 10062; a second one: 40060. */
  answer(id: string, token: string, body: Fields, files: Upload[]): Interaction {
    const found = this.byToken.get(token)
    if (found?.id !== id) refuse('unknownInteraction')
    if (found.answered !== null) refuse('alreadyAcknowledged')
    if (this.isLate(found)) {
      found.dead = true
      this.world.changed()
      refuse('unknownInteraction')
    }
    const allowed = allowedFor[found.type] ?? []
    const type = allowed.find((one) => Number(one) === body.type)
    if (type === undefined) throw new Refused(invalid(['type'], 'BASE_TYPE_CHOICES', `Value must be one of {${allowed.join(', ')}}.`))
    const updates = type === InteractionResponseType.DeferredMessageUpdate || type === InteractionResponseType.UpdateMessage
    if (updates && !found.source) throw new Refused(invalid(['type'], 'INTERACTION_HAS_NO_MESSAGE', 'There is no message to update'))
    this.carryOut(found, type, isFields(body.data) ? body.data : {}, files)
    found.answered = type
    found.answeredAfter = this.world.clock.now() - found.createdAt
    this.world.changed()
    return found
  }

  /**
   * Whether the three seconds for a first answer are over. Only time that a test lets pass counts, so that no test fails because
   * a machine is slow; real time counts where a limit for it is given.
   */
  private isLate({ createdAt, passedBefore }: Interaction): boolean {
    const { clock } = this.world
    const realTime = clock.now() - createdAt
    return clock.passed() - passedBefore > 3000 || (this.answerWithin !== undefined && realTime > this.answerWithin)
  }

  private carryOut(interaction: Interaction, type: InteractionResponseType, data: Fields, files: Upload[]): void {
    if (type === InteractionResponseType.Modal) return this.open(interaction, data)
    if (type === InteractionResponseType.ApplicationCommandAutocompleteResult) return offer(interaction, data)
    const { world } = this
    const updates = type === InteractionResponseType.DeferredMessageUpdate || type === InteractionResponseType.UpdateMessage
    interaction.isNew = !updates
    if (updates) interaction.original = interaction.source
    if (type === InteractionResponseType.UpdateMessage && interaction.source) editMessage(world, interaction.source, data, files)
    if (type === InteractionResponseType.ChannelMessageWithSource) interaction.original = createMessage(world, { ...this.writing(interaction, data), body: data, files })
    if (type !== InteractionResponseType.DeferredChannelMessageWithSource) return
    if (Number(data.flags ?? 0) & ~MessageFlags.Ephemeral) throw new Refused(invalid(['data', 'flags'], 'MESSAGE_FLAGS_INVALID', 'Only EPHEMERAL can be set'))
    interaction.original = createPlaceholder(world, this.writing(interaction, data))
  }

  private writing({ id, type, user, channel }: Interaction, data: Fields) {
    const ephemeral = Boolean(Number(data.flags ?? 0) & MessageFlags.Ephemeral)
    return { channel, authorId: this.world.bot.id, interaction: { id, type, userId: user.id }, ephemeralFor: ephemeral ? user.id : null }
  }

  private open(interaction: Interaction, data: Fields): void {
    refuseIf(modalProblems(data))
    const components = stored(objectsOf(data.components), (url) => ({ url }))
    interaction.modal = { customId: String(data.custom_id), title: String(data.title), components }
  }

  /** Another message, as long as the token lives. */
  followUp(token: string, body: Fields, files: Upload[]): Message {
    const interaction = this.living(token)
    const message = createMessage(this.world, { ...this.writing(interaction, body), body, files })
    interaction.followUps.push(message)
    this.used(interaction)
    return message
  }

  /** A message of this interaction: `@original`, or a follow-up. */
  find(token: string, messageId: string): Message {
    const interaction = this.living(token)
    const original = interaction.original ?? undefined
    const message = messageId === '@original' ? original : [original, ...interaction.followUps].find((one) => one?.id === messageId)
    return message && interaction.channel.messages.has(message.id) ? message : refuse('unknownMessage')
  }

  edit(token: string, messageId: string, body: Fields, files: Upload[]): Message {
    const message = editMessage(this.world, this.find(token, messageId), body, files)
    this.used(this.living(token))
    return message
  }

  delete(token: string, messageId: string): void {
    deleteMessage(this.world, this.find(token, messageId))
    this.used(this.living(token))
  }

  /** From now on every token given so far is worth nothing. */
  expireTokens(): void {
    for (const interaction of this.all) interaction.dead = true
  }

  private used(interaction: Interaction): void {
    interaction.used += 1
    this.world.changed()
  }

  private living(token: string): Interaction {
    const found = this.byToken.get(token)
    if (!found) return refuse('unknownWebhook')
    if (found.dead || this.world.clock.now() - found.createdAt > tokenLife) refuse('invalidWebhookToken')
    return found.answered === null ? refuse('unknownWebhook') : found
  }
}

/** At most 25 suggestions of 1–100 characters. */
function offer(interaction: Interaction, data: Fields): void {
  const choices = objectsOf(data.choices)
  if (!Array.isArray(data.choices) || choices.length > 25) throw new Refused(invalid(['data', 'choices'], 'BASE_TYPE_BAD_LENGTH', 'Must be between 0 and 25 in length.'))
  choices.forEach(({ name, value }, index) => {
    const long = [name, value].some((one) => typeof one === 'string' && (one.length > 100 || one.length === 0))
    if (typeof name !== 'string' || long) throw new Refused(invalid(['data', 'choices', index, 'name'], 'BASE_TYPE_BAD_LENGTH', 'Must be between 1 and 100 in length.'))
  })
  interaction.choices = choices as NonNullable<Interaction['choices']>
}

