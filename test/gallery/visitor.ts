import type { Incoming } from '../../bot/adapter.ts'
import type { Engine } from '../../bot/engine.ts'
import type { Form } from '../../bot/form.ts'
import { recognise, type AccountRef } from '../../bot/person.ts'
import type { RawInput } from '../../bot/read.ts'
import type { Call, View } from '../../bot/view.ts'
import type { Database } from '../../prisma/database.ts'
import type { Album, Doing, Shown } from './pieces.ts'

interface VisitorParts {
  id: number
  account: AccountRef
  database: Database
  engine: Engine
  album: Album
  /** Does and delivers what is due. */
  settle(): Promise<void>
}

let keys = 0

/** Somebody who plays for the gallery. What she gets hangs in it under the note she gives; without a note, it does not. */
export class Visitor {
  private form: Form | undefined
  private view: View | undefined

  constructor(private readonly parts: VisitorParts) {}

  get id(): number {
    return this.parts.id
  }

  get account(): AccountRef {
    return this.parts.account
  }

  /** Types a line, in private. */
  types(typed: string, note?: string): Promise<void> {
    return this.does({ typed }, note)
  }

  /** Presses the newest button that calls this action, or chooses the newest option; with this input, where there are several. */
  presses(action: string, note?: string, input: RawInput = {}): Promise<void> {
    const fits = (call: Call) => call.action === action && Object.entries(input).every(([name, value]) => call.input[name] === value)
    const offered = this.callsBefore()
    const call = offered.findLast(fits)
    if (!call) throw new Error(`${this.account.name} is not offered "${action}", but: ${[...new Set(offered.map((one) => one.action))].join(', ')}; before her is ${JSON.stringify(this.form?.problems ?? this.view)}`)
    return this.does({ call }, note)
  }

  /** Calls an action as an old button would, or one that somebody made up. */
  calls(call: Call, note?: string): Promise<void> {
    return this.does({ call }, note)
  }

  /** Opens the form of an action, whether or not something is missing. */
  opens(action: string, note?: string, input: RawInput = {}): Promise<void> {
    return this.does({ call: { action, input }, asks: true }, note)
  }

  /** Fills in the open form over what it already holds, and sends it. */
  fills(values: RawInput, note?: string): Promise<void> {
    if (!this.form) throw new Error(`no form is open before ${this.account.name}, who sees ${JSON.stringify(this.view)}`)
    const { action, hidden, fields, values: held } = this.form
    for (const name of Object.keys(values)) if (!fields.some((field) => field.name === name)) throw new Error(`the form of ${action} does not ask for "${name}"`)
    const shown = Object.fromEntries(fields.map(({ name }) => [name, held[name]]))
    return this.does({ call: { action, input: { ...shown, ...values, ...hidden } }, submitted: true }, note)
  }

  /** Opens the assistant's home, where a platform has one. */
  async opensHome(note: string): Promise<void> {
    const { engine, album, account } = this.parts
    await album.during({ action: 'home', note }, async () => ({ kind: 'view', ...(await engine.home(account)), isHome: true }))
  }

  private async does(what: Incoming['what'], note: string | undefined): Promise<void> {
    const { engine, album, settle, account } = this.parts
    const incoming: Incoming = { key: `key-${++keys}`, from: account, channel: null, what }
    const doing: Doing | undefined = note ? { action: album.actionOf(what, engine.words), note } : undefined
    await album.during(doing, async () => {
      const isSubmitted = 'submitted' in what && what.submitted
      const plan = isSubmitted ? { kind: 'run' as const } : await engine.plan(incoming)
      const reply = plan.kind === 'run' ? await engine.run(incoming) : plan
      const shown = reply.kind === 'form' ? await this.opened(reply.form) : this.answered(reply)
      await settle()
      return shown
    })
  }

  private async opened(form: Form): Promise<Shown> {
    const { database, engine, account } = this.parts
    this.form = form
    const { who } = await recognise(database.client, account, await engine.community())
    return { kind: 'form', form, from: account, reader: { locale: who.locale, timeZone: who.timeZone } }
  }

  private answered({ view, reader }: Pick<Extract<Shown, { kind: 'view' }>, 'view' | 'reader'>): Shown {
    this.form = undefined
    this.view = view
    return { kind: 'view', view, reader }
  }

  /** Every call before her: in the channels, in what was told to her, in the last answer. */
  private callsBefore(): Call[] {
    const { externalId } = this.account
    const told = [...this.parts.album.delivered.values()].filter(({ to }) => 'channel' in to || to.externalId === externalId)
    return [...told.map(({ view }) => view), ...(this.view ? [this.view] : [])].flatMap(callsIn)
  }
}

/** What can be pressed or chosen in a view. */
const callsIn = ({ blocks }: View): Call[] =>
  blocks.flatMap((block) => {
    const buttons = block.kind === 'buttons' ? block.buttons : block.kind === 'list' ? block.items.flatMap((item) => item.buttons ?? []) : block.kind === 'select' ? block.options : []
    return buttons.flatMap((button) => ('call' in button ? [button.call] : []))
  })
