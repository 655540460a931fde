import { expect, it } from 'vitest'
import { m as bot } from '../../bot/messages.ts'
import { m as help } from '../../commands/help/messages.ts'
import { m as settings } from '../../commands/settings/messages.ts'
import { onEachDevice } from './open.ts'

onEachDevice('every day', (open, about) => {
  const command = { fr: { help: '/aide', settings: '/réglages' }, en: { help: '/help', settings: '/settings' } }[about.locale]

  it('help says what each role can do', async () => {
    const sofia = await open().visitor({ ...about, be: 'Sofia Marchetti' })
    await sofia.types(command.help)
    await sofia.sees(help.heading({ person: 'Sofia Marchetti' }), command.settings)
    const fatou = await open().visitor({ ...about, be: 'Fatou Diarra' })
    await fatou.types(command.help)
    await fatou.sees(help.heading({ person: 'Fatou Diarra' }))
    await fatou.seesNot(command.settings)
  })

  it('an organiser changes the settings of the community', async () => {
    const sofia = await open().visitor({ ...about, be: 'Sofia Marchetti' })
    await sofia.types(command.settings)
    await sofia.sees(settings.timeZone)
    await sofia.presses(settings.edit)
    await sofia.fills({ name: 'Les Cyberelles' })
    await sofia.submits()
    await sofia.sees(settings.saved, 'Les Cyberelles')
    await sofia.page.reload()
    await expect.poll(() => sofia.page.title()).toContain('Les Cyberelles')
  })

  it('an unknown command suggests the nearest, and an empty line is not sent', async () => {
    const grace = await open().visitor({ ...about, be: 'Grace Okafor' })
    await grace.types('/hepl')
    await grace.sees(bot.unknownCommand({ command: '/hepl' }))
    await grace.isAnswered()
    const before = await grace.log.locator('> li').count()
    await grace.types('   ')
    await grace.composer.press('Enter')
    // what is sent stands there at once, on its way
    expect(await grace.log.locator('> li').count()).toBe(before)
  })

  it('a private message is taken for a need; the arrows bring back what was sent', async () => {
    const grace = await open().visitor({ ...about, be: 'Grace Okafor' })
    await grace.types('TVA e-commerce')
    await grace.sees('Claire Fontaine')
    await grace.isAnswered()
    await expect.poll(() => grace.composer.inputValue()).toBe('')
    await grace.composer.press('ArrowUp')
    await expect.poll(() => grace.composer.inputValue()).toBe('TVA e-commerce')
    await grace.composer.press('ArrowDown')
    await expect.poll(() => grace.composer.inputValue()).toBe('')
    await grace.composer.pressSequentially('one')
    await grace.composer.press('Shift+Enter')
    await grace.composer.pressSequentially('two')
    await expect.poll(() => grace.composer.inputValue()).toBe('one\ntwo')
    await grace.page.reload()
    await expect.poll(() => grace.composer.inputValue()).toBe('one\ntwo')
  })
})
