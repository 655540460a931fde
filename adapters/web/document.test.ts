import { expect, it } from 'vitest'
import { eachDatabase } from '../../prisma/testing.ts'
import { openWebStage } from './testing.ts'

eachDatabase('a document', (open) => {
  it('is given to whoever knows its secret, without a session, and again only when it has changed', async () => {
    const { app } = await openWebStage(await open())
    const first = await app.inject({ url: '/sample/known' })
    expect([first.statusCode, first.body]).toEqual([200, 'Cyberelles, <b>'])
    expect(first.headers).toMatchObject({
      'content-type': 'text/plain; charset=utf-8',
      'content-disposition': "attachment; filename*=UTF-8''%C3%A9t%C3%A9.txt",
      'cache-control': 'private, max-age=300',
      'x-content-type-options': 'nosniff',
      'x-robots-tag': 'noindex',
      'referrer-policy': 'no-referrer',
    })
    expect(first.headers['set-cookie']).toBeUndefined()
    const again = await app.inject({ url: '/sample/known', headers: { 'if-none-match': `W/${first.headers.etag}` } })
    expect([again.statusCode, again.body]).toEqual([304, ''])
    expect((await app.inject({ url: '/sample/known', headers: { 'if-none-match': '"another"' } })).statusCode).toBe(200)
  })

  it('is not found by a guess, and does not stand in the way of the pages', async () => {
    const stage = await openWebStage(await open())
    for (const url of ['/sample/guess', '/sample/known/', '/sample/known/more', '/nothing/known', `/sample/${'x'.repeat(500)}`, '/sample/%00'])
      expect((await stage.app.inject({ url })).statusCode, url).toBe(404)
    expect((await stage.app.inject({ url: '/c/assistant' })).statusCode).toBe(200)
    expect(stage.logged.filter((line) => line.includes('a request failed'))).toEqual([])
  })

  it('may not be asked for too often', async () => {
    const { app } = await openWebStage(await open(), { rates: { perAddress: 2, perSession: 10 } })
    const answers = []
    for (let ask = 0; ask < 3; ask++) answers.push((await app.inject({ url: '/sample/known' })).statusCode)
    expect(answers).toEqual([200, 200, 429])
  })
})
