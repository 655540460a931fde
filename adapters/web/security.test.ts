import { expect, it } from 'vitest'
import { eachDatabase } from '../../prisma/testing.ts'
import { openWebStage, type Browser } from './testing.ts'

eachDatabase('a form', (open) => {
  it('without the right token is refused, and what was typed comes back', async () => {
    const stage = await openWebStage(await open())
    await stage.person('Ada')
    const ada = await stage.browser('Ada')
    for (const csrf of ['', 'wrong', `${ada.csrf}x`]) {
      const answer = await ada.post('/say', { csrf, text: 'A long thought' })
      expect(answer.statusCode).toBe(403)
      expect(answer.body).toMatch(/<textarea[^>]*>A long thought<\/textarea>/)
      expect(answer.body).toContain('Nothing is lost')
    }
    const json = await ada.post('/say', { csrf: 'wrong', text: 'A long thought' }, { json: true })
    expect([json.statusCode, json.json()]).toMatchObject([403, { kind: 'error', message: expect.stringContaining('Nothing is lost') as string }])
  })

  it('that is too old comes back filled in, with a fresh token that works', async () => {
    const stage = await openWebStage(await open())
    await stage.person('Ada')
    const ada = await stage.browser('Ada')
    const form = { action: 'fill', submitted: '1', hidden: '{}', 'f.title': 'My title', 'f.colours': ['red', 'green'] }
    const answer = await ada.post('/act', { ...form, csrf: 'old' })
    expect(answer.statusCode).toBe(403)
    expect(answer.body).toContain('value="My title"')
    expect(answer.body).toMatch(/value="green" checked/)
    expect((await ada.post('/act', form)).statusCode).toBe(303)
  })

  it('of one session does not work in another', async () => {
    const stage = await openWebStage(await open())
    await stage.person('Ada')
    const [ada, eve] = [await stage.browser('Ada'), await stage.browser('guest')]
    expect((await eve.post('/say', { csrf: ada.csrf, text: '/echo hi' })).statusCode).toBe(403)
  })
})

eachDatabase('a bad request', (open) => {
  const posts = (browser: Browser, payload: string, type: string) =>
    browser.app.inject({ method: 'POST', url: '/say', payload, cookies: browser.cookies, headers: { 'content-type': type, accept: 'application/json' } })

  it('gets a clean answer', async () => {
    const stage = await openWebStage(await open())
    const browser = await stage.browser()
    expect((await posts(browser, '{"text":', 'application/json')).statusCode).toBe(400)
    expect((await posts(browser, '[1,2]', 'application/json')).statusCode).toBe(400)
    expect((await posts(browser, '{"text":{"a":1}}', 'application/json')).statusCode).toBe(400)
    expect((await posts(browser, 'garbage', 'multipart/form-data; boundary=x')).statusCode).toBe(400)
    expect((await posts(browser, 'garbage', 'multipart/form-data')).statusCode).toBe(400)
    expect((await posts(browser, '<a/>', 'application/xml')).statusCode).toBe(400)
    expect((await posts(browser, 'x'.repeat(2_000_000), 'application/json')).statusCode).toBe(413)
    expect(stage.logged.filter((line) => line.includes('a request failed'))).toEqual([])
  })

  it('with a call that is none is refused', async () => {
    const stage = await openWebStage(await open())
    const browser = await stage.browser()
    for (const call of ['', '{', '[]', '{"action":1}', '{"action":"echo"}', 'null'])
      expect((await browser.post('/act', { call })).statusCode).toBe(400)
    expect((await browser.post('/act', { call: '{"action":"echo","input":{}}', key: '' })).statusCode).toBe(400)
  })

  const nowhere = [
    '/static/../package.json', '/static/..%2f..%2f..%2fpackage.json', '/static/%2e%2e/%2e%2e/index.ts', '/../../etc/passwd', '/c/..%2f..',
    '/c/nowhere', '/files/nothing%00', '/nothing', '/%', '/c/%E0%A4%A', `/c/${'a'.repeat(500)}`,
  ]
  it.each(nowhere)(
    'to %s finds nothing', async (url) => {
      const stage = await openWebStage(await open())
      await stage.person('Ada')
      const ada = await stage.browser('Ada')
      const answer = await ada.get(url)
      expect([400, 404]).toContain(answer.statusCode)
      expect(answer.body).not.toContain('"dependencies"')
      expect(answer.body).toMatch(/There is nothing here|could not be read/)
    })

  it('is answered in the reader’s language', async () => {
    const stage = await openWebStage(await open())
    const answer = await stage.app.inject({ url: '/nothing', headers: { 'accept-language': 'fr' } })
    expect(answer.body).toContain('Il n’y a rien ici')
  })
})

eachDatabase('every page', (open) => {
  it('forbids script and style that are not ours', async () => {
    const stage = await openWebStage(await open())
    const { headers, body } = await stage.app.inject('/c/general')
    expect(headers['content-security-policy']).toContain("script-src 'self'")
    expect(headers['content-security-policy']).not.toContain('unsafe')
    expect(body.replace(/<script type="application\/json"[^>]*>[^<]*<\/script>/g, '')).not.toMatch(/<script(?![^>]* src=)|<style| style=| on\w+="/)
  })

  it('is refused to who asks too much, with how long to wait', async () => {
    const stage = await openWebStage(await open(), { rates: { perAddress: 1000, perSession: 3 } })
    const browser = await stage.browser()
    const answers = []
    for (let index = 0; index < 4; index++) answers.push((await browser.post('/say', { text: '/echo a' }, { json: true })).statusCode)
    expect(answers).toEqual([200, 200, 200, 429])
    const pages = await openWebStage(await open(), { rates: { perAddress: 2, perSession: 10 } })
    await pages.app.inject('/c/general')
    await pages.app.inject('/c/general')
    const refused = await pages.app.inject('/c/general')
    expect([refused.statusCode, refused.headers['retry-after']]).toEqual([429, '60'])
    expect((await pages.app.inject('/healthz')).statusCode).toBe(200)
  })
})
