import type { Door } from '../../bot/adapter.ts'
import { shortenText } from '../../bot/shorten.ts'
import { locales, type Locale } from '../../bot/text.ts'

/**
 * What the assistant asks a workspace for, and why:
 * commands: slash commands and message shortcuts · chat:write: everything it says · im:write: to begin a private conversation ·
 * im:history: to hear what is written to it in private · app_mentions:read: to hear when it is called in a channel ·
 * users:read: language, time zone, and who runs the workspace · files:read: files given in forms · files:write: files it shows ·
 * channels:read: the names of public channels, as organisers choose by name where jobs and deals are shown ·
 * channels:history, groups:history: to look whether a message has arrived when Slack left that open, so that none is posted twice; it is
 * asked for its own messages then, in channels it was invited to, and hears nothing of what people write there.
 */
export const scopes = [
  'commands', 'chat:write', 'im:write', 'im:history', 'app_mentions:read', 'users:read', 'files:read', 'files:write', 'channels:read',
  'channels:history', 'groups:history',
]

export const eventNames = ['app_home_opened', 'app_mention', 'message.im', 'app_uninstalled', 'tokens_revoked']

/** Where Slack delivers by HTTP, and where an installation begins and ends. */
export const paths = { events: '/slack/events', install: '/slack/install', redirect: '/slack/oauth_redirect' }

const limit = { name: 35, description: 140, botName: 80, commands: 50, commandName: 32, commandDescription: 2000, usageHint: 1000, shortcuts: 10, shortcutName: 24, shortcutDescription: 150 }

/** What the app is called, unless somebody calls it otherwise at Slack; its own command is called so. */
export const appName = 'Entraide'

export interface ManifestAbout {
  name: string
  /** its address, for HTTP and for installations in many workspaces; over a socket none is needed */
  publicUrl?: string
  socketMode: boolean
}

/** The manifest of the app, as one pastes it at api.slack.com/apps: made from the actions there are. */
export function manifestFor(door: Pick<Door, 'registry' | 'messageActions'>, { name, publicUrl, socketMode }: ManifestAbout) {
  const url = socketMode || !publicUrl ? undefined : `${publicUrl}${paths.events}`
  const own = { command: ownCommand(name), description: 'Everything the assistant can do', usage_hint: '[help | job list | …]', should_escape: false }
  const commands = [...commandsIn(door), own].map((command) => ({ ...command, ...(url ? { url } : {}) }))
  if (commands.length > limit.commands) throw new Error(`Slack allows ${limit.commands} commands, and there are ${commands.length}`)
  return {
    _metadata: { major_version: 1, minor_version: 1 },
    display_information: {
      name: shortenText(name, limit.name),
      description: shortenText('Finds people who know, spots jobs and deals, and keeps the network together', limit.description),
      background_color: '#3b2a6b',
    },
    features: {
      app_home: { home_tab_enabled: true, messages_tab_enabled: true, messages_tab_read_only_enabled: false },
      bot_user: { display_name: shortenText(name.toLowerCase(), limit.botName), always_online: true },
      shortcuts: shortcutsIn(door),
      slash_commands: commands,
    },
    oauth_config: { ...(publicUrl ? { redirect_urls: [`${publicUrl}${paths.redirect}`] } : {}), scopes: { bot: scopes } },
    settings: {
      event_subscriptions: { ...(url ? { request_url: url } : {}), bot_events: eventNames },
      interactivity: { is_enabled: true, ...(url ? { request_url: url, message_menu_options_url: url } : {}) },
      // With an address it can be installed in many workspaces, and in all of an organisation at once.
      org_deploy_enabled: publicUrl !== undefined,
      socket_mode_enabled: socketMode,
      token_rotation_enabled: false,
    },
  }
}

export type SlackManifest = ReturnType<typeof manifestFor>

/** In lower case and without accents, as Slack wants its commands. */
const plainly = (text: string): string => text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase()

/** `/expert find` → `/expert` */
const headOf = (typed: string): string => plainly(typed.split(' ')[0] ?? '')

const ownCommand = (name: string): string => `/${plainly(name).replace(/[^a-z0-9]+/g, '-').replace(/^-+|-+$/g, '') || 'entraide'}`.slice(0, limit.commandName)

/** The line that somebody meant with a slash command, of those that are known: after the assistant's own name comes any other. */
export function lineOf(known: ReadonlySet<string>, command: string, words: string): string {
  if (known.has(command)) return `${command} ${words}`
  return words.trim() ? `/${words.trim().replace(/^\//, '')}` : '/help'
}

/** Slack's own commands: an application may not be given one of these, and a manifest that names one is refused as a whole. */
const ofSlack = new Set(
  ('active apps archive away call close collapse commands dm dnd expand feed feedback huddle invite invite_people join keys kick leave me ' +
    'msg mute open part prefs pro remind remove rename search shortcuts shrug star status topic trigger unarchive who').split(' '),
)

interface Head {
  /** named alike in two languages, it is told in the first */
  locale: Locale
  titles: string[]
  words: string[]
}

/**
 * One slash command for each first word of a typed command, in every language: whoever reads /aide has to be able to type it. What
 * Slack keeps to itself, or another application took, is typed after the assistant's own name: `/entraide me`.
 */
export function commandsIn({ registry }: Pick<Door, 'registry'>) {
  const heads = new Map<string, Head>()
  for (const locale of locales)
    for (const { typed, title } of registry(locale)) {
      const head = heads.get(headOf(typed)) ?? { locale, titles: [], words: [] }
      heads.set(headOf(typed), head)
      if (head.locale !== locale) continue
      const [, ...words] = typed.split(' ')
      head.titles.push(title)
      if (words.length) head.words.push(words.join(' '))
    }
  return [...heads].filter(([command]) => !ofSlack.has(command.slice(1))).map(([command, { titles, words }]) => ({
    command: command.slice(0, limit.commandName),
    description: shortenText(titles.join(' · '), limit.commandDescription),
    ...(words.length ? { usage_hint: shortenText(`[${words.join(' | ')}]`, limit.usageHint) } : {}),
    should_escape: false,
  }))
}

/** What to type at Slack for each first word of a command, as it is written elsewhere; `name` is the app's. */
export function typedIn({ registry }: Pick<Door, 'registry'>, name: string): ReadonlyMap<string, string> {
  const heads = locales.flatMap((locale) => registry(locale).map(({ typed }) => typed.split(' ')[0] ?? ''))
  return new Map(heads.map((head) => [head, ofSlack.has(headOf(head).slice(1)) ? `${ownCommand(name)} ${headOf(head).slice(1)}` : headOf(head)]))
}

function shortcutsIn({ messageActions }: Pick<Door, 'messageActions'>) {
  return messageActions('en').slice(0, limit.shortcuts).map(({ name, title, description }) => ({
    name: shortenText(title, limit.shortcutName),
    type: 'message' as const,
    callback_id: name,
    description: shortenText(description, limit.shortcutDescription),
  }))
}
