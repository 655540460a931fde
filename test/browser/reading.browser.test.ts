import { expect, it } from 'vitest'
import { m } from '../../commands/experts/messages.ts'
import { webMessages } from '../../adapters/web/index.ts'
import { onEachDevice } from './open.ts'

onEachDevice('reading', (open, about) => {
  it('earlier messages come above what is read; what comes below is offered, not forced', async () => {
    const grace = await open().visitor({ ...about, be: 'Grace Okafor' })
    await grace.goes('stories')
    const story = open().fresh('Story')
    const line = (index: number) => `${story}, part ${index}.`
    for (let index = 1; index <= 35; index++) {
      await grace.types(line(index))
      if (index % 5 === 0) await grace.isAnswered()
    }
    const amina = await open().visitor({ ...about, be: 'Amina Benali' })
    await amina.goes('stories')
    await expect.poll(() => amina.log.locator('> li').count()).toBe(30)
    await expect.poll(() => amina.inView(line(35))).toBe(true)
    const older = amina.page.locator('[data-older]')
    await older.scrollIntoViewIfNeeded()
    await older.click()
    await amina.sees(line(1))
    await expect.poll(() => amina.inView(line(6))).toBe(true)
    const order = (await amina.texts()).filter((text) => text.startsWith(story))
    expect(order).toEqual(Array.from({ length: 35 }, (_, index) => line(index + 1)))

    await grace.types(line(36))
    await amina.page.locator('.jump').waitFor()
    expect(await amina.inView(line(36))).toBe(false)
    await amina.page.getByRole('button', { name: amina.say(webMessages.clientNewBelow) }).click()
    await expect.poll(() => amina.inView(line(36))).toBe(true)
  })

  it('what is unread elsewhere is counted, from page to page', async () => {
    const grace = await open().visitor({ ...about, be: 'Grace Okafor' })
    const amina = await open().visitor({ ...about, be: 'Amina Benali' })
    await amina.goes('jobs')
    await grace.goes('general')
    await grace.types(open().fresh('first, elsewhere'))
    await amina.badge('general', '1')
    await amina.goes('deals')
    await amina.badge('general', '1')
    const second = open().fresh('second, elsewhere')
    await grace.types(second)
    await amina.badge('general', '2')
    await amina.goes('general')
    await amina.sees(second)
    await expect.poll(() => amina.page.locator('[data-unread]:visible').count()).toBe(0)
  })

  it('a choice made with the keyboard acts by Enter, not by each arrow', async () => {
    const grace = await open().visitor({ ...about, be: 'Grace Okafor' })
    const need = open().fresh('zzyzx').replace(' ', '')
    await grace.types(`${{ fr: '/expert trouver', en: '/expert find' }[about.locale]} ${need}`)
    await grace.sees(m.nobodyTitle({ need }))
    await grace.isAnswered()
    const acts: string[] = []
    grace.page.on('request', (request) => request.url().endsWith('/act') && acts.push(request.postData() ?? ''))
    const select = grace.answer.locator('select')
    await select.focus()
    const options = await select.locator('option').allInnerTexts()
    await grace.page.keyboard.press(options[1]?.[0] ?? '')
    await expect.poll(() => select.inputValue()).not.toBe('')
    const chosen = await select.evaluate((element: HTMLSelectElement) => element.selectedOptions[0]?.textContent ?? '')
    await grace.page.keyboard.press('Enter')
    await grace.sees(m.foundTitle({ need: chosen }))
    expect(acts).toHaveLength(1)
  })
})
