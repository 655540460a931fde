import { inputsOf, optionsOf, withIds, type Block, type Element } from './blocks.ts'
import { newId, nextChange, type StateValue, type ViewRecord, type WorkspaceRecord } from './world.ts'
import type { Inner } from './server.ts'

/** A view as the app sends it, once `viewProblems` found none. */
export interface ViewSent {
  type: 'modal' | 'home'
  callback_id?: string
  title?: { text: string }
  submit?: { text: string }
  close?: { text: string }
  blocks: Block[]
  private_metadata?: string
  external_id?: string
  notify_on_close?: boolean
  clear_on_close?: boolean
}

/** views on top of each other */
export const mostViews = 3

let hashes = 0
const newHash = () => `${Date.now()}.${(++hashes).toString(36).padStart(8, '0')}`

/** What an element holds before anybody touched it; an empty one holds nothing. */
export function initialOf(element: Element): StateValue {
  const { type } = element
  const chosen = element.initial_options ?? []
  switch (type) {
    case 'datepicker':
      return { type, selected_date: element.initial_date ?? null }
    case 'timepicker':
      return { type, selected_time: element.initial_time ?? null }
    case 'datetimepicker':
      return { type, selected_date_time: element.initial_date_time ?? null }
    case 'static_select':
    case 'external_select':
    case 'radio_buttons':
      return { type, selected_option: element.initial_option ?? null }
    case 'multi_static_select':
    case 'multi_external_select':
    case 'checkboxes':
      return { type, selected_options: chosen }
    case 'users_select':
      return { type, selected_user: element.initial_user ?? null }
    case 'multi_users_select':
      return { type, selected_users: element.initial_users ?? [] }
    case 'channels_select':
      return { type, selected_channel: element.initial_channel ?? null }
    case 'multi_channels_select':
      return { type, selected_channels: element.initial_channels ?? [] }
    case 'conversations_select':
      return { type, selected_conversation: element.initial_conversation ?? null }
    case 'multi_conversations_select':
      return { type, selected_conversations: element.initial_conversations ?? [] }
    case 'file_input':
      return { type, files: [] }
    default:
      return { type, value: element.initial_value ?? null }
  }
}

/** What is in the fields: what was there before, where block, action and kind are still the same. */
function valuesOf(blocks: Block[], before: ViewRecord['values']): ViewRecord['values'] {
  const values: ViewRecord['values'] = {}
  for (const { block, element } of inputsOf(blocks)) {
    const held = before[block.block_id]?.[element.action_id]
    const kept = held?.type === element.type && stillOffered(element, held) ? held : initialOf(element)
    values[block.block_id] = { [element.action_id]: kept }
  }
  return values
}

/** A choice is lost with its option. */
function stillOffered(element: Element, { selected_option: chosen }: StateValue): boolean {
  if (!chosen || (element.type !== 'static_select' && element.type !== 'radio_buttons')) return true
  return optionsOf(element).some(({ value }) => value === (chosen as { value: string }).value)
}

/** A view that is to be shown: anew, or instead of another. */
export function viewRecord(sent: ViewSent, user: string, before?: ViewRecord): ViewRecord {
  const blocks = withIds(sent.blocks)
  const id = before?.id ?? newId('V')
  return {
    id,
    type: sent.type,
    user,
    callbackId: sent.callback_id ?? '',
    title: sent.title?.text ?? '',
    submit: sent.submit?.text ?? null,
    close: sent.close?.text ?? null,
    blocks,
    privateMetadata: sent.private_metadata ?? '',
    externalId: sent.external_id ?? '',
    notifyOnClose: sent.notify_on_close ?? false,
    clearOnClose: sent.clear_on_close ?? false,
    hash: newHash(),
    rootId: before?.rootId ?? id,
    previousId: before?.previousId ?? null,
    values: valuesOf(blocks, before?.values ?? {}),
    errors: {},
    changed: nextChange(),
  }
}

const plainText = (text: string | null) => (text === null ? null : { type: 'plain_text', text, emoji: true })

/** A view as the API gives it. */
export const viewShown = ({ app }: Inner, workspace: WorkspaceRecord, view: ViewRecord): Record<string, unknown> => ({
  id: view.id,
  team_id: workspace.id,
  type: view.type,
  blocks: view.blocks,
  private_metadata: view.privateMetadata,
  callback_id: view.callbackId,
  state: { values: view.values },
  hash: view.hash,
  title: plainText(view.title),
  submit: plainText(view.submit),
  close: plainText(view.close),
  clear_on_close: view.clearOnClose,
  notify_on_close: view.notifyOnClose,
  previous_view_id: view.previousId,
  root_view_id: view.rootId,
  external_id: view.externalId,
  app_id: app.id,
  app_installed_team_id: workspace.id,
  bot_id: workspace.botId,
})

/** The modals before a user, the first opened first. */
export const stackOf = (workspace: WorkspaceRecord, user: string): ViewRecord[] => workspace.modals.get(user) ?? []

/** Shows a modal on top of the others, or instead of one of them. */
export function place(workspace: WorkspaceRecord, view: ViewRecord): void {
  const stack = stackOf(workspace, view.user)
  const at = stack.findIndex(({ id }) => id === view.id)
  workspace.modals.set(view.user, at < 0 ? [...stack, view] : stack.with(at, view))
  nextChange()
}

/** Closes the modals from this one on. */
export function closeFrom(workspace: WorkspaceRecord, view: ViewRecord): ViewRecord[] {
  const stack = stackOf(workspace, view.user)
  const at = stack.findIndex(({ id }) => id === view.id)
  workspace.modals.set(view.user, stack.slice(0, Math.max(at, 0)))
  nextChange()
  return stack.slice(Math.max(at, 0))
}
