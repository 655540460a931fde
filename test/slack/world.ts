import { randomBytes } from 'node:crypto'
import type { Block } from './blocks.ts'
import type { Manifest } from './manifest.ts'

/** The app, as Slack knows it: one for each server, installed in any number of workspaces. */
export interface AppRecord {
  id: string
  clientId: string
  clientSecret: string
  signingSecret: string
  verificationToken: string
  appToken: string
  manifest: Manifest
  /** where HTTP deliveries go; null in Socket Mode */
  requestUrl: string | null
}

export interface UserRecord {
  id: string
  name: string
  locale: string
  tz: string
  isAdmin: boolean
  isOwner: boolean
  guest: boolean
  isBot: boolean
  deleted: boolean
  email: string
  /** of somebody who is in several workspaces of a company: the one she is from */
  homeTeam?: string
}

export interface MessageRecord {
  ts: string
  user: string
  byBot: boolean
  text: string
  blocks: Block[]
  threadTs?: string
  metadata?: { event_type: string; event_payload: Record<string, unknown> }
  edited?: boolean
  files: FileRecord[]
  /** whom alone it is shown to */
  onlyFor?: string
  /** the order in which messages came or changed, over the whole server */
  changed: number
}

export interface ConversationRecord {
  id: string
  kind: 'public' | 'private' | 'im'
  name: string
  /** the members, or everybody of the workspace */
  members: Set<string> | 'everybody'
  botIsIn: boolean
  archived: boolean
  /** only admins may post */
  restricted: boolean
  messages: MessageRecord[]
}

export interface ViewRecord {
  id: string
  type: 'modal' | 'home'
  user: string
  callbackId: string
  title: string
  submit: string | null
  close: string | null
  blocks: Block[]
  privateMetadata: string
  externalId: string
  notifyOnClose: boolean
  clearOnClose: boolean
  hash: string
  rootId: string
  previousId: string | null
  /** what is filled in, by block and action */
  values: Record<string, Record<string, StateValue>>
  /** what is told beside the fields, by block */
  errors: Record<string, string>
  changed: number
}

export type StateValue = { type: string } & Record<string, unknown>

export interface FileRecord {
  id: string
  name: string
  title: string
  mimetype: string
  bytes: Buffer
  user: string
  altText?: string
  /** bytes that `files.getUploadURLExternal` announced; undefined for what a person uploaded */
  announced?: number
  state: 'announced' | 'uploaded' | 'complete'
  shares: { channel: string; ts: string }[]
}

export interface Installation {
  token: string
  scopes: string[]
  status: 'live' | 'revoked' | 'uninstalled'
}

/** A company with several workspaces, which may install the app as a whole. */
export interface OrganisationRecord {
  id: string
  name: string
  botUserId: string
  installations: Installation[]
  /** the workspaces that an administrator added the app to, by id */
  granted: Set<string>
}

export interface WorkspaceRecord {
  id: string
  /** the company that it belongs to */
  organisation: OrganisationRecord | null
  name: string
  domain: string
  botUserId: string
  botId: string
  users: Map<string, UserRecord>
  conversations: Map<string, ConversationRecord>
  files: Map<string, FileRecord>
  installations: Installation[]
  /** the open modals of each user, the first opened first */
  modals: Map<string, ViewRecord[]>
  homes: Map<string, ViewRecord>
}

/** An id as Slack makes them: a letter that says of what, then letters and digits. */
export const newId = (prefix: string): string => prefix + randomBytes(8).toString('hex').slice(0, 10).toUpperCase()

export const newSecret = (): string => randomBytes(16).toString('hex')

let changes = 0
/** A number larger than all before: what has changed later has a larger one. */
export const nextChange = (): number => ++changes
export const lastChange = (): number => changes

export const newOrganisation = (name: string): OrganisationRecord => ({ id: newId('E'), name, botUserId: newId('U'), installations: [], granted: new Set() })

export const newWorkspace = (name: string, organisation: OrganisationRecord | null = null): WorkspaceRecord => {
  // In a company everybody has one id in all workspaces.
  const botUserId = organisation?.botUserId ?? newId('U')
  const domain = name.toLowerCase().replace(/[^a-z0-9]+/g, '-')
  const bot: UserRecord = {
    id: botUserId, name: 'helper', locale: 'en-US', tz: 'America/Los_Angeles', isAdmin: false, isOwner: false,
    guest: false, isBot: true, deleted: false, email: '',
  }
  return {
    id: newId('T'), organisation, name, domain, botUserId, botId: newId('B'), users: new Map([[botUserId, bot]]), conversations: new Map(),
    files: new Map(), installations: [], modals: new Map(), homes: new Map(),
  }
}

/** By which installation the app is in a workspace, be it over: that of its company where there is one. */
export function installedBy({ organisation, installations, id }: WorkspaceRecord): { installation: Installation | undefined; isOrganisation: boolean } {
  const whole = organisation?.granted.has(id) ? organisation.installations.at(-1) : undefined
  const isOrganisation = whole !== undefined && (whole.status === 'live' || installations.at(-1)?.status !== 'live')
  return { installation: isOrganisation ? whole : installations.at(-1), isOrganisation }
}

/** The conversation of a user with the app; opened when it is not yet. */
export function imOf(workspace: WorkspaceRecord, userId: string): ConversationRecord {
  const known = [...workspace.conversations.values()].find(({ kind, name }) => kind === 'im' && name === userId)
  if (known) return known
  const im: ConversationRecord = {
    id: newId('D'), kind: 'im', name: userId, members: new Set([userId, workspace.botUserId]), botIsIn: true, archived: false, restricted: false, messages: [],
  }
  workspace.conversations.set(im.id, im)
  return im
}

export const isMember = ({ members }: ConversationRecord, userId: string): boolean => members === 'everybody' || members.has(userId)

/** Gives times of Slack: seconds with six digits, each later than the one before, even when the clock stands still. */
export function createTimes(now: () => Date): () => string {
  let last = 0n
  return () => {
    const micros = BigInt(now().getTime()) * 1000n
    last = micros > last ? micros : last + 1n
    const digits = last.toString().padStart(16, '0')
    return `${digits.slice(0, -6)}.${digits.slice(-6)}`
  }
}

/** Puts a message where it was posted. */
export function keep(conversation: ConversationRecord, message: Omit<MessageRecord, 'changed'>): MessageRecord {
  const kept = { ...message, changed: nextChange() }
  conversation.messages.push(kept)
  return kept
}
