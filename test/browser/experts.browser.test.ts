import { expect, it } from 'vitest'
import { m } from '../../commands/experts/messages.ts'
import { desktop, inBrowser, onEachDevice, phone } from './open.ts'

onEachDevice('an expert', (open, about) => {
  it('is found by the keyboard alone, asked, answers, and is thanked', async () => {
    const grace = await open().visitor({ ...about, be: 'Grace Okafor' })
    const sofia = await open().visitor({ ...about, be: 'Sofia Marchetti' })
    const question = open().fresh('How do I start a community in Lisbon, attempt')
    const answer = open().fresh('With ten people and cake, recipe')
    const command = { fr: '/expert trouver', en: '/expert find' }[about.locale]

    await grace.composer.focus()
    await grace.page.keyboard.type('/exp')
    await grace.option(command).waitFor()
    await grace.page.keyboard.press('ArrowDown')
    await expect.poll(() => grace.marked()).toContain(command)
    await grace.page.keyboard.press('End')
    await grace.page.keyboard.press('Home')
    await expect.poll(() => grace.marked()).toContain(command)
    await grace.page.keyboard.press('Enter')
    await expect.poll(() => grace.composer.inputValue()).toBe(`${command} `)
    await grace.page.keyboard.type('animation de')
    // Tab takes the first, whatever was suggested for the letters before
    await expect.poll(() => grace.page.getByRole('option').allInnerTexts()).toEqual([expect.stringContaining('animation de communauté')])
    await grace.page.keyboard.press('Tab')
    await expect.poll(() => grace.composer.inputValue()).toBe(`${command} animation de communauté `)
    await grace.page.keyboard.press('Escape')
    await grace.page.keyboard.press('Enter')
    await grace.sees(m.foundTitle({ need: 'animation de communauté' }), 'Sofia Marchetti')

    await grace.answer.locator('li', { hasText: 'Sofia Marchetti' }).getByRole('button', { name: grace.say(m.ask) }).click()
    await grace.fills({ question })
    await grace.submits()
    await grace.sees(m.sentTitle)

    await sofia.sees(question)
    await sofia.presses(m.answer, question)
    await sofia.fills({ answer })
    await sofia.submits()
    await sofia.sees(m.answered)

    await grace.sees(answer)
    await grace.presses(m.thank, answer)
    await grace.sees(m.thanked)
    await sofia.seesAbout(question, m.thanksTitle({ asker: 'Grace Okafor' }))
  })
})

inBrowser('a question asked without a name', (open) => {
  it.each([[phone, 'fr'], [desktop, 'en']] as const)('is talked about, answered, kept by both and read by others; another is handed on to a colleague: %o, %s', async (device, locale) => {
    const visitor = (be: string) => open().visitor({ device, locale, be })
    const [grace, sofia, claire] = [await visitor('Grace Okafor'), await visitor('Sofia Marchetti'), await visitor('Claire Fontaine')]
    const question = open().fresh('Who may sign for an association abroad, case')
    const [asked, replied] = [open().fresh('In which country, please, point'), open().fresh('In Portugal, point')]
    const answer = open().fresh('Whoever its statutes name, article')

    const asks = async (words: string) => {
      await grace.types('/expert find animation de communauté')
      await grace.answer.locator('li', { hasText: 'Sofia Marchetti' }).getByRole('button', { name: grace.say(m.ask) }).click()
      await grace.fills({ question: words, anonymous: 'true' })
      await grace.submits()
      await grace.sees(m.sentTitle, m.askedAnonymously)
      await sofia.sees(words)
      expect((await sofia.about(words).allInnerTexts()).join()).not.toContain('Grace')
    }

    await asks(question)
    await sofia.presses(m.tellMore, question)
    await sofia.fills({ words: asked })
    await sofia.submits()
    await grace.sees(asked)
    await grace.presses(m.reply, asked)
    await grace.fills({ words: replied })
    await grace.submits()
    await sofia.sees(replied)
    await sofia.presses(m.answer, question)
    await sofia.fills({ answer })
    await sofia.submits()
    await grace.sees(answer)
    await grace.presses(m.keep, answer)
    await grace.sees(m.keptOnceAgreed)
    await sofia.presses(m.keep, question)
    await claire.types(`/expert answers ${question}`)
    await claire.sees(answer)
    expect((await claire.answer.allInnerTexts()).join()).not.toContain('Grace')

    const other = open().fresh('Who audits an association abroad, case')
    await asks(other)
    await sofia.presses(m.notMe, other)
    await sofia.fills({ colleague: 'Claire Fontaine' })
    await sofia.submits()
    await sofia.sees(m.declinedNamed)
  })
})
