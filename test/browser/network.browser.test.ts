import { expect, it, onTestFinished } from 'vitest'
import { m } from '../../commands/opportunities/messages.ts'
import { webMessages } from '../../adapters/web/index.ts'
import { inBrowser, phone, type Opened } from './open.ts'
import type { Visitor } from './visitor.ts'

const jobBy = ({ fresh }: Opened) => ({ title: fresh('Night porter'), company: fresh('Hotel Lune'), contract: 'permanent', remote: 'remote', description: 'From dusk till dawn.' })

/** How often something was said. */
const times = async (visitor: Visitor, line: string) => (await visitor.texts()).filter((text) => text === line).length

/** Holds back what the page asks of some addresses; gives what lets it through, then and from then on. */
async function holdBack({ page }: Visitor, addresses: string): Promise<() => void> {
  let open = (): void => undefined
  const opened = new Promise<void>((resolve) => (open = resolve))
  await page.route(addresses, async (route) => {
    await opened
    await route.continue()
  })
  return open
}

inBrowser('the network', (open) => {
  it('loses nothing that is typed while it is away, and shows all that was said meanwhile, once', async () => {
    const grace = await open().visitor({ device: phone, be: 'Grace Okafor' })
    const amina = await open().visitor({ be: 'Amina Benali' })
    const { fresh } = open()
    await grace.goes('general')
    await amina.goes('general')
    const before = fresh('before the tunnel')
    await amina.types(before)
    await grace.sees(before)

    const inside = [fresh('written in the tunnel'), fresh('and this too')]
    const outside = [fresh('from outside'), fresh('from outside'), fresh('from outside')]
    await grace.page.context().setOffline(true)
    await grace.sees(webMessages.clientOffline)
    for (const line of inside) await grace.types(line)
    await grace.sees(webMessages.clientWaiting)
    for (const line of outside) await amina.types(line)
    await amina.isAnswered()
    await grace.page.context().setOffline(false)

    await grace.sees(...outside)
    await grace.isAnswered()
    await amina.sees(...inside)
    await grace.seesNot(webMessages.clientOffline)
    const said = await grace.texts()
    for (const line of [...inside, ...outside]) expect(said.filter((text) => text === line)).toHaveLength(1)
    await expect.poll(() => amina.texts()).toEqual(said)
  })

  it('may break in the middle of a post: the answer is lost, what was sent is done once', async () => {
    const grace = await open().visitor({ be: 'Grace Okafor' })
    const line = open().fresh('said once')
    await grace.goes('general')
    let posts = 0
    await grace.page.route('**/say', async (route) => {
      // The server has it, the browser never hears of it.
      if (++posts === 1) {
        await route.fetch()
        await route.abort('connectionreset')
      } else await route.continue()
    })
    await grace.types(line)
    await expect.poll(() => posts).toBe(2)
    await grace.isAnswered()
    expect(await times(grace, line)).toBe(1)
  })

  it('may be slow', async () => {
    const grace = await open().visitor({ device: phone, be: 'Grace Okafor' })
    const job = jobBy(open())
    const network = await grace.page.context().newCDPSession(grace.page)
    await network.send('Network.emulateNetworkConditions', { offline: false, latency: 300, downloadThroughput: 50_000, uploadThroughput: 20_000 })
    await grace.types('/job post')
    await grace.fills(job)
    await grace.submits()
    await grace.presses(m.publish, job.title)
    await grace.sees(m.publishedTitle({ title: job.title }))
    await grace.goes('jobs')
    await grace.sees(job.company)
  })

  it('may bring the script late: Enter sends all the same, and what was not sent is kept', async () => {
    const grace = await open().visitor({ device: phone, be: 'Grace Okafor' })
    const [left, sent, added] = [open().fresh('left here'), open().fresh('sent early'), open().fresh('typed early')]
    await grace.goes('general')
    await grace.composer.fill(left)

    const letFirst = await holdBack(grace, '**/build/main*')
    await grace.page.reload({ waitUntil: 'commit' })
    await grace.composer.fill(sent)
    await grace.composer.press('Enter')
    await expect.poll(() => grace.composer.inputValue()).toBe(`${sent}\n`)
    letFirst()
    await expect.poll(() => times(grace, sent)).toBe(1)
    await expect.poll(() => grace.composer.inputValue()).toBe(left)

    const letSecond = await holdBack(grace, '**/build/main*')
    await grace.page.reload({ waitUntil: 'commit' })
    await grace.composer.fill(added)
    letSecond()
    await expect.poll(() => grace.composer.inputValue()).toBe(`${left}\n${added}`)
    await grace.page.reload()
    await expect.poll(() => grace.composer.inputValue()).toBe(`${left}\n${added}`)
    expect(await times(grace, sent)).toBe(1)
  })

  it('may bring suggestions late: what is marked stays marked, and after Escape none come', async () => {
    const grace = await open().visitor({ be: 'Grace Okafor' })
    const wanted = 'animation de communauté'
    const { page } = grace
    const offered = () => page.getByRole('option').allInnerTexts()
    await grace.composer.pressSequentially('/expert find a')
    await expect.poll(async () => (await offered()).length).toBeGreaterThan(1)

    const letThrough = await holdBack(grace, '**/suggest*')
    await Promise.all([page.waitForRequest('**/suggest*'), grace.composer.pressSequentially('nimation d')])
    for (const one of await offered()) {
      await page.keyboard.press('ArrowDown')
      if (one.includes(wanted)) break
    }
    await expect.poll(() => grace.marked()).toContain(wanted)
    letThrough()
    await expect.poll(offered).toEqual([expect.stringContaining(wanted)])
    expect(await grace.marked()).toContain(wanted)
    await page.keyboard.press('Enter')
    await expect.poll(() => grace.composer.inputValue()).toBe(`/expert find ${wanted} `)

    await grace.composer.fill('')
    const letLate = await holdBack(grace, '**/suggest*')
    await Promise.all([page.waitForRequest('**/suggest*'), grace.composer.fill('/expert find a')])
    await Promise.all([page.waitForEvent('requestfailed'), grace.composer.press('Escape')])
    letLate()
    expect(await offered()).toEqual([])
  })

  it('a double click does a thing once', async () => {
    const grace = await open().visitor({ be: 'Grace Okafor' })
    const job = jobBy(open())
    const acts: string[] = []
    grace.page.on('request', (request) => request.url().endsWith('/act') && acts.push(request.postData() ?? ''))
    // both clicks come before any answer
    const twice = async (click: () => Promise<void>) => {
      const letThrough = await holdBack(grace, '**/act')
      await click()
      letThrough()
    }
    await grace.types('/job post')
    await grace.fills(job)
    await twice(() => grace.submit.dblclick())
    await grace.sees(m.previewTitle({ title: job.title }))
    await twice(() => grace.button(m.publish, job.title).dblclick())
    await grace.sees(m.publishedTitle({ title: job.title }))
    await grace.goes('jobs')
    await expect.poll(() => grace.about(job.company).count()).toBe(1)
    expect(acts).toHaveLength(2)
  })

  it('brings the same to two tabs', async () => {
    const grace = await open().visitor({ be: 'Grace Okafor' })
    const [line, kept] = [open().fresh('in both tabs'), open().fresh('kept for Grace')]
    await grace.goes('general')
    const other = await grace.anotherTab()
    await grace.types(line)
    await other.sees(line)
    expect(await times(other, line)).toBe(1)
    await other.becomes('Amina Benali')
    await grace.sees(webMessages.clientExpired)
    await grace.types(kept)
    await expect.poll(() => grace.composer.inputValue()).toContain(kept)
  })

  it('goes on when the program starts again', async () => {
    const grace = await open().visitor({ be: 'Grace Okafor' })
    const job = jobBy(open())
    onTestFinished(() => open().site.start())
    await grace.types('/job post')
    await grace.fills(job)
    await open().site.stop()
    await grace.submit.click()
    await grace.sees(webMessages.clientWaiting)
    await open().site.start()
    await grace.sees(m.previewTitle({ title: job.title }))
    await grace.presses(m.publish, job.title)
    await grace.sees(m.publishedTitle({ title: job.title }))
  })
})
