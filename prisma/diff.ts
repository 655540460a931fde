// Only for developers and tests: what this file imports is a development dependency.
import { bindMigrationAwareSqlAdapterFactory, ColumnTypeEnum } from '@prisma/driver-adapter-utils'
import type { SqlDriverAdapter, SqlMigrationAwareDriverAdapterFactory } from '@prisma/driver-adapter-utils'
import * as bindings from '@prisma/schema-engine-wasm/schema_engine_bg'
import type { DiffTarget, SchemaEngine } from '@prisma/schema-engine-wasm/schema_engine_bg'
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import type { Provider } from './twin.ts'

/** What the package's typings leave out: how its WebAssembly module is put in place. */
interface Loader {
  __wbg_set_wasm(exports: WebAssembly.Exports): void
}

/**
 * The SQL that brings a database from one Prisma schema (null: an empty database) to another. Needs no database and no native
 * engine. Empty when the schemas agree.
 */
export async function diffSchemas(provider: Provider, from: string | null, to: string): Promise<string> {
  loadEngine()
  const factory = bindMigrationAwareSqlAdapterFactory(noDatabase(provider))
  const engine: SchemaEngine = await bindings.SchemaEngine.new({ datamodels: [['schema.prisma', to]] }, () => {}, factory)
  const { stdout } = await engine.diff({
    from: from === null ? { tag: 'empty' } : schema(from),
    to: schema(to),
    script: true,
    shadowDatabaseUrl: null,
    exitCode: null,
    filters: { externalTables: [], externalEnums: [] },
  } as Parameters<SchemaEngine['diff']>[0])
  // a comment says "This is an empty migration."
  const sql = /^\s*[A-Z]/m.test(stdout ?? '') ? (stdout ?? '') : ''
  return provider === 'sqlite' ? quoteJsonDefaults(sql) : sql
}

/** Prisma writes the default of a Json column without quotes for SQLite, which does not parse (prisma/orm#26571). */
function quoteJsonDefaults(sql: string): string {
  return sql.replace(/( JSONB (?:NOT NULL )?DEFAULT )(?!')(.+?)(,?)$/gm, (_, column: string, json: string, comma: string) => {
    return `${column}'${json.replaceAll("'", "''")}'${comma}`
  })
}

function schema(content: string): DiffTarget {
  return { tag: 'schemaDatamodel', files: [{ path: 'schema.prisma', content }] }
}

let loaded = false

/** The package's own entry needs a bundler that imports .wasm files; Node.js does not, so it is instantiated by hand. */
function loadEngine(): void {
  if (loaded) return
  const folder = dirname(createRequire(import.meta.url).resolve('@prisma/schema-engine-wasm/schema_engine_bg'))
  const module = new WebAssembly.Module(readFileSync(join(folder, 'schema_engine_bg.wasm')))
  const { exports } = new WebAssembly.Instance(module, { './schema_engine_bg.js': bindings as unknown as WebAssembly.ModuleImports })
  ;(bindings as unknown as Loader).__wbg_set_wasm(exports)
  const { __wbindgen_start: start } = exports as { __wbindgen_start?: () => void }
  start?.()
  loaded = true
}

/** The engine insists on connecting: this answers the one question that it asks PostgreSQL (schema? version?) and nothing else. */
function noDatabase(provider: Provider): SqlMigrationAwareDriverAdapterFactory {
  const kind = provider === 'postgresql' ? 'postgres' : 'sqlite'
  const adapter: SqlDriverAdapter = {
    provider: kind,
    adapterName: 'no database',
    queryRaw: async () => ({
      columnNames: ['exists', 'version', 'numeric_version'],
      columnTypes: [ColumnTypeEnum.Boolean, ColumnTypeEnum.Text, ColumnTypeEnum.Int32],
      rows: [[true, 'PostgreSQL 15.0', 150000]],
    }),
    executeRaw: async () => 0,
    executeScript: async () => {},
    dispose: async () => {},
    startTransaction: async () => Promise.reject(new Error('there is no database behind a comparison of schemas')),
    getConnectionInfo: () => ({ schemaName: 'public', supportsRelationJoins: false }),
  }
  return { provider: kind, adapterName: 'no database', connect: async () => adapter, connectToShadowDb: async () => adapter }
}
