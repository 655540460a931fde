import { expect, it } from 'vitest'
import { Browser, openWebStage } from '../../adapters/web/testing.ts'
import { contest } from '../../commands/contest/index.ts'
import { opens, small } from '../../commands/contest/testing.ts'
import { eachDatabase } from '../../prisma/testing.ts'

const soon = (days: number) => new Date(Date.now() + days * 86_400_000)
const open4Weeks = { ...small, opensAt: soon(-1), closesAt: soon(28) }

/** The last card of the conversation, as its words. */
const lastSaid = async (browser: Browser) => {
  const { body } = await browser.get('/c/assistant')
  return body.slice(body.lastIndexOf('<li class="message')).replace(/<script[\s\S]*/, '')
}

/** The newest button with these words, pressed as a plain form does. */
async function presses(browser: Browser, label: string): Promise<void> {
  const forms = (await lastSaid(browser)).match(/<form[\s\S]*?<\/form>/g) ?? []
  const form = forms.findLast((one) => one.replace(/<[^>]+>/g, '').trim() === label)
  if (!form) throw new Error(`there is no "${label}" among ${forms.map((one) => one.replace(/<[^>]+>/g, '').trim()).join(', ')}`)
  const call = /name="call" value="([^"]*)"/.exec(form)?.[1]?.replaceAll('&quot;', '"') ?? ''
  await browser.post('/act', { call })
}

eachDatabase('who follows the link of a contest', (open) => {
  const stageWith = async (demo = false) => {
    const database = await open()
    const stage = await openWebStage(database, { demo, capabilities: [contest] })
    await opens({ database, communityId: 1, clock: stage.web.clock }, open4Weeks)
    return { stage, database }
  }

  it('applies without account and without script, and nothing is written down before she begins', async () => {
    const { stage, database } = await stageWith(true)
    await stage.person('Member')
    const zoe = new Browser(stage.app, { 'accept-language': 'fr' })
    const page = await zoe.get('/apply/power-starter?relay=MAISON')
    expect(page.body).toContain('D’une idée à une vraie boutique en ligne')
    expect(await database.client.person.count()).toBe(1)
    expect((await zoe.post('/apply/power-starter', {})).headers['location']).toBe('/c/assistant')
    expect(await lastSaid(zoe)).toContain('Habitez-vous en France')
    await presses(zoe, 'Oui')
    for (const said of ['Zoé', 'passer', 'Des gâteaux', 'non', '1, 3', 'oui']) await zoe.post('/say', { text: said })
    expect(await lastSaid(zoe)).toContain('Relisez tout')
    await presses(zoe, 'Envoyer')
    expect(await lastSaid(zoe)).toMatch(/Envoyé\s: PS-\w{7}/)
    expect(await database.client.answer.findUnique({ where: { id: '1/idea' } })).toMatchObject({ given: { value: 'Des gâteaux' } })
  })

  it('goes on elsewhere with her personal link, as often as she likes, and nobody with another', async () => {
    const { stage, database } = await stageWith()
    const phone = new Browser(stage.app)
    await phone.get('/apply/power-starter')
    await phone.post('/apply/power-starter', {})
    await presses(phone, 'Yes')
    await phone.post('/say', { text: 'Zoé' })
    await phone.post('/say', { text: 'later' })
    const link = /href="[^"]*(\/return\/[\w-]{32})"/.exec(await lastSaid(phone))?.[1] ?? ''
    expect(link).not.toBe('')
    for (const desk of [new Browser(stage.app), new Browser(stage.app)]) {
      expect((await desk.get(link)).body).toContain('Go on')
      expect((await desk.post(link, {})).headers['location']).toBe('/c/assistant')
      expect(await lastSaid(desk)).toContain('Your phone number?')
    }
    expect(await database.client.person.count()).toBe(1)
    const forged = link.replace(/.$/, (last) => (last === 'x' ? 'y' : 'x'))
    const eve = new Browser(stage.app)
    expect((await eve.get(forged)).statusCode).toBe(410)
    expect((await eve.post(forged, {})).statusCode).toBe(410)
  })

  it('is told when there is no such contest', async () => {
    const { stage } = await stageWith()
    const browser = await stage.browser()
    expect((await browser.get('/apply/nothing')).statusCode).toBe(404)
    expect((await browser.get('/nothing/nothing')).statusCode).toBe(404)
    expect((await browser.post('/nothing/nothing', {})).statusCode).toBe(404)
  })
})
