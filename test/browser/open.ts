import { chromium, type Browser, type BrowserContextOptions } from 'playwright-core'
import { afterAll, beforeAll, describe, onTestFinished } from 'vitest'
import type { Locale } from '../../bot/text.ts'
import { openSite, type Site } from './site.ts'
import { Visitor } from './visitor.ts'

/** What somebody holds in her hands. */
export interface Device {
  name: string
  options: BrowserContextOptions
}

export const phone: Device = { name: 'phone', options: { viewport: { width: 360, height: 740 }, hasTouch: true, isMobile: true, deviceScaleFactor: 2 } }
export const desktop: Device = { name: 'desktop', options: { viewport: { width: 1280, height: 800 } } }

export interface VisitorAbout extends BrowserContextOptions {
  device?: Device
  locale?: Locale
  /** one of the demo's people */
  be?: string
}

/** The program and a browser, for the tests of one file. */
export interface Opened {
  site: Site
  /** Somebody with a browser of her own, until the end of the test. */
  visitor(about?: VisitorAbout): Promise<Visitor>
  /** These words with a number that no other test has, nor another attempt at this one: what either has left is not taken for them. */
  fresh(words: string): string
}

const switches = [
  '--no-sandbox', '--disable-gpu', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync',
]

/** Starts a browser on this machine. @throws Error where there is none */
export const openBrowser = (): Promise<Browser> => chromium.launch({ executablePath: process.env.CHROMIUM_PATH, args: switches, timeout: 120_000 })

/** Describes what happens in a real browser, with a program of its own; left out, saying so, where there is no browser. */
export function inBrowser(name: string, tests: (open: () => Opened) => void): void {
  const path = process.env.CHROMIUM_PATH
  describe.skipIf(!path)(path ? name : `${name}: skipped, there is no Chromium (set CHROMIUM_PATH)`, () => {
    let opened: Opened & { close(): Promise<void> }
    beforeAll(async () => {
      opened = await open()
    })
    afterAll(() => opened?.close())
    tests(() => opened)
  })
}

/** The same with each device and in each language, on one program: what one test leaves behind must not trouble the next. */
export function onEachDevice(name: string, tests: (open: () => Opened, about: { device: Device; locale: Locale }) => void): void {
  inBrowser(name, (open) => {
    for (const device of [phone, desktop])
      for (const locale of ['fr', 'en'] as const) describe(`${device.name} · ${locale}`, () => tests(open, { device, locale }))
  })
}

async function open(): Promise<Opened & { close(): Promise<void> }> {
  const [site, browser] = await Promise.all([openSite(), openBrowser()])
  let visitors = 0
  // all of one length, so that none is the beginning of another
  let last = 100
  return {
    site,
    fresh: (words) => `${words} ${++last}`,
    async visitor({ device = desktop, locale = 'en', be, ...options } = {}) {
      // Each has an address of her own, so that nobody is slowed down for what others ask.
      const extraHTTPHeaders = { 'x-forwarded-for': `10.1.0.${++visitors}` }
      const language = { fr: 'fr-FR', en: 'en-GB' }[locale]
      const context = await browser.newContext({ baseURL: site.url, locale: language, timezoneId: 'Europe/Paris', extraHTTPHeaders, ...device.options, ...options })
      const visitor = new Visitor(await context.newPage(), locale, options.javaScriptEnabled)
      onTestFinished(async ({ task }) => {
        if (task.result?.state === 'fail') console.log(await visitor.whereabouts().catch(String))
        // what a test holds back or answers itself may still be under way
        await visitor.page.unrouteAll({ behavior: 'ignoreErrors' })
        await context.close()
        visitor.hadNoErrors()
      })
      await visitor.opens('/')
      if (be) await visitor.becomes(be)
      return visitor
    },
    async close() {
      await browser.close()
      await site.close()
    },
  }
}
