import { unzipSync } from 'fflate'
import { expect, it } from 'vitest'
import { Browser, openWebStage } from '../../adapters/web/testing.ts'
import { contest } from '../../commands/contest/index.ts'
import { opens, small } from '../../commands/contest/testing.ts'
import { privacy } from '../../commands/privacy/index.ts'
import { eachDatabase } from '../../prisma/testing.ts'

const soon = (days: number) => new Date(Date.now() + days * 86_400_000)

eachDatabase('a candidate without an account', (open) => {
  it('takes her data along and has it erased, on the web and without a script', async () => {
    const database = await open()
    const stage = await openWebStage(database, { demo: false, capabilities: [contest, privacy] })
    await opens({ database, communityId: 1, clock: stage.web.clock }, { ...small, opensAt: soon(-1), closesAt: soon(28) })
    const zoe = new Browser(stage.app, { 'accept-language': 'fr' })
    await zoe.get('/apply/power-starter')
    await zoe.post('/apply/power-starter', {})
    for (const text of ['oui', 'Zoé', '/données exporter']) await zoe.post('/say', { text })
    const address = /href="[^"]*(\/export\/[\w-]{43})"/.exec((await zoe.get('/c/assistant')).body)?.[1] ?? ''
    const archive = await stage.app.inject({ url: address })
    expect(archive.headers).toMatchObject({ 'content-type': 'application/zip', 'content-disposition': expect.stringContaining('mes-donnees') })
    expect(Object.keys(unzipSync(new Uint8Array(archive.rawPayload)))).toEqual(['index.html', 'data.json'])

    expect((await zoe.post('/say', { text: '/données effacer EFFACER' })).body).toContain('Tout est effacé')
    expect([await database.client.person.count(), await database.client.webMessage.count(), await database.client.answer.count()]).toEqual([0, 0, 0])
    expect((await stage.app.inject({ url: address })).statusCode).toBe(404)
    expect((await zoe.get('/c/assistant')).body).not.toContain('Zoé')
  })
})
