import { isDeepStrictEqual } from 'node:util'
import type { Clock } from '../../bot/clock.ts'
import { json } from '../../bot/json.ts'
import { hasSecrets, withoutSecrets } from '../../bot/secrets.ts'
import type { Vault } from '../../bot/vault.ts'
import type { View } from '../../bot/view.ts'
import type { Database, Db } from '../../prisma/database.ts'

type Row = Awaited<ReturnType<Database['client']['webMessage']['findMany']>>[number]
export type StoredMessage = Omit<Row, 'view'> & { view: View | null }

/** A message to keep: something a person typed, or a view of the assistant's. */
export interface Draft {
  /** repeated key = the same message */
  key: string
  /** as the database keeps it: "" is the private conversation */
  channel: string
  visibleTo: number | null
  authorId: number | null
  text?: string
  view?: View
}

/** The messages of the web space, with the order in which they appeared or changed. */
export interface Store {
  /** Keeps a message. One whose key is known is the same message: it is brought up to date if its view differs. */
  post(draft: Draft): Promise<StoredMessage>
  /** Changes the view of a message; undefined when there is no such message. */
  change(id: number, view: View): Promise<StoredMessage | undefined>
  /** The newest messages of a channel that a person may see, oldest first. `before` is an id; `personId` 0 sees only what is public. */
  history(about: { channel: string; personId: number; before?: number; take: number }): Promise<StoredMessage[]>
  /** What appeared or changed since a sequence, for one person, in order. */
  since(about: { sequence: number; personId: number; take: number }): Promise<StoredMessage[]>
  /** The last sequence given. */
  sequence(): Promise<number>
}

interface Means {
  database: Database
  spaceId: number
  clock: Clock
  /** for what the pages show and nobody may read in the database */
  vault: Vault
  /** hears of each new sequence, once it is committed */
  onRaised(sequence: number): void
}

const mayBeSeenBy = (personId: number) =>
  personId === 0 ? { visibleTo: null } : { OR: [{ visibleTo: null }, { visibleTo: personId }] }

export function createStore({ database, spaceId, clock, vault, onRaised }: Means): Store {
  const { client } = database
  const inTurn = oneAtATime()

  const raise = (db: Db) => nextSequence(db, spaceId)
  const sealed = (view: View) => keptFor(vault, view)
  const opened = (row: Row) => readIn(vault, row)
  const show = async (db: Db, known: StoredMessage, view: View): Promise<StoredMessage> => {
    // A repeated delivery is answered without what was secret in the first answer.
    const before = known.view ? [known.view, withoutSecrets(known.view)] : []
    if (before.some((one) => isDeepStrictEqual(json(one), json(view)))) return known
    const sequence = await raise(db)
    return opened(await db.webMessage.update({ where: { id: known.id }, data: { view: sealed(view), sequence, revision: { increment: 1 } } }))
  }
  const keep = async (db: Db, draft: Draft): Promise<StoredMessage> => {
    const row = await db.webMessage.findUnique({ where: { key: draft.key } })
    const known = row && opened(row)
    if (known) return draft.view ? show(db, known, draft.view) : known
    const sequence = await raise(db)
    const view = draft.view && sealed(draft.view)
    return opened(await db.webMessage.create({ data: { ...draft, view, spaceId, sequence, createdAt: clock.now() } }))
  }
  const write = async <T extends StoredMessage | undefined>(work: (db: Db) => Promise<T>): Promise<T> => {
    const written = await inTurn(() => database.transaction(work))
    if (written) onRaised(written.sequence)
    return written
  }
  return {
    post: (draft) => write((db) => keep(db, draft)),
    change: (id, view) =>
      write(async (db) => {
        const known = await db.webMessage.findUnique({ where: { id } })
        return known?.spaceId === spaceId ? show(db, opened(known), view) : undefined
      }),
    async history({ channel, personId, before, take }) {
      const where = { spaceId, channel, ...mayBeSeenBy(personId), ...(before ? { id: { lt: before } } : {}) }
      const newest = await client.webMessage.findMany({ where, orderBy: { id: 'desc' }, take })
      return newest.reverse().map(opened)
    },
    async since({ sequence, personId, take }) {
      const where = { spaceId, sequence: { gt: sequence }, ...mayBeSeenBy(personId) }
      return (await client.webMessage.findMany({ where, orderBy: { sequence: 'asc' }, take })).map(opened)
    },
    async sequence() {
      const feed = await client.webFeed.findUniqueOrThrow({ where: { spaceId } })
      return feed.sequence
    },
  }
}

/** Numbers are taken under the row's lock, held until the commit: they become visible in order, whatever the process. */
async function nextSequence(db: Db, spaceId: number): Promise<number> {
  const { sequence } = await db.webFeed.update({ where: { spaceId }, data: { sequence: { increment: 1 } } })
  return sequence
}

type KeptView = View & { sealed?: string }

/** What is secret in a view is kept beside the rest, sealed. */
const keptFor = (vault: Vault, view: View) => json(hasSecrets(view) ? { ...withoutSecrets(view), sealed: vault.seal(JSON.stringify(view)) } : view)

/** A message as it was posted; of what was sealed with another key, the rest. */
function readIn(vault: Vault, row: Row): StoredMessage {
  if (row.view === null) return { ...row, view: null }
  // What was stored is what a handler or the worker gave: a view.
  const { sealed, ...rest } = row.view as unknown as KeptView
  if (sealed === undefined) return { ...row, view: rest }
  try {
    return { ...row, view: JSON.parse(vault.open(sealed)) as View }
  } catch {
    return { ...row, view: rest }
  }
}

/** Spares the writers of one process the conflicts they would have over the feed's row. */
function oneAtATime(): <T>(work: () => Promise<T>) => Promise<T> {
  let last: Promise<unknown> = Promise.resolve()
  return (work) => {
    const turn = last.then(work)
    last = turn.catch(() => undefined)
    return turn
  }
}
