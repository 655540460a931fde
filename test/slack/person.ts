import { optionsOf, type Placed } from './blocks.ts'
import { bringEvent } from './delivery.ts'
import { clientErrors, fieldOf, held, ownFile, type Filled, type Lookup, type OwnFile } from './filling.ts'
import { act, closeModal, command, shortcut, submit, suggestions, write, type Actor } from './gestures.ts'
import type { Interaction } from './interactions.ts'
import { installAt } from './installing.ts'
import { fileShown } from './messages.ts'
import type { Grants } from './oauth.ts'
import { readMessage, readView } from './reading.ts'
import { openModal, sightOf, type Seen } from './sight.ts'
import { escaped, withMentions, spoken } from './spoken.ts'
import { until } from './until.ts'
import { viewShown } from './views.ts'
import { imOf, isMember, lastChange, nextChange, type ConversationRecord, type UserRecord, type ViewRecord } from './world.ts'

type Expected = string | RegExp

export interface SlackPersonParts extends Actor {
  grants: Grants
  /** waits for what the app does after a gesture */
  settle: (() => Promise<void>) | undefined
}

/** The form before a person. Names are those of its blocks. */
export interface SlackForm {
  title: string
  labels: string[]
  values: Record<string, unknown>
  errors: Record<string, string>
}

/** how long she waits for what a gesture should bring before she goes on, and how often the test's own settling is called meanwhile */
const answerWithin = 10_000
const settleEvery = 200
/** what the app was not told of, or did not take */
const unheard = 'unheard'

/** Somebody at Slack: she types, presses, fills in, and sees. What she does is over when it was answered. */
export class SlackPerson {
  private here: ConversationRecord
  /** what changed before her last gesture */
  private since = 0

  constructor(private readonly parts: SlackPersonParts) {
    this.here = imOf(parts.workspace, parts.user.id)
  }

  get id(): string {
    return this.parts.user.id
  }

  get name(): string {
    return this.parts.user.name
  }

  /** Who she is at Slack; what is changed here is what the API says from then on. */
  get user(): UserRecord {
    return this.parts.user
  }

  /** From now on she types in this channel. */
  in(channel: string): this {
    const found = [...this.parts.workspace.conversations.values()].find(({ kind, name }) => kind !== 'im' && name === channel)
    if (!found || !isMember(found, this.id)) throw new Error(`${this.name} is in no channel "${channel}"`)
    this.here = found
    return this
  }

  /** From now on she types in private with the app. */
  inPrivate(): this {
    this.here = imOf(this.parts.workspace, this.id)
    return this
  }

  /** Types a line where she is: a slash command of the app, or words. */
  async types(typed: string): Promise<void> {
    const [, name, text = ''] = /^(\/\S+)(?:\s+([\s\S]*))?$/.exec(typed) ?? []
    if (!name) return this.writes(typed)
    const commands = this.parts.inner.app.manifest.features?.slash_commands ?? []
    if (!commands.some((one) => one.command === name)) throw new Error(`${name} is not a valid command; the app has: ${commands.map((one) => one.command).join(' ')}`)
    const { should_escape: marks } = commands.find((one) => one.command === name) ?? {}
    const sent = marks ? withMentions(escaped(text), this.parts.workspace, true) : escaped(text)
    await this.does(() => command(this.parts, this.here, name, sent))
  }

  /** Writes words where she is, with files of hers. */
  async writes(text: string, ...files: OwnFile[]): Promise<void> {
    const event = write(this.parts, this.here, spoken(text, this.parts.workspace), files.map((file) => this.upload(file)))
    await this.does(() => this.tells(event))
  }

  /** Replies in the thread of the newest message with these words. */
  async replies(message: Expected, text: string): Promise<void> {
    const root = await this.waits(`a message "${message}"`, () => sightOf(this.parts).findLast((seen) => seen.kind === 'message' && matches(seen.text, message)))
    if (root.kind !== 'message') return
    const threadTs = root.message.threadTs ?? root.message.ts
    const event = write(this.parts, root.conversation, spoken(text, this.parts.workspace), [], threadTs)
    await this.does(() => this.tells(event))
  }

  /** Mentions the app in the channel she is in. */
  async mentions(text: string): Promise<void> {
    const { workspace } = this.parts
    const { here } = this
    if (!here.botIsIn) throw new Error(`the app is not in "${here.name}": Slack offers to invite it`)
    const event = write(this.parts, here, `<@${workspace.botUserId}> ${spoken(text, workspace)}`, [])
    const { channel_type: _channelType, ...mention } = event
    // Slack says nothing of which comes first.
    await this.does(async () => {
      const both = [this.tells(event), ...(here.kind === 'im' ? [] : [this.tells({ ...mention, type: 'app_mention' })])]
      return (await Promise.all(both)).includes(undefined) ? undefined : unheard
    })
  }

  /** Presses the newest button with this label among all she sees, and confirms where she is asked to. */
  async presses(label: string): Promise<void> {
    const { seen, placed } = await this.finds(`a button "${label}"`, (one) => one.element.type === 'button' && one.element.text?.text === label)
    await this.does(() => act(this.parts, seen, placed, { type: 'button' }), !placed.element.url)
  }

  /** Where the newest link with this label leads. */
  async link(label: string): Promise<string> {
    const { placed } = await this.finds(`a link "${label}"`, ({ element }) => element.type === 'button' && element.text?.text === label && element.url !== undefined)
    return placed.element.url ?? ''
  }

  /** Chooses the newest option with this label in the selects and menus she sees outside of forms. */
  async chooses(label: string): Promise<void> {
    const isOffered = ({ element }: Placed) => element.type === 'external_select' || optionsOf(element).some(({ text }) => text.text === label)
    const { seen, placed } = await this.finds(`an option "${label}"`, isOffered)
    const { type } = placed.element
    const offered = type === 'external_select' ? await suggestions(this.parts, seen, placed, label) : optionsOf(placed.element)
    const option = offered.find(({ text }) => text.text === label)
    if (!option) throw new Error(`${this.name} is not offered "${label}", but: ${offered.map(({ text }) => text.text).join(', ')}`)
    const several = type === 'checkboxes' || type.startsWith('multi_')
    await this.does(() => act(this.parts, seen, placed, several ? { type, selected_options: [option] } : { type, selected_option: option }))
  }

  /** Fills in the open form over what it already holds, and submits it; what it cannot hold is told beside the field. */
  async fills(values: Record<string, Filled>): Promise<void> {
    const names = Object.keys(values)
    const view = await this.waits(`a form that asks for ${names.join(', ') || 'nothing'}`, () => {
      const modal = openModal(this.parts)
      return modal?.submit && names.every((name) => fieldOf(modal, name)) ? modal : undefined
    })
    for (const [name, filled] of Object.entries(values)) {
      const placed = fieldOf(view, name)
      if (placed) view.values[placed.block.block_id] = { [placed.element.action_id]: await held(placed, filled, this.lookup(view)) }
    }
    view.errors = clientErrors(view)
    view.changed = nextChange()
    if (Object.keys(view.errors).length === 0) await this.does(() => submit(this.parts, view))
  }

  /** What is in the newest file of this name among the messages that she sees. */
  async opensFile(name: string): Promise<string> {
    const find = () => sightOf(this.parts).flatMap((seen) => (seen.kind === 'message' ? seen.message.files : [])).findLast((file) => file.name === name)
    return (await this.waits(`a file "${name}"`, find)).bytes.toString()
  }

  /** Closes the modal before her. */
  async closes(): Promise<void> {
    const view = await this.waits('a modal', () => openModal(this.parts))
    await closeModal(this.parts, view)
    await this.parts.settle?.()
  }

  /** Opens the home of the app. */
  async opensHome(): Promise<void> {
    const { inner, workspace } = this.parts
    const home = workspace.homes.get(this.id)
    const event = {
      type: 'app_home_opened', user: this.id, channel: imOf(workspace, this.id).id, tab: 'home', event_ts: inner.newTs(),
      ...(home ? { view: viewShown(inner, workspace, home) } : {}),
    }
    await this.does(() => this.tells(event))
  }

  /** Uses a shortcut of the app: on the newest message with these words, or on none. */
  async usesShortcut(callbackId: string, message?: Expected): Promise<void> {
    const shortcuts = this.parts.inner.app.manifest.features?.shortcuts ?? []
    const known = shortcuts.find(({ callback_id: id, type }) => id === callbackId && type === (message === undefined ? 'global' : 'message'))
    if (!known) throw new Error(`the app has no such shortcut "${callbackId}"`)
    const isMeant = (seen: Seen) => seen.kind === 'message' && !seen.message.onlyFor && message !== undefined && matches(seen.text, message)
    const on = message === undefined ? undefined : await this.waits(`a message "${message}"`, () => sightOf(this.parts).findLast(isMeant))
    await this.does(() => shortcut(this.parts, callbackId, on?.kind === 'message' ? on : undefined))
  }

  /** Installs the app from its own page, as its owner tells her to, in her workspace or in all her company. @returns what the last page says */
  async installs(installUrl: string, { inCompany = false } = {}): Promise<{ status: number; text: string }> {
    const { workspace } = this.parts
    const target = inCompany ? workspace.organisation : workspace
    if (!target) throw new Error(`${workspace.name} belongs to no company`)
    return installAt(installUrl, { ...this.parts, target })
  }

  /** Waits to see all of this. */
  async sees(...expected: Expected[]): Promise<void> {
    for (const one of expected) await this.waits(`"${one}"`, () => matches(this.everything(), one) || undefined)
  }

  /** Waits until none of this is to be seen. */
  async seesNot(...expected: Expected[]): Promise<void> {
    for (const one of expected) await this.waits(`nothing of "${one}"`, () => !matches(this.everything(), one) || undefined)
  }

  /** Forgets what only she saw, as Slack does when it is loaded anew. */
  reloads(): void {
    for (const conversation of this.parts.workspace.conversations.values()) conversation.messages = conversation.messages.filter(({ onlyFor }) => onlyFor !== this.id)
  }

  /** The form before her; undefined when there is none. */
  get form(): SlackForm | undefined {
    const view = openModal(this.parts)
    if (!view) return undefined
    const inputs = view.blocks.filter(({ type }) => type === 'input')
    const values = inputs.map(({ block_id: id, element }) => [id, contentOf(view.values[id]?.[element?.action_id ?? ''])] as const)
    return { title: view.title, labels: inputs.map(({ label }) => label?.text ?? ''), values: Object.fromEntries(values), errors: { ...view.errors } }
  }

  /** The home of the app, as it stands before her. */
  get home(): string {
    const view = this.parts.workspace.homes.get(this.id)
    return view ? readView(view, this.parts) : ''
  }

  /** What the app wrote to her in private, as it stands now. */
  get messages(): string[] {
    const im = imOf(this.parts.workspace, this.id)
    return im.messages.filter(({ byBot, onlyFor }) => byBot && !onlyFor).map((message) => readMessage(message, this.parts))
  }

  /** The labels of all the buttons before her. */
  labels(): string[] {
    return sightOf(this.parts).flatMap(({ usable }) => usable.flatMap(({ element }) => (element.type === 'button' && element.text ? [element.text.text] : [])))
  }

  /** What has come or changed since her last gesture, as she reads it. */
  get answer(): string {
    return sightOf(this.parts).filter(({ changed }) => changed > this.since).map(({ text }) => text).join('\n\n')
  }

  /** All that she sees, as she reads it. */
  everything(): string {
    return sightOf(this.parts).map(({ text }) => text).join('\n\n')
  }

  private waits<T>(what: string, look: () => T | undefined): Promise<T> {
    return until(look, () => `${this.name} does not see ${what}, but:\n${this.everything()}`)
  }

  private finds(what: string, isMeant: (placed: Placed) => boolean): Promise<{ seen: Seen; placed: Placed }> {
    return this.waits(what, () => {
      for (const seen of sightOf(this.parts).toReversed()) {
        const placed = seen.usable.findLast(isMeant)
        if (placed) return { seen, placed }
      }
      return undefined
    })
  }

  /** Tells the app of an event, if it wants to hear of it. What it does not take, Slack repeats later: she does not wait for that. */
  private async tells(event: Record<string, unknown>): Promise<typeof unheard | undefined> {
    return (await bringEvent(this.parts.inner, this.parts.workspace, event)) ? undefined : unheard
  }

  /** A gesture is over once the app has answered so that she sees it; some gestures bring nothing. */
  private async does(gesture: () => Promise<Interaction | typeof unheard | undefined>, waits = true): Promise<void> {
    const { settle } = this.parts
    const since = (this.since = lastChange())
    const before = sightOf(this.parts).length
    const interaction = await gesture()
    const isAnswered = () => {
      const sight = sightOf(this.parts)
      return (typeof interaction === 'object' && interaction.answered) || sight.some(({ changed }) => changed > since) || sight.filter(({ kind }) => kind === 'message').length < before - 1 || undefined
    }
    const end = performance.now() + (waits && interaction !== unheard ? answerWithin : 0)
    do await settle?.()
    while (!(await until(isAnswered, undefined, Math.min(settleEvery, end - performance.now()))) && performance.now() < end)
    await settle?.()
  }

  private upload(file: OwnFile) {
    const record = ownFile(file, this.id)
    this.parts.workspace.files.set(record.id, record)
    return record
  }

  private lookup(view: ViewRecord): Lookup {
    const { inner, workspace, user } = this.parts
    return {
      suggestions: (placed, typed) => suggestions(this.parts, { kind: 'view', view, text: '', changed: 0, usable: [] }, placed, typed),
      upload: (file) => this.upload(file),
      fileShown: (file) => fileShown(inner, workspace, file),
      idOf: (name) => {
        const found = [...workspace.users.values(), ...workspace.conversations.values()].find((one) => one.id === name || one.name === name)
        if (!found) throw new Error(`${user.name} knows no "${name}"`)
        return found.id
      },
    }
  }
}

const matches = (text: string, expected: Expected): boolean => (typeof expected === 'string' ? text.includes(expected) : expected.test(text))

/** What is in a field, whatever its kind. */
function contentOf(state: Record<string, unknown> | undefined): unknown {
  if (!state) return undefined
  const [, content] = Object.entries(state).find(([key]) => key !== 'type') ?? []
  const valueOf = (one: unknown): unknown => (typeof one === 'object' && one !== null && 'value' in one ? one.value : one)
  return Array.isArray(content) ? content.map(valueOf) : valueOf(content)
}
