import type { AddressInfo } from 'node:net'
import { App, LogLevel, SocketModeReceiver, type Logger, type types, type webApi } from '@slack/bolt'
import { onTestFinished } from 'vitest'
import type { Slack, SlackAbout } from './index.ts'
import { openSlack, type SlackWorkspace } from './index.ts'

/** A plain bot on the real Bolt, as anybody would write it: what the stand-in for Slack is tried with. */

export type Mode = 'Socket Mode' | 'HTTP'

/** Bolt tells of refusals that the tests ask for. */
export const quiet: Logger = {
  debug: () => undefined, info: () => undefined, warn: () => undefined, error: () => undefined,
  setLevel: () => undefined, getLevel: () => LogLevel.ERROR, setName: () => undefined,
}

const plain = (text: string): types.PlainTextElement => ({ type: 'plain_text', text })
const option = (text: string, value: string): types.PlainTextOption => ({ text: plain(text), value })
const say = (text: string): types.SectionBlock => ({ type: 'section', text: { type: 'mrkdwn', text } })

const form: types.ModalView = {
  type: 'modal',
  callback_id: 'ask',
  notify_on_close: true,
  private_metadata: 'draft:7',
  title: plain('Ask'),
  submit: plain('Send'),
  close: plain('Cancel'),
  blocks: [
    { type: 'input', block_id: 'topic', label: plain('Topic'), element: { type: 'plain_text_input', action_id: 'v', max_length: 40 } },
    {
      type: 'input', block_id: 'rhythm', label: plain('How often'), optional: true,
      element: { type: 'radio_buttons', action_id: 'v', options: [option('Daily', 'day'), option('Weekly', 'week')], initial_option: option('Weekly', 'week') },
    },
    { type: 'input', block_id: 'tags', label: plain('Tags'), optional: true, element: { type: 'checkboxes', action_id: 'v', options: [option('Law', 'law'), option('Tax', 'tax')] } },
    { type: 'input', block_id: 'expert', label: plain('Expert'), optional: true, element: { type: 'external_select', action_id: 'v', min_query_length: 2 } },
    { type: 'input', block_id: 'day', label: plain('Day'), optional: true, element: { type: 'datepicker', action_id: 'v' } },
    { type: 'input', block_id: 'cv', label: plain('CV'), optional: true, element: { type: 'file_input', action_id: 'v', filetypes: ['pdf'], max_files: 1 } },
  ],
}

const card = (text: string): types.KnownBlock[] => [
  say(`You asked for *${text}*`),
  {
    type: 'actions', block_id: 'next',
    elements: [
      { type: 'button', action_id: 'again', text: plain('Again'), value: text },
      { type: 'button', action_id: 'form', text: plain('Form') },
      { type: 'button', action_id: 'forget', text: plain('Forget'), confirm: { title: plain('Sure?'), text: plain('It will be gone.'), confirm: plain('Yes'), deny: plain('No') } },
      { type: 'button', action_id: 'site', text: plain('Site'), url: 'https://example.org/' },
      { type: 'static_select', action_id: 'pick', placeholder: plain('Pick one'), options: [option('Ada', 'ada'), option('Bea', 'bea')] },
    ],
  },
]

function talks(app: App): void {
  app.command('/ask', async ({ ack, respond, command, client }) => {
    await ack()
    if (command.text) await respond({ text: `You asked for ${command.text}`, blocks: card(command.text) })
    else await client.views.open({ trigger_id: command.trigger_id, view: form })
  })
  app.command('/quick', async ({ ack, command }) => ack(`At once: ${command.text}`))
  app.action('again', async ({ ack, respond, action }) => {
    await ack()
    if (action.type === 'button') await respond({ replace_original: true, text: 'again', blocks: card(`${action.value ?? ''} again`) })
  })
  app.action('form', async ({ ack, body, client }) => {
    await ack()
    if ('trigger_id' in body) await client.views.open({ trigger_id: body.trigger_id, view: form })
  })
  app.action('forget', async ({ ack, respond }) => {
    await ack()
    await respond({ delete_original: true })
  })
  app.action('site', async ({ ack }) => ack())
  app.action('pick', async ({ ack, action, respond }) => {
    await ack()
    if (action.type === 'static_select') await respond({ text: `Picked ${action.selected_option.value}`, replace_original: false })
  })
  app.message(async ({ message, say: answer }) => {
    if (message.channel_type !== 'im' || (message.subtype !== undefined && message.subtype !== 'file_share')) return
    const files = 'files' in message ? (message.files ?? []).map(({ name }) => name) : []
    await answer({ text: `You said: ${message.text ?? ''} ${files.join()}`.trim() })
  })
  app.event('app_mention', async ({ event, say: answer }) => void (await answer({ text: `Hello <@${event.user}>`, thread_ts: event.ts })))
}

function shows(app: App): void {
  app.view('ask', async ({ ack, view, body, client }) => {
    const values = view.state.values
    const topic = values.topic?.v?.value ?? ''
    if (topic.length < 5) return ack({ response_action: 'errors', errors: { topic: 'Please say more' } })
    if (topic === 'change') return ack({ response_action: 'update', view: { ...form, title: plain('Changed') } })
    if (topic === 'deeper') return ack({ response_action: 'push', view: { ...form, title: plain('Deeper'), external_id: '' } })
    await ack({ response_action: 'clear' })
    const told = [topic, values.rhythm?.v?.selected_option?.value, ...(values.tags?.v?.selected_options ?? []).map(({ value }) => value), values.expert?.v?.selected_option?.value]
    const rest = [values.day?.v?.selected_date, ...(values.cv?.v?.files ?? []).map(({ name }) => name), view.private_metadata]
    const { channel } = await client.conversations.open({ users: body.user.id })
    await client.chat.postMessage({ channel: channel?.id ?? '', text: `Saved: ${[...told, ...rest].filter(Boolean).join(' ')}` })
  })
  app.view({ type: 'view_closed', callback_id: 'ask' }, async ({ ack, body, client }) => {
    await ack()
    await client.chat.postMessage({ channel: body.user.id, text: 'You closed the form' })
  })
  app.options('v', async ({ ack, options }) => ack({ options: ['Ada', 'Adele', 'Bea'].filter((name) => name.startsWith(options.value)).map((name) => option(name, name.toLowerCase())) }))
  app.event('app_home_opened', async ({ event, client }) => {
    const blocks = [say(`Welcome home, ${event.tab}`), ...card('home').slice(1)]
    await client.views.publish({ user_id: event.user, view: { type: 'home', blocks } })
  })
  app.shortcut('save', async ({ ack, body, respond }) => {
    await ack()
    if (body.type === 'message_action') await respond(`Kept: ${body.message.text}`)
  })
}

/** What is tried: the bot, running, with a workspace and its Slack. */
export interface Tried {
  slack: Slack
  club: SlackWorkspace
  app: App
  /** a client with the bot's token that repeats nothing */
  client: webApi.WebClient
}

const commands = ['/ask', '/quick', '/still']

/** Opens a Slack, and the bot in it; both end with the test. */
export async function openBot(mode: Mode, about: SlackAbout = {}, more?: (app: App) => void): Promise<Tried> {
  const slack = await openSlack({ commands, shortcuts: ['save'], ...about })
  onTestFinished(() => slack.close())
  const club = slack.workspace('Cyberelles')
  const clientOptions = { slackApiUrl: slack.apiUrl, retryConfig: { retries: 0 }, rejectRateLimitedCalls: true, logger: quiet }
  // Without a retryConfig of ours: a reconnection that fails is tried again.
  const receiver =
    mode === 'HTTP' ? undefined : new SocketModeReceiver({ appToken: club.appToken, logger: quiet, clientPingTimeout: 2000, installerOptions: { clientOptions: { slackApiUrl: slack.apiUrl } } })
  const app = new App({ token: club.botToken, logger: quiet, convoStore: false, clientOptions, ...(receiver ? { receiver } : { signingSecret: club.signingSecret }) })
  talks(app)
  shows(app)
  more?.(app)
  await startBot(slack, app, mode)
  return { slack, club, app, client: app.client }
}

/** Starts a bot and, over HTTP, tells Slack where it is. */
async function startBot(slack: Slack, app: App, mode: Mode): Promise<void> {
  const server = await app.start(0)
  onTestFinished(async () => void (await app.stop()))
  if (mode === 'HTTP') await slack.deliversTo(`http://127.0.0.1:${(server as { address(): AddressInfo }).address().port}/slack/events`)
}
