import { describe, expect, it } from 'vitest'
import { openDatabase, type Database, type Db } from '../database.ts'
import { eachDatabase, temporaryDatabase, testKeys } from '../testing.ts'
import type { SearchDocument } from './search.ts'

const kind = 'experts_expert_1'
const blank = { kind, strong: '', medium: '', weak: '', tags: [] }

async function fill(database: Database, documents: (Partial<SearchDocument> & { ref: number })[]): Promise<void> {
  await database.transaction(async (db) => {
    for (const document of documents) await database.search.put(db, { ...blank, ...document })
  })
}

const refs = async (database: Database, need: string, db: Db = database.client): Promise<number[]> =>
  (await database.search.find(db, { kind, need, limit: 100, offset: 0 })).hits.map(({ ref }) => ref)

const people = [
  'Fiscaliste e-commerce', 'Avocate en propriété intellectuelle', 'Référencement naturel', 'Développeuse C++', 'Directrice de crèche', 'Project manager', 'Soudeur',
  'Photographe culinaire', 'Comptable · anglais courant', 'Chauffeur de bus', 'Web designer', 'Infirmier·ère en pédiatrie',
].map((strong, index) => ({ ref: index + 1, strong }))

eachDatabase('a need', (open) => {
  it('is understood in whatever form it is said', async () => {
    const database = await open()
    await fill(database, people)
    const first = async (need: string) => (await refs(database, need))[0]
    for (const [need, ref] of [
      ['TVA pour les boutiques en ligne', 1], ['somebody who knows VAT for online shops', 1], ['avocat marques', 2], ['lawyer', 2], ['intellectual property', 2],
      ['SEO', 3], ['referencement', 3], ['reférencemnt naturel', 3], ['développeur c++', 4], ['directeur de crèche', 5], ['directeurs de creches', 5],
      ['gestion de projet', 6], ['cheffe de projet', 6], ['soudeuse', 7], ['welding', 7], ['photog', 8], ['Je cherche quelqu’un qui fait des photos de cuisine, merci !', 8],
      ['comptabilité', 9], ['accountant who speaks English', 9], ['comtpable', 9], ['bus driver', 10], ['webdesigner', 11], ['infirmières', 12], ['pediatric nurse', 12],
    ] as const) expect(await first(need), need).toBe(ref)
    for (const nothing of ['poterie', 'zzzzzz', '🎉 " * -', 'bonjour']) expect(await refs(database, nothing), nothing).toEqual([])
  })

  it('of two kinds finds first who fits both', async () => {
    const database = await open()
    await fill(database, [{ ref: 1, strong: 'Traductrice' }, { ref: 2, strong: 'Juriste' }, { ref: 3, strong: 'Droit des contrats · traduction' }, { ref: 4, strong: 'Boulangère' }])
    expect((await refs(database, 'traducteur et juridique'))[0]).toBe(3)
  })

  it('is not answered best by whoever claims everything', async () => {
    const database = await open()
    const everything = people.map(({ strong }) => strong).join(' · ')
    await fill(database, [{ ref: 99, strong: `${everything} · TVA · SEO · audit · vente`, weak: 'TVA e-commerce TVA e-commerce '.repeat(30) }, { ref: 100, strong: 'Fiscaliste · TVA · e-commerce' }, ...people])
    for (const need of ['TVA e-commerce', 'fiscaliste']) expect((await refs(database, need))[0], need).not.toBe(99)
  })

  it('may be long, and hostile', async () => {
    const database = await open()
    await fill(database, people)
    expect((await refs(database, 'TVA '.repeat(2500)))[0]).toBe(1)
    const words = Array.from({ length: 2000 }, (_, index) => `mot${index}`).join(' ')
    expect((await refs(database, `soudeur ${words}`))[0]).toBe(7)
    for (const need of ['"soudeur" OR', 'soudeur NEAR(', "soudeur'; DROP TABLE search_text; --", 'soudeur%_', 'soudeur:*', '{strong} : soudeur', 'soudeur\u0000', 'soudeur \ud800'])
      expect((await refs(database, need))[0], need).toBe(7)
  })

  it('says which phrases fit which of its words', async () => {
    const database = await open()
    await fill(database, people)
    const [reasons, none] = await database.search.reasons(database.client, kind, 'VAT for e-commerce in Lyon', [['fiscaliste', 'Lyon', 'cuisine', 'e-commerce'], ['cuisine']])
    expect(none).toEqual([])
    expect(reasons).toEqual([
      { phrase: 0, words: ['vat'], isSame: false },
      { phrase: 1, words: ['lyon'], isSame: true },
      { phrase: 3, words: ['ecommerce'], isSame: true },
    ])
  })

  it('finds nobody for a word that is only near, and says so of a translation', async () => {
    const database = await open()
    await fill(database, [{ ref: 1, strong: 'Vaches · Lyon' }, { ref: 2, strong: 'Automates laitiers · Lyon' }])
    expect(await refs(database, 'dairy')).toEqual([2])
    expect(await database.search.reasons(database.client, kind, 'dairy', [['Lyon', 'Vaches'], ['Automates laitiers']])).toEqual([[], [{ phrase: 0, words: ['dairy'], isSame: false }]])
  })
})

eachDatabase('what is found', (open) => {
  it('is what a transaction has written, to itself at once and to others once it is over', async () => {
    const database = await open()
    await fill(database, people)
    expect(await refs(database, 'potière')).toEqual([])
    const failing = database.transaction(async (db) => {
      await database.search.put(db, { ...blank, ref: 50, strong: 'Potière' })
      await database.search.remove(db, kind, 7)
      expect(await refs(database, 'potière', db)).toEqual([50])
      expect(await refs(database, 'soudeur', db)).toEqual([])
      expect(await refs(database, 'potière')).toEqual([])
      expect(await refs(database, 'soudeur')).toEqual([7])
      throw new Error('no')
    })
    await expect(failing).rejects.toThrow('no')
    expect(await refs(database, 'potière')).toEqual([])
    await fill(database, [{ ref: 51, strong: 'Potière' }])
    expect(await refs(database, 'potière')).toEqual([51])
  })

  it('is no longer there once its profile is deleted by whatever way', async () => {
    const database = await open()
    const { client } = database
    const { id: communityId } = await client.community.create({ data: { name: 'Club', locale: 'fr', timeZone: 'Europe/Paris' } })
    const { id } = await client.person.create({ data: { communityId, name: 'Ada', profile: { create: { headline: 'Soudeuse', published: true, updatedAt: new Date() } } } })
    await fill(database, [{ ref: id, strong: 'Soudeuse' }])
    expect(await refs(database, 'soudure')).toEqual([id])
    await client.person.delete({ where: { id } })
    expect(await refs(database, 'soudure')).toEqual([])
  })
})

describe.each(['sqlite', 'postgresql'] as const)('two that have one database open · %s', (provider) => {
  it('find what either of them writes, though it read before', async (context) => {
    const { url, drop } = await temporaryDatabase(provider).catch(() => context.skip('no server answers'))
    const [one, other] = [await openDatabase(url, testKeys), await openDatabase(url, testKeys)]
    try {
      await fill(one, people)
      expect(await refs(other, 'soudure')).toEqual([7])
      await fill(other, [{ ref: 7, strong: 'Tisserande' }, { ref: 60, strong: 'Soudeuse' }])
      expect(await refs(one, 'soudure')).toEqual([60])
      await one.search.remove(one.client, kind, 60)
      await fill(one, [{ ref: 61, strong: 'Soudeuse' }])
      expect(await refs(other, 'soudure')).toEqual([61])
      for (const need of ['fiscaliste', 'web', 'projet', 'photo de nourriture', 'avocat']) expect(await refs(one, need), need).toEqual(await refs(other, need))
    } finally {
      await one.close()
      await other.close()
      await drop()
    }
  })
})
