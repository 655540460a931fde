import { expect, it } from 'vitest'
import { eachDatabase } from '../../prisma/testing.ts'
import { openStage } from '../../test/stage.ts'
import { experts } from './index.ts'

const capabilities = [experts]

const complete = { headline: 'Comptable pour boutiques', skills: 'TVA, e-commerce', languages: ['fr', 'en'], city: 'Lyon', bio: 'Dix ans.', weeklyLimit: 3 }

eachDatabase('profile', (open) => {
  it('is written, stays hidden, is published, shown to others, and hidden again', async () => {
    const stage = await openStage({ database: await open(), capabilities })
    const claire = await stage.person('Claire')
    const ada = await stage.person('Ada')
    await claire.types('/profile show')
    claire.sees('You have no profile yet')
    await claire.presses('Create my profile')
    expect(claire.form?.title).toBe('My profile')
    expect(claire.form?.values.weeklyLimit).toBe(2)
    await claire.fills(complete)
    claire.sees('Your profile is saved', 'TVA, e-commerce', 'français, English', 'Lyon', '3 questions a week', 'hidden, only you see it')

    await ada.types('/profile show Claire')
    ada.sees('No published profile goes by the name “Claire”')
    await ada.types(`/profile show ${claire.id}`)
    ada.sees('This profile is not published')
    await ada.types('/expert find tva')
    ada.seesNot('Claire')

    await claire.presses('Publish')
    claire.sees('Your profile is published')
    await ada.types('/profile show cláire')
    ada.sees('Claire', 'Comptable pour boutiques', 'TVA, e-commerce', '> Dix ans.', '[Ask]')
    ada.seesNot('State', '[Edit]')

    await claire.presses('Hide')
    claire.sees('Your profile is hidden')
    await ada.types('/expert find tva')
    ada.seesNot('Claire')
    await claire.types('/profil voir')
    claire.sees('hidden, only you see it', '[Edit] [Publish]')
  })

  it('opens the form with what is there, and what was typed over it', async () => {
    const stage = await openStage({ database: await open(), capabilities })
    const claire = await stage.person('Claire', { locale: 'fr' })
    await claire.types('/profil modifier')
    await claire.fills(complete)
    claire.sees('Votre profil est enregistré', 'masqué, vous seule ou vous seul le voyez')
    await claire.types('/profil modifier ville:Nantes')
    expect(claire.form?.values).toEqual({ ...complete, city: 'Nantes' })
    await claire.fills({ bio: '' })
    claire.sees('Nantes')
    claire.seesNot('Dix ans')
  })

  it('keeps each skill once, in its first spelling, and says what is wrong with the others', async () => {
    const stage = await openStage({ database: await open(), capabilities })
    const claire = await stage.person('Claire')
    await claire.types('/profile edit')
    await claire.fills({ ...complete, skills: 'Référencement, SEO; referencement , seo,, C++, C#, C' })
    claire.sees('Skills: Référencement, SEO, C++, C#, C')
    await claire.types('/profile edit')
    await claire.fills({ skills: Array.from({ length: 21 }, (_, index) => `skill ${index}`).join(',') })
    claire.sees('keep the 20 skills that matter most')
    expect(claire.form?.values.headline).toBe(complete.headline)
    await claire.fills({ skills: `TVA, ${'x'.repeat(61)}` })
    claire.sees('a skill has at most 60 characters')
    await claire.fills({ skills: 'TVA, 🎉' })
    claire.sees('“🎉” has no letter or digit')
    await claire.fills({ skills: 'TVA', weeklyLimit: '21' })
    claire.sees('Please give 20 or less')
    await claire.fills({ weeklyLimit: '-1' })
    claire.sees('Please give 0 or more')
    await claire.fills({ weeklyLimit: '0' })
    claire.sees('Your profile is saved', 'Does not take questions at the moment')
  })

  it('is not published while something is missing, nor emptied while it is published', async () => {
    const stage = await openStage({ database: await open(), capabilities })
    const claire = await stage.person('Claire')
    await claire.types('/profile publish')
    claire.sees('One line about what you do and at least one skill are missing')
    await claire.presses('Create my profile')
    await claire.fills({ headline: 'Comptable' })
    claire.sees('Your profile is saved', 'At least one skill is missing')
    claire.seesNot('[Publish]')
    await claire.types('/profile publish')
    claire.sees('At least one skill is missing')
    await claire.presses('Edit')
    await claire.fills({ skills: 'TVA' })
    await claire.presses('Publish')
    await claire.types('/profile edit')
    await claire.fills({ skills: '' })
    claire.sees('A published profile needs this')
    await claire.fills({ skills: 'TVA, paie' })
    claire.sees('Your profile is saved', '[Edit] [Hide]')
  })

  it('names several people of the same name', async () => {
    const stage = await openStage({ database: await open(), capabilities })
    const ada = await stage.person('Ada')
    for (const name of ['Claire Martin', 'Claire Dubois', 'Denise Martin']) {
      const person = await stage.person(name)
      await person.types('/profile edit')
      await person.fills(complete)
      await person.presses('Publish')
    }
    await ada.types('/profile show Claire')
    ada.sees('Several people go by the name “Claire”', 'Claire Martin', 'Claire Dubois')
    ada.seesNot('Denise')
    await ada.types('/profile show claire mart')
    ada.sees('Claire Martin')
    ada.seesNot('Dubois')
  })

  it('is for members', async () => {
    const stage = await openStage({ database: await open(), capabilities })
    const gus = await stage.person('Gus', { roles: [] })
    for (const line of ['/profile edit', '/profile show', '/profile publish', '/profile hide', '/expert find tva', '/expert ask How does VAT work here?', '/expert questions']) {
      await gus.types(line)
      gus.sees('This is for members of the network')
    }
  })

  it('suggests skills and cities that exist on published profiles', async () => {
    const stage = await openStage({ database: await open(), capabilities })
    const claire = await stage.person('Claire')
    await claire.types('/profile edit')
    await claire.fills({ ...complete, skills: 'Comptabilité, Éco-conception', city: 'Évry' })
    const ada = await stage.person('Ada')
    const { spaceId, externalId } = await stage.database.client.account.findFirstOrThrow({ where: { personId: ada.id } })
    const from = { spaceId, externalId, name: 'Ada' }
    const suggested = async (action: string, field: string, typed: string) =>
      (await stage.engine.suggest(from, { action, input: {} }, field, typed)).map(({ value }) => value)
    expect(await suggested('expert find', 'need', 'comp')).toEqual([])
    await claire.presses('Publish')
    expect(await suggested('expert find', 'need', 'COMP')).toEqual(['Comptabilité'])
    expect(await suggested('expert find', 'need', 'eco')).toEqual(['Éco-conception'])
    expect(await suggested('expert find', 'city', 'evr')).toEqual(['Évry'])
    expect(await suggested('profile edit', 'skills', 'TVA, comp')).toEqual(['TVA, Comptabilité'])
    expect(await suggested('profile edit', 'skills', 'comptabilite, ')).toEqual(['comptabilite, Éco-conception'])
    expect(await suggested('expert ask', 'expert', 'cla')).toEqual([String(claire.id)])
  })

  it('suggests what is spelt in ten ways once, as most spell it', async () => {
    const stage = await openStage({ database: await open(), capabilities })
    const spellings = ['E-commerce', 'e-commerce', 'E-commerce', 'e commerce', 'E-COMMERCE', 'É-commerce', 'E-commerces', 'E-commerce', 'E—commerce', 'e_commerce']
    for (const [index, skill] of spellings.entries()) {
      const person = await stage.person(`Claire ${index}`)
      await person.types('/profile edit')
      await person.fills({ ...complete, skills: skill })
      await person.presses('Publish')
    }
    const ada = await stage.person('Ada')
    const { spaceId, externalId } = await stage.database.client.account.findFirstOrThrow({ where: { personId: ada.id } })
    const from = { spaceId, externalId, name: 'Ada' }
    expect(await stage.engine.suggest(from, { action: 'profile edit', input: {} }, 'skills', 'comptabilité, e com')).toEqual([{ value: 'comptabilité, E-commerce', label: 'E-commerce' }])
    expect(await stage.engine.suggest(from, { action: 'profile edit', input: {} }, 'skills', 'e.commerce, e-com')).toEqual([])
  })
})
