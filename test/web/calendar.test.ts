import ICAL from 'ical.js'
import { expect, it } from 'vitest'
import { openWebStage } from '../../adapters/web/testing.ts'
import type { RawInput } from '../../bot/read.ts'
import { workshops } from '../../commands/workshops/index.ts'
import { form } from '../../commands/workshops/testing.ts'
import { eachDatabase } from '../../prisma/testing.ts'

const inDays = (days: number) => `${new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10)} 18:30`

eachDatabase('the calendar on the web', (open) => {
  it('is a file to open on joining, and an address that programs fetch without a session', async () => {
    const stage = await openWebStage(await open(), { capabilities: [workshops] })
    await stage.person('Olga', { roles: ['member', 'organiser'] })
    await stage.person('Ada')
    const [olga, ada] = [await stage.browser('Olga'), await stage.browser('Ada')]
    const acts = (browser: typeof ada, action: string, input: RawInput = {}) => browser.post('/act', { call: JSON.stringify({ action, input }) })
    const fields = Object.fromEntries(Object.entries({ ...form, when: inDays(10) }).map(([name, value]) => [`f.${name}`, String(value)]))
    await olga.post('/act', { action: 'workshop create', ...fields })
    await acts(olga, 'workshops.publish', { number: 1 })
    await acts(ada, 'workshop join', { number: 1 })
    const page = await ada.get('/c/assistant')
    const file = /href="(\/files\/[\w-]{21})"/.exec(page.body)?.[1] ?? ''
    const opened = await ada.get(file)
    expect(opened.headers).toMatchObject({ 'content-type': 'text/calendar; charset=utf-8', 'content-disposition': "attachment; filename*=UTF-8''workshop-1.ics" })
    expect(() => ICAL.parse(opened.body) as unknown).not.toThrow()
    const answer = await acts(ada, 'workshop calendar')
    const said = answer.body + (await ada.get('/c/assistant')).body
    const [mine = '', all = ''] = said.match(/\/calendar\/[\w-]{43}\.ics/g) ?? []
    const fetched = await stage.app.inject({ url: mine })
    expect([fetched.statusCode, fetched.headers['content-type'], fetched.headers['cache-control']]).toEqual([200, 'text/calendar; charset=utf-8', 'private, max-age=3600'])
    expect(fetched.body).toContain('meet.example')
    expect(fetched.headers['set-cookie']).toBeUndefined()
    const everyone = await stage.app.inject({ url: all })
    expect(everyone.body).toContain('A first online shop')
    expect(everyone.body).not.toContain('meet.example')
    expect((await stage.app.inject({ url: mine, headers: { 'if-none-match': String(fetched.headers.etag) } })).statusCode).toBe(304)
    const fetchedAt = { 'if-modified-since': String(fetched.headers['last-modified']) }
    expect(Date.parse(fetchedAt['if-modified-since'])).toBeGreaterThan(0)
    expect((await stage.app.inject({ url: mine, headers: fetchedAt })).statusCode).toBe(304)
    expect((await stage.app.inject({ url: mine, headers: { ...fetchedAt, 'if-none-match': '"another"' } })).statusCode).toBe(200)
    expect((await stage.app.inject({ url: mine, headers: { 'if-modified-since': 'Mon, 01 Jan 2024 00:00:00 GMT' } })).statusCode).toBe(200)
    expect((await stage.app.inject({ method: 'HEAD', url: mine })).statusCode).toBe(200)
    await acts(ada, 'workshop leave', { number: 1 })
    const after = await stage.app.inject({ url: mine, headers: { 'if-none-match': String(fetched.headers.etag) } })
    expect(after.statusCode).toBe(200)
    expect(after.body).not.toContain('VEVENT')
    expect((await stage.app.inject({ url: mine, headers: fetchedAt })).statusCode).toBe(200)
    await acts(ada, 'workshops.renewCalendar')
    for (const url of [mine, all]) expect((await stage.app.inject({ url })).statusCode).toBe(404)
  })
})
