import { expect, it } from 'vitest'
import { eachDatabase } from '../../prisma/testing.ts'
import { largestFile } from './body.ts'
import { openWebStage, type Browser } from './testing.ts'

const pdf = Buffer.from('%PDF-1.7\n1 0 obj\n<<>>\nendobj\n')
const png = Buffer.from('iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg==', 'base64')

const file = (bytes: Buffer, name: string) => new File([new Uint8Array(bytes)], name)

/** Opens the form and gives what travels with it. */
async function formOf(browser: Browser) {
  const { body } = await browser.post('/say', { text: '/fill' })
  const accepts = /name="accepts" value="([^"]*)"/.exec(body)?.[1]?.replaceAll('&quot;', '"') ?? ''
  return { action: 'fill', submitted: '1', hidden: '{}', accepts, 'f.title': 'Papers' }
}

eachDatabase('a file', (open) => {
  it('is stored with its form, and given back as what it is', async () => {
    const database = await open()
    const stage = await openWebStage(database)
    const id = await stage.person('Ada')
    const ada = await stage.browser('Ada')
    const done = await ada.post('/act', { ...(await formOf(ada)), 'f.papers': file(pdf, '../a "plan" été.pdf') })
    expect(done.statusCode).toBe(303)
    const stored = await database.client.storedFile.findFirstOrThrow()
    expect(stored).toMatchObject({ ownerId: id, name: 'a "plan" été.pdf', type: 'application/pdf', size: pdf.length })
    const got = await ada.get(`/files/${stored.id}`)
    expect(got.rawPayload).toEqual(pdf)
    expect(got.headers).toMatchObject({
      'content-type': 'application/pdf',
      'x-content-type-options': 'nosniff',
      'content-security-policy': "default-src 'none'; sandbox",
      'content-disposition': "attachment; filename*=UTF-8''a%20%22plan%22%20%C3%A9t%C3%A9.pdf",
    })
    const guest = await stage.browser('guest')
    expect((await guest.get(`/files/${stored.id}`)).statusCode).toBe(403)
  })

  it('that is a picture is shown in the page', async () => {
    const database = await open()
    const stage = await openWebStage(database)
    await stage.person('Ada')
    const ada = await stage.browser('Ada')
    await ada.post('/act', { ...(await formOf(ada)), 'f.papers': file(png, 'dot.png') })
    const { id } = await database.client.storedFile.findFirstOrThrow()
    expect((await ada.get(`/files/${id}`)).headers['content-disposition']).toMatch(/^inline/)
  })

  it('that is too large is refused beside its field, and the rest is kept', async () => {
    const stage = await openWebStage(await open())
    await stage.person('Ada')
    const ada = await stage.browser('Ada')
    const answer = await ada.post('/act', { ...(await formOf(ada)), 'f.long': 'My story', 'f.papers': file(Buffer.alloc(largestFile + 2_000_000), 'large.pdf') })
    expect(answer.statusCode).toBe(413)
    expect(answer.body).toContain('“large.pdf” is too large')
    expect(answer.body).toContain('>My story</textarea>')
    expect(answer.body).toContain('value="Papers"')
  })

  it.each([
    ['a page', Buffer.from('<script>alert(1)</script>'), 'page.pdf'],
    ['a program', Buffer.from('MZ\x90\0\x03\0\0\0\x04\0\0\0\xff\xff', 'latin1'), 'photo.png'],
    ['nothing', Buffer.alloc(0), 'empty.pdf'],
  ])('that is %s by another name is refused', async (_what, bytes, name) => {
    const database = await open()
    const stage = await openWebStage(database)
    await stage.person('Ada')
    const ada = await stage.browser('Ada')
    const answer = await ada.post('/act', { ...(await formOf(ada)), 'f.papers': file(bytes, name) })
    expect(answer.statusCode).toBe(422)
    expect(answer.body).toMatch(/is not one of the accepted|is empty/)
    expect(await database.client.storedFile.count()).toBe(0)
  })

  it('is kept when another answer was wrong, and cannot be somebody else’s', async () => {
    const database = await open()
    const stage = await openWebStage(database)
    await stage.person('Ada')
    await stage.person('Eve')
    const [ada, eve] = [await stage.browser('Ada'), await stage.browser('Eve')]
    const form = await formOf(ada)
    const wrong = await ada.post('/act', { ...form, 'f.title': '', 'f.papers': file(pdf, 'plan.pdf') })
    expect(wrong.statusCode).toBe(422)
    const { id } = await database.client.storedFile.findFirstOrThrow()
    expect(wrong.body).toContain(`name="f.papers" value="${id}" checked`)
    expect((await eve.post('/act', { ...(await formOf(eve)), 'f.papers': id })).body).toContain('This file could not be found')
    expect((await ada.post('/act', { ...form, 'f.papers': id })).statusCode).toBe(303)
    expect((await ada.post('/act', { ...form, 'f.papers': 'no-such-file-\u0000' })).statusCode).toBe(422)
  })

  it('is not taken for a field that nobody signed', async () => {
    const database = await open()
    const stage = await openWebStage(database)
    await stage.person('Ada')
    const ada = await stage.browser('Ada')
    const accepts = '{"papers":{"max":9,"types":["text/html"]}}.forged'
    await ada.post('/act', { ...(await formOf(ada)), accepts, 'f.papers': file(pdf, 'plan.pdf') })
    expect(await database.client.storedFile.count()).toBe(0)
  })
})
