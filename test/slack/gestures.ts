import type { Block, Element, Option, Placed } from './blocks.ts'
import { inputsOf, optionsOf } from './blocks.ts'
import { Refused, refuse } from './api.ts'
import { bring } from './delivery.ts'
import type { Interaction } from './interactions.ts'
import { messageEvent, shown } from './messages.ts'
import { good, unlikeOthers } from './methods/views.ts'
import { say } from './response-url.ts'
import type { Inner } from './server.ts'
import type { Seen } from './sight.ts'
import { suggestionProblems } from './validate.ts'
import { closeFrom, initialOf, mostViews, place, stackOf, viewRecord, viewShown } from './views.ts'
import { installedBy, keep, nextChange, type ConversationRecord, type FileRecord, type MessageRecord, type StateValue, type UserRecord, type ViewRecord, type WorkspaceRecord } from './world.ts'

/** Who does something. */
export interface Actor {
  inner: Inner
  workspace: WorkspaceRecord
  user: UserRecord
}

const channelName = ({ kind, name }: ConversationRecord) => (kind === 'im' ? 'directmessage' : name)

const begun = ({ inner, workspace, user }: Actor): Interaction => inner.interactions.begin(workspace, user)

/** In which company, and by whose installation. */
const companyOf = ({ organisation }: WorkspaceRecord) => (organisation ? { enterprise_id: organisation.id, enterprise_name: organisation.name } : {})

const signed = ({ inner, workspace, user }: Actor) => ({
  token: inner.app.verificationToken,
  api_app_id: inner.app.id,
  team: { id: workspace.id, domain: workspace.domain, ...companyOf(workspace) },
  enterprise: workspace.organisation && { id: workspace.organisation.id, name: workspace.organisation.name },
  is_enterprise_install: installedBy(workspace).isOrganisation,
  user: { id: user.id, username: user.name.toLowerCase(), name: user.name.toLowerCase(), team_id: workspace.id },
})

/** What Slack itself tells somebody, for her alone. */
function tell({ inner, user }: Actor, conversation: ConversationRecord, text: string): void {
  keep(conversation, { ts: inner.newTs(), user: 'USLACKBOT', byBot: false, text, blocks: [], files: [], onlyFor: user.id })
}

/** She types a slash command. */
export async function command(actor: Actor, conversation: ConversationRecord, name: string, text: string): Promise<Interaction> {
  const { inner, workspace, user } = actor
  const interaction = begun(actor)
  const delivered = await bring(inner, {
    type: 'slash_commands',
    payload: {
      token: inner.app.verificationToken, team_id: workspace.id, team_domain: workspace.domain, ...companyOf(workspace), channel_id: conversation.id,
      channel_name: channelName(conversation), user_id: user.id, user_name: user.name.toLowerCase(), command: name, text, api_app_id: inner.app.id,
      is_enterprise_install: String(installedBy(workspace).isOrganisation), trigger_id: interaction.triggerId, response_url: inner.interactions.responseUrl(inner.url, interaction, conversation),
    },
  })
  if (!delivered.ok) {
    const why = delivered.why === 'http_timeout' ? 'operation_timeout' : 'dispatch_failed'
    tell(actor, conversation, `${name} failed with the error "${why}"`)
    return interaction
  }
  const answer = typeof delivered.answer === 'string' ? { text: delivered.answer } : (delivered.answer as Record<string, unknown> | undefined)
  if (answer && Object.keys(answer).length) trying(actor, conversation, () => say(inner, { interaction, conversation }, answer))
  return interaction
}

/** What Slack does not take of an answer, nobody sees; it tells that something failed. */
function trying(actor: Actor, conversation: ConversationRecord, show: () => void): void {
  try {
    show()
  } catch (error) {
    if (!(error instanceof Refused)) throw error
    tell(actor, conversation, `Slack does not show what the app answered: ${error.error}`)
  }
}

/** What she did with an element, as the app is told. */
export function actionOf({ block, element }: Placed, state: StateValue): Record<string, unknown> {
  const { type: _type, ...chosen } = state
  const pressed = element.type === 'button' ? { text: element.text, ...(element.value === undefined ? {} : { value: element.value }) } : chosen
  return { type: element.type, block_id: block.block_id, action_id: element.action_id, action_ts: (Date.now() / 1000).toFixed(6), ...pressed }
}

/** Values of what can be chosen outside of fields. */
const stateOf = (seen: Seen, used: Placed, state: StateValue): Record<string, Record<string, StateValue>> => {
  const values: Record<string, Record<string, StateValue>> = {}
  for (const { block, element } of seen.usable) {
    if (element.type === 'button' || element.type === 'overflow') continue
    const isUsed = block.block_id === used.block.block_id && element.action_id === used.element.action_id
    values[block.block_id] = { ...values[block.block_id], [element.action_id]: isUsed ? state : initialOf(element) }
  }
  return values
}

/** She presses or chooses something in a message or a view. */
export async function act(actor: Actor, seen: Seen, used: Placed, state: StateValue): Promise<Interaction> {
  const { inner, workspace } = actor
  const interaction = begun(actor)
  if (seen.kind === 'view' && used.element.type !== 'button') {
    const { values } = seen.view
    values[used.block.block_id] = { ...values[used.block.block_id], [used.element.action_id]: state }
  }
  const payload = {
    type: 'block_actions',
    ...signed(actor),
    trigger_id: interaction.triggerId,
    actions: [actionOf(used, state)],
    ...(seen.kind === 'message'
      ? { ...inMessage(actor, seen, interaction), state: { values: stateOf(seen, used, state) } }
      : { container: { type: 'view', view_id: seen.view.id }, view: viewShown(inner, workspace, seen.view) }),
  }
  const delivered = await bring(inner, { type: 'interactive', payload })
  if (!delivered.ok && seen.kind === 'message') tell(actor, seen.conversation, 'This app responded with an error')
  if (!delivered.ok && seen.kind === 'view') trouble(seen.view)
  return interaction
}

/** Where a message stands; one that only she sees is not sent along. */
function inMessage({ inner, workspace }: Actor, { conversation, message }: Extract<Seen, { kind: 'message' }>, interaction: Interaction) {
  return {
    container: { type: 'message', message_ts: message.ts, channel_id: conversation.id, is_ephemeral: message.onlyFor !== undefined, ...(message.threadTs ? { thread_ts: message.threadTs } : {}) },
    channel: { id: conversation.id, name: channelName(conversation) },
    ...(message.onlyFor ? {} : { message: shown(inner, workspace, message) }),
    response_url: inner.interactions.responseUrl(inner.url, interaction, conversation, message),
  }
}

const troubled = 'We had some trouble connecting. Try again?'
function trouble(view: ViewRecord): void {
  view.errors = { '': troubled }
  view.changed = nextChange()
}

/** She submits the modal before her; what the app answers happens to it. */
export async function submit(actor: Actor, view: ViewRecord): Promise<Interaction> {
  const { inner, workspace } = actor
  const interaction = begun(actor)
  view.errors = {}
  const payload = { type: 'view_submission', ...signed(actor), trigger_id: interaction.triggerId, view: viewShown(inner, workspace, view), response_urls: responseUrls(actor, view, interaction) }
  const delivered = await bring(inner, { type: 'interactive', payload })
  if (!delivered.ok) {
    trouble(view)
    return interaction
  }
  try {
    answered(actor, view, (delivered.answer ?? {}), interaction)
  } catch (error) {
    if (!(error instanceof Refused)) throw error
    trouble(view)
  }
  return interaction
}

/** Where the app may answer to the conversations that were chosen, if it asked for that. */
const responseUrls = ({ inner, workspace }: Actor, view: ViewRecord, interaction: Interaction) =>
  inputsOf(view.blocks).flatMap(({ block: { block_id: block }, element: { action_id: action, response_url_enabled: enabled } }) => {
    const state = view.values[block]?.[action]
    const conversation = workspace.conversations.get(String(state?.selected_conversation ?? state?.selected_channel))
    if (!enabled || !conversation) return []
    const url = inner.interactions.responseUrl(inner.url, interaction, conversation)
    return [{ block_id: block, action_id: action, channel_id: conversation.id, response_url: url }]
  })

interface Answer {
  response_action?: string
  errors?: Record<string, string>
  view?: unknown
}

function answered(actor: Actor, view: ViewRecord, answer: Answer, interaction: Interaction): void {
  const { inner, workspace } = actor
  const wrong = (message: string) => refuse(inner, 'view_submission', [{ pointer: '/response_action', message, error: 'invalid_response' }])
  switch (answer.response_action) {
    case undefined:
      if (Object.keys(answer).length) wrong('missing required field: response_action')
      return void closeFrom(workspace, view)
    case 'clear':
      return void workspace.modals.set(view.user, [])
    case 'errors': {
      const fields = new Set(view.blocks.filter(({ type }) => type === 'input').map(({ block_id: id }) => id))
      const strange = Object.keys(answer.errors ?? {}).filter((id) => !fields.has(id))
      if (strange.length || !Object.keys(answer.errors ?? {}).length) wrong(`no input block is called ${strange.join(', ') || 'so'}`)
      view.errors = answer.errors ?? {}
      view.changed = nextChange()
      break
    }
    case 'update': {
      const sent = good(actor, 'view_submission', answer.view, 'modal')
      unlikeOthers(actor, sent, view)
      place(workspace, viewRecord(sent, view.user, view))
      break
    }
    case 'push': {
      if (stackOf(workspace, view.user).length >= mostViews) wrong('push_limit_reached')
      const sent = good(actor, 'view_submission', answer.view, 'modal')
      unlikeOthers(actor, sent)
      place(workspace, { ...viewRecord(sent, view.user), rootId: view.rootId, previousId: view.id })
      break
    }
    default:
      wrong(`unknown: ${answer.response_action}`)
  }
  interaction.answered = true
}

/** She closes the modal before her; the app hears of it when it asked to. */
export async function closeModal(actor: Actor, view: ViewRecord): Promise<void> {
  const { inner, workspace } = actor
  const all = view.clearOnClose ? stackOf(workspace, view.user) : [view]
  const [first = view] = all
  closeFrom(workspace, first)
  for (const closed of all.toReversed()) {
    if (!closed.notifyOnClose) continue
    const payload = { type: 'view_closed', ...signed(actor), view: viewShown(inner, workspace, closed), is_cleared: view.clearOnClose }
    await bring(inner, { type: 'interactive', payload })
  }
}

/** What the app offers for what she typed in a select. */
export async function suggestions(actor: Actor, seen: Seen, { block, element }: { block: Block; element: Element }, typed: string): Promise<Option[]> {
  const { inner, workspace } = actor
  if (typed.length < (element.min_query_length ?? 3)) return []
  const where =
    seen.kind === 'view'
      ? { container: { type: 'view', view_id: seen.view.id }, view: viewShown(inner, workspace, seen.view) }
      : { container: { type: 'message', message_ts: seen.message.ts, channel_id: seen.conversation.id }, channel: { id: seen.conversation.id, name: channelName(seen.conversation) } }
  const payload = { type: 'block_suggestion', ...signed(actor), block_id: block.block_id, action_id: element.action_id, value: typed, ...where }
  const delivered = await bring(inner, { type: 'interactive', payload })
  if (!delivered.ok) return []
  const problems = suggestionProblems(delivered.answer)
  if (problems.length) inner.log.objections.push({ method: 'block_suggestion', error: 'invalid_options', messages: problems.map(({ pointer, message }) => `[ERROR] ${message} [json-pointer:${pointer}]`) })
  return problems.length ? [] : optionsOf(delivered.answer as Pick<Element, 'options' | 'option_groups'>)
}

/** She uses a shortcut: on a message, or on nothing in particular. */
export async function shortcut(actor: Actor, callbackId: string, on?: { conversation: ConversationRecord; message: MessageRecord }): Promise<Interaction> {
  const { inner, workspace } = actor
  const interaction = begun(actor)
  const about = { ...signed(actor), callback_id: callbackId, trigger_id: interaction.triggerId, action_ts: (Date.now() / 1000).toFixed(6) }
  const payload = on
    ? {
        type: 'message_action', ...about, message_ts: on.message.ts, message: shown(inner, workspace, on.message),
        channel: { id: on.conversation.id, name: channelName(on.conversation) },
        response_url: inner.interactions.responseUrl(inner.url, interaction, on.conversation),
      }
    : { type: 'shortcut', ...about }
  const delivered = await bring(inner, { type: 'interactive', payload })
  if (!delivered.ok && on) tell(actor, on.conversation, 'This app responded with an error')
  return interaction
}

/** She writes a message. @returns the event of it */
export function write({ inner, workspace, user }: Actor, conversation: ConversationRecord, text: string, files: FileRecord[], threadTs?: string): Record<string, unknown> {
  const message = keep(conversation, { ts: inner.newTs(), user: user.id, byBot: false, text, blocks: [], files, threadTs })
  for (const file of files) file.shares.push({ channel: conversation.id, ts: message.ts })
  return messageEvent(inner, workspace, conversation, message)
}
