import { owners, type OwnedTable } from '../prisma/owners.ts'
import type { Db } from '../prisma/database.ts'
import type { Work } from './action.ts'
import { assertNothingLeft } from './belongings.ts'
import { rowsIn, type Holding } from './holding.ts'
import { m } from './held-messages.ts'
import { json } from './json.ts'
import { view } from './view.ts'

/**
 * Erases everything that is held about a person, in the transaction that `work` is of: what others were told of it is taken back, what
 * hangs on it is let go, what is not about her alone stays without her name, and she is a person here no longer. Gives the messages to
 * others that are being taken back where they stand; their rows may be removed once that is done.
 * @throws Error when something would still name her
 */
export async function erase(work: Work, personId: number): Promise<number[]> {
  const { db, holdings } = work
  const said: string[] = []
  for (const holding of holdings) said.push(...((await holding.said?.(db, personId)) ?? []))
  for (const { release } of holdings) await release?.(work, personId)
  const retracted = await retract(work, personId, said)
  for (const holding of holdings) for (const table of holding.tables) await eraseIn(db, holding, table, personId)
  await assertNothingLeft(db, personId)
  await db.person.delete({ where: { id: personId } })
  return retracted
}

async function eraseIn(db: Db, { stays }: Holding, table: OwnedTable, personId: number): Promise<void> {
  if (table === 'Person') return
  const emptied = stays?.columns[table] ?? []
  const rows = rowsIn(db, table)
  for (const column of emptied) await rows.updateMany({ where: { [column]: personId }, data: { [column]: null } })
  for (const column of owners[table] as readonly string[]) if (!emptied.includes(column)) await rows.deleteMany({ where: { [column]: personId } })
}

const asksAtOnce = 100

/** What others were told is told no more: what waits is not sent, what stands somewhere says that it was erased. */
async function retract({ db, now }: Work, personId: number, said: string[]): Promise<number[]> {
  const taken: number[] = []
  for (let index = 0; index < said.length; index += asksAtOnce) {
    const named = said.slice(index, index + asksAtOnce).flatMap((key) => [{ key }, { key: { startsWith: `${key}:` } }, { key: { startsWith: `${key}@` } }])
    // what is said in a channel is for nobody in particular
    const others = { AND: [{ OR: named }, { OR: [{ personId: null }, { personId: { not: personId } }] }] }
    await db.posting.deleteMany({ where: { ...others, messageId: null, status: { not: 'sending' } } })
    const told = await db.posting.findMany({ where: others, select: { id: true } })
    taken.push(...told.map(({ id }) => id))
  }
  // What is being sent stays as it is claimed; the worker sees by the revision that it has to be sent again.
  const shown = json(view({ title: m.retracted, tone: 'past' }))
  const change = { view: shown, revision: { increment: 1 }, attempts: 0, dueAt: now }
  await db.posting.updateMany({ where: { id: { in: taken }, status: 'sending' }, data: { view: shown, revision: { increment: 1 } } })
  await db.posting.updateMany({ where: { id: { in: taken }, status: { not: 'sending' } }, data: { ...change, status: 'waiting' } })
  return taken
}
