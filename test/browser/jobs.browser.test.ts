import { expect, it } from 'vitest'
import { m } from '../../commands/opportunities/messages.ts'
import { onEachDevice } from './open.ts'

onEachDevice('a job', (open, about) => {
  const post = { fr: '/offre publier', en: '/job post' }[about.locale]
  const aJob = () => ({ title: open().fresh('Boutique developer'), company: open().fresh('Lisbon Lanterns'), contract: 'freelance', remote: 'remote', description: 'A shop, three months, good people.' })

  it('goes from a form to a preview to the channel, where another person sees it come; interest introduces both', async () => {
    const grace = await open().visitor({ ...about, be: 'Grace Okafor' })
    const amina = await open().visitor({ ...about, be: 'Amina Benali' })
    const job = aJob()
    await amina.goes('jobs')
    await grace.types(post)
    await grace.fills(job)
    await grace.submits()
    await grace.seesAbout(job.company, m.preview)
    await amina.seesNot(job.company)
    await grace.presses(m.publish, job.company)
    await grace.sees(m.publishedTitle({ title: job.title }))

    await amina.sees(job.company)
    await amina.presses(m.interested, job.company)
    await amina.fills({ note: 'I know Lisbon well.' })
    await amina.submits()
    await amina.seesAbout(job.title, m.introducedTitle)
    await grace.seesAbout(job.title, m.someoneInterestedTitle, 'Amina Benali', 'I know Lisbon well.')
    await amina.badge('assistant')
  })

  it('keeps what was typed in a form with something wrong, and after leaving it', async () => {
    const grace = await open().visitor({ ...about, be: 'Grace Okafor' })
    const job = aJob()
    await grace.types(post)
    await grace.fills({ title: 'Half a job', company: job.company, until: '31/02/2027' })
    await grace.submits()
    await grace.form.locator('[data-summary]').waitFor()
    await expect.poll(() => grace.focused()).toContain('data-summary')
    await expect.poll(() => grace.form.locator('[name="f.title"]').inputValue()).toBe('Half a job')
    await expect.poll(() => grace.form.locator('[name="f.until"]').getAttribute('aria-invalid')).toBe('true')
    await grace.form.locator('[data-summary] a').last().click()
    await expect.poll(() => grace.focused()).toContain('f.until')

    await grace.fills({ description: 'Written later' })
    await grace.page.keyboard.press('Escape')
    await expect.poll(() => grace.form.count()).toBe(0)
    await grace.page.reload()
    await grace.types(post)
    await expect.poll(() => grace.form.locator('[name="f.title"]').inputValue()).toBe('Half a job')
    await expect.poll(() => grace.form.locator('[name="f.description"]').inputValue()).toBe('Written later')
    await grace.fills({ ...job, until: '' })
    await grace.submits()
    await grace.sees(m.previewTitle({ title: job.title }))
    await grace.types(post)
    await expect.poll(() => grace.form.locator('[name="f.title"]').inputValue()).toBe('')
  })
})
