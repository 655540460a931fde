import { bringEvent } from './delivery.ts'
import { install, type Grants } from './oauth.ts'
import { SlackPerson } from './person.ts'
import { readMessage } from './reading.ts'
import type { Inner } from './server.ts'
import { until } from './until.ts'
import { newId, type ConversationRecord, type MessageRecord, type UserRecord, type WorkspaceRecord } from './world.ts'

export interface WorkspaceAbout {
  /** the scopes of the app there; those of its manifest when left out */
  scopes?: string[]
  /** false: nobody has installed it yet */
  installed?: boolean
}

export interface ChannelAbout {
  private?: boolean
  /** whether the app was invited; it is unless told */
  botIsIn?: boolean
  /** who is in it; everybody unless told */
  members?: SlackPerson[]
}

export interface UserAbout {
  /** as `fr-FR` */
  locale?: string
  tz?: string
  admin?: boolean
  owner?: boolean
  guest?: boolean
  /** who she is in another workspace of the company */
  as?: SlackPerson
}

export interface SlackChannel {
  id: string
  name: string
  /** as it is: what is changed here happens at Slack */
  record: ConversationRecord
  /** the messages that everybody there can see, as they are read */
  messages: string[]
  /** the same, as they were posted */
  posted: MessageRecord[]
  sees(...expected: (string | RegExp)[]): Promise<void>
}

export interface SlackWorkspace {
  id: string
  name: string
  /** the app's token there (xoxb-); throws when it is not installed */
  botToken: string
  /** the app's own (xapp-), for Socket Mode */
  appToken: string
  signingSecret: string
  botUserId: string
  record: WorkspaceRecord
  channel(name: string, about?: ChannelAbout): SlackChannel
  user(name: string, about?: UserAbout): SlackPerson
  /** Somebody removes the app: its token is no more, and it is told. */
  uninstalls(): Promise<void>
  /** The app's token is no longer good; it is told. */
  revokesToken(): Promise<void>
}

interface Parts {
  inner: Inner
  record: WorkspaceRecord
  grants: Grants
  settle: (() => Promise<void>) | undefined
}

/** A workspace to build and to look at. */
export function openWorkspace(parts: Parts, about: WorkspaceAbout): SlackWorkspace {
  const { inner, record } = parts
  const scopes = about.scopes ?? inner.app.manifest.oauth_config?.scopes?.bot ?? []
  if (about.installed !== false) install(record, scopes)
  const ends = async (status: 'uninstalled' | 'revoked') => {
    const installation = record.installations.find((one) => one.status === 'live')
    if (!installation) throw new Error(`the app is not installed in ${record.name}`)
    installation.status = status
    const revoked = { type: 'tokens_revoked', tokens: { oauth: [], bot: [record.botUserId] } }
    // They come in any order.
    await Promise.all([bringEvent(inner, record, revoked), ...(status === 'uninstalled' ? [bringEvent(inner, record, { type: 'app_uninstalled' })] : [])])
  }
  return {
    id: record.id,
    name: record.name,
    get botToken() {
      const live = record.installations.find(({ status }) => status === 'live')
      if (!live) throw new Error(`the app is not installed in ${record.name}`)
      return live.token
    },
    appToken: inner.app.appToken,
    signingSecret: inner.app.signingSecret,
    botUserId: record.botUserId,
    record,
    channel: (name, given) => channelOf(parts, name, given),
    user: (name, given = {}) => new SlackPerson({ ...parts, workspace: record, user: newUser(record, name, given) }),
    uninstalls: () => ends('uninstalled'),
    revokesToken: () => ends('revoked'),
  }
}

function newUser(record: WorkspaceRecord, name: string, about: UserAbout): UserRecord {
  const known = about.as?.user
  if (known) record.users.set(known.id, known)
  if (known) return known
  const user: UserRecord = {
    id: newId('U'), name, locale: about.locale ?? 'en-US', tz: about.tz ?? 'Europe/Paris', isAdmin: about.admin ?? about.owner ?? false,
    isOwner: about.owner ?? false, guest: about.guest ?? false, isBot: false, deleted: false, email: `${name.toLowerCase()}@example.org`,
    ...(record.organisation ? { homeTeam: record.id } : {}),
  }
  record.users.set(user.id, user)
  return user
}

/** The channel of that name: made with what is told about it, or the one there is. */
function channelOf({ record }: Parts, name: string, about?: ChannelAbout): SlackChannel {
  const known = [...record.conversations.values()].find((one) => one.kind !== 'im' && one.name === name)
  if (known && about) throw new Error(`there is a channel "${name}" already`)
  const conversation: ConversationRecord = known ?? {
    id: newId('C'), kind: about?.private ? 'private' : 'public', name, members: about?.members ? new Set(about.members.map(({ id }) => id)) : 'everybody',
    botIsIn: about?.botIsIn ?? true, archived: false, restricted: false, messages: [],
  }
  record.conversations.set(conversation.id, conversation)
  const everybody = () => conversation.messages.filter(({ onlyFor }) => !onlyFor)
  // Dates are shown to nobody in particular.
  const reader = { workspace: record, user: [...record.users.values()][0] as UserRecord }
  const messages = () => everybody().map((message) => readMessage(message, reader))
  return {
    id: conversation.id,
    name,
    record: conversation,
    get messages() {
      return messages()
    },
    get posted() {
      return everybody()
    },
    async sees(...expected) {
      const shows = (one: string | RegExp) => messages().some((text) => (typeof one === 'string' ? text.includes(one) : one.test(text)))
      for (const one of expected) await until(() => shows(one) || undefined, () => `#${name} does not show "${one}", but:\n${messages().join('\n\n')}`)
    },
  }
}
