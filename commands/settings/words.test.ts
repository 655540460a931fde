import { expect, it } from 'vitest'
import { openDatabase } from '../../prisma/database.ts'
import { eachDatabase, temporaryDatabase, testKeys } from '../../prisma/testing.ts'
import { openStage } from '../../test/stage.ts'
import { experts } from '../experts/index.ts'
import { settings } from './index.ts'

eachDatabase('the words of a community', (open) => {
  const cast = async () => {
    const stage = await openStage({ database: await open(), capabilities: [settings, experts], locale: 'en' })
    const sofia = await stage.person('Sofia', { roles: ['member', 'organiser'] })
    const claire = await stage.person('Claire')
    await claire.types('/profile edit')
    await claire.fills({ headline: 'Consultante', skills: 'bloubiboulga, tournevis', weeklyLimit: 2 })
    await claire.presses('Publish')
    return { stage, sofia }
  }

  it('are added, found at once, listed by the page and removed', async () => {
    const { stage, sofia } = await cast()
    await sofia.types('/expert find zinzolin')
    sofia.seesNot('Claire')
    await sofia.types('/settings words')
    sofia.sees('There is no line of yours yet')
    await sofia.presses('Add a line')
    await sofia.fills({ line: 'zinzolin,  teinture violette=bloubiboulga ; gloubi' })
    sofia.sees('each of these finds the others', '> zinzolin, teinture violette = bloubiboulga, gloubi')
    await sofia.types('/expert find zinzolin')
    sofia.sees('Claire', 'bloubiboulga ≈ zinzolin')
    await sofia.types('/expert find teintures violettes')
    sofia.sees('Claire')
    for (let index = 1; index <= 10; index++) await sofia.types(`/settings teach line${'abcdefghij'[index - 1]} = word${'abcdefghij'[index - 1]}`)
    await sofia.types('/settings words')
    sofia.sees('zinzolin, teinture violette = bloubiboulga, gloubi', 'Page 1 of 2')
    sofia.seesNot('linej')
    await sofia.presses('Next')
    sofia.sees('linej = wordj', 'Page 2 of 2')
    await sofia.presses('Previous')
    await sofia.sends({ call: { action: 'settings.unteach', input: { line: 'zinzolin, teinture violette = bloubiboulga, gloubi' } } })
    sofia.sees('Removed')
    await sofia.types('/expert find zinzolin')
    sofia.seesNot('Claire')
    await sofia.sends({ call: { action: 'settings.unteach', input: { line: 'zinzolin, teinture violette = bloubiboulga, gloubi' } } })
    sofia.sees('no longer there')
    const audits = await stage.database.client.audit.findMany({ where: { subject: 'settings:words' }, orderBy: { id: 'asc' } })
    expect(audits).toHaveLength(12)
    expect(audits[0]?.detail).toEqual({ added: 'zinzolin, teinture violette = bloubiboulga, gloubi' })
  })

  it('says what is wrong with a line, and lets nobody else write one', async () => {
    const { stage, sofia } = await cast()
    const refused = async (line: string, why: string) => {
      await sofia.types('/settings teach')
      await sofia.fills({ line })
      expect(sofia.form?.problems.line, line).toContain(why)
    }
    await refused('SEO', '= between them')
    await refused('SEO =', '= between them')
    await refused('SEO = seo', 'at least two')
    await refused('SEO = de la', 'says too little')
    await refused('SEO = # 💬', 'says too little')
    await refused('SEO = un deux trois quatre cinq six sept', 'six words')
    await sofia.types('/settings teach tournevis = zinzolin')
    await refused('Zinzolin = TOURNEVIS', 'already')
    const odile = await stage.person('Odile', { locale: 'fr' })
    await odile.types('/réglages mots')
    odile.seesNot('tournevis')
    const rosa = await stage.person('Rosa', { roles: ['organiser'], locale: 'fr' })
    await rosa.types('/réglages mots')
    rosa.sees('Les mots d’une même ligne se trouvent les uns les autres', 'tournevis = zinzolin', '[Retirer]')
  })
})

it('are in effect in the other process at once, and in one that begins later', async () => {
  const { url, drop } = await temporaryDatabase('sqlite')
  const [one, other] = [await openDatabase(url, testKeys), await openDatabase(url, testKeys)]
  const find = async ({ client, search }: typeof one) => (await search.find(client, { kind: 'job', need: 'zinzolin', tags: ['community_1'], limit: 5, offset: 0 })).total
  await one.transaction((db) => one.search.put(db, { kind: 'job', ref: 1, strong: 'Bloubiboulga', medium: '', weak: '', tags: ['community_1'] }))
  expect(await find(other)).toBe(0)
  const write = (community: number) => one.transaction((db) => one.search.put(db, { kind: 'own_words', ref: community, strong: 'zinzolin = bloubiboulga', medium: '', weak: '', tags: [] }))
  await write(2)
  expect([await find(one), await find(other)], 'of another community').toEqual([0, 0])
  await write(1)
  const later = await openDatabase(url, testKeys)
  expect([await find(one), await find(other), await find(later)]).toEqual([1, 1, 1])
  await one.transaction((db) => one.search.remove(db, 'own_words', 1))
  expect([await find(one), await find(other), await find(later)]).toEqual([0, 0, 0])
  for (const database of [one, other, later]) await database.close()
  await drop()
})
