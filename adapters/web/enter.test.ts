import { expect, it } from 'vitest'
import { eachDatabase } from '../../prisma/testing.ts'
import { invite, inviteFirstOrganiser } from './enter.tsx'
import { openWebStage } from './testing.ts'

const publicUrl = 'https://entraide.example.org'

eachDatabase('a sign-in link', (open) => {
  it('signs its person in once, and a look at it does not use it up', async () => {
    const database = await open()
    const stage = await openWebStage(database, { demo: false })
    const person = await database.client.person.create({ data: { communityId: 1, name: 'Ada', locale: 'en', roles: { create: { role: 'member' } } } })
    const link = await invite(database, { personId: person.id, publicUrl, now: new Date() })
    expect(link).toMatch(/^https:\/\/entraide\.example\.org\/enter\/[\w-]{32}$/)
    const path = new URL(link).pathname
    const browser = await stage.browser()
    await browser.get(path)
    const shown = await browser.get(path)
    expect(shown.body).toContain('Welcome, Ada')
    expect((await browser.post(path, { csrf: 'wrong' })).statusCode).toBe(403)
    expect((await browser.post(path, {})).headers['location']).toBe('/c/assistant')
    expect((await browser.get('/c/general')).body).toContain(`data-person="${person.id}"`)
    expect((await browser.get(path)).statusCode).toBe(410)
    expect((await browser.post(path, {})).statusCode).toBe(410)

    await browser.post('/leave', {})
    expect((await browser.get('/c/general')).body).toContain('data-person="0"')
  })

  it('works for seven days, and is no other ticket', async () => {
    const database = await open()
    const stage = await openWebStage(database, { demo: false })
    const personId = await stage.person('Ada')
    const old = await invite(database, { personId, publicUrl, now: new Date(Date.now() - 8 * 86_400_000) })
    const browser = await stage.browser()
    expect((await browser.get(new URL(old).pathname)).statusCode).toBe(410)
    const id = 'x'.repeat(32)
    await database.client.ticket.create({ data: { id, personId, action: 'echo', input: {}, expiresAt: new Date(Date.now() + 1e9) } })
    expect((await browser.get(`/enter/${id}`)).statusCode).toBe(410)
    expect((await browser.get('/enter/%00')).statusCode).toBe(410)
  })

  it('is there for a first organiser until she has come', async () => {
    const database = await open()
    const stage = await openWebStage(database, { demo: false })
    const first = await inviteFirstOrganiser(stage.web, publicUrl)
    const again = await inviteFirstOrganiser(stage.web, publicUrl)
    expect(await database.client.person.count()).toBe(1)
    const browser = await stage.browser()
    const path = new URL(again ?? '').pathname
    await browser.get(path)
    await browser.post(path, {})
    expect((await browser.get('/c/general')).body).toContain('<small>organiser</small>')
    expect(await inviteFirstOrganiser(stage.web, publicUrl)).toBeUndefined()
    expect(first).toBeDefined()
  })
})
