import { webApi } from '@slack/bolt'
import type { Delivered } from '../../bot/adapter.ts'
import type { Message } from '../../bot/text.ts'
import { createWords } from '../../bot/words.ts'
import { h } from './hindrances.ts'

type Reason = Extract<Delivered, { kind: 'refused' }>['reason']

/** What to do about an error of Slack's. */
export type Action =
  /** call again then */
  | { do: 'wait'; seconds: number }
  /** it is not accepted there; `advice` is what somebody has to do about it, to be told once a day */
  | { do: 'refuse'; reason: Reason; advice?: Message }
  /** the assistant is no longer installed there */
  | { do: 'disable'; advice: string }
  /** the blocks are wrong: send its plain text */
  | { do: 'plain' }
  /** the message cannot be changed: post it anew */
  | { do: 'anew' }
  /** the form came too late: offer a button that opens it */
  | { do: 'press again' }
  /** the person closed the form: keep what she typed */
  | { do: 'keep' }
  /** whether it was done is unknown: look, then do it again */
  | { do: 'look' }

const refuse = (reason: Reason, advice?: Message): Action => ({ do: 'refuse', reason, advice })
const disable = (advice: string): Action => ({ do: 'disable', advice })

const again = 'install it again from api.slack.com/apps → your app → Install App'

/** What each error means, by its code (docs.slack.dev, "Errors" of each method). What is not here is not known to have been done or not. */
const actions: Record<string, Action | undefined> = {
  ratelimited: { do: 'wait', seconds: 30 },
  rate_limited: { do: 'wait', seconds: 30 },
  not_in_channel: refuse('gone', h.invite),
  channel_not_found: refuse('gone', h.invite),
  is_archived: refuse('gone', h.archived),
  restricted_action: refuse('gone', h.closedChannel),
  restricted_action_read_only_channel: refuse('gone', h.closedChannel),
  restricted_action_thread_only_channel: refuse('gone', h.closedChannel),
  restricted_action_non_threadable_channel: refuse('gone', h.closedChannel),
  restricted_action_thread_locked: refuse('gone', h.closedChannel),
  message_limit_exceeded: refuse('closed', h.messageLimit),
  invalid_auth: disable(`Slack does not know the token any more: ${again}.`),
  not_authed: disable(`Slack was given no token: ${again}.`),
  token_revoked: disable(`The token was revoked: ${again}.`),
  token_expired: disable(`The token has expired, as token rotation is on: turn it off in the manifest and ${again}.`),
  account_inactive: disable(`The assistant was removed from the workspace: ${again}.`),
  team_access_not_granted: disable(`The assistant was not granted this workspace of the organisation: an administrator has to add it there, or ${again}.`),
  user_disabled: refuse('gone'),
  user_not_found: refuse('gone'),
  user_not_visible: refuse('gone'),
  users_not_found: refuse('gone'),
  cannot_dm_bot: refuse('gone'),
  user_not_in_channel: refuse('closed'),
  messages_tab_disabled: refuse('closed', h.noMessagesTab),
  invalid_blocks: { do: 'plain' },
  invalid_blocks_format: { do: 'plain' },
  invalid_arguments: { do: 'plain' },
  invalid_attachments: { do: 'plain' },
  msg_too_long: { do: 'plain' },
  msg_blocks_too_long: { do: 'plain' },
  metadata_too_large: { do: 'plain' },
  no_text: { do: 'plain' },
  message_not_found: { do: 'anew' },
  cant_update_message: { do: 'anew' },
  edit_window_closed: { do: 'anew' },
  expired_trigger_id: { do: 'press again' },
  trigger_expired: { do: 'press again' },
  exchanged_trigger_id: { do: 'press again' },
  view_not_found: { do: 'keep' },
  not_found: { do: 'keep' },
}

/** Slack's own code of an error, such as `not_in_channel`; undefined when it did not answer, or not in words of its own. */
export function codeOf(error: unknown): string | undefined {
  if (!(error instanceof webApi.WebAPIPlatformError)) return undefined
  const { error: code } = error.data
  return /^[a-z_]{3,80}$/.test(code) ? code : undefined
}

const scopeNeeded = (error: unknown): string => {
  const needed = error instanceof webApi.WebAPIPlatformError ? (error.data as { needed?: unknown }).needed : undefined
  return typeof needed === 'string' && needed ? needed : 'see docs/install-slack.md'
}

/** What to do about something that a call of the Web API threw. */
export function actionFor(error: unknown): Action {
  const seconds = retryAfterOf(error)
  if (seconds !== undefined) return { do: 'wait', seconds }
  const code = codeOf(error)
  if (code === 'missing_scope') return refuse('closed', h.missingScope({ scope: scopeNeeded(error) }))
  return (code && actions[code]) || { do: 'look' }
}

/** In English, as a log is. */
const words = createWords([h])

/** What somebody has to do about it, for a log; empty when nobody can do anything. */
export function adviceFor(error: unknown): string {
  const action = actionFor(error)
  if (!('advice' in action) || !action.advice) return ''
  return words.plain(action.advice, { locale: 'en', timeZone: 'UTC' })
}

/** The seconds that Slack wants to be left in peace; undefined when this is not what the error is about. */
export function retryAfterOf(error: unknown): number | undefined {
  if (error instanceof webApi.WebAPIRateLimitedError) return error.retryAfter
  const action = actions[codeOf(error) ?? '']
  return action?.do === 'wait' ? action.seconds : undefined
}

/** Whether we stopped waiting for an answer. */
export function isTimeout(error: unknown): boolean {
  const cause = error instanceof webApi.WebAPIRequestError ? error.original : error
  return cause instanceof Error && cause.name === 'TimeoutError'
}

/** What Slack says is wrong with the blocks, by their place: nothing that people wrote is in it. */
export const faultsIn = (error: unknown): string[] =>
  error instanceof webApi.WebAPIPlatformError ? (error.data.response_metadata?.messages ?? []) : []
