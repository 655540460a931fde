import { nanoid } from 'nanoid'
import type {
  AutocompleteInteraction, ButtonInteraction, ChatInputCommandInteraction, Interaction, MessageContextMenuCommandInteraction, ModalSubmitInteraction,
  StringSelectMenuInteraction,
} from 'discord.js'
import type { Incoming } from '../../bot/adapter.ts'
import { knownLocale, type AccountRef } from '../../bot/person.ts'
import type { Message } from '../../bot/text.ts'
import { redeem, ticketAction } from '../../bot/ticket.ts'
import { text, view, type Call } from '../../bot/view.ts'
import { Answer } from './answer.ts'
import { cancelledAction, confirmAction, confirmedAction, questionOf } from './confirm.ts'
import { decodeCall } from './custom-id.ts'
import { rememberDirectChannel } from './direct.ts'
import type { Discord } from './discord.ts'
import { formAction, present, stateOf } from './form-state.ts'
import { m } from './messages.ts'
import { askedFirst } from './own-views.ts'
import type { Unserved } from './people.ts'
import { openForm, say, show, showOurs, whoAsks, type Asking } from './show.ts'
import { resume, submit } from './submit.ts'
import { suggest } from './suggest.ts'
import { inputFrom, nameOfCommand } from './typed.ts'
import { showWaiting } from './waiting.ts'

type Press = ButtonInteraction | StringSelectMenuInteraction
type Answerable = ChatInputCommandInteraction | MessageContextMenuCommandInteraction | Press | ModalSubmitInteraction

/** Does what an interaction asks for and answers it. Never fails. */
export async function receive(discord: Discord, interaction: Interaction): Promise<void> {
  try {
    if (interaction.isAutocomplete()) await suggest(discord, interaction)
    else if (isAnswerable(interaction)) await answer(discord, interaction)
  } catch (error) {
    discord.log.error({ err: error }, 'an interaction could not be answered')
  }
}

const isAnswerable = (interaction: Exclude<Interaction, AutocompleteInteraction>): interaction is Answerable =>
  interaction.isChatInputCommand() || interaction.isMessageContextMenuCommand() || interaction.isButton() || interaction.isStringSelectMenu() || interaction.isModalSubmit()

async function answer(discord: Discord, interaction: Answerable): Promise<void> {
  const { id, token, applicationId, guildId, channelId, user } = interaction
  const reply = new Answer(discord, { id, token, applicationId, ephemeral: guildId !== null })
  try {
    const from = await account(discord, interaction)
    if (typeof from === 'string') return await sayTo(discord, interaction, reply, m[from])
    const isPress = interaction.isMessageComponent()
    const asking: Asking = { discord, key: `int:${id}`, from, channel: guildId === null ? null : channelId, isPress, answer: reply }
    await explained(asking, () => route(asking, interaction))
    if (guildId !== null) await showWaiting(asking)
    else if (channelId) await rememberDirectChannel(discord.database, user.id, channelId)
  } finally {
    reply.ends()
  }
}

/** Who asks; a sentence’s name when she cannot be served. */
async function account({ people, log }: Discord, interaction: Answerable): Promise<AccountRef | Unserved | 'unreachable'> {
  try {
    return await people.of(interaction)
  } catch (error) {
    log.warn({ err: error }, 'Discord did not say who somebody is')
    return 'unreachable'
  }
}

/** Says something to somebody whom nothing is known of. */
async function sayTo(discord: Discord, interaction: Answerable, reply: Answer, message: Message): Promise<void> {
  const { locale, timeZone } = await discord.engine.community()
  const reader = { locale: knownLocale([interaction.locale], locale), timeZone }
  const from = { spaceId: 0, externalId: interaction.user.id, name: '' }
  await showOurs({ discord, key: '', from, channel: null, isPress: false, answer: reply }, view({}, text(message)), reader)
}

/** A bug of ours: she gets a reference under which it was logged. */
async function explained(asking: Asking, work: () => Promise<void>): Promise<void> {
  try {
    await work()
  } catch (error) {
    const reference = nanoid(8)
    asking.discord.log.error({ err: error, reference }, 'an interaction failed')
    await say(asking, m.bug({ reference }))
  }
}

async function route(asking: Asking, interaction: Answerable): Promise<void> {
  if (interaction.isModalSubmit()) return sent(asking, interaction)
  if (interaction.isMessageContextMenuCommand()) return onMessage(asking, interaction)
  if (interaction.isChatInputCommand()) return command(asking, interaction)
  const call = decodeCall(interaction.isStringSelectMenu() ? (interaction.values[0] ?? '') : interaction.customId)
  return call ? press(asking, call) : say(asking, m.oldButton)
}

async function command(asking: Asking, interaction: ChatInputCommandInteraction): Promise<void> {
  const target = asking.discord.commands.targets.get(nameOfCommand(interaction))
  if (!target) return say(asking, m.oldCommand)
  const { input, problem } = await inputFrom(asking, target, interaction.options)
  if (problem) return say(asking, problem)
  await perform(asking, { call: { action: target.action, input } }, input)
}

/** The words of a message become the field they are meant for, in a form where the rest is said. */
async function onMessage(asking: Asking, interaction: MessageContextMenuCommandInteraction): Promise<void> {
  const action = asking.discord.commands.onMessages.get(interaction.commandName)
  if (!action) return say(asking, m.oldCommand)
  const input = { [action.field]: interaction.targetMessage.content }
  await perform(asking, { call: { action: action.name, input }, asks: true }, input)
}

async function press(asking: Asking, call: Call): Promise<void> {
  const { discord, from, answer: reply } = asking
  const { client } = discord.database
  const now = discord.clock.now()
  if (call.action === confirmAction) return askFirst(asking, call)
  if (call.action === confirmedAction) {
    const question = await questionOf(client, call, now)
    if (!question) return say(asking, m.oldButton)
    reply.takesPlace()
    return perform(asking, { call: question.call }, question.call.input)
  }
  if (call.action === cancelledAction) {
    reply.takesPlace()
    return say(asking, m.cancelled)
  }
  const state = await stateOf(discord.database, call, from.externalId, now)
  if (state?.here) reply.takesPlace()
  if (state) return resume(asking, state)
  const kept = call.action === ticketAction ? await redeem(client, call.input.id, now) : call
  if (kept?.action === formAction) return say(asking, m.oldForm)
  await perform(asking, { call }, kept?.input ?? {})
}

async function askFirst(asking: Asking, call: Call): Promise<void> {
  const { database, clock } = asking.discord
  const question = await questionOf(database.client, call, clock.now())
  if (!question) return say(asking, m.oldButton)
  await showOurs(asking, askedFirst(question, call.input), await whoAsks(asking))
}

async function sent(asking: Asking, interaction: ModalSubmitInteraction): Promise<void> {
  const { discord, from, answer: reply } = asking
  const call = decodeCall(interaction.customId)
  const state = call && (await stateOf(discord.database, call, from.externalId, discord.clock.now()))
  if (!state) return say(asking, m.oldForm)
  if (state.here && interaction.isFromMessage()) reply.takesPlace()
  await submit(asking, state, interaction.fields)
}

/** Asks the engine what to do, and does it. `given` is what a form that has to be filled in begins with. */
async function perform(asking: Asking, what: Incoming['what'], given: Call['input']): Promise<void> {
  const { discord, key, from, channel, isPress } = asking
  const incoming: Incoming = { key, from, channel, what }
  const plan = await discord.door.plan(incoming)
  if (plan.kind === 'say') return show(asking, { ...plan, personId: 0 })
  // What she typed is hers; what a button carries is everybody's.
  const begun = { input: present(given), done: [], ...(isPress || Object.keys(given).length === 0 ? {} : { by: from.externalId }) }
  if (plan.kind === 'form') return openForm(asking, plan.form, { action: plan.form.action, ...begun })
  const reply = await discord.door.run(incoming)
  if (reply.kind === 'view') return show(asking, reply)
  await openForm(asking, reply.form, { action: reply.form.action, ...begun, problems: reply.form.problems })
}
