import { readFileSync } from 'node:fs'
import { expect, it } from 'vitest'
import { m as d } from '../../bot/dialog/messages.ts'
import { webMessages } from '../../adapters/web/index.ts'
import { readContest } from '../../commands/contest/file.ts'
import { desktop, inBrowser, phone } from './open.ts'
import type { Visitor } from './visitor.ts'

const read = readContest(readFileSync(new URL('../../docs/contests/power-starter.yaml', import.meta.url), 'utf8'))
if ('mistakes' in read) throw new Error('the example is wrong')
const { questions } = read.contest.questions

/** The words of a question in her language. */
const words = ({ locale }: Visitor, question: string): string => questions.find(({ id }) => id === question)?.words.in[locale] ?? ''

/** Follows the link of a poster, and begins. */
async function begins(zoe: Visitor): Promise<void> {
  await zoe.opens('/apply/power-starter?relay=MAISON')
  await zoe.arrives(() => zoe.page.getByRole('button', { name: zoe.say(webMessages.begin), exact: true }).click())
  await zoe.sees(words(zoe, 'france'))
}

inBrowser('the page of a contest', (open) => {
  // Each size is seen with one language: all four take minutes. Each has an application of her own.
  it.each([
    ['phone', 'fr', phone, 'Fatou Diarra'],
    ['desktop', 'en', desktop, 'Grace Okafor'],
  ] as const)('on a %s, in "%s", is told like a conversation, with a slow connection that is lost in the middle of an answer; axe finds nothing', async (name, locale, device, be) => {
    const about = { device, locale }
    // PICTURES=FOLDER keeps what it looks like, to be looked at
    const picture = (moment: string) => process.env.PICTURES && `${process.env.PICTURES}/${moment}-${name}-${locale}.png`
    const zoe = await open().visitor({ ...about, be, reducedMotion: 'reduce' })
    const { page } = zoe
    const look = async (moment: string) => {
      const path = picture(moment)
      if (path) await page.screenshot({ path })
      expect(await zoe.axe(), moment).toEqual([])
    }
    await zoe.opens('/apply/power-starter?relay=MAISON')
    await look('opening')
    const network = await page.context().newCDPSession(page)
    const slow = (offline = false) => network.send('Network.emulateNetworkConditions', { offline, latency: 400, downloadThroughput: 50_000, uploadThroughput: 20_000 })
    await slow()
    await begins(zoe)
    await look('first')
    await zoe.presses(d.yes)
    await zoe.sees(words(zoe, 'name'))
    await zoe.types('Zoé')
    await zoe.sees(words(zoe, 'place'))
    // the train enters a tunnel while she answers, and she opens the page again before it leaves it
    await slow(true)
    await zoe.sees(webMessages.clientOffline)
    await zoe.types('93200 Saint-Denis')
    await zoe.sees(webMessages.clientWaiting)
    await look('offline')
    await slow()
    await zoe.sees(words(zoe, 'phone'))
    await zoe.isAnswered()
    await zoe.presses(d.skip)
    await zoe.sees(words(zoe, 'idea'))
    const idea = 'Des gâteaux sans gluten, livrés dans le quartier.'
    await zoe.composer.fill(idea)
    await page.reload()
    await expect.poll(() => zoe.composer.inputValue()).toBe(idea)
    await zoe.composer.press('Enter')
    await zoe.sees(words(zoe, 'whom'))
    await look('question')
    await zoe.presses(d.answer)
    await zoe.form.waitFor()
    await look('form')
    await zoe.fills({ answer: 'Aux familles.' })
    await zoe.submits()
    await zoe.sees(words(zoe, 'exists'))
    await zoe.presses(d.skip)
    await zoe.sees(words(zoe, 'first'))
    await zoe.types('Des sablés')
    await zoe.sees(words(zoe, 'needs'))
    await zoe.types('1, 4')
    await zoe.sees(words(zoe, 'time'))
    await zoe.types('1')
    await zoe.sees(words(zoe, 'picture'))
    await zoe.presses(d.answer)
    await zoe.form.waitFor()
    await look('file')
    await page.keyboard.press('Escape')
    await zoe.presses(d.skip)
    await zoe.sees(words(zoe, 'change'))
    await zoe.types('Tout.')
    await zoe.sees(words(zoe, 'rules'))
    await look('consent')
    await zoe.presses(d.agree)
    await zoe.sees(d.reviewTitle)
    await look('review')
    await zoe.presses(d.submit)
    await zoe.sees(/PS-\w{7}/)
    await look('receipt')
    expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBeLessThanOrEqual(0)
    // what a language written from right to left will need
    const path = picture('rtl')
    await page.evaluate(() => document.documentElement.setAttribute('dir', 'rtl'))
    if (path) await page.screenshot({ path })
    expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBeLessThanOrEqual(0)
  })
  it('works without a script, as plain forms', async () => {
    const zoe = await open().visitor({ device: phone, locale: 'fr', javaScriptEnabled: false, be: 'Ingrid Solberg' })
    await begins(zoe)
    await zoe.presses(d.yes)
    await zoe.sees(words(zoe, 'name'))
    await zoe.types('Zoé')
    await zoe.presses(d.back)
    await zoe.sees(d.before)
    await zoe.presses(d.answer)
    await zoe.fills({ answer: 'Zoé Martin' })
    await zoe.submits()
    // the question was there before; that her answer was changed is seen where she goes back to it
    await zoe.presses(d.back)
    expect(await zoe.answer.innerText()).toContain(words(zoe, 'name'))
    expect(await zoe.answer.innerText()).toContain('Zoé Martin')
  })
})
