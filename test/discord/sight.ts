import { sees } from './access.ts'
import { openForm, type OpenForm } from './form.ts'
import type { Interaction, Modal } from './interactions.ts'
import { buttonLabel, controlsOf, plain, textOf, type Eyes } from './reading.ts'
import { objectsOf, type Fields } from './problems.ts'
import { selects, type } from './validate-selects.ts'
import type { Channel, Message, User, World } from './world.ts'

/** A button or a select, and the message that it is part of. */
export interface Control {
  message: Message
  control: Fields
}

/** What somebody sees of a Discord: the messages that are for her, the newest answer, the form that is open. */
export class Sight {
  /** what she did last */
  last: Interaction | null = null
  /** whose answers she looks at: what she did last that opened no form */
  shown: Interaction | null = null
  /** her last words in a private conversation */
  lastWords: Message | null = null
  modal: Modal | null = null

  constructor(private readonly world: World, private readonly user: User, private readonly eyes: Eyes) {}

  read = (message: Message): string => textOf(message, this.eyes)

  get form(): OpenForm | undefined {
    return this.modal ? openForm(this.modal, (text) => plain(text, this.eyes)) : undefined
  }

  /** All messages that she can read, the oldest first; what she looks at comes last. */
  visible(): Message[] {
    const { world, user } = this
    const places = [...world.channels.values()].filter((channel) => channel.messages.size > 0 && sees(world, channel, user.id))
    const mine = places.flatMap((channel) => [...channel.messages.values()]).filter(({ ephemeralFor }) => !ephemeralFor || ephemeralFor === user.id)
    const answers = new Set(this.answers())
    return [...mine.filter((one) => !answers.has(one)).sort(byAge), ...answers]
  }

  /** The messages that answer what she did last, as they stand now. */
  answers(): Message[] {
    const { shown, lastWords, world } = this
    if (shown) return [shown.original, ...shown.followUps].filter((one): one is Message => one !== null && isThere(world, one))
    const channel = world.channels.get(lastWords?.channelId ?? '')
    return [...(channel?.messages.values() ?? [])].filter((one) => lastWords && one.authorId === world.bot.id && isAfter(one, lastWords))
  }

  /** What the bot wrote to her in private of its own accord, not as the answer to a command or a button. */
  privately(): Message[] {
    const channel = [...this.world.channels.values()].find(({ recipientId }) => recipientId === this.user.id)
    return [...(channel?.messages.values() ?? [])].filter(({ authorId, interaction }) => authorId === this.world.bot.id && !interaction)
  }

  /** What there is to be read before her: answers, the open form, private messages, and the channel where she is. */
  everything(place: Channel | null): string {
    const here = [...(place?.messages.values() ?? [])].filter(({ ephemeralFor, interaction }) => !ephemeralFor && !interaction)
    const messages = new Set([...here, ...this.privately(), ...this.answers()])
    const { form } = this
    const values = Object.values(form?.values ?? {}).flat().filter((one) => typeof one === 'string')
    const words = form ? [form.title, ...form.texts, ...form.labels, ...form.descriptions, ...form.options, ...values] : []
    return [...words, ...[...messages].map(this.read)].join('\n\n')
  }

  controls(): Control[] {
    return this.visible().flatMap((message) => controlsOf(message).map((control) => ({ message, control })))
  }

  button(label: string): Control | undefined {
    return this.controls().findLast(({ control }) => control.type === type.button && control.disabled !== true && [control.label, buttonLabel(control)].includes(label))
  }

  /** The newest select that offers this, and the value that is chosen with it; people and channels are found by name. */
  option(label: string, find: (kind: number, named: string, message: Message) => string | undefined): { chosen: Control; value: string } | undefined {
    for (const chosen of this.controls().reverse()) {
      const { control, message } = chosen
      if (!selects.includes(Number(control.type)) || control.disabled === true) continue
      const option = objectsOf(control.options).find((one) => one.label === label)
      const value = control.type === type.stringSelect ? option?.value : find(Number(control.type), label, message)
      if (typeof value === 'string') return { chosen, value }
    }
    return undefined
  }

  labels(): string[] {
    return this.controls().flatMap(({ control }) => (control.type === type.button && control.disabled !== true ? [buttonLabel(control)] : []))
  }

  options(): string[] {
    return this.controls().flatMap(({ control }) => objectsOf(control.options).map(({ label }) => String(label)))
  }
}

const isThere = (world: World, { id, channelId }: Message): boolean => world.channels.get(channelId)?.messages.has(id) === true
const byAge = (a: Message, b: Message): number => (BigInt(a.id) < BigInt(b.id) ? -1 : 1)
export const isAfter = (message: Message, words: Message): boolean => BigInt(message.id) > BigInt(words.id) || (message.editedAt ?? 0) > words.createdAt
