import { z } from 'zod'

/** What is wrong with something sent to Slack: where (a JSON pointer) and why. */
export interface Problem {
  pointer: string
  message: string
  /** the error Slack answers with; a warning is answered beside a result */
  error?: string
}

const httpsUrl = z.string().max(3000).regex(/^https:\/\//, 'must be an https URL')
const loopbackUrl = z.string().regex(/^http:\/\/(127\.0\.0\.1|localhost)(:\d+)?\//)
const url = z.union([httpsUrl, loopbackUrl])

/** some of Slack's own, as it refuses a manifest that names one */
const ofSlack = /^\/(me|status|away|dnd|shrug|remind|msg|feed|who|collapse|expand|leave|join|open|search|topic|mute|pro|shortcuts)$/

const command = z.strictObject({
  command: z.string().max(32).regex(/^\/[a-z0-9_-]+$/, 'the slash command has an invalid name').refine((name) => !ofSlack.test(name), 'the slash command has an invalid name'),
  description: z.string().min(1).max(2000),
  usage_hint: z.string().max(1000).optional(),
  should_escape: z.boolean().optional(),
  url: url.optional(),
})

const shortcut = z.strictObject({
  name: z.string().min(1).max(24),
  type: z.enum(['message', 'global']),
  callback_id: z.string().min(1).max(255),
  description: z.string().min(1).max(150),
})

const features = z.strictObject({
  app_home: z
    .strictObject({ home_tab_enabled: z.boolean().optional(), messages_tab_enabled: z.boolean().optional(), messages_tab_read_only_enabled: z.boolean().optional() })
    .optional(),
  bot_user: z.strictObject({ display_name: z.string().min(1).max(80), always_online: z.boolean().optional() }).optional(),
  shortcuts: z.array(shortcut).max(10).optional(),
  slash_commands: z.array(command).max(50).optional(),
  unfurl_domains: z.array(z.string()).max(5).optional(),
})

const settings = z.strictObject({
  allowed_ip_address_ranges: z.array(z.string()).max(10).optional(),
  event_subscriptions: z
    .strictObject({
      request_url: url.optional(),
      bot_events: z.array(z.string()).max(100).optional(),
      user_events: z.array(z.string()).max(100).optional(),
      metadata_subscriptions: z.array(z.strictObject({ app_id: z.string(), event_type: z.string() })).max(20).optional(),
    })
    .optional(),
  interactivity: z.strictObject({ is_enabled: z.boolean(), request_url: url.optional(), message_menu_options_url: url.optional() }).optional(),
  org_deploy_enabled: z.boolean().optional(),
  socket_mode_enabled: z.boolean().optional(),
  token_rotation_enabled: z.boolean().optional(),
  is_hosted: z.boolean().optional(),
})

const manifestSchema = z.strictObject({
  _metadata: z.strictObject({ major_version: z.int().optional(), minor_version: z.int().optional() }).optional(),
  display_information: z.strictObject({
    name: z.string().min(1).max(35),
    description: z.string().max(140).optional(),
    long_description: z.string().min(175).max(4000).optional(),
    background_color: z.string().regex(/^#([0-9a-fA-F]{3}|[0-9a-fA-F]{6})$/).optional(),
  }),
  features: features.optional(),
  oauth_config: z
    .strictObject({
      redirect_urls: z.array(z.string()).max(1000).optional(),
      scopes: z
        .strictObject({
          bot: z.array(z.string()).max(255).optional(),
          bot_optional: z.array(z.string()).max(255).optional(),
          user: z.array(z.string()).max(255).optional(),
        })
        .optional(),
    })
    .optional(),
  settings: settings.optional(),
})

export type Manifest = z.infer<typeof manifestSchema>

/** The scope without which an event is not delivered. */
export const scopeOfEvent: Record<string, string | undefined> = {
  app_mention: 'app_mentions:read',
  'message.im': 'im:history',
  'message.channels': 'channels:history',
  'message.groups': 'groups:history',
}

const shapeProblems = (manifest: unknown): Problem[] => {
  const { error } = manifestSchema.safeParse(manifest)
  return (error?.issues ?? []).map(({ path, message }) => ({ pointer: `/${path.join('/')}`, message, error: 'invalid_manifest' }))
}

/** Everything for which Slack would refuse a manifest; an empty list when it would take it. */
export function manifestProblems(manifest: unknown): Problem[] {
  const shape = shapeProblems(manifest)
  if (shape.length) return shape
  const { features: has = {}, oauth_config: oauth, settings: set = {} } = manifestSchema.parse(manifest)
  const scopes = oauth?.scopes?.bot ?? []
  const problems: Problem[] = []
  const object = (wrong: boolean, pointer: string, message: string) => {
    if (wrong) problems.push({ pointer, message, error: 'invalid_manifest' })
  }
  const needs = (scope: string, pointer: string) => object(!scopes.includes(scope), pointer, `requires the scope ${scope}`)
  const commands = has.slash_commands ?? []
  if (commands.length) needs('commands', '/features/slash_commands')
  if (has.shortcuts?.length) needs('commands', '/features/shortcuts')
  for (const [index, event] of (set.event_subscriptions?.bot_events ?? []).entries()) {
    const scope = scopeOfEvent[event]
    if (scope) needs(scope, `/settings/event_subscriptions/bot_events/${index}`)
  }
  object(Boolean(has.shortcuts?.length) && !set.interactivity?.is_enabled, '/features/shortcuts', 'requires interactivity')
  object(scopes.length > 0 && !has.bot_user, '/oauth_config/scopes/bot', 'requires /features/bot_user')
  object(new Set(commands.map((one) => one.command)).size < commands.length, '/features/slash_commands', 'names a command twice')
  object(new Set(scopes).size < scopes.length, '/oauth_config/scopes/bot', 'names a scope twice')
  for (const scope of oauth?.scopes?.bot_optional ?? []) object(!scopes.includes(scope), '/oauth_config/scopes/bot_optional', `${scope} must be in bot too`)
  if (!set.socket_mode_enabled) problems.push(...withoutAddress(commands, set))
  return problems
}

/** Over HTTP, everything that is delivered needs an address. */
function withoutAddress(commands: z.infer<typeof command>[], set: z.infer<typeof settings>): Problem[] {
  const missing = [
    ...commands.flatMap((one, index) => (one.url ? [] : [`/features/slash_commands/${index}/url`])),
    ...(set.event_subscriptions?.bot_events?.length && !set.event_subscriptions.request_url ? ['/settings/event_subscriptions/request_url'] : []),
    ...(set.interactivity?.is_enabled && !set.interactivity.request_url ? ['/settings/interactivity/request_url'] : []),
  ]
  return missing.map((pointer) => ({ pointer, message: 'is required without Socket Mode', error: 'invalid_manifest' }))
}

/** The least scopes of an assistant that has commands, forms, private messages and files. */
export const plainScopes = ['commands', 'chat:write', 'im:write', 'im:history', 'app_mentions:read', 'users:read', 'files:read', 'files:write']

/** A manifest with these commands and message shortcuts, for tests that bring none. */
export const plainManifest = (commands: string[], shortcuts: string[]): Manifest => ({
  display_information: { name: 'Helper' },
  features: {
    app_home: { home_tab_enabled: true, messages_tab_enabled: true, messages_tab_read_only_enabled: false },
    bot_user: { display_name: 'helper', always_online: true },
    slash_commands: commands.map((one) => ({ command: one, description: one, should_escape: false })),
    shortcuts: shortcuts.map((one) => ({ name: one.slice(0, 24), type: 'message', callback_id: one, description: one })),
  },
  oauth_config: { scopes: { bot: [...plainScopes] } },
  settings: {
    event_subscriptions: { bot_events: ['app_home_opened', 'app_mention', 'message.im', 'app_uninstalled', 'tokens_revoked'] },
    interactivity: { is_enabled: true },
    socket_mode_enabled: true,
  },
})
