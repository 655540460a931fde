import { expect, it } from 'vitest'
import { m } from '../../commands/experts/messages.ts'
import { onEachDevice } from './open.ts'

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
