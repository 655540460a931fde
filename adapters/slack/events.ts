import type { App } from '@slack/bolt'
import { z } from 'zod'
import { createInbox, type Inbox, type InboxParts } from '../../bot/inbox.ts'
import { say } from './answer.ts'
import { ask } from './ask.ts'
import { actionFor } from './errors.ts'
import type { Forms } from './forms.ts'
import { openHome } from './home.ts'
import { arrivalSchema, type SentForm, type SlackArrival, type source } from './inbox.ts'
import { plainText, withoutMention } from './incoming-text.ts'
import { m } from './messages.ts'
import type { Here } from './place.ts'
import type { Slack } from './slack.ts'

/** What Slack delivers as an event, as far as we read it. */
const deliverySchema = z.object({
  event_id: z.string(),
  team_id: z.string().nullish(),
  enterprise_id: z.string().nullish(),
  context_team_id: z.string().nullish(),
  authorizations: z.array(z.object({ enterprise_id: z.string().nullish(), team_id: z.string().nullish(), is_enterprise_install: z.boolean().nullish() })).optional(),
})

const messageSchema = z.object({
  channel: z.string(),
  ts: z.string(),
  user: z.string().optional(),
  text: z.string().default(''),
  thread_ts: z.string().optional(),
  channel_type: z.string().optional(),
  subtype: z.string().optional(),
  bot_id: z.string().optional(),
  edited: z.unknown().optional(),
})

const homeSchema = z.object({ user: z.string(), tab: z.string().optional() })

/** Only what a person wrote just now: not what an application wrote, nor what was changed or removed. */
const isSaid = ({ subtype, bot_id: bot, edited, user }: z.infer<typeof messageSchema>): boolean =>
  !bot && !edited && user !== undefined && (subtype === undefined || subtype === 'file_share')

function sourceOf(body: unknown): { eventId: string } & Pick<SlackArrival, keyof typeof source> {
  const { event_id: eventId, team_id: team, context_team_id: context, enterprise_id: enterprise, authorizations } = deliverySchema.parse(body)
  const [first] = authorizations ?? []
  return {
    eventId,
    teamId: first?.team_id ?? context ?? team ?? '',
    enterpriseId: first?.enterprise_id ?? enterprise ?? null,
    isEnterpriseInstall: first?.is_enterprise_install ?? false,
  }
}

export interface Events {
  /** Listens: what comes is written down before anything is done about it. */
  listen(app: App): void
  /** Keeps a form that takes long. Gives false when it is kept already. */
  keep(key: string, form: SentForm): Promise<boolean>
  start(): void
  stop(): Promise<void>
}

/** Who works off what is no message, and no visit of the home. */
export interface Workers {
  onRemoved(event: Extract<SlackArrival, { kind: 'removed' }>): Promise<void>
  onForm: Forms['workOff']
}

/** Events are acknowledged before we hear of them, and are not repeated once they are: they are worked off from the inbox. */
export function createEvents(slack: Slack, workers: Workers): Events {
  const { database, clock, log } = slack
  const inbox: Inbox<SlackArrival> = createInbox({
    database,
    platform: 'slack',
    schema: arrivalSchema,
    clock,
    log,
    work: (arrival, about) => workOff(slack, workers, arrival, about),
  })
  const take = (key: string, payload: SlackArrival) => inbox.take({ key, lane: `${payload.teamId}/${'user' in payload ? payload.user : ''}`, payload })
  /** One message may come as a message and as a mention: both have its own key. */
  const takeMessage = async (body: unknown, event: unknown, isPrivate: boolean) => {
    const message = messageSchema.parse(event)
    const { eventId: _, ...from } = sourceOf(body)
    if (!isSaid(message) || !message.user) return
    const { channel, ts, user, text: words, thread_ts: thread = null } = message
    await take(`msg:${from.teamId}:${channel}:${ts}`, { kind: 'said', ...from, user, text: words, channel: isPrivate ? null : channel, thread })
  }
  const takeRemoval = async (body: unknown) => {
    const { eventId, ...from } = sourceOf(body)
    await take(`ev:${eventId}`, { kind: 'removed', ...from })
  }
  return {
    listen(app) {
      app.event('message', async ({ body, event }) => {
        if (event.channel_type === 'im') await takeMessage(body, event, true)
      })
      app.event('app_mention', ({ body, event }) => takeMessage(body, event, event.channel.startsWith('D')))
      app.event('app_home_opened', async ({ body, event }) => {
        const { eventId, ...from } = sourceOf(body)
        const { user, tab } = homeSchema.parse(event)
        if (tab === 'home') await take(`ev:${eventId}`, { kind: 'home', ...from, user })
      })
      app.event('app_uninstalled', ({ body }) => takeRemoval(body))
      app.event('tokens_revoked', ({ body }) => takeRemoval(body))
    },
    // A form waits for nothing that its person wrote elsewhere, nor keeps it waiting.
    keep: (key, form) => inbox.take({ key, lane: `form:${form.view.id}`, payload: form }),
    start: () => inbox.start(),
    stop: () => inbox.stop(),
  }
}

type Arrived = Parameters<InboxParts<SlackArrival>['work']>

/** @throws when it is to be tried again */
async function workOff(slack: Slack, { onRemoved, onForm }: Workers, { key, payload }: Arrived[0], about: Arrived[1]): Promise<void> {
  try {
    if (payload.kind === 'removed') await onRemoved(payload)
    else if (payload.kind === 'form') await onForm(key, payload, about)
    else await workOffEvent(slack, key, payload, about)
  } catch (error) {
    // What Slack refuses for good is not tried again.
    if (actionFor(error).do !== 'refuse') throw error
    slack.log.warn({ err: error }, 'somebody could not be answered')
  }
}

async function workOffEvent(slack: Slack, key: string, event: Extract<SlackArrival, { kind: 'said' | 'home' }>, about: Arrived[1]): Promise<void> {
  const workspace = await slack.workspaces.of({ ...event, enterpriseId: event.enterpriseId ?? undefined })
  const from = workspace && (await slack.people.account(workspace, event.user))
  if (!workspace || !from) return
  const somewhere = { workspace, user: event.user, from }
  if (event.kind === 'home') return openHome(slack, { ...somewhere, channel: null })
  const { channel, thread } = event
  // The key of a message ends with its moment.
  const since = new Date(Number(key.slice(key.lastIndexOf(':') + 1)) * 1000)
  await hear(slack, key, { ...somewhere, channel, thread: thread ?? undefined, answering: { key, since, ...about } }, event.text)
}

async function hear(slack: Slack, key: string, here: Here, message: string): Promise<void> {
  const typed = plainText(withoutMention(message, here.workspace.botUserId))
  if (!here.workspace.agreed) return say(slack, here, m.notAgreed({ community: (await slack.engine.community()).name }))
  if (!typed && here.channel === null) return say(slack, here, m.filesInMessage)
  await ask(slack, { key, here, what: { typed } })
}
