import { expect, it } from 'vitest'
import { m } from '../../commands/opportunities/messages.ts'
import { onEachDevice } from './open.ts'

onEachDevice('without a script', (open, about) => {
  const post = { fr: '/offre publier', en: '/job post' }[about.locale]

  it('a job is posted, and what is wrong with a form is said', async () => {
    const grace = await open().visitor({ ...about, be: 'Grace Okafor', javaScriptEnabled: false })
    const title = open().fresh('Lighthouse keeper')
    await grace.types(post)
    await grace.fills({ title, company: 'The North' })
    await grace.submits()
    await grace.form.locator('[data-summary]').waitFor()
    await expect.poll(() => grace.form.locator('[name="f.title"]').inputValue()).toBe(title)
    await grace.fills({ contract: 'permanent', remote: 'remote', description: 'Alone with the sea.' })
    await grace.submits()
    await grace.seesAbout(title, m.preview)
    await grace.presses(m.publish, title)
    await grace.sees(m.publishedTitle({ title }))
    await grace.goes('jobs')
    // the worker brings the card to the channel, and this page does not change by itself
    const seenNow = () => grace.page.reload().then(() => grace.seen())
    await expect.poll(seenNow, { interval: 500 }).toContain(title)
  })

  it('a button that asks is confirmed on a page', async () => {
    const grace = await open().visitor({ ...about, be: 'Grace Okafor', javaScriptEnabled: false })
    const title = open().fresh('Rain maker')
    await grace.types(post)
    await grace.fills({ title, company: 'The South', contract: 'permanent', remote: 'remote', description: 'Every second day.' })
    await grace.submits()
    await grace.presses(m.discard, title)
    await grace.sees(m.discardConfirm)
    await grace.arrives(() => grace.page.locator('.fill footer .primary').click())
    await grace.seesAbout(title, m.discarded)
  })
})
