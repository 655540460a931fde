import BetterSqlite3 from 'better-sqlite3'
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { openDatabase } from '../prisma/database.ts'
import { testKeys } from '../prisma/testing-keys.ts'
import { backUp } from './backup.ts'

const now = new Date('2026-03-01T09:30:00Z')

describe('backup', () => {
  let folder: string
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'entraide-backup-'))
  })
  afterEach(() => rmSync(folder, { recursive: true }))
  const url = (): string => `file:${join(folder, 'entraide.db')}`

  it('copies and checks what is there while the assistant writes', async () => {
    const database = await openDatabase(url(), testKeys)
    const { id } = await database.client.community.create({ data: { name: 'c', locale: 'fr', timeZone: 'Europe/Paris' } })
    const add = (name: string): Promise<unknown> => database.transaction((db) => db.person.create({ data: { communityId: id, name } }))
    await add('before')
    let stopped = false
    const writing = (async () => {
      while (!stopped) await add('meanwhile')
    })()
    expect(await backUp(url(), now)).toMatch(/^Backed up to .*backups\/2026-03-01T09-30-00\.db: \d\.\d MB, \d+ people, checked\.$/)
    stopped = true
    await writing
    await database.close()
    expect(readdirSync(join(folder, 'backups'))).toEqual(['2026-03-01T09-30-00.db'])
    // it can be opened as it is
    const copy = await openDatabase(`file:${join(folder, 'backups', '2026-03-01T09-30-00.db')}`, testKeys)
    expect(await copy.client.person.findFirst({ orderBy: { id: 'asc' } })).toMatchObject({ name: 'before' })
    await copy.close()
  })

  it('makes none of what is missing or damaged', async () => {
    await expect(backUp(url(), now)).rejects.toThrow()
    writeFileSync(join(folder, 'entraide.db'), 'no database at all'.repeat(1000))
    await expect(backUp(url(), now)).rejects.toThrow('file is not a database')
    rmSync(join(folder, 'entraide.db'))
    new BetterSqlite3(join(folder, 'entraide.db')).exec('CREATE TABLE other (x)').close()
    await expect(backUp(url(), now)).rejects.toThrow('no such table: Person')
    expect(readdirSync(join(folder, 'backups'))).toEqual([])
  })

  it('says how PostgreSQL is backed up, without its password', async () => {
    expect(await backUp('postgresql://ann:secret@db.example:5432/entraide', now)).toBe(
      'PostgreSQL is backed up by its own tool: mkdir -p data/backups && ' +
        "pg_dump --format=custom --file=data/backups/2026-03-01T09-30-00.dump 'postgresql://ann@db.example:5432/entraide'",
    )
  })
})
