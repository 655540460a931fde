import { expect } from 'vitest'
import type { Incoming } from '../../bot/adapter.ts'
import type { Drawn, DrawnButton } from '../../bot/draw.ts'
import type { Engine, Plan, Reply } from '../../bot/engine.ts'
import type { Form } from '../../bot/form.ts'
import type { AccountRef } from '../../bot/person.ts'
import type { RawInput } from '../../bot/read.ts'
import type { Call } from '../../bot/view.ts'
import type { Reader } from '../../bot/words.ts'
import type { StageAdapter } from './adapter.ts'
import { buttonsOf, optionsOf, plainText, stageLimits } from './plain.ts'

type Seen = string | RegExp

export interface PersonParts {
  id: number
  account: AccountRef
  engine(): Engine
  adapter: StageAdapter
  settle(): Promise<void>
  nextKey(): string
}

/** Somebody at the stage: she types, presses, fills in, and sees. */
export class StagePerson {
  /** the form that is open before her */
  form: Form | undefined
  /** the last answer, as she reads it */
  answer = ''
  /** the channel she speaks in; null in private */
  channel: string | null = null
  private pages: Drawn[] = []

  constructor(private readonly parts: PersonParts) {}

  get id(): number {
    return this.parts.id
  }

  get name(): string {
    return this.parts.account.name
  }

  /** Types a line, and gets what it opens or answers. */
  async types(typed: string): Promise<void> {
    await this.deliver({ typed })
  }

  /** Presses the newest button with this label among all she sees. */
  async presses(label: string): Promise<void> {
    const found = this.buttons().findLast((button) => button.label === label)
    if (!found) throw new Error(`${this.name} sees no button "${label}", but: ${this.labels().join(', ')}`)
    if (!('call' in found)) throw new Error(`"${label}" is a link to ${found.link}`)
    await this.deliver({ call: found.call })
  }

  /** Chooses the newest option with this label in the selects she sees. */
  async chooses(label: string): Promise<void> {
    const found = this.drawings().flatMap(optionsOf).findLast((option) => option.label === label)
    if (!found) throw new Error(`${this.name} is not offered "${label}"`)
    await this.deliver({ call: found.call })
  }

  /** Fills in the open form over what it already holds, and submits it. */
  async fills(values: RawInput): Promise<void> {
    if (!this.form) throw new Error(`no form is open before ${this.name}; she sees: ${this.answer}`)
    const { action, hidden, fields, values: held } = this.form
    for (const name of Object.keys(values))
      if (!fields.some((field) => field.name === name)) throw new Error(`the form of ${action} does not ask for "${name}"`)
    const shown = Object.fromEntries(fields.map(({ name }) => [name, held[name]]))
    await this.deliver({ call: { action, input: { ...shown, ...values, ...hidden } }, submitted: true })
  }

  /** A delivery as she wants it: repeated, forged, late. */
  async sends({ key, call, submitted }: { key?: string; call: Call; submitted?: boolean }): Promise<void> {
    await this.show(await this.parts.engine().run({ ...this.incoming({ call, submitted }), ...(key ? { key } : {}) }))
    await this.parts.settle()
  }

  /** Expects to see this in the last answer, in the open form or in a private message. */
  sees(...expected: Seen[]): void {
    for (const one of expected) expect(this.everything()).toMatch(one instanceof RegExp ? one : literally(one))
  }

  seesNot(...expected: Seen[]): void {
    for (const one of expected) expect(this.everything()).not.toMatch(one instanceof RegExp ? one : literally(one))
  }

  /** The private messages she has received, as they stand now. */
  get messages(): string[] {
    return this.received().map(({ text }) => text)
  }

  /** The labels of all the buttons before her. */
  labels(): string[] {
    return this.buttons().map(({ label }) => label)
  }

  private everything(): string {
    const form = this.form && [this.form.title, this.form.description, ...this.form.fields.map(({ label }) => label), ...Object.values(this.form.problems)]
    return [this.answer, ...(form ?? []), ...this.messages].join('\n\n')
  }

  private received() {
    const { externalId } = this.parts.account
    return [...this.parts.adapter.delivered.values()].filter(({ to }) => 'externalId' in to && to.externalId === externalId)
  }

  private drawings(): Drawn[][] {
    const channels = [...this.parts.adapter.delivered.values()].filter(({ to }) => 'channel' in to)
    return [...channels.map(({ pages }) => pages), ...this.received().map(({ pages }) => pages), this.pages]
  }

  private buttons(): DrawnButton[] {
    return this.drawings().flatMap(buttonsOf)
  }

  private incoming(what: Incoming['what']): Incoming {
    return { key: this.parts.nextKey(), from: this.parts.account, channel: this.channel, what }
  }

  private async deliver(what: Incoming['what']): Promise<void> {
    const incoming = this.incoming(what)
    const plan: Plan = 'submitted' in what && what.submitted ? { kind: 'run' } : await this.parts.engine().plan(incoming)
    if (plan.kind === 'run') await this.show(await this.parts.engine().run(incoming))
    else await this.show(plan.kind === 'form' ? plan : { ...plan, kind: 'view' })
    await this.parts.settle()
  }

  private async show(shown: { kind: 'form'; form: Form } | { kind: 'view'; view: Extract<Reply, { kind: 'view' }>['view']; reader: Reader }): Promise<void> {
    if (shown.kind === 'form') {
      this.form = shown.form
      return
    }
    this.form = undefined
    this.pages = await this.parts.engine().draw(shown.view, shown.reader, stageLimits)
    this.answer = plainText(this.pages, shown.reader)
  }
}

const literally = (text: string) => new RegExp(text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'))
