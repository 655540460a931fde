import type { Drawn, DrawnBlock, DrawnButton } from '../../bot/draw.ts'
import type { Limits } from '../../bot/limits.ts'
import { plainOf, type Inline, type Reader } from '../../bot/words.ts'

const utc: Reader = { locale: 'en', timeZone: 'UTC' }

/** The stage has the room of a large screen. */
export const stageLimits: Limits = {
  title: 300,
  text: 4000,
  total: 20_000,
  components: 100,
  buttonsInRow: 10,
  buttonLabel: 80,
  options: 100,
  optionLabel: 100,
  factsInBlock: 20,
  itemsInMessage: 50,
  buttonsInItem: 5,
  files: 10,
  call: 500,
  link: 2000,
  messages: 3,
  cost: () => 1,
  measure: (inlines: Inline[]) => plainOf(inlines, utc).length,
  measureCall: (call) => JSON.stringify(call).length,
}

const buttonText = (button: DrawnButton) => ('link' in button ? `[${button.label} → ${button.link}]` : `[${button.label}]`)

function blockText(block: DrawnBlock, reader: Reader): string {
  const plain = (inlines: Inline[]) => plainOf(inlines, reader)
  switch (block.kind) {
    case 'text':
      return plain(block.inlines)
    case 'quote':
      return `> ${plain(block.inlines)}`
    case 'facts':
      return block.facts.map(({ label, value }) => `${label}: ${plain(value)}`).join('\n')
    case 'list':
      return block.items
        .map(({ title, text, facts, buttons }) =>
          [`• ${plain(title)}`, text && plain(text), ...facts.map(({ label, value }) => `${label}: ${plain(value)}`), buttons.map(buttonText).join(' ')]
            .filter(Boolean)
            .join('\n  '),
        )
        .join('\n')
    case 'image':
      return `(picture: ${block.alt})`
    case 'files':
      return block.files.map(({ name }) => `(file: ${name})`).join('\n')
    case 'buttons':
      return block.buttons.map(buttonText).join(' ')
    case 'select':
      return `${block.label}: ${block.options.map(({ label }) => `(${label})`).join(' ')}`
  }
}

/** What somebody reads, as plain text. */
export function plainText(pages: Drawn[], reader: Reader): string {
  return pages
    .map(({ tone, title, blocks }) => {
      const head = title ? `${tone === 'past' ? '~ ' : ''}${plainOf(title, reader)}` : tone === 'past' ? '~' : ''
      return [head, ...blocks.map((block) => blockText(block, reader))].filter(Boolean).join('\n')
    })
    .join('\n---\n')
}

/** Every button of a drawing, in order. */
export const buttonsOf = (pages: Drawn[]): DrawnButton[] =>
  pages.flatMap(({ blocks }) =>
    blocks.flatMap((block) =>
      block.kind === 'buttons' ? block.buttons : block.kind === 'list' ? block.items.flatMap(({ buttons }) => buttons) : [],
    ),
  )

/** Every option of every select of a drawing. */
export const optionsOf = (pages: Drawn[]) => pages.flatMap(({ blocks }) => blocks.flatMap((block) => (block.kind === 'select' ? block.options : [])))
