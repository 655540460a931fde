import { setTimeout as wait } from 'node:timers/promises'
import { scopeOfEvent } from './manifest.ts'
import type { Brought, Inner } from './server.ts'
import { installedBy, newId, type Installation, type OrganisationRecord, type WorkspaceRecord } from './world.ts'

export interface Delivery {
  type: 'events_api' | 'interactive' | 'slash_commands'
  payload: Record<string, unknown>
}

/** What came of a delivery: the app's answer, or why there is none. */
export type Delivered = { ok: true; answer: unknown } | { ok: false; why: 'http_timeout' | 'connection_failed' | 'http_error'; final?: boolean }

const nameOf = ({ type, payload }: Delivery): string => {
  if (type === 'slash_commands') return String(payload.command)
  if (type === 'interactive') return String(payload.type)
  const event = payload.event as { type: string; subtype?: string }
  return event.subtype ? `${event.type}.${event.subtype}` : event.type
}

/** Brings something to the app once. */
export async function bring(inner: Inner, delivery: Delivery, retry?: { attempt: number; reason: string }): Promise<Delivered> {
  const began = performance.now()
  const delivered = await inner.transport().send(delivery, retry)
  const brought: Brought = { type: delivery.type, what: nameOf(delivery), attempt: retry?.attempt ?? 0, ok: delivered.ok, ms: performance.now() - began }
  inner.log.deliveries.push(delivered.ok ? brought : { ...brought, failed: delivered.why })
  return delivered
}

/** Brings an event to the app; again later, when it is not acknowledged. Resolves after the first time, with whether it was. */
export async function bringEvent(inner: Inner, workspace: WorkspaceRecord, event: Record<string, unknown>): Promise<boolean> {
  const { installation, isOrganisation } = installedBy(workspace)
  return bringFrom(inner, { workspace, organisation: workspace.organisation, installation, isOrganisation }, event)
}

/** Where an event happened, and by which installation the app hears of it; in no workspace, when it is about a company. */
interface From {
  workspace: WorkspaceRecord | null
  organisation: OrganisationRecord | null
  installation: Installation | undefined
  isOrganisation: boolean
}

/** What happens to the installation of a company as a whole. */
export const bringEventOfOrganisation = (inner: Inner, organisation: OrganisationRecord, event: Record<string, unknown>): Promise<boolean> =>
  bringFrom(inner, { workspace: null, organisation, installation: organisation.installations.at(-1), isOrganisation: true }, event)

async function bringFrom(inner: Inner, from: From, event: Record<string, unknown>): Promise<boolean> {
  if (!isSubscribed(inner, from, event)) return false
  const delivery: Delivery = { type: 'events_api', payload: enveloped(inner, from, event) }
  const copies = inner.copies()
  const delivered = await bring(inner, delivery)
  if (!delivered.ok) {
    void repeat(inner, delivery, delivered)
    return false
  }
  for (let copy = 1; copy < copies; copy++) await bring(inner, delivery, { attempt: copy, reason: 'http_timeout' })
  return true
}

async function repeat(inner: Inner, delivery: Delivery, failed: Delivered): Promise<void> {
  let delivered = failed
  for (const [index, delay] of inner.times.retries.entries()) {
    if (delivered.ok || delivered.final) return
    const isClosed = await wait(delay, false, { signal: inner.closing, ref: false }).catch(() => true)
    if (isClosed) return
    delivered = await bring(inner, delivery, { attempt: index + 1, reason: delivered.why })
  }
}

/** Only what the manifest subscribes to, and the installation has the scope for, is delivered. */
function isSubscribed({ app }: Inner, { installation }: From, event: Record<string, unknown>): boolean {
  const name = event.type === 'message' ? `message.${kinds[String(event.channel_type)] ?? ''}` : String(event.type)
  const scope = scopeOfEvent[name]
  const subscribed = app.manifest.settings?.event_subscriptions?.bot_events?.includes(name) ?? false
  return subscribed && installation !== undefined && (scope === undefined || installation.scopes.includes(scope))
}

const kinds: Record<string, string | undefined> = { im: 'im', channel: 'channels', group: 'groups' }

const enveloped = ({ app, now }: Inner, { workspace, organisation, installation, isOrganisation }: From, event: Record<string, unknown>): Record<string, unknown> => ({
  token: app.verificationToken,
  team_id: workspace?.id ?? organisation?.id,
  context_team_id: workspace?.id ?? null,
  context_enterprise_id: organisation?.id ?? null,
  ...(organisation ? { enterprise_id: organisation.id } : {}),
  api_app_id: app.id,
  event,
  type: 'event_callback',
  event_id: newId('Ev'),
  event_time: Math.floor(now().getTime() / 1000),
  // The installation of a company names no workspace.
  authorizations: installation
    ? [{ enterprise_id: organisation?.id ?? null, team_id: isOrganisation ? null : (workspace?.id ?? null), user_id: workspace?.botUserId ?? organisation?.botUserId, is_bot: true, is_enterprise_install: isOrganisation }]
    : [],
  is_ext_shared_channel: false,
  event_context: newId('4-'),
})
