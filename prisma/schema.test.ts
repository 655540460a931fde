import BetterSqlite3 from 'better-sqlite3'
import { readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import pg from 'pg'
import { describe, expect, it } from 'vitest'
import { diffSchemas } from './diff.ts'
import { describePostgresql, describeSqlite } from './introspect.ts'
import { migrationsFolder, readMigrations, schemaAfter } from './migrations.ts'
import { owners } from './owners.ts'
import { sealedTables } from './sealed.ts'
import { emptyDatabase, serverAnswers } from './testing-postgresql.ts'
import { providers, schemaFor } from './twin.ts'
import type { Provider } from './twin.ts'

const schema = readFileSync(join(dirname(fileURLToPath(import.meta.url)), 'schema.prisma'), 'utf8')
const postgresqlAnswers = await serverAnswers()
const advice = 'prisma/schema.prisma has changed: run "npm run migration -- NAME"'

const migrationsOf = (provider: Provider): string[] => readMigrations(migrationsFolder(provider)).map((migration) => migration.sql)

describe('migrations', () => {
  it.each(providers)('lead to the schema: %s', async (provider) => {
    expect(await diffSchemas(provider, schemaAfter(migrationsFolder(provider)), schemaFor(provider, schema)), advice).toBe('')
  })

  it('make what the schema describes: sqlite', async () => {
    const contents = (scripts: string[]): string[] => {
      const connection = new BetterSqlite3(':memory:')
      for (const script of scripts) connection.exec(script)
      return describeSqlite(connection)
    }
    const expected = contents([await diffSchemas('sqlite', null, schemaFor('sqlite', schema))])
    expect(expected.length).toBeGreaterThan(100)
    expect(contents(migrationsOf('sqlite')), advice).toEqual(expected)
  })

  it.skipIf(!postgresqlAnswers)('make what the schema describes: postgresql', async () => {
    const contents = async (scripts: string[]): Promise<string[]> => {
      const { url, drop } = await emptyDatabase()
      const connection = new pg.Client({ connectionString: url })
      await connection.connect()
      try {
        for (const script of scripts) await connection.query(script)
        return await describePostgresql(connection)
      } finally {
        await connection.end()
        await drop()
      }
    }
    const expected = await contents([await diffSchemas('postgresql', null, schemaFor('postgresql', schema))])
    expect(expected.length).toBeGreaterThan(100)
    expect(await contents(migrationsOf('postgresql')), advice).toEqual(expected)
  })
})

describe('every table about a person names its owners', () => {
  const models = modelsOf(schema)

  it.each(models.map((model) => [model.name, model] as const))('%s', (_, model) => {
    const fields = new Set(model.fields.map((field) => field.name))
    for (const owner of model.owners) expect(fields, `/// @owner ${owner}: there is no such column`).toContain(owner)
    for (const column of model.people) {
      expect(model.owners, `model ${model.name} needs "/// @owner ${column}", for /privacy to find what it holds`).toContain(column)
    }
  })

  it('as programs know them', () => {
    expect(owners, 'prisma/owners.ts lists what /// @owner says').toEqual(
      Object.fromEntries(models.filter((model) => model.owners.length > 0).map((model) => [model.name, model.owners])),
    )
  })

  it('of which there are some', () => {
    expect(models.filter((model) => model.owners.length > 0).length).toBeGreaterThan(10)
    expect(models.find((model) => model.name === 'Request')?.people).toEqual(['expertId'])
  })
})

describe('what is encrypted at rest', () => {
  const models = modelsOf(schema)

  it('is what programs seal, each column as what it holds', () => {
    const kinds: Record<string, string> = { String: 'text', Json: 'json', Bytes: 'bytes' }
    const said = models.filter((model) => model.sealed.length > 0).map(({ name, sealed, fields }) => {
      const columns = sealed.map((column) => [column, kinds[fields.find((field) => field.name === column)?.type.replace('?', '') ?? '']])
      return [name, { id: fields.find(({ attributes }) => attributes.includes('@id'))?.name, columns: Object.fromEntries(columns) as Record<string, string> }]
    })
    expect(sealedTables, 'prisma/sealed.ts lists what /// @sealed says').toEqual(Object.fromEntries(said))
    expect(said.length).toBeGreaterThan(3)
  })

  it.each(models.filter((model) => model.sealed.length > 0))('$name is read and written by itself only, since what is reached through a relation is not sealed', ({ fields }) => {
    const names = new Set(models.map(({ name }) => name))
    expect(fields.filter(({ type }) => names.has(type.replace(/[?[\]]/g, '')))).toEqual([])
  })
})

interface Model {
  name: string
  sealed: string[]
  owners: string[]
  fields: { name: string; type: string; attributes: string }[]
  /** the columns that say who a row is about */
  people: string[]
}

/** Names of columns that hold a person's id even where there is no relation to Person. */
const personColumn = /^(person|author|asker|expert|owner|member|organiser|candidate|juror|mentor|mentee|host|guest|reporter|givenBy|visibleTo)(Id)?$/

function modelsOf(text: string): Model[] {
  return [...text.matchAll(/((?:^\/\/\/.*\n)*)^model (\w+) \{\n([\s\S]*?)^\}/gm)].map(([, comment = '', name = '', body = '']) => {
    const listed = (mark: RegExp) => (mark.exec(comment)?.[1] ?? '').split(',').map((column) => column.trim()).filter((column) => column !== '')
    const owners = listed(/@owner (.*)/)
    const sealed = listed(/@sealed (.*)/)
    const lines = body.split('\n').map((line) => /^\s+(\w+)\s+([\w?[\]]+)(.*)$/.exec(line))
    const fields = lines.flatMap((found) => (found ? [{ name: found[1] ?? '', type: found[2] ?? '', attributes: found[3] ?? '' }] : []))
    const related = fields.filter((field) => /^(Person|Profile)\??$/.test(field.type)).flatMap((field) => /fields: \[(\w+)\]/.exec(field.attributes)?.[1] ?? [])
    const named = fields.filter((field) => /^Int\??$/.test(field.type) && personColumn.test(field.name)).map((field) => field.name)
    return { name, owners, sealed, fields, people: [...new Set([...related, ...named])] }
  })
}
