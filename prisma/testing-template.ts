import { createHash } from 'node:crypto'
import { migrationsFolder, readMigrations } from './migrations.ts'
import type { Provider } from './twin.ts'

/** What the migrated database is called that tests copy: after the migrations and what they contain. */
export function templateName(provider: Provider): string {
  const migrations = readMigrations(migrationsFolder(provider)).map(({ name, checksum }) => `${name} ${checksum}`)
  return `entraide_template_${createHash('sha256').update(migrations.join()).digest('hex').slice(0, 16)}`
}
