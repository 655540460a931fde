import { z } from 'zod'
import { ConfigError, type Environment } from '../../bot/config.ts'

/** One workspace by its token, or many that each install the assistant (`oauth`); over a socket, or over signed HTTP. */
export interface SlackSettings {
  botToken?: string
  oauth?: { clientId: string; clientSecret: string }
  /** Socket Mode */
  appToken?: string
  /** HTTP */
  signingSecret?: string
  /** another server than Slack's own, with its path and a slash at the end: http://127.0.0.1:8080/api/ */
  apiUrl?: string
}

const settingsPage = 'api.slack.com/apps → your app'

const schema = z.object({
  SLACK_BOT_TOKEN: z.string().regex(/^xoxb-/, `SLACK_BOT_TOKEN must begin with xoxb-: copy it from ${settingsPage} → OAuth & Permissions → Bot User OAuth Token.`).optional(),
  SLACK_APP_TOKEN: z.string().regex(/^xapp-/, `SLACK_APP_TOKEN must begin with xapp-: make it at ${settingsPage} → Basic Information → App-Level Tokens, with the scope connections:write.`).optional(),
  SLACK_SIGNING_SECRET: z.string().optional(),
  SLACK_CLIENT_ID: z.string().optional(),
  SLACK_CLIENT_SECRET: z.string().optional(),
  SLACK_API_URL: z
    .url('SLACK_API_URL must be an address, such as http://127.0.0.1:8080/api/; remove it to use Slack’s own.')
    .transform((url) => (url.endsWith('/') ? url : `${url}/`))
    .optional(),
})

/** The settings of Slack; undefined when none is set. @throws ConfigError */
export function readSlackSettings(env: Environment): SlackSettings | undefined {
  const given = Object.fromEntries(Object.entries(env).flatMap(([name, value]) => (value?.trim() ? [[name, value.trim()]] : [])))
  const read = schema.safeParse(given)
  if (!read.success) throw new ConfigError(read.error.issues.map(({ message }) => message).join('\n'))
  const { SLACK_BOT_TOKEN: botToken, SLACK_APP_TOKEN: appToken, SLACK_SIGNING_SECRET: signingSecret, SLACK_API_URL: apiUrl, ...app } = read.data
  if (!botToken && !appToken && !signingSecret && !app.SLACK_CLIENT_ID && !app.SLACK_CLIENT_SECRET) return undefined
  const oauth = oauthOf(app.SLACK_CLIENT_ID, app.SLACK_CLIENT_SECRET)
  if (!botToken && !oauth)
    throw new ConfigError(`SLACK_BOT_TOKEN is missing: copy it from ${settingsPage} → OAuth & Permissions. For many workspaces set SLACK_CLIENT_ID and SLACK_CLIENT_SECRET instead.`)
  if (botToken && oauth)
    throw new ConfigError('SLACK_BOT_TOKEN is for one workspace, SLACK_CLIENT_ID and SLACK_CLIENT_SECRET are for many: remove the one or the others.')
  if (!appToken && !signingSecret)
    throw new ConfigError('SLACK_APP_TOKEN (for Socket Mode) or SLACK_SIGNING_SECRET (for HTTP) is missing: see docs/install-slack.md.')
  return { botToken, oauth, appToken, signingSecret, apiUrl }
}

function oauthOf(clientId: string | undefined, clientSecret: string | undefined): SlackSettings['oauth'] {
  if (clientId && clientSecret) return { clientId, clientSecret }
  if (!clientId && !clientSecret) return undefined
  throw new ConfigError(`SLACK_CLIENT_ID and SLACK_CLIENT_SECRET go together: copy both from ${settingsPage} → Basic Information → App Credentials.`)
}
