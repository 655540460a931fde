import { parse, type HTMLElement } from 'node-html-parser'
import { expect } from 'vitest'

type Expected = string | RegExp

/** What a control holds: words, or a file of hers. */
type Given = string | { name: string; bytes: Buffer }

const patience = { timeout: 20_000, interval: 50 }

/** Somebody with a browser that runs no script: every page is a page, every button a form. */
export class WebPerson {
  private readonly cookies = new Map<string, string>()
  private page = parse('')
  private channel = 'assistant'
  private sent?: { path: string; values: [string, Given][] }

  constructor(
    private readonly origin: string,
    readonly name: string,
    private readonly languages = '*',
  ) {}

  /** Chooses to be one of the people of the demo. */
  async becomes(externalId: string, locale: string): Promise<void> {
    await this.opens()
    await this.posts('/be', [...this.hidden(), ['account', externalId]])
    await this.opens()
    await this.posts('/locale', [...this.hidden(), ['locale', locale]])
    await this.opens()
  }

  /** From now on she types in this channel. */
  in(channel: string): this {
    this.channel = channel
    return this
  }

  /** From now on she types in private with the assistant. */
  inPrivate(): this {
    return this.in('assistant')
  }

  async types(text: string): Promise<void> {
    await this.opens()
    await this.submits(this.page.querySelector('form[data-composer]'), [['text', text]])
  }

  /** Presses the newest button with this label, and confirms where she is asked to. */
  async presses(label: string): Promise<void> {
    await this.comesToBe(`a button "${label}"`, () => this.buttons().some((button) => textOf(button) === spaced(label)))
    const button = this.buttons().findLast((one) => textOf(one) === spaced(label))
    await this.submits(formOf(button), nameAndValue(button))
    const question = this.page.querySelector('form[aria-labelledby=confirm-title]')
    if (question) await this.submits(question, [])
  }

  /** Where the newest link with this label leads. */
  async link(label: string): Promise<string> {
    const links = () => this.page.querySelectorAll('[data-log] a').filter((one) => textOf(one) === label)
    await this.comesToBe(`a link "${label}"`, () => links().length > 0)
    return links().at(-1)?.getAttribute('href') ?? ''
  }

  /** Opens an address, and presses the one button of what it shows. */
  async follows(address: string): Promise<void> {
    await this.asks('GET', address)
    await this.submits(this.page.querySelector('main form'), [])
  }

  /** Fills in the open form over what it already holds, and submits it. */
  async fills(values: Record<string, Given | string[]>): Promise<void> {
    const form = this.page.querySelector('form[data-fill]')
    if (!form) throw new Error(`no form is open before ${this.name}; she sees: ${this.screen}`)
    for (const name of Object.keys(values)) if (!form.querySelector(`[name="f.${name}"]`)) throw new Error(`the form does not ask for "${name}"`)
    await this.submits(form, Object.entries(values).flatMap(([name, value]) => [value].flat().map((one): [string, Given] => [`f.${name}`, one])))
  }

  /** What is in the newest file of this name among the messages that she sees. */
  async opensFile(name: string): Promise<string> {
    const find = () => this.page.querySelectorAll('[data-log] a[href^="/files/"]').findLast((link) => textOf(link).includes(name))
    await this.comesToBe(`a file "${name}"`, () => find() !== undefined)
    return (await this.fetches('GET', find()?.getAttribute('href') ?? '')).text()
  }

  /** Sends what she sent last once more, as a browser does whose page did not come. */
  async sendsAgain(): Promise<void> {
    if (!this.sent) throw new Error(`${this.name} has sent nothing`)
    await this.posts(this.sent.path, this.sent.values)
  }

  /** Waits until she sees this, loading the page again unless a form is open. */
  async sees(...expected: Expected[]): Promise<void> {
    for (const one of expected) await this.comesToBe(String(one), () => matches(this.screen, one))
  }

  /** Waits until the last message says all this. */
  async isTold(...expected: Expected[]): Promise<void> {
    const last = () => this.page.querySelectorAll('[data-log] > li').at(-1)
    for (const one of expected) await this.comesToBe(`"${String(one)}" as the last message`, () => matches(textOf(last() ?? this.page), one))
  }

  async seesNot(...unexpected: Expected[]): Promise<void> {
    if (!this.isAsked()) await this.opens()
    for (const one of unexpected) expect(matches(this.screen, one), `${this.name} sees ${String(one)}`).toBe(false)
  }

  /** The labels of all the buttons before her. */
  labels(): string[] {
    return this.buttons().map(textOf)
  }

  /** All that she can read just now. */
  get screen(): string {
    return textOf(this.page.querySelector('main') ?? this.page)
  }

  private isAsked(): boolean {
    return this.page.querySelector('form[data-fill]') !== null
  }

  private buttons(): HTMLElement[] {
    return this.page.querySelectorAll('[data-log] button, form[data-fill] button')
  }

  private async comesToBe(what: string, look: () => boolean): Promise<void> {
    const isSo = async () => {
      if (look()) return true
      if (!this.isAsked()) await this.opens()
      return look()
    }
    await expect.poll(isSo, { ...patience, message: `${this.name} waits for ${what}` }).toBe(true)
  }

  private async opens(): Promise<void> {
    await this.asks('GET', `/c/${this.channel}`)
  }

  /** What every form on the page carries. */
  private hidden(): [string, string][] {
    return valuesOf(this.page.querySelector('form[data-composer]')).filter(([name]) => name === 'csrf' || name === 'channel' || name === 'key')
  }

  private async submits(form: HTMLElement | null | undefined, given: [string, Given][]): Promise<void> {
    if (!form) throw new Error(`${this.name} has no form to send; she sees: ${this.screen}`)
    const changed = new Set(given.map(([name]) => name))
    await this.posts(form.getAttribute('action') ?? '', [...valuesOf(form).filter(([name]) => !changed.has(name)), ...given])
  }

  private async posts(path: string, values: [string, Given][]): Promise<void> {
    this.sent = { path, values }
    const form = new FormData()
    for (const [name, value] of values)
      if (typeof value === 'string') form.append(name, value)
      else form.append(name, new Blob([new Uint8Array(value.bytes)]), value.name)
    await this.asks('POST', path, form)
  }

  private async asks(method: string, path: string, body?: FormData): Promise<void> {
    const response = await this.fetches(method, path, body)
    for (const one of response.headers.getSetCookie()) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(one) ?? []
      this.cookies.set(name, value)
    }
    const next = response.headers.get('location')
    if (next) return this.asks('GET', next)
    this.page = parse(await response.text())
  }

  private fetches(method: string, path: string, body?: FormData): Promise<Response> {
    const cookie = [...this.cookies].map(([name, value]) => `${name}=${value}`).join('; ')
    return fetch(new URL(path, this.origin), { method, body, redirect: 'manual', headers: { cookie, accept: 'text/html', 'accept-language': this.languages, origin: this.origin } })
  }
}

const nameAndValue = (button: HTMLElement | undefined): [string, string][] => {
  const name = button?.getAttribute('name')
  return name ? [[name, button?.getAttribute('value') ?? '']] : []
}

const formOf = (element: HTMLElement | undefined): HTMLElement | null | undefined => {
  const owner = element?.getAttribute('form')
  return owner ? root(element)?.querySelector(`#${owner}`) : element?.closest('form')
}

const root = (element: HTMLElement | undefined): HTMLElement | undefined => {
  let top = element
  while (top?.parentNode) top = top.parentNode
  return top
}

/** What a browser would send of a form as it stands. */
function valuesOf(form: HTMLElement | null): [string, string][] {
  const controls = form?.querySelectorAll('input, textarea, select') ?? []
  return controls.flatMap((control): [string, string][] => {
    const name = control.getAttribute('name')
    const type = control.getAttribute('type')
    if (!name || type === 'file' || ((type === 'radio' || type === 'checkbox') && !control.hasAttribute('checked'))) return []
    if (control.tagName === 'TEXTAREA') return [[name, decoded(control)]]
    if (control.tagName !== 'SELECT') return [[name, control.getAttribute('value') ?? '']]
    const options = control.querySelectorAll('option')
    const chosen = options.find((option) => option.hasAttribute('selected')) ?? options[0]
    return [[name, chosen?.getAttribute('value') ?? '']]
  })
}

const decoded = (element: HTMLElement): string => element.text

const spaced = (text: string): string => text.replace(/[\u00a0\u202f]/g, ' ')

const textOf = (element: HTMLElement): string => spaced(element.structuredText).trim()

const matches = (seen: string, expected: Expected): boolean =>
  typeof expected === 'string' ? seen.includes(spaced(expected)) : expected.test(seen)
