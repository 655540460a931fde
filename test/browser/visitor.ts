import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import type { AxeResults } from 'axe-core'
import type { Locator, Page } from 'playwright-core'
import { expect } from 'vitest'
import type { Locale, Message } from '../../bot/text.ts'
import { createWords } from '../../bot/words.ts'
import { m as bot } from '../../bot/messages.ts'
import { m as dialog } from '../../bot/dialog/messages.ts'
import { webMessages } from '../../adapters/web/index.ts'
import { capabilities } from '../../commands/index.ts'

const words = createWords([bot, dialog, webMessages, ...capabilities.map(({ messages }) => messages)])
const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')
/** Longer than a page waits before it tries again what failed (client/backoff.ts), on a machine with much else to do. */
export const patience = { timeout: 45_000 }

/** Somebody in front of a browser: what she does, and what she sees. Everything waits until it is so. */
export class Visitor {
  private errors: string[] = []

  constructor(readonly page: Page, readonly locale: Locale, readonly hasScript = true) {
    page.setDefaultTimeout(patience.timeout)
    page.on('pageerror', (error) => this.errors.push(String(error)))
    page.on('console', (line) => line.type() === 'error' && this.errors.push(line.text()))
  }

  /** Words of ours in her language. */
  say(message: Message): string {
    return words.plain(message, { locale: this.locale, timeZone: 'Europe/Paris' })
  }

  get log(): Locator {
    return this.page.locator('[data-log]')
  }

  get composer(): Locator {
    return this.page.locator('#compose')
  }

  get form(): Locator {
    return this.page.locator('form[data-fill]:visible')
  }

  /** What sends the open form. */
  get submit(): Locator {
    return this.form.locator('footer button.primary')
  }

  /** The last message, which is the answer to what she did. */
  get answer(): Locator {
    return this.log.locator('> li').last()
  }

  async opens(path: string): Promise<void> {
    await this.page.goto(path)
  }

  /** Does what leads to another page, and waits for all of that page: its script has run when it is loaded. */
  async arrives(by: () => Promise<unknown>): Promise<void> {
    await Promise.all([this.page.waitForEvent('load', patience), by()])
  }

  /** Chooses to be one of the demo's people. */
  async becomes(name: string): Promise<void> {
    const me = this.page.locator('.me > summary')
    await me.click()
    await this.arrives(() => this.page.locator('.people').getByRole('button', { name }).click())
    await expect.poll(() => me.textContent(), patience).toContain(name)
    const other = this.page.locator(`.languages button[value=${this.locale}][aria-pressed=false]`)
    if (!(await other.count())) return
    await me.click()
    await this.arrives(() => other.click())
    await this.page.locator(`html[lang=${this.locale}]`).waitFor()
  }

  /** Opens the same place again in another tab of the same browser. */
  async anotherTab(): Promise<Visitor> {
    const visitor = new Visitor(await this.page.context().newPage(), this.locale)
    await visitor.opens(this.page.url())
    return visitor
  }

  async goes(channel: string): Promise<void> {
    await this.arrives(() => this.page.locator(`[data-channels] a[data-channel=${channel}]`).click())
    await this.page.locator(`html[data-channel=${channel}]`).waitFor()
  }

  /** Writes a line and sends it. */
  async types(line: string): Promise<void> {
    // nobody writes there while a form lies over it
    await this.page.locator('dialog[open]').first().waitFor({ state: 'detached' })
    await this.composer.fill(line)
    if (!this.hasScript) return this.arrives(() => this.page.locator('.composer button').click())
    await this.composer.press('Escape')
    await this.composer.press('Enter')
  }

  /** Waits until all that she sent is answered. */
  async isAnswered(): Promise<void> {
    await expect.poll(() => this.page.locator('.pending').count(), patience).toBe(0)
  }

  /** Presses the newest button with these words, or the newest in a message about something. */
  async presses(label: Message | string, about?: string): Promise<void> {
    const press = () => this.button(label, about).click()
    await (this.hasScript ? press() : this.arrives(press))
  }

  button(label: Message | string, about?: string): Locator {
    const name = typeof label === 'string' ? label : this.say(label)
    return (about ? this.about(about) : this.log).getByRole('button', { name, exact: true }).last()
  }

  /** Downloads the newest file of such a name in a message about something, and reads it. */
  async downloads(name: RegExp, about: string): Promise<string> {
    const link = this.about(about).locator('a[href^="/files/"]', { hasText: new RegExp(name.source.replace(/^\^|\$$/g, '')) }).last()
    const [download] = await Promise.all([this.page.waitForEvent('download', patience), link.click()])
    expect(download.suggestedFilename()).toMatch(name)
    return readFileSync(await download.path(), 'utf8')
  }

  /** The messages that contain these words. */
  about(words: string): Locator {
    return this.log.locator('> li', { hasText: words })
  }

  /** Waits until messages that contain `words` say all this too; what is said in others does not count. */
  async seesAbout(words: string, ...expected: (string | Message)[]): Promise<void> {
    const said = async () => plainSpaces((await this.about(words).allInnerTexts()).join('\n'))
    for (const one of expected) await expect.poll(said, patience).toMatch(pattern(one, this))
  }

  async sees(...expected: (string | RegExp | Message)[]): Promise<void> {
    for (const one of expected) await expect.poll(() => this.seen(), patience).toMatch(pattern(one, this))
  }

  async seesNot(...unexpected: (string | RegExp | Message)[]): Promise<void> {
    for (const one of unexpected) await expect.poll(() => this.seen(), patience).not.toMatch(pattern(one, this))
  }

  /** All that is written on the page. */
  async seen(): Promise<string> {
    return plainSpaces(await this.page.locator('body').innerText())
  }

  /** The texts that people said, in order. */
  texts(): Promise<string[]> {
    return this.log.locator('p.text').allInnerTexts()
  }

  option(name: string): Locator {
    return this.page.getByRole('option', { name }).first()
  }

  /** The suggestion that the arrows have reached. */
  marked(): Promise<string | null> {
    return this.page.locator('[role=option][aria-selected=true]').textContent()
  }

  /** The opening tag of what has the focus. */
  focused(): Promise<string> {
    return this.page.evaluate(() => document.activeElement?.outerHTML.slice(0, 300) ?? '')
  }

  /** Waits until a channel's link says that so many messages, or any, are unread there. */
  async badge(channel: string, count = ''): Promise<void> {
    await this.page.locator(`[data-channels] a[data-channel=${channel}] [data-unread]`, { hasText: count }).waitFor()
  }

  /** Whether a message can be seen without scrolling. */
  inView(text: string): Promise<boolean> {
    const item = this.log.locator('> li', { has: this.page.getByText(text, { exact: true }) }).last()
    return item.evaluate((element) => {
      const { top, bottom } = element.getBoundingClientRect()
      const box = element.closest('[data-scroll]')?.getBoundingClientRect()
      return box !== undefined && bottom > box.top && top < box.bottom
    })
  }

  /** Fills fields of the open form by name: a text, a choice's value, or several. */
  async fills(values: Record<string, string | string[]>): Promise<void> {
    for (const [name, value] of Object.entries(values)) {
      const control = this.form.locator(`[name="f.${name}"]`)
      const type = await control.first().evaluate((element) => (element as HTMLInputElement).type)
      if (type === 'radio' || type === 'checkbox')
        for (const one of [value].flat()) await this.form.locator(`[name="f.${name}"][value="${one}"]`).check()
      else if (type === 'select-one') await control.selectOption(value)
      else {
        await control.fill([value].flat().join(', '))
        // what is suggested for it lies over the next one no more
        await control.blur()
      }
    }
  }

  /** Sends the open form, and waits until it is done, or back with what is wrong. */
  async submits(): Promise<void> {
    if (!this.hasScript) return this.arrives(() => this.submit.click())
    const form = await this.form.elementHandle()
    await this.submit.click()
    await this.page.waitForFunction((sent) => !sent?.isConnected || sent.ariaBusy !== 'true', form)
  }

  /** What axe finds wrong with the page as it is. */
  async axe(): Promise<string[]> {
    await this.page.evaluate(axe)
    const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']
    const found = await this.page.evaluate(async (values) => {
      const { axe } = window as unknown as { axe: { run(about: object): Promise<AxeResults> } }
      return axe.run({ runOnly: { type: 'tag', values } })
    }, tags)
    return found.violations.flatMap(({ id, nodes }) => nodes.map(({ html, failureSummary }) => `${id}: ${html}\n${failureSummary}`))
  }

  /** Where she stands, for whoever reads why a test failed: what is written in a line is not among what is seen. */
  async whereabouts(): Promise<string> {
    const written = (await this.composer.count()) ? await this.composer.inputValue() : ''
    return `${this.page.url()} · in the line: ${JSON.stringify(written)} · at the end: ${JSON.stringify((await this.seen()).slice(-500))}`
  }

  /** Errors in the console, but for those of a connection that a test has cut, are errors of the page. */
  hadNoErrors(): void {
    expect(this.errors.filter((error) => !/net::ERR_|status of (4|50)/.test(error))).toEqual([])
  }
}

const plainSpaces = (text: string): string => text.replace(/[\u00a0\u202f]/g, ' ')

function pattern(expected: string | RegExp | Message, visitor: Visitor): RegExp {
  if (expected instanceof RegExp) return expected
  const text = plainSpaces(typeof expected === 'string' ? expected : visitor.say(expected))
  return new RegExp(text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'), 'i')
}
