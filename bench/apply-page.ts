import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { chromium, type Page } from 'playwright-core'
import { findChromium } from '../scripts/test-services.ts'
import { print } from './measure.ts'
import { start, stop, transferred } from './program.ts'

const address = '/apply/power-starter'
const times = 5

/** As a telephone has it where 3G is the best there is: how late each answer begins, in milliseconds, and bytes a second down and up. */
const thirdGeneration = { offline: false, latency: 400, downloadThroughput: 50_000, uploadThroughput: 20_000 }

/** What travels for an address, compressed, with what its page needs: HTML, style and script. */
async function weights(url: string): Promise<Record<string, string | number>[]> {
  const { bytes, cookie } = await transferred(url + address, '')
  const html = await (await fetch(url + address, { headers: { cookie } })).text()
  const assets = new Set([...html.matchAll(/(?:src|href)="(\/[^"]+\.(?:js|css)[^"]*)"/g)].map(([, path]) => path ?? ''))
  const rows: Record<string, string | number>[] = [{ what: 'HTML', bytes }]
  for (const path of assets) rows.push({ what: path.split('?')[0] ?? path, bytes: (await transferred(url + path, cookie)).bytes })
  return [...rows, { what: 'all', bytes: rows.reduce((sum, row) => sum + Number(row.bytes), 0) }]
}

/** Follows the link with nothing kept from before, presses the one button, and has the first question before her. */
async function toFirstQuestion(page: Page, url: string): Promise<{ read: number; asked: number }> {
  const network = await page.context().newCDPSession(page)
  await network.send('Network.enable')
  await network.send('Network.emulateNetworkConditions', thirdGeneration)
  const begun = performance.now()
  await page.goto(url + address, { waitUntil: 'commit' })
  await page.locator('form.begin button').waitFor()
  const read = performance.now() - begun
  await page.locator('form.begin button').click()
  await page.locator('[data-log] button').first().waitFor()
  return { read, asked: performance.now() - begun }
}

async function seen(url: string): Promise<Record<string, string | number>[]> {
  const executablePath = findChromium().found
  if (!executablePath) return []
  const browser = await chromium.launch({ executablePath, args: ['--no-sandbox', '--disable-gpu'] })
  const samples: Awaited<ReturnType<typeof toFirstQuestion>>[] = []
  for (let time = 0; time < times; time++) {
    const context = await browser.newContext({ viewport: { width: 360, height: 740 }, locale: 'fr-FR' })
    samples.push(await toFirstQuestion(await context.newPage(), url))
    await context.close()
  }
  await browser.close()
  const middle = (one: 'read' | 'asked') => samples.map((sample) => sample[one]).sort((a, b) => a - b)[Math.floor(times / 2)] ?? 0
  return [{ what: 'the page can be read and begun', milliseconds: middle('read') }, { what: 'the first question is there', milliseconds: middle('asked') }]
}

/** What the page of a contest weighs, and how long it is on a slow connection until the first question is there. */
export async function benchApplyPage(): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'entraide-bench-'))
  const program = await start(`file:${join(folder, 'bench.db')}`)
  try {
    print(`What ${address} weighs, compressed (aim: 50,000 bytes of script)`, await weights(program.url))
    const rows = await seen(program.url)
    if (rows.length) print(`In Chromium on 3G (each answer 400 ms late, 50 kB/s), nothing kept from before, the middle of ${times}; three answers are the least there is`, rows)
    else console.log('There is no Chromium: how long it is to the first question is left out.')
  } finally {
    await stop(program)
    rmSync(folder, { recursive: true })
  }
}
