import { json } from './json.ts'
import { m } from './messages.ts'
import type { Text } from './text.ts'
import { withoutSecrets } from './secrets.ts'
import { moreAction } from './ticket.ts'
import type { Block, Button, Call, Item, View } from './view.ts'
import type { Inline, Reader, Words } from './words.ts'

/** A view in the words of one reader: what a renderer writes in its platform's markup, escaping every text. */
export interface Drawn {
  tone?: View['tone']
  title?: Inline[]
  blocks: DrawnBlock[]
}

export type DrawnButton =
  | { label: string; call: Call; style?: 'primary' | 'danger'; confirm?: string }
  | { label: string; link: string }

export interface DrawnFact {
  label: string
  value: Inline[]
}

export interface DrawnItem {
  title: Inline[]
  text?: Inline[]
  confidential?: true
  facts: DrawnFact[]
  buttons: DrawnButton[]
}

export interface DrawnOption {
  label: string
  call: Call
}

export type DrawnBlock =
  | { kind: 'text'; inlines: Inline[] }
  | { kind: 'quote'; inlines: Inline[]; confidential?: true }
  | { kind: 'facts'; facts: DrawnFact[] }
  | { kind: 'list'; items: DrawnItem[] }
  | { kind: 'image'; fileId: string; alt: string }
  | { kind: 'files'; files: { fileId: string; name: string; size: number }[] }
  | { kind: 'buttons'; buttons: DrawnButton[] }
  | { kind: 'select'; label: string; options: DrawnOption[] }

/** A view in a reader's language, whatever its length. */
export function drawnIn(view: View, reader: Reader, words: Words): Drawn {
  const inlines = (text: Text) => words.inlines(text, reader)
  const plain = (text: Text) => words.plain(text, reader)
  const button = (one: Button): DrawnButton =>
    'link' in one
      ? { label: plain(one.label), link: one.link }
      : { label: plain(one.label), call: one.call, style: one.style, confirm: one.confirm && plain(one.confirm) }
  const fact = ({ label, value }: { label: Text; value: Text }) => ({ label: plain(label), value: inlines(value) })
  const item = (one: Item): DrawnItem => ({
    title: inlines(one.title),
    text: one.text === undefined ? undefined : inlines(one.text),
    confidential: one.confidential,
    facts: (one.facts ?? []).map(fact),
    buttons: (one.buttons ?? []).map(button),
  })
  const block = (one: Block): DrawnBlock => {
    switch (one.kind) {
      case 'text':
        return { kind: 'text', inlines: inlines(one.text) }
      case 'quote':
        return { kind: 'quote', inlines: inlines(one.text), confidential: one.confidential }
      case 'facts':
        return { kind: 'facts', facts: one.facts.map(fact) }
      case 'list':
        return { kind: 'list', items: one.items.map(item) }
      case 'image':
        return { ...one, alt: plain(one.alt) }
      case 'files':
        return one
      case 'buttons':
        return { kind: 'buttons', buttons: one.buttons.map(button) }
      case 'select': {
        const options = one.options.map(({ label, call }) => ({ label: plain(label), call }))
        return { kind: 'select', label: plain(one.label), options }
      }
    }
  }
  return {
    tone: view.tone,
    title: view.title === undefined ? undefined : inlines(view.title),
    blocks: view.blocks.map(block),
  }
}

/** The button that shows the rest of a view too long for its place. */
export const moreButton = (view: View, shown: number, reader: Reader, words: Words): DrawnButton => ({
  label: words.plain(m.more, reader),
  call: { action: moreAction, input: { view: json(withoutSecrets({ ...view, shown })) } },
})
