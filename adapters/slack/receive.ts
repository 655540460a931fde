import { setTimeout as wait } from 'node:timers/promises'
import type { App, BlockAction, BlockSuggestion, MessageShortcut, SlashCommand, types, ViewSubmitAction } from '@slack/bolt'
import { nanoid } from 'nanoid'
import { z } from 'zod'
import type { Incoming } from '../../bot/adapter.ts'
import { callOfAction } from './action-id.ts'
import { readerOf, say } from './answer.ts'
import { ask, wantedBy } from './ask.ts'
import { elementId } from './fields.ts'
import type { Forms } from './forms.ts'
import { plainText, unescaped } from './incoming-text.ts'
import { lineOf } from './manifest.ts'
import { m } from './messages.ts'
import type { Here, Place } from './place.ts'
import type { Slack } from './slack.ts'
import { suggestions } from './suggest.ts'
import { formView } from './views.ts'
import { workspaceIn, type Workspace } from './workspaces.ts'

/** Hears what people type, press, choose and fill in. Everything is acknowledged at once, forms and suggestions with their answer. */
export function listen(app: App, slack: Slack, forms: Pick<Forms, 'hear'>): void {
  app.command(/^\/./, async ({ ack, command, context }) => {
    await ack()
    await hearCommand(slack, workspaceIn(context), command)
  })
  app.action({ type: 'block_actions' }, async ({ ack, body, context }) => {
    await ack()
    await hearAction(slack, workspaceIn(context), body)
  })
  app.shortcut({ type: 'message_action' }, async ({ ack, shortcut, context }) => {
    await ack()
    await hearShortcut(slack, workspaceIn(context), shortcut)
  })
  app.options<'block_suggestion'>({ type: 'block_suggestion', action_id: elementId }, async ({ ack, options, context }) => {
    await ack({ options: await suggested(slack, workspaceIn(context), options) })
  })
  app.view<ViewSubmitAction>({ callback_id: formView, type: 'view_submission' }, (args) => forms.hear(args))
}

/** Finds out who somebody is and does what she asked; what goes wrong is told to her, where she is if nowhere else. */
async function attend(slack: Slack, place: Place, work: (here: Here) => Promise<void>): Promise<void> {
  const { workspace, user } = place
  let here: Here
  try {
    const from = await slack.people.account(workspace, user)
    if (!from) return
    here = { ...place, from }
  } catch (error) {
    slack.log.warn({ err: error }, 'Slack does not say who somebody is')
    return say(slack, { ...place, from: { spaceId: workspace.spaceId, externalId: user, name: '' } }, m.unreachable)
  }
  try {
    if (workspace.agreed) await work(here)
    else await say(slack, here, m.notAgreed({ community: (await slack.engine.community()).name }))
  } catch (error) {
    const reference = nanoid(8)
    slack.log.error({ err: error, reference }, 'somebody could not be served')
    await say(slack, here, m.trouble({ reference })).catch((failure: unknown) => slack.log.error({ err: failure, reference }, 'nor told so'))
  }
}

async function hearCommand(slack: Slack, workspace: Workspace, command: SlashCommand): Promise<void> {
  const { user_id: user, channel_id: channelId, response_url: url, trigger_id: trigger } = command
  const channel = (await slack.direct.is(workspace, user, channelId)) ? null : channelId
  const typed = lineOf(slack.commands, command.command, unescaped(command.text))
  await attend(slack, { workspace, user, channel, response: slack.responses.given(url) }, (here) =>
    ask(slack, { key: `cmd:${trigger}`, here, what: { typed }, trigger }))
}

const containerSchema = z.object({ message_ts: z.string().optional(), view_id: z.string().optional(), is_ephemeral: z.boolean().optional(), thread_ts: z.string().optional() })

async function hearAction(slack: Slack, workspace: Workspace, body: BlockAction): Promise<void> {
  const [action] = body.actions
  const call = callOfAction(action)
  // A button that opens an address tells of it, and wants nothing.
  if (!action || !call) return
  const container = containerSchema.parse(body.container)
  const channelId = body.channel?.id
  const user = body.user.id
  const isPrivate = channelId === undefined || (await slack.direct.is(workspace, user, channelId))
  const place: Place = {
    workspace,
    user,
    channel: isPrivate ? null : channelId,
    thread: container.thread_ts,
    response: slack.responses.given(body.response_url),
  }
  const key = `act:${container.message_ts ?? container.view_id ?? ''}:${action.action_ts}:${user}`
  await attend(slack, place, async (here) => ask(slack, { key, here, what: await wantedBy(slack, call), trigger: body.trigger_id }))
}

async function hearShortcut(slack: Slack, workspace: Workspace, shortcut: MessageShortcut): Promise<void> {
  const { callback_id: name, trigger_id: trigger, user: { id: user }, channel, message } = shortcut
  const place: Place = { workspace, user, channel: channel.id, response: slack.responses.given(shortcut.response_url) }
  await attend(slack, place, async (here) => {
    const { locale } = await readerOf(slack, here)
    const wanted = slack.door.messageActions(locale).find((one) => one.name === shortcutAction(name))
    const words = plainText(message.text ?? '').trim()
    if (!words) return say(slack, here, m.shortcutEmpty)
    const what: Incoming['what'] = { call: { action: wanted?.name ?? shortcutAction(name), input: wanted ? { [wanted.field]: words } : {} }, asks: true }
    await ask(slack, { key: `cmd:${trigger}`, here, what, trigger })
  })
}

/** A message shortcut is called like its action. */
export const shortcutAction = (callbackId: string): string => callbackId

/** Later than this, nothing is suggested: Slack waits no longer than three seconds. */
const budgetMs = 2000

const suggested = (slack: Slack, workspace: Workspace, options: BlockSuggestion): Promise<types.Option[]> =>
  Promise.race([found(slack, workspace, options), wait(budgetMs, [], { ref: false })])

async function found(slack: Slack, workspace: Workspace, options: BlockSuggestion): Promise<types.Option[]> {
  try {
    const from = await slack.people.account(workspace, options.user.id)
    return from && options.view && workspace.agreed ? await suggestions(slack, { from, ...options, view: options.view }) : []
  } catch (error) {
    slack.log.warn({ err: error }, 'no suggestions')
    return []
  }
}
