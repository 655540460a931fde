import { m } from './held-messages.ts'
import type { Holding } from './holding.ts'

/** What the engine holds about people in its own tables. */
export const ownHoldings: Holding[] = [
  {
    tables: ['Person', 'FormerPerson'],
    title: m.person,
    // organisers are told when no message reaches her
    said: (_, personId) => Promise.resolve([`undelivered:${personId}`]),
  },
  { tables: ['Account'], title: m.accounts },
  { tables: ['Role'], title: m.roles },
  { tables: ['StoredFile'], title: m.files, hidden: ['bytes'] },
  { tables: ['Posting'], title: m.said, hidden: ['key', 'lane'] },
  { tables: ['WebMessage'], title: m.typed, hidden: ['key'] },
  { tables: ['Delivery'], title: m.remembered, hidden: ['key'] },
  { tables: ['Ticket'], title: m.links, hidden: ['id'] },
  { tables: ['LinkCode', 'LinkTry'], title: m.codes, hidden: ['id'] },
  { tables: ['Audit'], title: m.trail, stays: { columns: { Audit: ['personId'] }, why: m.trailStays } },
]
