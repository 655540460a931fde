import { expect, it } from 'vitest'
import { eachDatabase } from '../../prisma/testing.ts'
import { openWebStage } from './testing.ts'

eachDatabase('a session', (open) => {
  it('is a signed cookie that no script can read', async () => {
    const stage = await openWebStage(await open())
    const answer = await stage.app.inject('/c/general')
    const cookie = answer.cookies.find(({ name }) => name === 'entraide')
    expect(cookie).toMatchObject({ httpOnly: true, sameSite: 'Lax', path: '/' })
    expect(cookie?.secure).toBeFalsy()
  })

  it('is kept to encrypted connections where the site has one', async () => {
    const stage = await openWebStage(await open(), { publicUrl: 'https://entraide.example.org' })
    const answer = await stage.app.inject('/c/general')
    expect(answer.cookies.find(({ name }) => name === '__Host-entraide')).toMatchObject({ secure: true, httpOnly: true })
    expect(answer.headers['strict-transport-security']).toBeDefined()
  })

  it('that was edited by hand is nobody’s', async () => {
    const stage = await openWebStage(await open(), { demo: false })
    await stage.person('Ada', { roles: ['organiser'] })
    const ada = await stage.browser()
    ada.cookies['entraide'] = `forged~demo-ada~.${'A'.repeat(43)}`
    const page = await ada.get('/c/general')
    expect(page.statusCode).toBe(200)
    expect(page.body).toContain('data-person="0"')
    ada.cookies['entraide'] = 'forged~demo-ada~'
    expect((await ada.get('/c/general')).body).not.toContain('Ada')
  })

  it('speaks the language of the browser until the person chooses another', async () => {
    const stage = await openWebStage(await open(), { demo: false })
    const browser = await stage.browser(undefined, { 'accept-language': 'de,fr-CA;q=0.9,en;q=0.8' })
    expect((await browser.get('/c/jobs')).body).toContain('<html lang="fr"')
    await browser.post('/locale', { locale: 'en', channel: 'jobs' })
    expect((await browser.get('/c/jobs')).body).toContain('<html lang="en"')
  })

  it('keeps the language with a person', async () => {
    const database = await open()
    const stage = await openWebStage(database)
    const id = await stage.person('Ada')
    const ada = await stage.browser('Ada')
    await ada.post('/locale', { locale: 'fr' })
    expect(await database.client.person.findUnique({ where: { id } })).toMatchObject({ locale: 'fr' })
    expect((await ada.get('/c/jobs')).body).toContain('<html lang="fr"')
  })

  it('begins in the demo as somebody who reads the browser’s language', async () => {
    const stage = await openWebStage(await open())
    await stage.person('Amina', { locale: 'fr' })
    await stage.person('Grace', { locale: 'en' })
    const person = async (language: string) => (await (await stage.browser(undefined, { 'accept-language': language })).get('/c/general')).body
    expect(await person('en-GB')).toContain('<bdi>Grace</bdi></b>')
    expect(await person('fr-CA')).toContain('<bdi>Amina</bdi></b>')
    expect(await person('de')).toContain('<bdi>Grace</bdi></b>')
  })

  it('can be anybody’s in the demo, and only there', async () => {
    const stage = await openWebStage(await open())
    await stage.person('Ada')
    await stage.person('Grace')
    const browser = await stage.browser('Grace')
    expect((await browser.get('/c/general')).body).toContain('<bdi>Grace</bdi></b>')
    expect((await browser.post('/be', { account: 'stranger' })).statusCode).toBe(404)

    const real = await openWebStage(await open(), { demo: false })
    await real.person('Ada')
    const other = await real.browser()
    expect((await other.post('/be', { account: 'demo-ada' })).statusCode).toBe(404)
    expect((await other.get('/c/general')).body).not.toContain('Ada')
  })
})

eachDatabase('a guest', (open) => {
  it('reads the public channels and writes nobody down by it', async () => {
    const database = await open()
    const stage = await openWebStage(database, { demo: false })
    const id = await stage.person('Ada')
    await stage.web.store.post({ key: 'a', channel: 'general', visibleTo: null, authorId: id, text: 'For everybody' })
    await stage.web.store.post({ key: 'b', channel: '', visibleTo: id, authorId: id, text: 'For Ada alone' })
    const guest = await stage.browser()
    expect((await guest.get('/c/general')).body).toContain('For everybody')
    expect((await guest.get('/c/assistant')).body).not.toContain('For Ada alone')
    expect(await database.client.person.count()).toBe(1)
  })

  it('does what anybody may, in a conversation of her own', async () => {
    const stage = await openWebStage(await open(), { demo: false })
    const [one, other] = [await stage.browser(), await stage.browser()]
    expect((await one.post('/say', { text: '/echo bonjour' })).statusCode).toBe(303)
    expect((await one.get('/c/assistant')).body).toContain('You said: <b>bonjour</b>')
    expect((await other.get('/c/assistant')).body).not.toContain('bonjour')
    expect((await one.post('/say', { text: '/gallery' }, { json: true })).body).toContain('This is for members')
  })

  it('does not write to everybody, and loses nothing by trying', async () => {
    const stage = await openWebStage(await open(), { demo: false })
    const guest = await stage.browser()
    const answer = await guest.post('/say', { text: 'Hello all', channel: 'general' })
    expect(answer.statusCode).toBe(403)
    expect(answer.body).toMatch(/<textarea[^>]*>Hello all<\/textarea>/)
  })
})
