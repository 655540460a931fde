import type { Incoming } from '../../bot/adapter.ts'
import type { AccountRef } from '../../bot/person.ts'
import type { Call } from '../../bot/view.ts'
import type { Web } from './web.ts'

/** Runs what somebody came for, and leaves its answer in her conversation with the assistant, which she is shown next. */
export async function bring(web: Web, from: AccountRef, call: Call, key: string): Promise<void> {
  const incoming: Incoming = { key, from, channel: null, what: { call } }
  const reply = await web.door.run(incoming)
  if (reply.kind === 'view') await web.store.post({ key: `reply:${key}`, channel: '', visibleTo: reply.personId, authorId: null, view: reply.view })
}
