import { expect, it } from 'vitest'
import { eachDatabase } from '../../prisma/testing.ts'
import { openWebStage } from './testing.ts'

const count = (body: string, part: string) => body.split(part).length - 1

eachDatabase('what is sent', (open) => {
  it('is one message and one answer, however often it is sent', async () => {
    const stage = await openWebStage(await open())
    await stage.person('Ada')
    const ada = await stage.browser('Ada')
    const same = { text: '/echo once', key: 'the-same-key' }
    await Promise.all(Array.from({ length: 5 }, () => ada.post('/say', same, { json: true })))
    const page = (await ada.get('/c/assistant')).body
    expect(count(page, 'You said: <b>once</b>')).toBe(1)
    expect(count(page, '>/echo once<')).toBe(1)
  })

  it('in a channel is read by everybody, and an answer there only by who asked', async () => {
    const stage = await openWebStage(await open())
    await stage.person('Ada')
    await stage.person('Grace')
    const [ada, grace] = [await stage.browser('Ada'), await stage.browser('Grace')]
    await ada.post('/say', { text: 'Hello <all> @everyone', channel: 'general' })
    await ada.post('/say', { text: '/echo secret', channel: 'general' })
    const seen = (await grace.get('/c/general')).body
    expect(seen).toContain('Hello &lt;all> @everyone')
    expect(seen).not.toContain('secret')
    expect((await ada.get('/c/general')).body).toContain('Only you can see this')
  })

  it('is answered as its person reads from then on', async () => {
    const stage = await openWebStage(await open())
    await stage.person('Ada')
    const ada = await stage.browser('Ada')
    const answer = await ada.post('/act', { call: '{"action":"sampler.turn","input":{}}' }, { json: true })
    expect(answer.json()).toMatchObject({ kind: 'done', locale: 'fr', messages: [{ html: expect.stringContaining('02:00') as string }] })
  })

  it('is answered with what lets somebody in on the page, also when it is sent again, and nowhere in the database', async () => {
    const database = await open()
    const stage = await openWebStage(database)
    await stage.person('Ada')
    const ada = await stage.browser('Ada')
    for (let index = 0; index < 2; index++) {
      await ada.post('/act', { call: '{"action":"sampler.key","input":{}}', key: 'the-same-key' }, { json: true })
      expect((await ada.get('/c/assistant')).body).toContain('open-sesame')
    }
    const { webMessage, delivery } = database.client
    const kept = JSON.stringify([await webMessage.findMany(), await delivery.findMany(), stage.logged])
    expect(kept).toContain('Your key:')
    expect(kept).not.toContain('open-sesame')
  })

  it('to the assistant in one’s own words is heard', async () => {
    const stage = await openWebStage(await open())
    await stage.person('Ada')
    const ada = await stage.browser('Ada')
    await ada.post('/say', { text: 'somebody for my accounts' })
    expect((await ada.get('/c/assistant')).body).toContain('You are looking for somebody for my accounts.')
  })

  it.each([['', 400], ['  \u200b ', 400], ['x'.repeat(10_000), 400], ['😀', 303], ['שלום', 303], ['=HYPERLINK("x")', 303], ['" NEAR * -', 303]])(
    'is answered clearly: %j', async (text, status) => {
      const stage = await openWebStage(await open())
      await stage.person('Ada')
      const ada = await stage.browser('Ada')
      const answer = await ada.post('/say', { text, channel: 'general' })
      expect(answer.statusCode).toBe(status)
      if (text.length > 100) expect(answer.body).toContain(text)
    })
})

eachDatabase('a form to fill in', (open) => {
  it('opens, keeps what was typed beside what is wrong, then runs', async () => {
    const stage = await openWebStage(await open())
    await stage.person('Ada')
    const ada = await stage.browser('Ada')
    const opened = await ada.post('/say', { text: '/fill' })
    expect(opened.statusCode).toBe(200)
    for (const kind of ['type="text"', '<textarea', 'type="radio"', 'type="checkbox"', '<select', 'type="url"', 'type="email"', 'type="file"'])
      expect(opened.body).toContain(kind)
    const form = { action: 'fill', submitted: '1', hidden: '{}', 'f.title': 'Ada’s "title"', 'f.mail': 'nobody', 'f.day': '31/02/2027', 'f.shade': 'v3', 'f.number': '-5' }
    const wrong = await ada.post('/act', form)
    expect(wrong.statusCode).toBe(422)
    expect(wrong.body).toContain('value="Ada’s &quot;title&quot;"')
    expect(wrong.body).toContain('3 answers need a look')
    expect(wrong.body).toMatch(/<option value="v3" selected/)
    expect(wrong.body).toMatch(/name="f\.mail"[^>]*aria-invalid="true"/)
    const json = await ada.post('/act', form, { json: true })
    expect([json.statusCode, json.json()]).toMatchObject([422, { kind: 'form', html: expect.stringMatching(/^<form/) as string }])
    const done = await ada.post('/act', { ...form, 'f.mail': '', 'f.day': 'tomorrow', 'f.number': '5' }, { json: true })
    expect(done.json()).toMatchObject({ kind: 'done', messages: [{ channel: 'assistant', html: expect.stringContaining('<h2 dir="auto">Ada’s &quot;title&quot;</h2>') as string }] })
  })

  it('asks on a page of its own before what must be confirmed, without the script', async () => {
    const stage = await openWebStage(await open())
    await stage.person('Ada')
    const ada = await stage.browser('Ada')
    const press = { call: JSON.stringify({ action: 'echo', input: { words: 'gone' } }), confirm: 'Remove it for good?' }
    const asked = await ada.post('/act', press)
    expect(asked.body).toContain('Remove it for good?')
    expect((await ada.get('/c/assistant')).body).not.toContain('gone</b>')
    await ada.post('/act', { call: press.call })
    expect((await ada.get('/c/assistant')).body).toContain('gone</b>')
  })

  it('posts and buttons of unknown actions are answered', async () => {
    const stage = await openWebStage(await open())
    await stage.person('Ada')
    const ada = await stage.browser('Ada')
    expect((await ada.post('/act', { call: '{"action":"nothing","input":{}}' }, { json: true })).body).toContain('no longer offered')
    expect((await ada.post('/act', { action: 'nothing', hidden: '{}', submitted: '1' }, { json: true })).body).toContain('no longer offered')
    expect((await ada.post('/act', { action: 'fill', hidden: 'garbage', submitted: '1' }, { json: true })).statusCode).toBe(400)
  })
})
