import { DatabaseError } from './errors.ts'
import { Prisma, type PrismaClient } from './generated/sqlite/client.ts'
import { delegateOf, sealedTables, type SealedColumns, type SealedKind, type sealed } from './sealed.ts'
import { createVault, keyIdOf, type Vault } from './vault.ts'

/** With what a database is encrypted. */
export interface Keys {
  /** at least 32 characters */
  secretKey: string
}

/** Of the vault of the sealed columns. */
const purpose = 'database'

/** What a column keeps of a value; nothing stays nothing. */
export function sealValue(vault: Vault, kind: SealedKind, value: unknown): unknown {
  if (value === null || value === undefined || value === Prisma.JsonNull || value === Prisma.DbNull) return value
  if (kind === 'bytes') return vault.sealBytes(value as Uint8Array)
  return vault.seal(kind === 'json' ? JSON.stringify(value) : (value as string))
}

/** The value of what a column keeps. What was kept before there was a key is as it was. @throws Error for another key's */
export function openValue(vault: Vault, kind: SealedKind, kept: unknown): unknown {
  if (typeof kept !== 'string' && !(kept instanceof Uint8Array)) return kept
  if (keyIdOf(kept) === undefined) return kept
  if (kept instanceof Uint8Array) return vault.openBytes(kept)
  const text = vault.open(kept)
  return kind === 'json' ? (JSON.parse(text) as unknown) : text
}

type Row = Record<string, unknown>

const isRow = (value: unknown): value is Row => typeof value === 'object' && value !== null

/** A row, or the `set` of a change to one, with its sealed columns changed by `change`. */
function changed(row: Row, columns: SealedColumns, change: (kind: SealedKind, value: unknown) => unknown): Row {
  const known = Object.entries(columns).filter(([column]) => row[column] !== undefined)
  return known.length ? { ...row, ...Object.fromEntries(known.map(([column, kind]) => [column, change(kind, row[column])])) } : row
}

const each = (rows: unknown, one: (row: Row) => Row): unknown => (Array.isArray(rows) ? rows.map((row) => (isRow(row) ? one(row) : (row as unknown))) : isRow(rows) ? one(rows) : rows)

/** Opens the sealed columns of rows that were read around the client. */
export const openRows = <T extends object>(vault: Vault, table: keyof typeof sealed, rows: T[]): T[] =>
  rows.map((row) => changed(row as Row, sealedTables[table]?.columns ?? {}, (kind, value) => openValue(vault, kind, value)) as T)

const writes = ['data', 'create', 'update'] as const

/** A client that seals what it writes to the columns that are sealed and opens what it reads there, so that nobody else has to. */
export function sealing(client: PrismaClient, vault: Vault): PrismaClient {
  const seal = (columns: SealedColumns) => (row: Row) => changed(row, columns, (kind, value) => sealValue(vault, kind, value))
  const open = (columns: SealedColumns) => (row: Row) => changed(row, columns, (kind, kept) => openValue(vault, kind, kept))
  const through = (columns: SealedColumns) => ({
    async $allOperations({ args, query }: { args: unknown; query: (args: never) => Promise<unknown> }): Promise<unknown> {
      const given = isRow(args) ? { ...args } : {}
      for (const part of writes) if (given[part] !== undefined) given[part] = each(given[part], seal(columns))
      return each(await query(given as never), open(columns))
    },
  })
  const query: Record<string, never> = Object.fromEntries(Object.entries(sealedTables).map(([table, { columns }]) => [delegateOf(table), through(columns) as never]))
  // Tables are known by name only; what it gives has the types of the client that it was made of.
  return client.$extends({ query }) as unknown as PrismaClient
}

const proof = { platform: 'database', name: 'key' }

/** Which key a database is encrypted with: its id, `old>new` while it is being changed, undefined for a new database. */
export async function keyNoted(client: PrismaClient): Promise<string | undefined> {
  const known = await client.platformState.findUnique({ where: { platform_name: proof } })
  return typeof known?.value === 'string' ? known.value : undefined
}

/** Notes which key a database is encrypted with; see `keyNoted`. */
export const noteKey = async (client: PrismaClient, key: string): Promise<void> =>
  void (await client.platformState.upsert({ where: { platform_name: proof }, create: { ...proof, value: key }, update: { value: key } }))

/** Notes the key of a new database. @throws DatabaseError when a database is encrypted with another one */
export async function proveKey(client: PrismaClient, { keyId }: Vault): Promise<void> {
  const known = await keyNoted(client)
  if (known === keyId) return
  if (known?.includes('>')) throw new DatabaseError('SECRET_KEY is being changed: run npm run rotate-keys again, until it says that it is done.')
  if (known) throw new DatabaseError('SECRET_KEY is not the one with which this database is encrypted: set it to the one it was, or change it with npm run rotate-keys (docs/operating.md).')
  await noteKey(client, keyId)
}

/** The vault of the sealed columns. */
export const databaseVault = ({ secretKey }: Keys): Vault => createVault(secretKey, purpose)
