import type { Delivered, Outgoing } from '../../bot/adapter.ts'
import type { Store } from './store.ts'

/** Brings a message into the chat: our own history is the platform, so that it is there once whatever happened to earlier attempts. */
export async function deliver(store: Store, { key, to, view, messageId }: Outgoing): Promise<Delivered> {
  const changed = messageId === null ? undefined : await store.change(Number(messageId), view)
  if (changed) return { kind: 'sent', messageId: String(changed.id) }
  const place = 'channel' in to ? { channel: to.channel, visibleTo: null } : { channel: '', visibleTo: to.personId }
  const { id } = await store.post({ key: `posting:${key}`, ...place, authorId: null, view })
  return { kind: 'sent', messageId: String(id) }
}
