import { expect } from 'vitest'
import { m as discordMessages } from '../../adapters/discord/messages.ts'
import type { DiscordPerson } from '../discord/index.ts'
import type { SlackPerson } from '../slack/index.ts'
import type { WebPerson } from '../web/person.ts'

type Expected = string | RegExp

/** A file of somebody's own machine. */
export interface OwnFile {
  name: string
  bytes: Buffer
}

export type Filled = Record<string, string | string[] | OwnFile>

/** Somebody at one platform or another: what she does and sees is said the same way. */
export interface Actor {
  name: string
  in(channel: string): Actor
  inPrivate(): Actor
  types(line: string): Promise<void>
  presses(label: string): Promise<void>
  /** Where the newest link with this label leads. */
  link(label: string): Promise<string>
  /** Fills in the whole form, however many steps her platform needs for it. */
  fills(values: Filled): Promise<void>
  sees(...expected: Expected[]): Promise<void>
  seesNot(...unexpected: Expected[]): Promise<void>
  /** Waits until what answered her last says all this. */
  isTold(...expected: Expected[]): Promise<void>
  /** all that she can read just now */
  readonly screen: string
  /** What is in the newest file of this name that she was given. */
  opensFile(file: string): Promise<string>
}

/** A form of more than five fields comes in steps there. */
export function onDiscord(person: DiscordPerson, say: (message: typeof discordMessages.continue) => string): Actor {
  const actor: Actor = {
    name: person.name,
    in: (channel) => (person.in(channel), actor),
    inPrivate: () => (person.inPrivate(), actor),
    types: (line) => person.types(line),
    presses: (label) => person.presses(label),
    link: (label) => person.link(label),
    sees: (...expected) => person.sees(...expected),
    seesNot: (...unexpected) => person.seesNot(...unexpected),
    isTold: (...expected) => answerSays(person, expected),
    get screen() {
      return person.screen
    },
    opensFile: (file) => person.opensFile(file),
    async fills(values) {
      const goOn = say(discordMessages.continue)
      const left = new Map(Object.entries(values))
      for (;;) {
        const names = person.form?.names ?? []
        const now = [...left].filter(([name]) => names.includes(name))
        for (const [name] of now) left.delete(name)
        await person.fills(Object.fromEntries(now))
        const asksMore = person.answer.includes(`[${goOn}]`)
        if (!left.size && !asksMore) return
        if (!asksMore) throw new Error(`the form does not ask for ${[...left.keys()].join(', ')}; ${person.name} sees:\n${person.screen}`)
        await person.presses(goOn)
      }
    },
  }
  return actor
}

export function onSlack(person: SlackPerson): Actor {
  const actor: Actor = {
    name: person.name,
    in: (channel) => (person.in(channel), actor),
    inPrivate: () => (person.inPrivate(), actor),
    types: (line) => person.types(line),
    presses: (label) => person.presses(label),
    link: (label) => person.link(label),
    fills: (values) => person.fills(values),
    sees: (...expected) => person.sees(...expected),
    seesNot: (...unexpected) => person.seesNot(...unexpected),
    isTold: (...expected) => answerSays(person, expected),
    get screen() {
      return person.everything()
    },
    opensFile: (file) => person.opensFile(file),
  }
  return actor
}

/** On failure it shows what was said instead. */
const answerSays = (person: { name: string; answer: string }, expected: Expected[]): Promise<void> =>
  expect.poll(() => person.answer, { message: `what answers ${person.name}` }).toSatisfy((said: string) => expected.every((one) => (typeof one === 'string' ? said.includes(one) : one.test(said))))

export const onWeb = (person: WebPerson): Actor => person
