import type { Json } from './field.ts'
import type { Label, Message, Text } from './text.ts'

/** An action with its input, as data: what a button carries. */
export interface Call {
  action: string
  input: Record<string, Json | undefined>
}

export type Button =
  | { label: Text; call: Call; style?: 'primary' | 'danger'; confirm?: Message }
  | { label: Text; link: string }

/** One row of a list: what it is, a few words, and what can be done with it. */
export interface Item {
  title: Text
  text?: Text
  /** the text was told in confidence: no notification has it */
  confidential?: true
  facts?: Fact[]
  buttons?: Button[]
}

export interface Fact {
  label: Label
  value: Text
}

export type Block = Shown & {
  /** lets somebody in: it is shown, and kept nowhere where others could read it */
  secret?: true
}

type Shown =
  | { kind: 'text'; text: Text }
  /** a person's longer words, set apart; what was told in confidence is in no notification */
  | { kind: 'quote'; text: Text; confidential?: true }
  | { kind: 'facts'; facts: Fact[] }
  | { kind: 'list'; items: Item[] }
  | { kind: 'image'; fileId: string; alt: Text }
  | { kind: 'files'; files: { fileId: string; name: string; size: number }[] }
  | { kind: 'buttons'; buttons: Button[] }
  /** several calls in one control */
  | { kind: 'select'; label: Label; options: { label: Text; call: Call }[] }

/** What the assistant shows, on any platform. */
export interface View {
  title?: Text
  /** how it is meant: `good` something was done, `problem` something is to be done first, `past` no longer true (struck out) */
  tone?: 'good' | 'problem' | 'past'
  blocks: Block[]
  /** where it stands in a calendar; what is told to calendars has it, and nothing else */
  entry?: Entry
  /** messages already shown of a view too long for one; only the engine sets it */
  shown?: number
}

/** What stands in the calendar that a space keeps of its own: the view says what it is, this says when and where. Everybody there reads it. */
export interface Entry {
  /** ISO 8601 instants */
  startsAt: string
  endsAt: string
  place: Text
}

type Part = Block | undefined | false

/** A view made of what is there; parts left out are skipped. */
export const view = (about: Omit<View, 'blocks' | 'shown'>, ...blocks: Part[]): View => ({
  ...about,
  blocks: blocks.filter((block): block is Block => Boolean(block)),
})

export const text = (words: Text): Block => ({ kind: 'text', text: words })
export const quote = (words: Text): Block => ({ kind: 'quote', text: words })
export const quoteInConfidence = (words: Text): Block => ({ kind: 'quote', text: words, confidential: true })
export const list = (items: Item[]): Block => ({ kind: 'list', items })

/** The same, and nobody who reads the database can. */
export const secret = <B extends Block | undefined>(block: B): B => block && { ...block, secret: true }

/** Facts, without those that have no value. */
export const facts = (...all: ([label: Label, value: Text | undefined | null] | false)[]): Block | undefined => {
  const known = all.flatMap((fact) => (fact && fact[1] ? [{ label: fact[0], value: fact[1] }] : []))
  return known.length ? { kind: 'facts', facts: known } : undefined
}

/** A row of buttons, without those left out. */
export const buttons = (...all: (Button | undefined | false)[]): Block | undefined => {
  const offered = all.filter((button): button is Button => Boolean(button))
  return offered.length ? { kind: 'buttons', buttons: offered } : undefined
}
