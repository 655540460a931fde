// npm run migration -- NAME: writes the migration from the last migrated schema to prisma/schema.prisma, for both databases.
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { diffSchemas } from '../prisma/diff.ts'
import { migrationsFolder, schemaAfter } from '../prisma/migrations.ts'
import { providers, schemaFor } from '../prisma/twin.ts'
import type { Provider } from '../prisma/twin.ts'

const schemaPath = join(dirname(fileURLToPath(import.meta.url)), '..', 'prisma', 'schema.prisma')

/** The next migration of one provider: its SQL and the schema it leads to. Null when the schema has not changed. */
async function nextMigration(provider: Provider): Promise<{ sql: string; schema: string } | null> {
  const before = schemaAfter(migrationsFolder(provider))
  const schema = schemaFor(provider, readFileSync(schemaPath, 'utf8'))
  if (before === schema) return null
  const sql = await diffSchemas(provider, before, schema)
  return sql === '' ? null : { sql, schema }
}

function write(provider: Provider, name: string, migration: { sql: string; schema: string }): string {
  const folder = join(migrationsFolder(provider), name)
  mkdirSync(folder, { recursive: true })
  writeFileSync(join(folder, 'migration.sql'), migration.sql)
  writeFileSync(join(folder, 'schema.prisma'), migration.schema)
  // Prisma's own tools look for this file
  writeFileSync(join(migrationsFolder(provider), 'migration_lock.toml'), `provider = "${provider}"\n`)
  return folder
}

const name = process.argv[2]
if (!name || !/^[a-z0-9_]+$/.test(name)) {
  console.error('usage: npm run migration -- NAME   (lower-case letters, digits and _)')
  process.exit(2)
}
const timestamp = new Date().toISOString().replace(/\D/g, '').slice(0, 14)
for (const provider of providers) {
  const migration = await nextMigration(provider)
  if (!migration) console.log(`${provider}: the migrations already lead to prisma/schema.prisma, nothing to write`)
  else console.log(`written: ${write(provider, `${timestamp}_${name}`, migration)}`)
}
