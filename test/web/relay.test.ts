import { expect, it } from 'vitest'
import { Browser, openWebStage } from '../../adapters/web/testing.ts'
import { contest } from '../../commands/contest/index.ts'
import { addRelay } from '../../commands/contest/relay-store.ts'
import { opens, withRelays } from '../../commands/contest/testing.ts'
import { eachDatabase } from '../../prisma/testing.ts'

const soon = (days: number) => new Date(Date.now() + days * 86_400_000)
const telephone = { 'user-agent': 'Mozilla/5.0 (Linux; Android 14; SM-A155F) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/130.0.0.0 Mobile Safari/537.36', 'accept-language': 'fr' }

eachDatabase('the link of a relay', (open) => {
  const stageWith = async (rates = {}) => {
    const database = await open()
    const stage = await openWebStage(database, { demo: true, capabilities: [contest], rates })
    const published = await opens({ database, communityId: 1, clock: stage.web.clock }, { ...withRelays, opensAt: soon(-1), closesAt: soon(28) })
    const about = { name: 'Maison <b>des femmes</b>', kind: 'association', contact: 'Nadia', locale: 'fr' } as const
    const relay = await addRelay({ db: database.client, now: new Date() }, published, about)
    if (!relay) throw new Error('it is new')
    return { stage, database, code: relay.code }
  }

  it('leads to the contest, and who follows it stays with the relay; looked at by a program, or a second time, it counts nobody', async () => {
    const { stage, database, code } = await stageWith()
    const zoe = new Browser(stage.app, telephone)
    const { headers } = await zoe.get(`/r/${code.toLowerCase()}`)
    expect(headers['location']).toBe(`/apply/power-starter?relay=${code}`)
    await zoe.get(`/r/${code}`)
    await new Browser(stage.app, { 'user-agent': 'WhatsApp/2.23.20.0' }).get(`/r/${code}`)
    expect(await database.client.relay.findFirst()).toMatchObject({ reached: 1 })
    const page = await zoe.get(headers['location'] ?? '')
    const [, action] = /<form class="begin" method="post" action="(\/apply[^"]+)"/.exec(page.body) ?? []
    expect(action).toBe(`/apply/power-starter?relay=${code}`)
    await zoe.post(action ?? '', {})
    expect(await database.client.application.findFirst({ include: { relay: true } })).toMatchObject({ relay: { code } })
  })

  it('with a code takes over the file that a relay wrote, on any device', async () => {
    const { stage, database, code } = await stageWith()
    const id = await stage.person('Nadia', { roles: ['relay'] })
    const { id: relayId } = await database.client.relay.findFirstOrThrow()
    await database.client.relayPerson.create({ data: { relayId, personId: id } })
    const nadia = await stage.browser('Nadia')
    await nadia.post('/act', { call: JSON.stringify({ action: 'contest relay open', input: { code, name: 'Zoé', language: 'fr' } }) })
    await nadia.post('/say', { text: 'yes' })
    await nadia.post('/act', { call: JSON.stringify({ action: 'contest.hand-over', input: { application: 1 } }) })
    const { handle, secret } = await database.client.handover.findFirstOrThrow()
    const zoe = new Browser(stage.app, telephone)
    const address = `/apply/power-starter?claim=${handle}-${secret}`
    const page = await zoe.get(address)
    await zoe.post(/<form class="begin" method="post" action="(\/apply[^"]+)"/.exec(page.body)?.[1] ?? '', {})
    expect((await zoe.get('/c/assistant')).body).toContain('Ce dossier est à vous')
    expect(await database.client.application.count()).toBe(1)
  })

  it('is not found by trying', async () => {
    const { stage } = await stageWith({ followed: 3 })
    const eve = new Browser(stage.app, telephone)
    const answers = []
    for (const code of ['AAAAAA', 'AAAAAC', "%00'", 'AAAAAD']) answers.push((await eve.get(`/r/${code}`)).statusCode)
    expect(answers).toEqual([404, 404, 404, 429])
  })

  it('is on a poster in both languages, complete without script, with nothing of what was typed taken for markup', async () => {
    const { stage, code } = await stageWith()
    const browser = new Browser(stage.app)
    const french = await browser.get(`/poster/${code}`)
    expect(french.body).toContain('Visez ce carré avec votre téléphone')
    expect(french.body).toContain(`127.0.0.1:3000/r/${code}`)
    expect(french.body).toContain('Maison &lt;b>des femmes&lt;/b>')
    expect(french.body).not.toMatch(/<script|<style| style=| on\w+="/)
    expect(french.headers['content-security-policy']).not.toContain('unsafe')
    const english = await browser.get(`/poster/${code}?language=en`)
    expect(english.body).toContain('Point your telephone’s camera here')
    expect((await browser.get('/poster/AAAAAA')).statusCode).toBe(404)
  })
})
