import { readFileSync } from 'node:fs'
import { strFromU8, unzipSync } from 'fflate'
import { afterAll, describe, expect, it } from 'vitest'
import { owners, type OwnedTable } from '../../prisma/owners.ts'
import { openDatabase, type Database } from '../../prisma/database.ts'
import { Prisma } from '../../prisma/generated/sqlite/client.ts'
import { sqlitePath } from '../../prisma/sqlite.ts'
import { eachDatabase, temporaryDatabase } from '../../prisma/testing.ts'
import { testKeys } from '../../prisma/testing-keys.ts'
import { gifts } from './gifts.ts'
import { openStage, type Stage } from '../stage.ts'
import type { StagePerson } from '../stage/person.ts'
import { opens } from '../../commands/contest/testing.ts'
import { capabilities } from '../../commands/index.ts'
import { publishes } from '../../commands/opportunities/testing.ts'

const mark = 'zinnober'

/** Columns in which people write what they like; what is in the others are numbers, dates and words of ours. */
const written = ['name', 'headline', 'bio', 'city', 'title', 'description', 'note', 'text', 'answer', 'words', 'link', 'externalId', 'directChannel', 'shownTo', 'place', 'reference', 'fingerprint']
const kept = ['given', 'content', 'view', 'reply', 'input', 'details']

interface Rows {
  findMany(about?: object): Promise<Record<string, unknown>[]>
  updateMany(about: object): Promise<unknown>
}
const rowsOf = ({ client }: Database, table: string): Rows =>
  (client as unknown as Record<string, Rows>)[`${table.charAt(0).toLowerCase()}${table.slice(1)}`] as Rows

/** The rows that have the mark in them, read as the program reads them. */
async function marked(database: Database): Promise<string[]> {
  const found: string[] = []
  for (const table of Object.keys(Prisma.ModelName))
    for (const row of await rowsOf(database, table).findMany())
      if (JSON.stringify(row, (_, value: unknown) => (value instanceof Uint8Array ? Buffer.from(value).toString('latin1') : value)).toLowerCase().includes(mark)) found.push(`${table} ${String(row['key'] ?? row['id'])}`)
  return [...new Set(found)]
}

let given = 10

/** Gives somebody something in every table, and writes the mark wherever she may have written. */
async function filled(stage: Stage, her: StagePerson, other: StagePerson): Promise<void> {
  const { database, communityId, spaceIds: [spaceId = 0] } = stage
  for (const n of [1, 2]) for (const gift of Object.values(gifts)) await gift({ db: database.client, to: her.id, other: other.id, n: n + 12 * ++given, spaceId, communityId })
  await database.client.audit.updateMany({ data: { detail: {} } })
  for (const [table, columns] of Object.entries(owners) as [OwnedTable, readonly string[]][]) {
    const all = Object.keys((Prisma as unknown as Record<string, Record<string, string>>)[`${table}ScalarFieldEnum`] ?? {})
    for (const row of await rowsOf(database, table).findMany({ where: { OR: columns.map((column) => ({ [column]: her.id })) } })) {
      const where = Object.fromEntries(Object.entries(row).filter(([column, value]) => !kept.includes(column) && !(value instanceof Uint8Array) && !(value instanceof Date) && value !== null && typeof value !== 'object' && column !== 'name' && column !== 'text'))
      const unique = `${mark} ${table} ${JSON.stringify(row['id'] ?? row['key'] ?? '')}`
      const data = Object.fromEntries(all.flatMap((column): [string, unknown][] => {
        if (table === 'Workshop' || (table === 'Account' && column === 'externalId' && String(row[column]).includes('hanna'))) return []
        if (written.includes(column) && !(table === 'Application' && column === 'reference')) return [[column, unique]]
        return kept.includes(column) ? [[column, table === 'Opportunity' ? { files: [], code: unique } : { value: unique, blocks: [], said: unique }]] : []
      }))
      if (Object.keys(data).length) await rowsOf(database, table).updateMany({ where, data })
    }
  }
}

/** What she does here herself, in words with the mark. */
async function lives(stage: Stage, her: StagePerson, other: StagePerson): Promise<void> {
  await her.types('/profile edit')
  await her.fills({ headline: `Baker ${mark}`, skills: `bread, ${mark}`, weeklyLimit: 2, bio: `All about ${mark}` })
  await her.presses('Publish')
  await publishes(her, 'deal', { title: `Ovens ${mark}`, description: `Half price ${mark}` })
  await other.types('/profile edit')
  await other.fills({ headline: 'Accountant', skills: 'VAT', weeklyLimit: 2 })
  await other.presses('Publish')
  await her.types('/expert find vat')
  await her.presses('Ask')
  await her.fills({ question: `How do I charge VAT for ${mark}?` })
  await opens(stage)
  await her.types('/contest apply')
  for (const said of ['yes', mark, 'help']) await her.types(said)
  await her.types(`I am ${mark}, can you help?`)
}

async function whole(pieces: AsyncIterable<Uint8Array>): Promise<Uint8Array> {
  const all: Uint8Array[] = []
  for await (const piece of pieces) all.push(piece)
  return Buffer.concat(all)
}

describe('everything about somebody', () => {
  eachDatabase('is hers', (open) => {
    it('to see, to take along, and to have erased for good', { timeout: 60_000 }, async () => {
      const stage = await openStage({ database: await open(), capabilities })
      const [hanna, olga] = [await stage.person('Hanna'), await stage.person('Olga', { roles: ['organiser', 'member'] })]
      await lives(stage, hanna, olga)
      await filled(stage, hanna, olga)
      await stage.database.client.person.update({ where: { id: hanna.id }, data: { name: `Hanna ${mark}` } })
      const before = await marked(stage.database)
      expect(before.length).toBeGreaterThan(20)

      await hanna.types('/privacy')
      hanna.sees('Your data', 'Your applications, with your answers', 'Your files', 'Your profile: 1')
      await hanna.presses('Download my data')
      hanna.sees('Whoever has it can read everything')
      const link = /https:\S+\/export\/([\w-]{43})/.exec(hanna.answer)?.[1] ?? ''
      const document = await stage.engine.document('export', link)
      const files = unzipSync(await whole(document?.body as AsyncIterable<Uint8Array>))
      expect(Object.keys(files)).toEqual(expect.arrayContaining(['index.html', 'data.json']))
      expect(Object.keys(files).some((name) => name.startsWith(`files/1-${mark} StoredFile`))).toBe(true)
      const data = JSON.parse(strFromU8(files['data.json'] ?? new Uint8Array())) as Record<OwnedTable, Record<string, unknown>[]>
      expect(Object.keys(data).sort()).toEqual(Object.keys(owners).sort())
      for (const table of Object.keys(owners) as OwnedTable[]) if (table !== 'FormerPerson') expect(data[table].length, table).toBeGreaterThan(0)
      expect(JSON.stringify(data.Ticket)).not.toContain('"id"')
      const page = strFromU8(files['index.html'] ?? new Uint8Array())
      for (const said of ['What is your name?', `${mark} Opportunity`, `${mark} Profile`, 'Your applications, with your answers']) expect(page).toContain(said)
      expect(await stage.engine.document('export', link.replace(/.$/, (last) => (last === 'x' ? 'y' : 'x')))).toBeUndefined()

      await hanna.types('/privacy erase')
      await hanna.fills({ confirm: 'yes' })
      expect(hanna.form?.problems).toEqual({ confirm: expect.stringContaining('type ERASE') })
      await hanna.fills({ confirm: 'erase' })
      expect(hanna.answer).toContain('Everything is erased')
      expect(hanna.answer).toContain('The record that something was done')
      await stage.passes({ hours: 2 })
      expect(await stage.database.client.person.count({ where: { id: hanna.id } })).toBe(0)
      expect(await marked(stage.database)).toEqual([])
      expect(await stage.engine.document('export', link)).toBeUndefined()
      // what others were shown of it says so
      olga.sees('What was here was erased')
      expect(stage.channel('deals').messages.join()).toContain('Ce qui était ici a été effacé')
      expect([...stage.adapter.delivered.values()].filter(({ to, text }) => !('externalId' in to && to.externalId.startsWith('hanna')) && text.includes(mark))).toEqual([])
      await stage.passes({ days: 40 })
      expect(stage.logged).toEqual([])
      // she may come back, as somebody new
      await hanna.types('/privacy')
      hanna.sees('ne garde rien sur vous')
    })

    it('for who has no account yet, and nothing is held of who only looked', async () => {
      const stage = await openStage({ database: await open(), capabilities })
      await opens(stage)
      const zoe = await stage.person('Zoé', { roles: [], locale: 'fr' })
      await zoe.types('/concours candidater')
      for (const said of ['oui', 'Zoé', '06 12 34 56 78']) await zoe.types(said)
      await zoe.types('/données')
      zoe.sees('Vos candidatures, avec vos réponses')
      await zoe.types('/données effacer EFFACER')
      expect(zoe.answer).toContain('Tout est effacé')
      const { client } = stage.database
      expect([await client.application.count(), await client.answer.count(), await client.person.count(), await client.posting.count()]).toEqual([0, 0, 0, 0])
      await stage.passes({ days: 40 })
      expect(stage.logged).toEqual([])
    })
  })

  it('a link that has expired gives nothing, nor does one of somebody who is gone', async () => {
    const { url, drop } = await temporaryDatabase('sqlite')
    const stage = await openStage({ database: await openDatabase(url, testKeys), capabilities })
    afterAll(drop)
    const ada = await stage.person('Ada')
    await ada.types('/privacy export')
    const link = /\/export\/([\w-]{43})/.exec(ada.answer)?.[1] ?? ''
    expect((await stage.engine.document('export', link))?.name).toBe('my-data-2026-11-23.zip')
    await stage.passes({ hours: 25 })
    expect(await stage.engine.document('export', link)).toBeUndefined()
  })

  it('leaves the file of the database, not only its tables', { timeout: 60_000 }, async () => {
    const { url, drop } = await temporaryDatabase('sqlite')
    const database = await openDatabase(url, testKeys)
    const stage = await openStage({ database, capabilities })
    const [hanna, olga] = [await stage.person('Hanna'), await stage.person('Olga', { roles: ['organiser', 'member'] })]
    await lives(stage, hanna, olga)
    await filled(stage, hanna, olga)
    await hanna.types('/privacy erase ERASE')
    await stage.passes({ hours: 2 })
    await database.close()
    expect(readFileSync(sqlitePath(url)).toString('latin1').toLowerCase()).not.toContain(mark)
    await drop()
  })
})
