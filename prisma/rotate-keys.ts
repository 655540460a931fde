import { DatabaseError } from './errors.ts'
import type { PrismaClient } from './generated/sqlite/client.ts'
import { delegateOf, sealedTables, type SealedTable } from './sealed.ts'
import { databaseVault, keyNoted, noteKey, openValue, sealValue, type Keys } from './sealing.ts'
import { createVault, keyIdOf, type Vault } from './vault.ts'

/** What is sealed for a purpose of its own, by those who read it. */
export interface SealedElsewhere extends SealedTable {
  table: string
  purpose: string
}

const rowsAtOnce = 100

type Row = Record<string, unknown>

interface Rows {
  findMany(about: { where: Row; orderBy: Row; take: number }): Promise<Row[]>
  update(about: { where: Row; data: Row }): Promise<unknown>
}

/**
 * Seals anew whatever is sealed in a database, so that the new key opens it and the former one no longer does; gives how many rows were
 * changed. The assistant must not run meanwhile, and will not start until it is done. Broken off, it is done again with the same keys,
 * and goes on with what is left. @throws DatabaseError when the former key is not that of the database
 */
export async function rotateKeys(client: PrismaClient, keys: { former: Keys; now: Keys }, elsewhere: SealedElsewhere[]): Promise<number> {
  const [from, to] = [databaseVault(keys.former), databaseVault(keys.now)]
  const known = await keyNoted(client)
  if (known === to.keyId) return 0
  const underWay = `${from.keyId}>${to.keyId}`
  if (known !== undefined && known !== from.keyId && known !== underWay)
    throw new DatabaseError('FORMER_SECRET_KEY is not the key with which this database is encrypted: set it to the SECRET_KEY of its last start.')
  await noteKey(client, underWay)
  let changed = 0
  for (const [table, about] of Object.entries(sealedTables)) changed += await rotateTable(client, table, about, { from, to })
  for (const { table, purpose, ...about } of elsewhere) {
    const vaults = { from: createVault(keys.former.secretKey, purpose), to: createVault(keys.now.secretKey, purpose) }
    changed += await rotateTable(client, table, about, vaults)
  }
  await noteKey(client, to.keyId)
  return changed
}

async function rotateTable(client: PrismaClient, table: string, { id, columns }: SealedTable, vaults: { from: Vault; to: Vault }): Promise<number> {
  // Tables are known by name only.
  const rows = (client as unknown as Record<string, Rows>)[delegateOf(table)]
  if (!rows) throw new Error(`there is no table ${table}`)
  let changed = 0
  for (let last: unknown; ; ) {
    const found = await rows.findMany({ where: last === undefined ? {} : { [id]: { gt: last } }, orderBy: { [id]: 'asc' }, take: rowsAtOnce })
    for (const row of found) {
      const data = resealed(row, columns, vaults)
      if (!data) continue
      await rows.update({ where: { [id]: row[id] }, data })
      changed++
    }
    if (found.length < rowsAtOnce) return changed
    last = found.at(-1)?.[id]
  }
}

/** The columns of a row that are not sealed with the new key yet, sealed with it; undefined when all are. */
function resealed(row: Row, columns: SealedTable['columns'], { from, to }: { from: Vault; to: Vault }): Row | undefined {
  const old = Object.entries(columns).filter(([column]) => {
    const kept = row[column]
    const isSealed = typeof kept === 'string' || kept instanceof Uint8Array
    return kept !== null && !(isSealed && keyIdOf(kept) === to.keyId)
  })
  if (old.length === 0) return undefined
  return Object.fromEntries(old.map(([column, kind]) => [column, sealValue(to, kind, openValue(from, kind, row[column]))]))
}
