import { expect, it } from 'vitest'
import { m as experts } from '../../commands/experts/messages.ts'
import { m as opportunities } from '../../commands/opportunities/messages.ts'
import { webMessages } from '../../adapters/web/index.ts'
import { onEachDevice, phone } from './open.ts'
import type { Visitor } from './visitor.ts'

onEachDevice('access', (open, about) => {
  // Each scheme is seen with each device and with each language, once: all of them together take minutes.
  const colorScheme = (about.device === phone) === (about.locale === 'fr') ? 'light' : 'dark'

  it(`axe finds nothing on any page, in any form, ${colorScheme}`, async () => {
    const sofia = await open().visitor({ ...about, colorScheme, reducedMotion: 'reduce', be: 'Sofia Marchetti' })
    const found: string[] = []
    const look = async (where: string) => {
      await sofia.isAnswered()
      found.push(...(await sofia.axe()).map((problem) => `${where}: ${problem}`))
    }
    for (const channel of ['assistant', 'jobs', 'deals', 'workshops', 'stories', 'general']) {
      await sofia.goes(channel)
      await look(channel)
    }
    await sofia.goes('assistant')
    await sofia.page.locator('.me > summary').click()
    await look('who I am')
    await sofia.page.keyboard.press('Escape')
    await sofia.types({ fr: '/aide', en: '/help' }[about.locale])
    await sofia.sees({ fr: '/réglages', en: '/settings' }[about.locale])
    await look('help')
    await sofia.composer.pressSequentially('/ex')
    await sofia.option('/expert').waitFor()
    await sofia.page.keyboard.press('ArrowDown')
    await look('suggestions')
    await sofia.composer.fill('')
    for (const command of commands[about.locale]) await lookAtForm(sofia, command, look)
    await sofia.types({ fr: '/expert trouver TVA', en: '/expert find TVA' }[about.locale])
    await sofia.sees(experts.foundTitle({ need: 'TVA' }))
    await look('experts found')
    await sofia.goes('jobs')
    // not on the newest, which may be her own
    await sofia.log.getByRole('button', { name: sofia.say(opportunities.report), exact: true }).first().click()
    await sofia.form.waitFor()
    await look('report')
    await sofia.page.goto('/nowhere')
    await look('an address that does not exist')
    expect(found).toEqual([])
  })

  it('axe finds nothing without a connection, nor in a question before something is done', async () => {
    const sofia = await open().visitor({ ...about, reducedMotion: 'reduce', be: 'Sofia Marchetti' })
    await sofia.types({ fr: '/offre publier', en: '/job post' }[about.locale])
    const title = open().fresh('Axe grinder')
    await sofia.fills({ title, company: 'Sharp & Sons', contract: 'permanent', remote: 'remote', description: 'Every day.' })
    await sofia.submits()
    await sofia.sees(opportunities.previewTitle({ title }))
    await sofia.presses(opportunities.discard, title)
    await sofia.page.locator('dialog.confirm').waitFor()
    expect(await sofia.axe()).toEqual([])
    await sofia.page.keyboard.press('Escape')
    await expect.poll(() => sofia.page.locator('dialog').count()).toBe(0)
    await sofia.page.context().setOffline(true)
    await sofia.sees(webMessages.clientOffline)
    await sofia.types('from a tunnel')
    await sofia.sees(webMessages.clientWaiting)
    expect(await sofia.axe()).toEqual([])
    await sofia.presses(opportunities.publish, title)
    await sofia.page.context().setOffline(false)
    await sofia.sees(opportunities.publishedTitle({ title }))
  })

  it('the first Tab leads to the message box, and the focus can be seen', async () => {
    const sofia = await open().visitor({ ...about, be: 'Sofia Marchetti' })
    await sofia.page.keyboard.press('Tab')
    await expect.poll(() => sofia.focused()).toContain('#compose')
    const outline = await sofia.page.evaluate(() => getComputedStyle(document.activeElement as Element).outlineStyle)
    expect(outline).not.toBe('none')
    await sofia.page.keyboard.press('Enter')
    await expect.poll(() => sofia.focused()).toContain('<textarea')
  })

  it('nothing is wider than the screen', async () => {
    const sofia = await open().visitor({ ...about, be: 'Sofia Marchetti' })
    for (const channel of ['assistant', 'jobs', 'deals', 'general']) {
      await sofia.goes(channel)
      expect(await sofia.page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBeLessThanOrEqual(0)
    }
  })
})

const commands = {
  en: ['/job post', '/deal post', '/profile edit', '/expert ask', '/settings edit', '/settings invite'],
  fr: ['/offre publier', '/bon-plan publier', '/profil modifier', '/expert demander', '/réglages modifier', '/réglages inviter'],
}

/** A form as it opens, and with everything wrong. */
async function lookAtForm(visitor: Visitor, command: string, look: (where: string) => Promise<unknown>): Promise<void> {
  await visitor.types(command)
  await visitor.form.waitFor()
  await look(command)
  for (const field of await visitor.form.locator('.field input[type=text], .field textarea').all()) {
    await field.fill('')
    // what is suggested for it would lie over the buttons
    await field.blur()
  }
  await visitor.submits()
  await visitor.form.locator('[data-summary]').waitFor()
  // axe takes what the buttons at the bottom cover at this very moment for something that can never be reached
  await visitor.form.evaluate((form) => form.closest('dialog')?.scrollTo(0, form.scrollHeight))
  await look(`${command}, incomplete`)
  await visitor.page.keyboard.press('Escape')
  await expect.poll(() => visitor.form.count()).toBe(0)
}
